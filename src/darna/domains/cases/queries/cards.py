"""One row with the case it belongs to, for the page that changes it."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_agencies, names_of_members
from darna.base.codelists.queries import label
from darna.base.keys.queries import ciphers_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.cases import access
from darna.domains.cases.models import Case, CaseShare, Encounter, Need, Task
from darna.domains.cases.queries import blocks
from darna.domains.cases.sealed import NOTE, PRESENT
from darna.domains.cases.values import CaseBlock, CaseBrief, EncounterCard, NeedLine, ShareLine, TaskLine
from darna.kernel.errors import NotFound

Row = TypeVar("Row", Encounter, Need, Task, CaseShare)


def case_brief(actor: Actor, case_id: UUID) -> CaseBrief:
    """One case in a line, with what the actor may do in it. One query. Raises: NotFound, Refused."""
    return blocks.brief_of(actor, access.visible_case(actor, case_id))


def case_card(actor: Actor, case_id: UUID) -> CaseBlock:
    """One case with everything in it but the encounters. Seven queries. Raises: NotFound, Refused."""
    case = access.visible_case(actor, case_id)
    return blocks.block_of(actor, case, blocks.rows_of(actor, [case]), _reader(actor, case))


def need_card(actor: Actor, need_id: UUID) -> tuple[NeedLine, CaseBrief]:
    """A need and its case. Two queries. Raises: NotFound, Refused."""
    need, case = row_and_case(actor, Need, need_id)
    return blocks.need_line(need), blocks.brief_of(actor, case)


def task_card(actor: Actor, task_id: UUID) -> tuple[TaskLine, CaseBrief]:
    """A task and its case. Four queries. Raises: NotFound, Refused."""
    task, case = row_and_case(actor, Task, task_id)
    names = names_of_members([task.assigned_id] if task.assigned_id else [])
    return blocks.task_line(task, actor, names, _reader(actor, case)), blocks.brief_of(actor, case)


def share_card(actor: Actor, share_id: UUID) -> tuple[ShareLine, CaseBrief]:
    """A share given by the actor's agency, and its case. Three queries. Raises: NotFound, Refused."""
    share, case = row_and_case(actor, CaseShare, share_id)
    return blocks.share_line(share, names_of_agencies([share.to_agency_id], actor.language)), blocks.brief_of(
        actor, case
    )


def encounter_card(actor: Actor, encounter_id: UUID) -> tuple[EncounterCard, CaseBrief]:
    """An encounter and its case. Four queries. Raises: NotFound, Refused."""
    row, case = row_and_case(actor, Encounter, encounter_id)
    names = names_of_members([row.written_by] if row.written_by else [])
    reader = _reader(actor, case)
    card = EncounterCard(
        id=row.pk,
        case_id=row.case_id,
        version=row.version,
        kind=row.kind,
        kind_label=label("encounter_kind", row.kind),
        happened_at=row.happened_at,
        note=blocks.opened(reader, row.sealed_note, NOTE),
        present=blocks.opened(reader, row.sealed_present, PRESENT),
        by=names.get(row.written_by, "") if row.written_by else "",
        written_at=row.written_at,
        may_correct=access.may_correct(actor, case, row),
    )
    return card, blocks.brief_of(actor, case)


def row_and_case(actor: Actor, model: type[Row], row_id: UUID) -> tuple[Row, Case]:
    """A row of a case, and the case, which must be visible. Two queries. Raises: NotFound, Refused."""
    row = model._default_manager.filter(pk=row_id).first()
    if row is None:
        raise NotFound(model.__name__.lower(), row_id)
    return row, access.visible_case(actor, row.case_id)


def _reader(actor: Actor, case: Case) -> PersonCipher | None:
    if not access.may_read_narrative(actor, case):
        return None
    return ciphers_of([case.person_id]).get(case.person_id)
