"""What closings do when a case is closed, reopened, or about to be."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.urls import reverse

from darna.base.agencies.actor import Actor
from darna.domains.cases.actions.closing import before_case_closes, on_case_closed, on_case_reopened
from darna.domains.cases.queries.elsewhere import closes_otherwise
from darna.domains.cases.registers.holding import held_elsewhere
from darna.domains.closing.actions import follow_closing, follow_reopening
from darna.domains.closing.models import Closing
from darna.domains.closing.queries.rules import rule_of
from darna.kernel.errors import Refused

#: A case that moves to another agency was approved as a transfer.
MOVED = "transferred"


def require_second_person(case_id: UUID, outcome: str, by: Actor) -> None:
    """Where an agency wants two people, only an approved closing closes. Two queries at most. Raises: Refused."""
    if outcome == MOVED or not rule_of(by.agency_id).needs_approval:
        return
    if not Closing.objects.filter(case_id=case_id, state=Closing.State.CLOSED, decided_by__isnull=False).exists():
        raise Refused("closing_waits_for_a_second_person")


def closed(case_id: UUID, by: Actor) -> dict[str, int]:
    """Keep the closing."""
    follow_closing(case_id, by)
    return {}


def reopened(case_id: UUID, by: Actor) -> dict[str, int]:
    """Undo the closing."""
    follow_reopening(case_id, by)
    return {}


def page_to_propose(actor: Actor, case_id: UUID) -> Iterable[str]:
    """Where the agency wants two people, the page on which one of them proposes. One query."""
    if rule_of(actor.agency_id).needs_approval:
        yield reverse("closing:propose", args=[case_id])


def with_a_closing(cases: Collection[UUID]) -> set[UUID]:
    """The cases among these that somebody closed or proposed to close. One query."""
    return set(Closing.objects.filter(case_id__in=cases).values_list("case_id", flat=True))


def listen() -> None:
    """Ask cases to tell."""
    before_case_closes(require_second_person)
    on_case_closed(closed)
    on_case_reopened(reopened)
    closes_otherwise(page_to_propose)
    held_elsewhere(with_a_closing)
