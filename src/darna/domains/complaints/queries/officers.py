"""The list of complaints of an officer, and one complaint with everything that was said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import members_of, names_of_agencies, names_of_members
from darna.base.keys.sealing import PersonCipher
from darna.base.pages.lines import Lines, page_of_rows
from darna.domains.complaints import access
from darna.domains.complaints.models import Complaint, ComplaintMessage, Handover, State
from darna.domains.complaints.published import parts_of
from darna.domains.complaints.sealing import cipher_of, message_field, open_contact, open_handover, open_lesson
from darna.domains.complaints.values import Card, Filters, Line, Message, Proposed
from darna.kernel.clock import now

_KEYS: Final = {
    "received": "received_at",
    "kind": "kind",
    "state": "state",
    "language": "language",
    "answer": "answer_by",
}
SORTS: Final = ("due", *_KEYS, *(f"-{key}" for key in _KEYS))
_OVER: Final = [State.ANSWERED, State.CLOSED]


def complaint_lines(actor: Actor, filters: Filters, *, number: int = 1) -> Lines[Line]:
    """The complaints that the actor reads, narrowed and sorted. Three queries at most. Raises: Refused."""
    rows = _narrowed(access.complaints_of(actor), filters, actor)
    if key := _KEYS.get(filters.sort.removeprefix("-")):
        rows = rows.order_by(f"-{key}" if filters.sort.startswith("-") else key, "id")
    else:
        rows = rows.order_by("-is_urgent", "answer_by", "id")
    return page_of_rows(rows, number, _lines)


def waiting_complaints(actor: Actor) -> tuple[int, int, int]:
    """How many are open, how many of them are late, how many urgent. One query. Raises: Refused."""
    rows = access.complaints_of(actor).exclude(state__in=_OVER)
    found = list(rows.values_list("answer_by", "acknowledge_by", "state", "is_urgent")[:500])
    late = sum(_is_late(*one[:3]) for one in found)
    return len(found), late, sum(one[3] for one in found)


def complaint_card(actor: Actor, complaint_id: UUID) -> Card:
    """One complaint, opened. Five queries. Raises: Refused, NotFound."""
    row = access.complaint_to_read(actor, complaint_id)
    messages = list(ComplaintMessage.objects.filter(complaint_id=row.pk).order_by("number"))
    names = names_of_members(who for who in (row.officer, *(one.written_by for one in messages)) if who)
    cipher = cipher_of(row.pk, row.wrapped_key) if row.wrapped_key else None
    return Card(
        line=_line(row, names),
        version=row.version,
        is_mine=row.officer == actor.membership_id,
        place=names_of_agencies([row.agency_id], actor.language)[row.agency_id],
        is_by_voice=row.is_by_voice,
        outcome_label=row.get_outcome_display() if row.outcome else "",
        remedy_label=row.get_remedy_display() if row.remedy else "",
        lesson=open_lesson(cipher, row.lesson_ciphertext) if cipher else "",
        contact=open_contact(cipher, row.contact_ciphertext) if cipher else "",
        satisfied=row.satisfied,
        expires_at=row.expires_at,
        messages=tuple(_message(one, cipher, names) for one in messages if cipher),
        handovers=tuple(_handover(one) for one in row.handovers.order_by("proposed_at")),
        is_removed=cipher is None,
    )


def members_to_keep_from(actor: Actor, complaint_id: UUID) -> dict[UUID, str]:
    """The members of the own agency who may be whom a complaint is about. Two queries. Raises: Refused, NotFound."""
    access.complaint_to_read(actor, complaint_id)
    return members_of(actor.agency_id)


def _narrowed(rows: QuerySet[Complaint], filters: Filters, actor: Actor) -> QuerySet[Complaint]:
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.is_mine:
        rows = rows.filter(officer=actor.membership_id)
    if filters.is_late:
        late = Q(answer_by__lt=now()) | Q(state=State.RECEIVED, acknowledge_by__lt=now())
        rows = rows.exclude(state__in=_OVER).filter(late)
    return rows.filter(state=filters.state) if filters.state else rows.exclude(state=State.CLOSED)


def _lines(rows: Sequence[Complaint]) -> tuple[Line, ...]:
    names = names_of_members(row.officer for row in rows if row.officer)
    return tuple(_line(row, names) for row in rows)


def _is_late(answer_by: object, acknowledge_by: object, state: str) -> bool:
    instant = now()
    return state not in _OVER and (answer_by < instant or (state == State.RECEIVED and acknowledge_by < instant))  # type: ignore[operator]


def _line(row: Complaint, names: dict[UUID, str]) -> Line:
    return Line(
        id=row.pk,
        kind_label=row.get_kind_display(),
        about_label=row.get_about_display(),
        language=row.language,
        is_urgent=row.is_urgent,
        is_late=_is_late(row.answer_by, row.acknowledge_by, row.state),
        is_from_elsewhere=row.agency_id != row.handler_id,
        state=row.state,
        state_label=row.get_state_display(),
        officer=names.get(row.officer, "") if row.officer else "",
        received_at=row.received_at,
        acknowledge_by=row.acknowledge_by,
        answer_by=row.answer_by,
        waits_since=row.waits_since,
    )


def _message(row: ComplaintMessage, cipher: PersonCipher, names: dict[UUID, str]) -> Message:
    text = cipher.open(row.ciphertext, field=message_field(row.pk))
    by = names.get(row.written_by, "") if row.written_by else ""
    return Message(row.pk, row.is_from_desk, row.written_at, text, by, parts_of(text) if row.number == 1 else ())


def _handover(row: Handover) -> Proposed:
    return Proposed(row.pk, row.state, open_handover(row.pk, row.ciphertext))
