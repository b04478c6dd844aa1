"""The notices of an agency: narrowed, sorted, one with its reason, and what the page of the day says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.keys.queries import ciphers_of
from darna.base.lists.keyset import next_rows, ordinary
from darna.base.pages.lines import page_of_rows
from darna.base.prepared import DAY, ID, Prepared
from darna.domains.people.queries import lines_for
from darna.domains.people.queries.unfinished import unfinished
from darna.domains.retention import access
from darna.domains.retention.models import RetentionHold, RetentionNotice, Why
from darna.domains.retention.queries.holds import lines_of as lines_of_holds
from darna.domains.retention.sealed import POSTPONED
from darna.domains.retention.values import DayLines, NoticeCard, NoticeFilters, NoticeLine, NoticePage
from darna.kernel.clock import today

_KEYS: Final = {
    "due": "due_on",
    "-due": "-due_on",
    "warned": "-warned_at",
    "-warned": "warned_at",
    "why": "why",
    "-why": "-why",
    "state": "state",
    "-state": "-state",
}
SORTS: Final = tuple(_KEYS)
HELD: Final = "held"
FREE: Final = "free"


def _waiting(agency: UUID, day: date) -> QuerySet[RetentionNotice, Any]:
    held = RetentionHold.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), released_at__isnull=True, person_id=OuterRef("person_id")
    )
    rows = RetentionNotice.objects.filter(~Exists(held), agency_id=agency, state="warned").order_by()
    # One row: how many, and of how many the day has come.
    counts = {"waiting": Count("id"), "due": Count("id", filter=Q(due_on__lte=day))}
    return rows.values_list("agency_id").annotate(**counts)


_WAITING = Prepared(_waiting, agency=ID, day=DAY)


def day_lines(actor: Actor) -> DayLines:
    """How many files wait for the officer's decision. One query, none for other roles."""
    if not actor.may(Verb.KEEP_PRIVACY):
        return DayLines()
    found = _WAITING.first(agency=actor.agency_id, day=today())
    return DayLines(*found[1:]) if found else DayLines()


def notice_lines(actor: Actor, filters: NoticeFilters, number: int = 1) -> NoticePage:
    """The notices narrowed and sorted, fifty at a time. Three queries, four with a protected file. Raises: Refused."""
    return page_of_rows(narrowed(actor, filters), number, lambda rows: lines_of(actor, rows))


def notice_card(actor: Actor, notice_id: UUID) -> NoticeCard:
    """One notice with its reason and the person's holds. Five queries and one for each room that is asked.

    Raises: Refused, NotFound.
    """
    access.visible_notice(actor, notice_id)
    row = access.visible(actor).annotate(held=access.is_held()).get(pk=notice_id)
    (line,) = lines_of(actor, [row])
    holds = list(access.visible_holds(actor).filter(person_id=row.person_id).order_by("-placed_at", "id"))
    cipher = ciphers_of([row.person_id]).get(row.person_id)
    named = names_of_members([row.postponed_by]) if row.postponed_by else {}
    return NoticeCard(
        line=line,
        reason=cipher.open(row.sealed_reason, field=POSTPONED) if cipher and row.sealed_reason else "",
        postponed_by=named.get(row.postponed_by, "") if row.postponed_by else "",
        holds=lines_of_holds(actor, holds, with_words=True),
        is_unfinished=bool(unfinished.among({row.person_id})),
    )


def warned_at(actor: Actor, instant: datetime) -> int:
    """How many notices this officer sees that were added or warned of anew at that instant. One query."""
    return access.visible(actor).filter(warned_at=instant).count()


def narrowed(actor: Actor, filters: NoticeFilters) -> QuerySet[RetentionNotice]:
    """The notices that fit, in the order asked for, each with whether its person is held. Raises: Refused."""
    rows = access.visible(actor).annotate(held=access.is_held())
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.due_before:
        rows = rows.filter(due_on__lt=filters.due_before)
    if filters.held:
        rows = rows.filter(held=filters.held == HELD)
    return rows.order_by(_KEYS.get(filters.sort, "due_on"), "id")


def notice_count(actor: Actor, filters: NoticeFilters, most: int, *, with_protected: bool) -> int:
    """How many rows a file of notices would have, up to a bound. One query. Raises: Refused."""
    return _carried(actor, filters, with_protected=with_protected).order_by()[:most].count()


def notice_piece(
    actor: Actor, filters: NoticeFilters, after: Any, *, with_protected: bool
) -> tuple[tuple[NoticeLine, ...], Any]:
    """Notices by their day, and the place to go on from. Two queries, three with a protected file. Raises: Refused."""
    found, place = next_rows(_carried(actor, filters, with_protected=with_protected), "due_on", after)
    return lines_of(actor, found), place


def lines_of(actor: Actor, rows: Sequence[RetentionNotice]) -> tuple[NoticeLine, ...]:
    """Notices in words. One query, two with a protected file, none without rows."""
    return tuple(_lines(actor, rows))


def _carried(actor: Actor, filters: NoticeFilters, *, with_protected: bool) -> QuerySet[RetentionNotice]:
    return ordinary(narrowed(actor, filters), with_protected=with_protected)


def _lines(actor: Actor, rows: Sequence[RetentionNotice]) -> Iterator[NoticeLine]:
    persons, day = lines_for(actor, (row.person_id for row in rows)), today()
    for row in rows:
        person = persons.get(row.person_id)
        yield NoticeLine(
            id=row.pk,
            person_id=row.person_id,
            version=row.version,
            reference=person.reference if person else "",
            person_name=(person.name or person.reference) if person else "",
            is_protected=person.is_protected if person else False,
            why_label=str(Why(row.why).label),
            due_on=row.due_on,
            warned_on=localdate(row.warned_at),
            state=row.state,
            state_label=str(RetentionNotice.State(row.state).label),
            postponed_until=row.postponed_until,
            is_held=row.held,  # type: ignore[attr-defined]
            is_due=row.due_on <= day,
        )
