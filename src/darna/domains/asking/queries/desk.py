"""The queue of questions, and one question with everything that was said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.pages.lines import Lines, page_of_rows
from darna.domains.asking import access
from darna.domains.asking.models import Proposal, Question, QuestionMessage, State
from darna.domains.asking.sealing import opened
from darna.domains.asking.values import (
    HALF_DAYS,
    AgreedTime,
    DeskSettings,
    Message,
    QuestionCard,
    QuestionFilters,
    QuestionLine,
)
from darna.kernel.clock import now

_KEYS: Final = {"asked": "asked_at", "topic": "topic", "language": "language", "kind": "kind", "state": "state"}
SORTS: Final = ("waits", *_KEYS, *(f"-{key}" for key in _KEYS))


def question_lines(actor: Actor, filters: QuestionFilters, *, number: int = 1) -> Lines[QuestionLine]:
    """The questions of the agency, narrowed and sorted, some at a time. Three queries at most. Raises: Refused."""
    rows = _narrowed(access.questions_of(actor), filters, actor).order_by(*_order(filters.sort))
    return page_of_rows(rows, number, _lines)


def waiting_questions(actor: Actor) -> tuple[int, int]:
    """How many wait for a word of the desk, and how many of them are of somebody under 18. One query. Raises: Refused."""
    rows = access.questions_of(actor).filter(waits_since__isnull=False).exclude(state=State.CLOSED)
    young = rows.values_list("is_minor", flat=True)[:500]
    found = list(young)
    return len(found), sum(found)


def agreed_times(actor: Actor) -> tuple[AgreedTime, ...]:
    """The times of today and later to which whoever asked said yes, the next first. Two queries. Raises: Refused."""
    since = now() - timedelta(hours=12)
    rows = access.questions_of(actor).filter(proposal=Proposal.ACCEPTED, proposed_at__gte=since)
    found = list(rows.exclude(state=State.CLOSED).order_by("proposed_at", "id")[:50])
    names = names_of_members(row.taken_by for row in found if row.taken_by)
    return tuple(
        AgreedTime(row.pk, row.proposed_at, row.is_minor, names.get(row.taken_by, "") if row.taken_by else "")
        for row in found
        if row.proposed_at
    )


def question_card(actor: Actor, question_id: UUID) -> QuestionCard:
    """One question, opened. Three queries. Raises: Refused, NotFound."""
    row = access.question_to_read(actor, question_id)
    messages = list(QuestionMessage.objects.filter(question_id=row.pk).order_by("number"))
    names = names_of_members(who for who in (row.taken_by, *(one.written_by for one in messages)) if who)
    return QuestionCard(
        line=_line(row, names),
        version=row.version,
        is_mine=row.taken_by == actor.membership_id,
        wished=tuple(HALF_DAYS[one] for one in row.wishes if one in HALF_DAYS),
        proposed_at=row.proposed_at,
        closed_at=row.closed_at,
        outcome_label=row.get_outcome_display() if row.outcome else "",
        expires_at=row.expires_at,
        messages=tuple(_message(one, names) for one in messages),
    )


def desk_settings(actor: Actor) -> DeskSettings:
    """What the agency decided about questions. One query. Raises: Refused."""
    row = access.desk_of(actor)
    return DeskSettings(row.is_open, row.answers_within_days, row.version) if row else DeskSettings()


def _narrowed(rows: QuerySet[Question], filters: QuestionFilters, actor: Actor) -> QuerySet[Question]:
    for name in ("kind", "topic", "language"):
        if value := getattr(filters, name):
            rows = rows.filter(**{name: value})
    if filters.is_mine:
        rows = rows.filter(taken_by=actor.membership_id)
    return rows.filter(state=filters.state) if filters.state else rows.exclude(state=State.CLOSED)


def _order(sort: str) -> list[OrderBy | str]:
    """Children first, then whoever waits longest; what was answered comes after."""
    if key := _KEYS.get(sort.removeprefix("-")):
        return [f"-{key}" if sort.startswith("-") else key, "id"]
    return ["-is_minor", F("waits_since").asc(nulls_last=True), "asked_at", "id"]


def _lines(rows: Sequence[Question]) -> tuple[QuestionLine, ...]:
    names = names_of_members(row.taken_by for row in rows if row.taken_by)
    return tuple(_line(row, names) for row in rows)


def _line(row: Question, names: dict[UUID, str]) -> QuestionLine:
    return QuestionLine(
        id=row.pk,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        topic_label=row.get_topic_display() if row.topic else "",
        language=row.language,
        is_minor=row.is_minor,
        state=row.state,
        state_label=row.get_state_display(),
        taken_by=names.get(row.taken_by, "") if row.taken_by else "",
        asked_at=row.asked_at,
        waits_since=row.waits_since,
        proposal=row.proposal,
        proposal_label=row.get_proposal_display() if row.proposal else "",
    )


def _message(row: QuestionMessage, names: dict[UUID, str]) -> Message:
    text = opened(row.ciphertext, question_id=row.question_id, message_id=row.pk)
    return Message(
        row.pk, row.is_from_desk, row.written_at, text, names.get(row.written_by, "") if row.written_by else ""
    )
