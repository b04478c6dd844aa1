"""Who may be given a case or a task: somebody who writes in the agency's cases and sees the person's file."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import members_who_may
from darna.base.agencies.roles import Verb
from darna.domains.people.access import is_open_to, open_pairs
from darna.kernel.errors import Invalid


def require_worker(worker_id: UUID, by: Actor) -> None:
    """Raises: Invalid for somebody who does not write in the agency's cases today. One query."""
    require_workers({worker_id}, by)


def require_workers(worker_ids: Collection[UUID], by: Actor) -> None:
    """The same for several. One query, however many they are."""
    if set(worker_ids) - set(members_who_may(by.agency_id, Verb.WRITE_CASE)):
        raise Invalid("worker", "not_a_worker_of_the_agency")


def require_sees_file(worker_id: UUID, person_id: UUID, by: Actor) -> None:
    """Raises: Invalid for a colleague who is not named for a protected file: the case would be theirs and unseen.

    None or one query; the actor sees the file, or would not have come here.
    """
    if worker_id != by.membership_id and not is_open_to(worker_id, person_id):
        raise Invalid("worker", "worker_is_not_named")


def require_see_files(pairs: Collection[tuple[UUID, UUID]], by: Actor) -> None:
    """The same for several workers, each with a file. Two queries, however many they are."""
    others = {(worker, person) for worker, person in pairs if worker != by.membership_id}
    if others - open_pairs(others):
        raise Invalid("worker", "worker_is_not_named")
