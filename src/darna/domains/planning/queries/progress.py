"""Where a case stands: its stage and checklist on the definition it was opened with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.keys.queries import ciphers_of
from darna.domains.cases.queries.blocks import brief_of
from darna.domains.planning import access
from darna.domains.planning.models import CaseProgress, CheckMark, DocumentSeen, StageStep
from darna.domains.planning.sealed import DOCUMENT
from darna.domains.planning.values import MarkLine, PaperLine, ProgressCard, StageLine, StepLine
from darna.domains.programmes.queries import definition, definitions_at, definitions_of
from darna.domains.programmes.values import Definition, Kind, Stage

if TYPE_CHECKING:
    from darna.domains.cases.models import Case

#: How many steps of a case a page tells.
SHOWN = 50


def definition_of_case(case: Case, progress: CaseProgress | None) -> Definition:
    """What a case follows: what somebody moved it to, else what was in force when it was opened. Two queries at most."""
    if progress is None or not progress.version:
        return definitions_at([(case.programme, case.opened_at)], agency_id=case.agency_id)[0]
    return definitions_of([progress.definition_id], agency_id=case.agency_id)[progress.definition_id]


def progress_card(actor: Actor, case_id: UUID, *, language: str) -> ProgressCard:
    """Everything of a case's progress. Eleven queries at most. Raises: NotFound, Refused."""
    case = access.own_case(actor, case_id)
    progress = CaseProgress.objects.filter(case_id=case_id).first()
    followed = definition_of_case(case, progress)
    newest = definition(case.programme, agency_id=case.agency_id)
    marks = {mark.item: mark for mark in CheckMark.objects.filter(case_id=case_id)}
    papers = list(DocumentSeen.objects.filter(case_id=case_id).order_by("seen_on", "id"))
    steps = list(StageStep.objects.filter(case_id=case_id).order_by("-moved_at")[:SHOWN])
    names = names_of_members(
        {*(mark.done_by for mark in marks.values()), *(p.seen_by for p in papers), *(s.moved_by for s in steps)}
    )
    stage = progress.stage if progress else followed.first_stage
    reads = access.may_read_words(actor, case)
    return ProgressCard(
        case=brief_of(actor, case),
        definition_id=followed.version_id,
        definition_number=followed.number,
        is_shipped=followed.is_shipped,
        newer_number=newest.number if newest.version_id != followed.version_id else None,
        version=progress.version if progress else 0,
        stage=stage,
        stage_label=followed.content.label(Kind.STAGE, stage, language),
        stage_since=progress.stage_since if progress else case.opened_on,
        stages=_stages(followed, stage, marks, names, language),
        expected=_expected(followed, papers, names, language),
        others=_others(case, papers, names, reads=reads),
        steps=_steps(followed, steps, names, language),
        may_write=case.state == "open" and access.may_plan(actor, case),
        reads_words=reads,
    )


def _stages(
    followed: Definition, current: str, marks: Mapping[str, CheckMark], names: Mapping[UUID, str], language: str
) -> tuple[StageLine, ...]:
    """The stages still offered, and the one the case is in or was marked in, offered or not."""
    shown = [
        stage
        for stage in followed.content.stages
        if not stage.is_retired or stage.code == current or any(item.code in marks for item in stage.items)
    ]
    at = next((place for place, stage in enumerate(shown) if stage.code == current), 0)
    return tuple(
        StageLine(
            stage.code,
            stage.label.in_(language),
            "current" if place == at else "done" if place < at else "to_come",
            _marks(stage, marks, names, language),
        )
        for place, stage in enumerate(shown)
    )


def _marks(
    stage: Stage, marks: Mapping[str, CheckMark], names: Mapping[UUID, str], language: str
) -> tuple[MarkLine, ...]:
    return tuple(
        MarkLine(
            item.code,
            item.label.in_(language),
            item.code in marks,
            marks[item.code].done_on if item.code in marks else None,
            names.get(marks[item.code].done_by, "") if item.code in marks else "",
            item.is_retired or stage.is_retired,
        )
        for item in stage.items
        if item.code in marks or not (item.is_retired or stage.is_retired)
    )


def _expected(
    followed: Definition, papers: list[DocumentSeen], names: Mapping[UUID, str], language: str
) -> tuple[PaperLine, ...]:
    seen = {paper.document: paper for paper in papers if paper.document}
    offered = [part for part in followed.content.documents if not part.is_retired or part.code in seen]
    return tuple(
        PaperLine(
            part.code,
            part.label.in_(language),
            seen[part.code].seen_on if part.code in seen else None,
            names.get(seen[part.code].seen_by, "") if part.code in seen else "",
        )
        for part in offered
    )


def _others(case: Case, papers: list[DocumentSeen], names: Mapping[UUID, str], *, reads: bool) -> tuple[PaperLine, ...]:
    others = [paper for paper in papers if not paper.document]
    cipher = ciphers_of([case.person_id]).get(case.person_id) if others and reads else None
    return tuple(
        PaperLine(
            "",
            cipher.open(paper.sealed_name, field=DOCUMENT) if cipher else "",
            paper.seen_on,
            names.get(paper.seen_by, ""),
            paper.pk,
        )
        for paper in others
    )


def _steps(
    followed: Definition, steps: list[StageStep], names: Mapping[UUID, str], language: str
) -> tuple[StepLine, ...]:
    return tuple(
        StepLine(
            step.moved_at,
            names.get(step.moved_by, ""),
            followed.content.label(Kind.STAGE, step.from_stage, language),
            followed.content.label(Kind.STAGE, step.to_stage, language),
            step.from_definition_id != step.to_definition_id,
        )
        for step in steps
    )
