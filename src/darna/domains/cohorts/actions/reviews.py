"""A coach looks at a case: round by round, point by point."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.codelists.queries import has
from darna.base.editing import locked, optional_text, require_past, save
from darna.base.keys.queries import cipher_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.cohorts import access
from darna.domains.cohorts.models import CaseReview, Cohort
from darna.domains.cohorts.sealed import NEXT_STEP, REMARK
from darna.domains.cohorts.values import YES, ReviewDraft
from darna.kernel.errors import Invalid, Refused

MOST_OF_A_REMARK = 4_000
MOST_OF_A_STEP = 300


@transaction.atomic
def write_review(entry_id: UUID, draft: ReviewDraft, *, seen_version: int, by: Actor) -> CaseReview:
    """Write the next round of a case: every point answered, a remark, the next step.

    Raises: Refused, NotFound, Invalid; StaleVersion when a colleague wrote a round meanwhile.
    """
    by.require(Verb.REVIEW_COHORTS)
    entry, cohort = access.visible_entry(by, entry_id)
    if entry.left_at is not None or not access.may_review(by, cohort):
        raise Refused("case_is_not_reviewed_now")
    entry, cipher = locked(entry, seen_version), cipher_of(entry.person_id)
    review = CaseReview.objects.create(
        agency_id=entry.agency_id,
        entry=entry,
        person_id=entry.person_id,
        round=entry.rounds + 1,
        written_by=by.membership_id,
        **_columns(draft, cohort, cipher),
    )
    save(entry, rounds=review.round, reviewed_on=review.reviewed_on, is_complete=_is_complete(draft.answers))
    record("review.written", subject=review, detail=_told(review), cipher=cipher)
    return review


@transaction.atomic
def correct_review(review_id: UUID, draft: ReviewDraft, *, seen_version: int, by: Actor) -> CaseReview:
    """Put right what was written of a round; the trail keeps what stood there, sealed.

    Raises: Refused, NotFound, Invalid, StaleVersion.
    """
    review = access.visible_review(by, review_id)
    entry, cohort = access.visible_entry(by, review.entry_id)
    if entry.left_at is not None or not access.may_correct(by, cohort, review):
        raise Refused("review_is_not_yours")
    # The case first, then the round: in the same order as whoever writes the next round.
    entry = locked(entry, entry.version)
    review, cipher = locked(review, seen_version), cipher_of(review.person_id)
    before = {**_told(review), "remark": cipher.open(review.sealed_remark, field=REMARK)}
    save(review, **_columns(draft, cohort, cipher))
    if review.round == entry.rounds:
        save(entry, reviewed_on=review.reviewed_on, is_complete=_is_complete(draft.answers))
    detail = {"round": review.round, "before": before["remark"], "after": draft.remark, **_answers(draft.answers)}
    record("review.corrected", subject=review, detail=detail, cipher=cipher)
    return review


def note_reviews_reading(actor: Actor, entry_id: UUID, person_id: UUID) -> None:
    """The remarks of a coach were shown. One query."""
    record("review.read", subject=("cohorts.cohortcase", entry_id), person_id=person_id)


def _columns(draft: ReviewDraft, cohort: Cohort, cipher: PersonCipher) -> dict[str, Any]:
    _require_answers(draft.answers, cohort)
    require_past("reviewed_on", draft.reviewed_on)
    if draft.next_on is not None and draft.next_on < draft.reviewed_on:
        raise Invalid("next_on", "before_the_review")
    remark = optional_text("remark", draft.remark, most=MOST_OF_A_REMARK)
    step = optional_text("next_step", draft.next_step, most=MOST_OF_A_STEP)
    return {
        "reviewed_on": draft.reviewed_on,
        "answers": dict(draft.answers),
        "sealed_remark": cipher.seal(remark, field=REMARK),
        "sealed_next_step": cipher.seal(step, field=NEXT_STEP),
        "next_on": draft.next_on,
    }


def _require_answers(answers: Mapping[str, str], cohort: Cohort) -> None:
    for point in cohort.action.points:
        if point not in answers:
            raise Invalid(f"point_{point}", "answer_missing")
        if not has("review_answer", answers[point]):
            raise Invalid(f"point_{point}", "not_in_the_list")
    if set(answers) - set(cohort.action.points):
        raise Invalid("points", "not_in_the_list")


def _is_complete(answers: Mapping[str, str]) -> bool:
    return all(answer == YES for answer in answers.values())


def _told(review: CaseReview) -> dict[str, object]:
    return {"round": review.round, "on": review.reviewed_on, **_answers(review.answers)}


def _answers(answers: Mapping[str, str]) -> dict[str, object]:
    told: dict[str, list[str]] = {}
    for point, answer in answers.items():
        told.setdefault(f"answered_{answer}", []).append(point)
    return dict(told)
