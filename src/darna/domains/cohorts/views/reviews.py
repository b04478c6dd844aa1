"""Pages of one case of a cohort: every round, the next one, and putting one right."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.domains.cohorts import actions, forms, queries
from darna.domains.cohorts.values import EntryCard, ReviewLine
from darna.domains.cohorts.views.answering import answered
from darna.kernel.errors import Refused


@require_GET
@needs(Verb.REVIEW_COHORTS)
def entry(request: DeskRequest, entry_id: UUID) -> HttpResponse:
    """A case of a cohort with every round; reading the remarks is written down."""
    card = queries.entry_card(request.actor, entry_id)
    actions.note_reviews_reading(request.actor, entry_id, card.person_id)
    may_review = card.cohort.rights.reviews and not card.has_left
    return render(request, "cohorts/entry.html", {"entry": card, "may_review": may_review})


@needs(Verb.REVIEW_COHORTS)
def write_review(request: DeskRequest, entry_id: UUID) -> HttpResponse:
    """The next round: what was found last time is chosen beforehand."""
    card = queries.entry_card(request.actor, entry_id)
    if card.has_left or not card.cohort.rights.reviews:
        raise Refused("case_is_not_reviewed_now")
    seen = {"seen_version": card.version, **{f"point_{code}": answer for code, answer in card.previous.items()}}
    form = forms.ReviewForm(request.POST or None, initial=seen, points=card.cohort.points)
    page = _page(card, _("Review the case"), _("The review is saved."))
    return answered(
        request,
        form,
        page,
        lambda: actions.write_review(entry_id, form.draft(), seen_version=form.seen, by=request.actor),
    )


@needs(Verb.REVIEW_COHORTS)
def correct_review(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Put right what was written of a round."""
    line, card = queries.review_and_entry(request.actor, review_id)
    if not line.may_correct:
        raise Refused("review_is_not_yours")
    form = forms.ReviewForm(request.POST or None, initial=_written(line), points=card.cohort.points)
    page = _page(card, _("Correct the review"), _("The correction is saved."), line)
    return answered(
        request,
        form,
        page,
        lambda: actions.correct_review(review_id, form.draft(), seen_version=form.seen, by=request.actor),
    )


def _written(line: ReviewLine) -> dict[str, object]:
    plain = {name: getattr(line, name) for name in ("reviewed_on", "remark", "next_step", "next_on")}
    answers = {f"point_{code}": answer for code, answer in line.found.items()}
    return {**plain, **answers, "seen_version": line.version}


def _page(card: EntryCard, title: object, said: object, line: ReviewLine | None = None) -> Page:
    stored = line or (card.reviews[0] if card.reviews else None)
    return Page(
        title,
        _("Save"),
        said,
        reverse("cohorts:entry", args=[card.id]),
        kicker=card.reference,
        template="cohorts/review.html",
        context={"entry": card},
        stored=lambda: _stored(stored) if stored else {},
    )


def _stored(line: ReviewLine) -> dict[Any, Any]:
    found: dict[Any, Any] = {answer.label: answer.answer_label for answer in line.answers}
    return {_("Day of the review"): line.reviewed_on, **found, _("Remark"): line.remark}
