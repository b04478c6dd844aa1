"""Moving a case from stage to stage, marking its checklist and the papers seen, and moving it to a newer definition."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import require_text, save
from darna.base.keys.queries import cipher_of
from darna.domains.planning import access
from darna.domains.planning.models import CaseProgress, CheckMark, DocumentSeen, StageStep
from darna.domains.planning.queries.progress import definition_of_case
from darna.domains.planning.sealed import DOCUMENT
from darna.domains.programmes.queries import definition
from darna.domains.programmes.values import Definition, Kind
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, StaleVersion

if TYPE_CHECKING:
    from darna.domains.cases.models import Case

MOST_LETTERS = 120


@transaction.atomic
def move_stage(case_id: UUID, stage: str, *, seen_version: int, by: Actor) -> CaseProgress:
    """Say that a case is in another stage now.

    Raises: Refused, NotFound, StaleVersion; Invalid for a stage that is not offered; AlreadyDone.
    """
    case = access.case_to_plan(by, case_id)
    progress, followed = _held(case, seen_version)
    _require_offered(followed, stage)
    if progress.stage == stage:
        raise AlreadyDone("stage_is_this_already")
    _step(progress, stage, followed.version_id, by)
    before, after = (followed.content.label(Kind.STAGE, code, by.language) for code in (progress.stage, stage))
    _save(progress, stage=stage, stage_since=today())
    record("progress.moved", subject=progress, detail={"case": case.reference, "before": before, "after": after})
    return progress


@transaction.atomic
def mark_progress(
    case_id: UUID,
    *,
    items: Collection[str],
    documents: Collection[str],
    seen_version: int,
    by: Actor,
    other: str = "",
    no_longer: Collection[UUID] = (),
) -> CaseProgress:
    """Say which items of the checklist are done and which papers were seen, the others being not; names only.

    Shape: `other` is the name of a paper that no list expects; `no_longer` are such papers noted by mistake.
    Raises: Refused, NotFound, StaleVersion, Invalid; AlreadyDone when all of it was so.
    """
    case = access.case_to_plan(by, case_id)
    progress, followed = _held(case, seen_version)
    told = {
        **_mark(case, followed, set(items), by),
        **_see(case, followed, set(documents), by),
        **_see_others(case, other, no_longer, by),
    }
    if not any(told.values()):
        raise AlreadyDone("nothing_changed")
    _save(progress)
    record("progress.marked", subject=progress, detail={"case": case.reference, **told})
    return progress


@transaction.atomic
def adopt_definition(case_id: UUID, definition_id: UUID, stage: str, *, seen_version: int, by: Actor) -> CaseProgress:
    """Let a case follow the definition in force today, and say in which of its stages the case is.

    Raises: Refused, NotFound, StaleVersion; Invalid for another definition or a stage it does not offer; AlreadyDone.
    """
    case = access.case_to_plan(by, case_id)
    progress, followed = _held(case, seen_version)
    newest = definition(case.programme, agency_id=by.agency_id)
    if newest.version_id == followed.version_id:
        raise AlreadyDone("definition_is_this_already")
    if newest.version_id != definition_id:
        raise Invalid("stage", "definition_changed_meanwhile")
    _require_offered(newest, stage)
    _step(progress, stage, newest.version_id, by)
    since = progress.stage_since if progress.stage == stage else today()
    _save(progress, definition_id=newest.version_id, stage=stage, stage_since=since)
    detail = {
        "case": case.reference,
        "number": newest.number,
        "stage": newest.content.label(Kind.STAGE, stage, by.language),
    }
    record("progress.adopted", subject=progress, detail=detail)
    return progress


def _held(case: Case, seen_version: int) -> tuple[CaseProgress, Definition]:
    """The progress of a case, held, with what it follows; version 0 is that of a case nobody touched yet."""
    held = CaseProgress.objects.select_for_update(of=("self",)).filter(case_id=case.pk).first()
    followed = definition_of_case(case, held)
    if held is None:
        held = CaseProgress(
            agency_id=case.agency_id,
            case_id=case.pk,
            person_id=case.person_id,
            definition_id=followed.version_id,
            stage=followed.first_stage,
            stage_since=case.opened_on,
            version=0,
        )
    if held.version != seen_version:
        raise StaleVersion(held.version, seen_version)
    return held, followed


def _save(progress: CaseProgress, **changes: object) -> None:
    if progress.version:
        save(progress, **changes)
        return
    for name, value in changes.items():
        setattr(progress, name, value)
    progress.version = 1
    try:
        with transaction.atomic():
            progress.save(force_insert=True)
    except IntegrityError as taken:
        if "case_has_one_progress" not in str(taken):
            raise
        # Two colleagues touched it for the first time at the same moment.
        raise StaleVersion(1, 0) from taken


def _require_offered(followed: Definition, stage: str) -> None:
    if stage not in {one.code for one in followed.stages}:
        raise Invalid("stage", "not_in_the_list", value=stage)


def _step(progress: CaseProgress, stage: str, definition_id: UUID, by: Actor) -> None:
    StageStep.objects.create(
        agency_id=progress.agency_id,
        case_id=progress.case_id,
        person_id=progress.person_id,
        from_stage=progress.stage,
        to_stage=stage,
        from_definition_id=progress.definition_id,
        to_definition_id=definition_id,
        moved_by=by.membership_id,
    )


def _mark(case: Case, followed: Definition, items: set[str], by: Actor) -> dict[str, list[str]]:
    offered = {item.code for item in followed.content.current_items}
    marked = set(CheckMark.objects.filter(case_id=case.pk).values_list("item", flat=True))
    if unknown := items - offered - marked:
        raise Invalid("items", "not_in_the_list", value=min(unknown))
    # What is no longer offered stays as it was done, for nobody can have said otherwise.
    fresh, gone = items - marked, (marked & offered) - items
    CheckMark.objects.bulk_create(
        CheckMark(**_of(case), item=code, done_on=today(), done_by=by.membership_id) for code in sorted(fresh)
    )
    CheckMark.objects.filter(case_id=case.pk, item__in=gone).delete()
    return {"done": _labels(followed, Kind.ITEM, fresh, by), "undone": _labels(followed, Kind.ITEM, gone, by)}


def _see(case: Case, followed: Definition, documents: set[str], by: Actor) -> dict[str, list[str]]:
    offered = {part.code for part in followed.documents}
    papers = DocumentSeen.objects.filter(case_id=case.pk).exclude(document="")
    seen = set(papers.values_list("document", flat=True))
    if unknown := documents - offered - seen:
        raise Invalid("documents", "not_in_the_list", value=min(unknown))
    fresh, gone = documents - seen, (seen & offered) - documents
    DocumentSeen.objects.bulk_create(
        DocumentSeen(**_of(case), document=code, seen_on=today(), seen_by=by.membership_id) for code in sorted(fresh)
    )
    papers.filter(document__in=gone).delete()
    return {"seen": _labels(followed, Kind.DOCUMENT, fresh, by), "unseen": _labels(followed, Kind.DOCUMENT, gone, by)}


def _see_others(case: Case, other: str, no_longer: Collection[UUID], by: Actor) -> dict[str, object]:
    told: dict[str, object] = {"other_paper": "", "papers_removed": None}
    if other.strip():
        name = require_text("other", other, most=MOST_LETTERS)
        sealed = cipher_of(case.person_id).seal(name, field=DOCUMENT)
        DocumentSeen.objects.create(**_of(case), sealed_name=sealed, seen_on=today(), seen_by=by.membership_id)
        told["other_paper"] = name
    if no_longer:
        mistaken = DocumentSeen.objects.filter(case_id=case.pk, document="", pk__in=no_longer)
        told["papers_removed"] = mistaken.delete()[0] or None
    return told


def _labels(followed: Definition, kind: Kind, codes: set[str], by: Actor) -> list[str]:
    return [followed.content.label(kind, code, by.language) for code in sorted(codes)]


def _of(case: Case) -> dict[str, UUID]:
    return {"agency_id": case.agency_id, "case_id": case.pk, "person_id": case.person_id}
