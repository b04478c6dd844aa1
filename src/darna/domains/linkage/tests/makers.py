"""A woman who was entered twice, spelled otherwise."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor, job_actor
from darna.base.rowsecurity.context import acting
from darna.domains.people.tests.makers import make_draft, make_terms

#: The same person as another clerk wrote them down: other letters, a slip, no telephone.
AGAIN: dict[str, Any] = {
    "given_name": "",
    "family_name": "",
    "given_name_ar": "فاطمة الزهراء",
    "family_name_ar": "الإدريسي",
    "contacts": (),
    "identifiers": (),
}


def register(by: Actor, **told: Any) -> UUID:
    """Somebody registered by a worker."""
    from darna.domains.people.actions import register_person

    with acting(by.context):
        found: UUID = register_person(make_draft(**told), make_terms(), by=by).pk
        return found


def make_twice(by: Actor) -> tuple[UUID, UUID]:
    """One woman, two files; the smaller key first."""
    one, other = sorted((register(by), register(by, **AGAIN)))
    return one, other


def ask(by: Actor, why: str = "night") -> UUID:
    """A run that waits."""
    from darna.domains.linkage import actions

    with acting(by.context):
        found: UUID = actions.ask_for_a_run(why, by=by).pk
        return found


def look(by: Actor) -> int:
    """The register looked through as the job does it; how many pairs are new."""
    from darna.domains.linkage.comparing import compare_register

    job = job_actor(by.agency_id)
    return compare_register(ask(job), job)
