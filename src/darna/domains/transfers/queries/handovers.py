"""Hand-overs: one with its words, the list of the agency, and those of a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.keys.queries import ciphers_of
from darna.base.lists.keyset import next_rows, ordinary
from darna.base.lists.kinds import Asked
from darna.base.pages.lines import page_of_rows
from darna.base.prepared import IDS, Prepared
from darna.domains.cases.values import CaseBlock
from darna.domains.people.queries import names_of
from darna.domains.transfers import access
from darna.domains.transfers.models import Handover
from darna.domains.transfers.sealed import NOTE, REMARK
from darna.domains.transfers.values import HandoverCard, HandoverLine, HandoverPage

_ORDER: Final = {"asked": "-asked_at", "-asked": "asked_at", "state": "state", "-state": "-state"}
SORTS: Final = tuple(_ORDER)
_OF_CASES = Prepared(
    lambda cases: Handover.objects.filter(case_id__any=cases, state__in=("asked", "given")).order_by("-asked_at"),
    cases=IDS,
)


def handover_card(actor: Actor, handover_id: UUID) -> HandoverCard:
    """One hand-over with its note. Five queries. Raises: Refused, NotFound."""
    row = access.visible_handover(actor, handover_id)
    cipher = ciphers_of([row.person_id]).get(row.person_id)
    return HandoverCard(
        line=lines_of([row])[0],
        note=cipher.open(row.sealed_note, field=NOTE) if cipher and row.sealed_note else "",
        remark=cipher.open(row.sealed_remark, field=REMARK) if cipher and row.sealed_remark else "",
        decides=row.state == Handover.State.ASKED and access.decides_handover(actor, row),
        confirms=row.state == Handover.State.GIVEN and row.to_worker_id == actor.membership_id,
        withdraws=row.state == Handover.State.ASKED and row.asked_by == actor.membership_id,
    )


def handover_lines(
    actor: Actor, *, state: str = "", batch: UUID | None = None, sort: str = "asked", number: int = 1
) -> HandoverPage:
    """The hand-overs of the agency, fifty at a time. Five queries at most. Raises: Refused."""
    rows = _narrowed(actor, state, batch)
    return page_of_rows(rows.order_by(_ORDER.get(sort, "-asked_at"), "id"), number, lines_of)


def handover_piece(
    actor: Actor, state: str, batch: UUID | None, asked: Asked, after: Any
) -> tuple[tuple[HandoverLine, ...], Any]:
    """Hand-overs for a file, and the place to go on from. Three queries, four with a protected file. Raises: Refused."""
    rows = ordinary(_narrowed(actor, state, batch), with_protected=asked.with_protected)
    found, place = next_rows(rows, "asked_at", after)
    return lines_of(found), place


def handover_count(actor: Actor, state: str, batch: UUID | None, asked: Asked, most: int) -> int:
    """How many of them, counted up to a bound. One query. Raises: Refused."""
    rows = ordinary(_narrowed(actor, state, batch), with_protected=asked.with_protected)
    return rows.order_by()[:most].count()


def of_cases(actor: Actor, blocks: Iterable[CaseBlock]) -> dict[UUID, UUID]:
    """The hand-over that waits in each of these cases the agency itself keeps. One query, none without a case."""
    own = [block.id for block in blocks if not block.is_shared_in and block.is_open]
    if not own or not actor.may(Verb.READ_NARRATIVE):
        return {}
    return {row.case_id: row.pk for row in _OF_CASES.rows(cases=own)}


def _narrowed(actor: Actor, state: str, batch: UUID | None) -> QuerySet[Handover]:
    actor.require(Verb.SUPERVISE)
    rows = access.handovers(actor).select_related("case")
    rows = rows.filter(state=state) if state else rows
    return rows.filter(batch=batch) if batch else rows


def lines_of(rows: Sequence[Handover]) -> tuple[HandoverLine, ...]:
    """Hand-overs in words. Two queries beside their cases, none without rows."""
    if not rows:
        return ()
    persons = names_of({row.person_id for row in rows})
    members = names_of_members(
        one for row in rows for one in (row.from_worker_id, row.to_worker_id, row.asked_by) if one
    )
    return tuple(
        HandoverLine(
            id=row.pk,
            case_id=row.case_id,
            person_id=row.person_id,
            version=row.version,
            state=row.state,
            state_label=str(Handover.State(row.state).label),
            from_worker=members.get(row.from_worker_id, "") if row.from_worker_id else "",
            to_worker=members.get(row.to_worker_id, ""),
            asked_by=members.get(row.asked_by, ""),
            asked_at=row.asked_at,
            batch=row.batch,
            person_name=persons.get(row.person_id, ""),
            reference=row.case.reference,
        )
        for row in rows
    )
