"""Whoever is registered is compared in a moment, by a job: nobody at the desk waits for it."""

from __future__ import annotations

from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.domains.people.actions import on_person_registered


def listen() -> None:
    """Hear of whoever is registered."""
    on_person_registered(_compare_soon)


def _compare_soon(person_id: UUID, by: Actor) -> None:
    from darna.domains.linkage.tasks import compare_one

    compare_one.defer(agency_id=str(by.agency_id), person_id=str(person_id))
