"""Fictional persons, their cases, and the workers who meet them; a maker says what its test does not care about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.people.tests.makers import make_draft, make_terms
from darna.kernel.clock import today


@dataclass(frozen=True)
class House:
    """The workers of the Maison, one of the partner agency, and somebody whom no person concerns."""

    worker: Actor
    colleague: Actor
    supervisor: Actor
    reception: Actor
    adviser: Actor
    officer: Actor
    partner: Actor
    planner: Actor


def make_house() -> House:
    """Two agencies with their workers, inside the test's transaction."""
    from darna.base.agencies.roles import Role
    from darna.base.agencies.tests.makers import make_agency, make_member, make_members

    partner = make_agency("entraide")
    here = make_members(
        worker=Role.CASEWORKER,
        colleague=Role.CASEWORKER,
        supervisor=Role.SUPERVISOR,
        reception=Role.RECEPTIONIST,
        adviser=Role.MOBILITY_ADVISER,
        officer=Role.DATA_OFFICER,
        planner=Role.PLANNER,
    )
    return House(partner=make_member(Role.CASEWORKER, agency=partner), **here)


def make_person(by: Actor, **terms: Any) -> UUID:
    """Somebody registered by a worker, with the consent the terms tell."""
    from darna.domains.people.actions import register_person

    with acting(by.context):
        return register_person(make_draft(), make_terms(**terms), by=by).pk


def make_sharing_person(by: Actor, to: Actor, **terms: Any) -> UUID:
    """Somebody who agreed to be shown to another agency."""
    purposes = ("accompaniment", "sharing_with_partner")
    return make_person(by, **{"purposes": purposes, "recipients": (to.agency_id,), **terms})


def make_case(by: Actor, person_id: UUID | None = None, **terms: Any) -> Any:
    """An open case of somebody."""
    from darna.domains.cases.actions import open_case

    person_id = person_id or make_person(by)
    with acting(by.context):
        return open_case(person_id, terms.pop("programme", "returned_mre"), by=by, **terms)


def make_shared_case(by: Actor, to: Actor) -> tuple[Any, Any]:
    """A case and the view of it that another agency was given."""
    from darna.domains.cases.actions import share_case

    case = make_case(by, make_sharing_person(by, to), worker_id=by.membership_id)
    with acting(by.context):
        return case, share_case(case.pk, to.agency_id, today() + timedelta(days=30), by=by)


def verbs_of(actor: Actor, person_id: UUID) -> list[str]:
    """The verbs of cases that the trail holds of a person, oldest first."""
    from darna.base.audit.models import Entry

    with acting(actor.context):
        rows = Entry.objects.filter(person_id=person_id).order_by("id").values_list("verb", flat=True)
        return [verb for verb in rows if not verb.startswith(("person.", "consent."))]
