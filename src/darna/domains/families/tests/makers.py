"""A mother and her son who left one phone number."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor, job_actor
from darna.base.rowsecurity.context import acting
from darna.domains.people.tests.makers import make_draft, make_terms
from darna.domains.people.values import ContactDraft
from darna.kernel.dates import PartialDate

#: A number nobody else of these tests has.
PHONE = ContactDraft("phone_call", "06 77 88 99 10")


def register(by: Actor, given: str, family: str = "Ouhaddou", **told: Any) -> UUID:
    """Somebody with this phone, in Khénifra."""
    from darna.domains.people.actions import register_person

    usual: dict[str, Any] = {"contacts": (PHONE,), "identifiers": (), "commune": ""}
    with acting(by.context):
        draft = make_draft(given_name=given, family_name=family, **{**usual, **told})
        found: UUID = register_person(draft, make_terms(), by=by).pk
        return found


def make_sharing_a_phone(by: Actor) -> tuple[UUID, UUID]:
    """A mother and her son."""
    born = PartialDate.parse("2004-03-02")
    return register(by, "Malika"), register(by, "Ayoub", sex="M", birth=born)


def night(by: Actor) -> int:
    """The job of the night; how many pairs are new."""
    from darna.domains.families import actions

    job = job_actor(by.agency_id)
    with acting(job.context):
        return int(actions.look_for_families(by=job))


def make_family(by: Actor) -> Any:
    """A proposal that nobody decided about."""
    from django.apps import apps

    one, other = sorted(make_sharing_a_phone(by))
    night(by)
    with acting(by.context):
        return apps.get_model("families", "FamilyProposal").objects.get(person_id=one, other_id=other)


def done(by: Actor, action: Any, *told: Any, **named: Any) -> Any:
    """An action as somebody does it."""
    with acting(by.context):
        return action(*told, **named, by=by)
