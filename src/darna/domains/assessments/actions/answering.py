"""A questionnaire is begun in a case, saved page by page, completed, and corrected later by a new one."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import locked, require_text, save
from darna.base.keys.queries import cipher_of
from darna.domains.assessments import access, instruments
from darna.domains.assessments.models import InstrumentVersion, Questionnaire
from darna.domains.assessments.queries.running import circumstances, opened
from darna.domains.assessments.sealed import ANSWERS, REASON
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, Refused
from darna.methods.xlsform import Answers, Run, first_answers

if TYPE_CHECKING:
    from darna.domains.cases.models import Case

LONGEST_REASON = 1_000
#: Letters of all answers together: a page of a book for each question of the longest questionnaire we know.
MOST_LETTERS = 600_000
_State = Questionnaire.State


@transaction.atomic
def begin_questionnaire(case_id: UUID, version_id: UUID, *, language: str = "", by: Actor) -> Questionnaire:
    """Begin to answer a questionnaire in a case, with the defaults its author wrote, in a language of the house.

    Raises: Refused, NotFound; AlreadyDone while the same one is being answered in the case.
    """
    case = access.case_to_answer_in(by, case_id)
    version = access.version_to_see(by, version_id)
    if version.state != InstrumentVersion.State.PUBLISHED:
        raise Refused("instrument_is_not_in_use")
    form = instruments.form_of(version)
    told = instruments.language_for(form.languages, language or by.language)
    row = _made(case, version, first_answers(form, circumstances(by)), told, by)
    record("questionnaire.begun", subject=row, detail=_told(case, row, by))
    return row


@transaction.atomic
def save_answers(
    questionnaire_id: UUID,
    change: Callable[[Answers, Run], Answers],
    *,
    screen: int,
    language: str = "",
    seen_version: int,
    by: Actor,
) -> Questionnaire:
    """Keep what was answered so far, sealed, so that it is there tomorrow and on another device.

    Shape: `change` is given the answers as they are stored, with their reading, and gives back what is stored next.
    Raises: Refused, NotFound, StaleVersion; Invalid where the answers grew beyond what is kept.
    """
    row, case = _being_answered(by, questionnaire_id)
    row = locked(row, seen_version)
    form, cipher = instruments.form_of(row.instrument_version), cipher_of(case.person_id)
    stored = opened(row, cipher)
    language = language if language in form.languages else row.language
    answers = change(stored, Run(form, stored, circumstances(by, row), language))
    sealed = cipher.seal(_written(answers), field=ANSWERS)
    save(row, sealed_answers=sealed, screen=screen, language=language, saved_at=now(), saved_by=by.membership_id)
    record("questionnaire.saved", subject=row, detail={**_told(case, row, by), "page": screen})
    return row


@transaction.atomic
def complete_questionnaire(questionnaire_id: UUID, *, seen_version: int, by: Actor) -> Questionnaire:
    """End a questionnaire: all that must be answered is answered, and what is no longer asked is left out.

    A correction takes the place of what it corrects. Raises: Refused also while something is missing; NotFound,
    StaleVersion.
    """
    row, case = _being_answered(by, questionnaire_id)
    row = locked(row, seen_version)
    form, cipher = instruments.form_of(row.instrument_version), cipher_of(case.person_id)
    run = Run(form, opened(row, cipher), circumstances(by, row), row.language)
    if missing := run.problems(form.items):
        raise Refused("answers_are_missing", count=len(missing))
    instant = now()
    if row.corrects_id is not None:
        corrected = Questionnaire.objects.select_for_update(of=("self",)).get(pk=row.corrects_id)
        save(corrected, state=_State.REPLACED)
    sealed = cipher.seal(_written(run.kept()), field=ANSWERS)
    save(
        row,
        state=_State.COMPLETED,
        sealed_answers=sealed,
        saved_at=instant,
        saved_by=by.membership_id,
        completed_at=instant,
        completed_by=by.membership_id,
    )
    record("questionnaire.completed", subject=row, detail=_told(case, row, by))
    return row


@transaction.atomic
def correct_questionnaire(questionnaire_id: UUID, reason: str, *, seen_version: int, by: Actor) -> Questionnaire:
    """Begin a correction of a completed questionnaire, with its answers and with a reason; both stay in the case.

    Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone where it was corrected or is being corrected.
    """
    row = access.questionnaire_to_read(by, questionnaire_id)
    case = access.case_to_answer_in(by, row.case_id)
    reason = require_text("reason", reason, most=LONGEST_REASON)
    if row.state != _State.COMPLETED:
        raise AlreadyDone("questionnaire_was_corrected")
    row, cipher = locked(row, seen_version, reason=reason), cipher_of(case.person_id)
    made = _made(case, row.instrument_version, opened(row, cipher), row.language, by, corrects=row, reason=reason)
    detail = {**_told(case, made, by), "reason": reason}
    record("questionnaire.correction_begun", subject=made, detail=detail, cipher=cipher)
    return made


@transaction.atomic
def drop_questionnaire(questionnaire_id: UUID, *, seen_version: int, by: Actor) -> None:
    """Throw away a questionnaire that is not completed, with all that was answered in it.

    Raises: Refused, NotFound, StaleVersion.
    """
    row, case = _being_answered(by, questionnaire_id)
    row = locked(row, seen_version)
    record("questionnaire.dropped", subject=row, detail=_told(case, row, by))
    row.delete()


@transaction.atomic
def note_reading(questionnaire_id: UUID, *, by: Actor) -> Questionnaire:
    """Note that the answers of somebody were read. Raises: Refused, NotFound."""
    row = access.questionnaire_to_read(by, questionnaire_id)
    case = access.case_to_read(by, row.case_id)
    record("questionnaire.read", subject=row, detail=_told(case, row, by))
    return row


def _being_answered(by: Actor, questionnaire_id: UUID) -> tuple[Questionnaire, Case]:
    row = access.questionnaire_to_read(by, questionnaire_id)
    case = access.case_to_answer_in(by, row.case_id)
    if row.state != _State.DRAFT:
        raise AlreadyDone("questionnaire_is_completed")
    return row, case


def _made(
    case: Case,
    version: InstrumentVersion,
    answers: Answers,
    language: str,
    by: Actor,
    *,
    corrects: Questionnaire | None = None,
    reason: str = "",
) -> Questionnaire:
    cipher = cipher_of(case.person_id)
    row = Questionnaire(
        agency_id=case.agency_id,
        case_id=case.pk,
        person_id=case.person_id,
        instrument_version=version,
        instrument=version.instrument,
        number=corrects.number + 1 if corrects else 1,
        corrects=corrects,
        sealed_answers=cipher.seal(_written(answers), field=ANSWERS),
        sealed_reason=cipher.seal(reason, field=REASON) if reason else b"",
        language=language,
        begun_by=by.membership_id,
        saved_at=now(),
        saved_by=by.membership_id,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as taken:
        if "case_answers_an_instrument_once" in str(taken) or "questionnaire_is_corrected_once" in str(taken):
            raise AlreadyDone("questionnaire_is_being_answered") from taken
        raise
    return row


def _written(answers: Answers) -> str:
    text = json.dumps(answers, ensure_ascii=False, separators=(",", ":"))
    if len(text) > MOST_LETTERS:
        raise Invalid("", "answers_too_long")
    return text


def _told(case: Case, row: Questionnaire, by: Actor) -> dict[str, object]:
    title = instruments.title_in(row.instrument_version.titles, by.language)
    return {"case": case.reference, "instrument": title, "number": row.number}
