"""A closing, the closings of a file, the list of an agency, and what the page of the day shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.base.keys.queries import ciphers_of
from darna.base.keys.sealing import PersonCipher
from darna.base.pages.lines import page_of_rows
from darna.base.prepared import DAY, ID, IDS, Prepared
from darna.domains.cases.queries.blocks import brief_of
from darna.domains.cases.values import CaseBlock
from darna.domains.closing import access
from darna.domains.closing.models import ENDED, Closing
from darna.domains.closing.queries.rows import closing_line, narrowed
from darna.domains.closing.sealed import CHECK, NOTE, OPINION, REMARK
from darna.domains.closing.values import (
    ClosingCard,
    ClosingFilters,
    ClosingLine,
    ClosingPage,
    ClosingRights,
    DayLines,
)
from darna.domains.people.queries import names_of
from darna.kernel.clock import today

#: Rows of a list on the page of the day.
SHOWN = 8
#: A check stands on the page of the day so many days before.
AHEAD_DAYS = 7

_OF_CASES = Prepared(
    lambda cases: (
        Closing.objects.filter(case_id__any=cases).exclude(state="withdrawn").order_by("case_id", "-proposed_at")
    ),
    cases=IDS,
)
_WAITING = Prepared(
    lambda agency, member: (
        Closing.objects.filter(agency_id=agency, state="proposed")
        .exclude(proposed_by=member)
        .order_by("proposed_at", "id")[: SHOWN + 1]
    ),
    agency=ID,
    member=ID,
)
_CHECKS = Prepared(
    lambda agency, member, until: Closing.objects.filter(
        agency_id=agency, check_state="planned", check_on__lte=until, case__worker_id=member
    ).order_by("check_on", "id")[: SHOWN + 1],
    agency=ID,
    member=ID,
    until=DAY,
)


def of_cases(actor: Actor, blocks: Iterable[CaseBlock]) -> dict[UUID, ClosingLine]:
    """The newest closing of each of these cases that the agency itself keeps, by case. One query, none without a case."""
    actor.require(Verb.OPEN_FILE)
    own = [block.id for block in blocks if not block.is_shared_in]
    newest: dict[UUID, ClosingLine] = {}
    for row in _OF_CASES.rows(cases=own) if own else ():
        newest.setdefault(row.case_id, closing_line(row, {}))
    return newest


def closing_card(actor: Actor, closing_id: UUID) -> ClosingCard:
    """One closing with its case and, for those who read notes, its words. Four queries. Raises: Refused, NotFound."""
    row = access.visible_closing(actor, closing_id)
    case = access.own_case(actor, row.case_id)
    names = names_of_members(one for one in (row.proposed_by, row.decided_by) if one)
    reads = access.may_read_words(actor, case)
    cipher = ciphers_of([row.person_id]).get(row.person_id) if reads else None
    asks = access.may_ask(actor, case) and row.state in ENDED
    is_waiting = row.state == Closing.State.PROPOSED
    return ClosingCard(
        line=closing_line(row, names),
        case=brief_of(actor, case),
        note=_opened(cipher, row.sealed_note, NOTE),
        remark=_opened(cipher, row.sealed_remark, REMARK),
        opinion_words=_opened(cipher, row.sealed_opinion, OPINION),
        opinion_way_label=str(Closing.Way(row.opinion_way).label) if row.opinion_way else "",
        opinion_on=row.opinion_on,
        check_note=_opened(cipher, row.sealed_check, CHECK),
        check_done_on=row.check_done_on,
        decided_by=names.get(row.decided_by, "") if row.decided_by else "",
        decided_at=row.decided_at,
        reads_words=cipher is not None,
        rights=ClosingRights(
            decides=is_waiting and access.may_decide(actor, row),
            withdraws=is_waiting and row.proposed_by == actor.membership_id,
            notes_opinion=asks,
            notes_check=asks and row.check_state == Closing.Check.PLANNED,
        ),
    )


def closing_lines(actor: Actor, filters: ClosingFilters, *, number: int = 1) -> ClosingPage:
    """The closings of the agency, narrowed and sorted, fifty at a time. Five queries at most. Raises: Refused."""
    rows = narrowed(access.visible(actor), filters, actor).select_related("case")
    return page_of_rows(rows, number, _with_persons)


def day_lines(actor: Actor) -> DayLines:
    """Whom I am to ask how they are, and for supervisors what waits for approval.

    One query, two for a supervisor; two more when there is anything. Raises: Refused.
    """
    actor.require(Verb.OPEN_FILE)
    agency, member = actor.agency_id, actor.membership_id
    checks = _CHECKS.rows(agency=agency, member=member, until=today() + timedelta(days=AHEAD_DAYS))
    waiting = _WAITING.rows(agency=agency, member=member) if actor.may(Verb.SUPERVISE) else []
    has_more = max(len(checks), len(waiting)) > SHOWN
    lines = _with_names([*waiting[:SHOWN], *checks[:SHOWN]])
    cut = len(waiting[:SHOWN])
    return DayLines(lines[:cut], lines[cut:], has_more=has_more)


def _with_names(rows: Sequence[Closing]) -> tuple[ClosingLine, ...]:
    if not rows:
        return ()
    persons = names_of(row.person_id for row in rows)
    members = names_of_members(row.proposed_by for row in rows)
    return tuple(replace(closing_line(row, members), person_name=persons.get(row.person_id, "")) for row in rows)


def _with_persons(rows: Sequence[Closing]) -> tuple[ClosingLine, ...]:
    return tuple(
        replace(line, reference=row.case.reference, programme_label=label("programme", row.case.programme))
        for line, row in zip(_with_names(rows), rows, strict=True)
    )


def _opened(cipher: PersonCipher | None, sealed: bytes | memoryview, place: str) -> str:
    return cipher.open(sealed, field=place) if cipher and sealed else ""
