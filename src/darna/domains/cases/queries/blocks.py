"""From rows to what is shown: labels in the reader's language, notes opened where they may be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_agencies, names_of_members
from darna.base.codelists.queries import label
from darna.base.keys.sealing import PersonCipher
from darna.base.prepared import ID, IDS, Prepared
from darna.domains.cases import access
from darna.domains.cases.models import Case, CaseShare, Encounter, Need, Task
from darna.domains.cases.sealed import CLOSING_NOTE, TITLE
from darna.domains.cases.values import CaseBlock, CaseBrief, NeedLine, Rights, ShareLine, TaskLine
from darna.kernel.clock import now, today

Row = TypeVar("Row", Need, Task, CaseShare, Encounter)

_NEEDS = Prepared(lambda cases: Need.objects.filter(case_id__any=cases).order_by("noted_on", "id"), cases=IDS)
_TASKS = Prepared(lambda cases: Task.objects.filter(case_id__any=cases).order_by("due_on", "id"), cases=IDS)
_SHARES = Prepared(
    lambda cases, agency: CaseShare.objects.filter(case_id__any=cases, agency_id=agency).order_by("-shared_at"),
    cases=IDS,
    agency=ID,
)


@dataclass(frozen=True, slots=True)
class Rows:
    """What was read of some cases, before it is put into words."""

    needs: Mapping[UUID, list[Need]]
    tasks: Mapping[UUID, list[Task]]
    shares: Mapping[UUID, list[CaseShare]]
    members: Mapping[UUID, str]
    agencies: Mapping[UUID, str]


def rows_of(actor: Actor, cases: Iterable[Case], *, others: Iterable[UUID | None] = ()) -> Rows:
    """Needs, tasks, shares and names of these cases, and of other workers to be named. Four queries, five with other agencies."""
    cases = list(cases)
    ids = [case.pk for case in cases]
    needs, tasks = _NEEDS.rows(cases=ids), _TASKS.rows(cases=ids)
    shares = _SHARES.rows(cases=ids, agency=actor.agency_id)
    workers = {case.worker_id for case in cases} | {task.assigned_id for task in tasks} | {*others}
    agencies = {case.agency_id for case in cases} | {share.to_agency_id for share in shares}
    return Rows(
        under_case(needs),
        under_case(tasks),
        under_case(shares),
        names_of_members(worker for worker in workers if worker),
        _names_of_agencies(actor, agencies),
    )


def _names_of_agencies(actor: Actor, wanted: set[UUID]) -> Mapping[UUID, str]:
    """The names of these agencies; the reader's own is known from the membership. None or one query."""
    own = {actor.agency_id: actor.agency_name} if actor.agency_name else {}
    return {**names_of_agencies(wanted - own.keys(), actor.language), **own}


def under_case(rows: Iterable[Row]) -> dict[UUID, list[Row]]:
    """Rows under their case, in the order they came."""
    grouped: dict[UUID, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.case_id, []).append(row)
    return grouped


def rights_of(actor: Actor, case: Case) -> Rights:
    """What the reader may do in one case."""
    is_open = case.state == Case.State.OPEN
    return Rights(
        reads_notes=access.may_read_narrative(actor, case),
        writes=is_open and access.may_write(actor, case),
        notes_needs=is_open and access.may_note_needs(actor, case),
        writes_encounters=is_open and access.may_write_encounter(actor, case, access.AT_RECEPTION),
        assigns=is_open and access.decides(actor, case),
        closes=is_open and access.may_close(actor, case),
        reopens=not is_open and access.decides(actor, case),
        shares=is_open and access.may_share(actor, case),
    )


def block_of(actor: Actor, case: Case, rows: Rows, cipher: PersonCipher | None) -> CaseBlock:
    """One case with everything in it, in words."""
    rights = rights_of(actor, case)
    reader = cipher if rights.reads_notes else None
    return CaseBlock(
        id=case.pk,
        person_id=case.person_id,
        version=case.version,
        reference=case.reference,
        agency=rows.agencies.get(case.agency_id, ""),
        programme=case.programme,
        programme_label=label("programme", case.programme),
        state=case.state,
        priority=case.priority,
        priority_label=label("priority", case.priority),
        worker_id=case.worker_id,
        worker=_name(rows.members, case.worker_id),
        opened_on=case.opened_on,
        target_on=case.target_on,
        closed_on=case.closed_on,
        outcome_label=label("case_outcome", case.outcome) if case.outcome else "",
        closing_note=opened(reader, case.sealed_closing_note, CLOSING_NOTE),
        reopened_times=case.reopened_times,
        is_shared_in=not access.is_own(actor, case),
        rights=rights,
        needs=tuple(need_line(need) for need in rows.needs.get(case.pk, ())),
        tasks=tuple(task_line(task, actor, rows.members, reader) for task in rows.tasks.get(case.pk, ())),
        shares=tuple(share_line(share, rows.agencies) for share in rows.shares.get(case.pk, ())),
    )


def brief_of(actor: Actor, case: Case) -> CaseBrief:
    """One case in one line."""
    return CaseBrief(
        id=case.pk,
        person_id=case.person_id,
        reference=case.reference,
        programme=case.programme,
        programme_label=label("programme", case.programme),
        state=case.state,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        is_shared_in=not access.is_own(actor, case),
        version=case.version,
        rights=rights_of(actor, case),
    )


def need_line(need: Need) -> NeedLine:
    """A need in words."""
    return NeedLine(
        id=need.pk,
        case_id=need.case_id,
        version=need.version,
        kind=need.kind,
        kind_label=label("need_type", need.kind),
        urgency=need.urgency,
        urgency_label=label("urgency", need.urgency),
        noted_on=need.noted_on,
        oriented_label=label("partner_institution", need.oriented_to) if need.oriented_to else "",
        result_label=label("register_outcome", need.result) if need.result else "",
        resolved_on=need.resolved_on,
        oriented_to=need.oriented_to,
    )


def task_line(
    task: Task,
    actor: Actor,
    members: Mapping[UUID, str],
    cipher: PersonCipher | None,
    *,
    case_reference: str = "",
    person_name: str = "",
) -> TaskLine:
    """A task in words; without a cipher its title stays closed."""
    is_open = task.ended_at is None
    return TaskLine(
        id=task.pk,
        case_id=task.case_id,
        person_id=task.person_id,
        version=task.version,
        title=opened(cipher, task.sealed_title, TITLE),
        due_on=task.due_on,
        state=task.state,
        state_label=label("task_state", task.state),
        worker=_name(members, task.assigned_id),
        is_mine=task.assigned_id == actor.membership_id,
        is_open=is_open,
        is_overdue=is_open and task.due_on < today(),
        case_reference=case_reference,
        person_name=person_name,
    )


def share_line(share: CaseShare, agencies: Mapping[UUID, str]) -> ShareLine:
    """A share in words."""
    return ShareLine(
        id=share.pk,
        case_id=share.case_id,
        version=share.version,
        agency=agencies.get(share.to_agency_id, ""),
        shared_at=share.shared_at,
        until=share.until,
        revoked_at=share.revoked_at,
        is_live=share.revoked_at is None and share.until > now(),
    )


def opened(cipher: PersonCipher | None, sealed: bytes | memoryview, place: str) -> str:
    """The text behind a sealed value, empty for somebody who holds no cipher."""
    return cipher.open(sealed, field=place) if cipher else ""


def _name(names: Mapping[UUID, str], member: UUID | None) -> str:
    return names.get(member, "") if member else ""
