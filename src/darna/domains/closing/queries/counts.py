"""What people say of the accompaniment, counted; few answers are not told, for each could be somebody's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Count

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.closing import access
from darna.domains.closing.models import Closing
from darna.kernel.clock import today

#: Below this nothing is told.
LEAST: Final = 5
PERIOD_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class Counted:
    """One answer and how often it was given; None where too few gave any."""

    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class OpinionCounts:
    """The answers of a period."""

    since: date
    closed: int
    answers: tuple[Counted, ...]
    findings: tuple[Counted, ...]

    @property
    def is_told(self) -> bool:
        """Whether enough people answered for a count to be told."""
        return any(one.count is not None for one in (*self.answers, *self.findings))


def opinion_counts(actor: Actor) -> OpinionCounts:
    """Of the cases closed in the last year: what people said of it, and how they were later. Two queries.

    A count is told where at least five people answered; those who were not asked are not counted as content.
    Raises: Refused.
    """
    actor.require(Verb.SUPERVISE)
    since = today() - timedelta(days=PERIOD_DAYS)
    rows = access.visible(actor).filter(state=Closing.State.CLOSED, closed_on__gte=since).order_by()
    said = dict(rows.values_list("opinion").annotate(Count("id")))
    found = dict(rows.values_list("finding").annotate(Count("id")))
    return OpinionCounts(since, sum(said.values()), _told(said, Closing.Opinion), _told(found, Closing.Finding))


def _told(counts: Mapping[str, int], known: type[Closing.Opinion] | type[Closing.Finding]) -> tuple[Counted, ...]:
    answered = sum(count for code, count in counts.items() if code)
    # Single small counts could be somebody's; together with enough others they are not told one by one.
    small = any(0 < counts.get(one.value, 0) < LEAST for one in known)
    hide_all = answered < LEAST
    return tuple(
        Counted(
            str(one.label),
            None if hide_all or (small and 0 < counts.get(one.value, 0) < LEAST) else counts.get(one.value, 0),
        )
        for one in known
    )
