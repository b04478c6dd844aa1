"""Letting the other agency compare, not letting it, and saying what one sees."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages import answering
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.forms import ConfirmForm, VersionForm
from darna.domains.matches import actions, forms, queries, wording
from darna.domains.matches.values import MatchCard
from darna.domains.matches.views.listing import match_url

answered = partial(answering.answered, say=wording.sentence)


@needs(Verb.COMPARE_ACROSS)
def agree(request: DeskRequest, match_id: UUID) -> HttpResponse:
    """Let the other agency compare, once it agrees too."""
    card = queries.match_card(request.actor, match_id)
    form = _confirmed(request, card)
    page = _page(
        card,
        _("Let the other agency compare?"),
        _("Yes, compare"),
        _("Agreed. As soon as the other agency agrees too, both of you see both cards."),
        lead=_(
            "If the other agency agrees too, its supervisor reads the name, the birth date, the sex, the nationalities "
            "and the commune of this person, and you read theirs. It is written down as shown, under the consent of "
            "the person. Nothing else of the file is opened."
        ),
    )
    return answered(
        request, form, page, lambda: actions.agree_to_compare(match_id, seen_version=form.seen, by=request.actor)
    )


@needs(Verb.COMPARE_ACROSS)
def decline(request: DeskRequest, match_id: UUID) -> HttpResponse:
    """Leave the two files alone."""
    card = queries.match_card(request.actor, match_id)
    form = _confirmed(request, card)
    page = _page(
        card,
        _("Leave these two files alone?"),
        _("Do not compare"),
        _("They are not compared, and this pair is not noticed again."),
        lead=_("The other agency learns that the match is closed. It is not noticed again."),
    )
    return answered(
        request, form, page, lambda: actions.decline_to_compare(match_id, seen_version=form.seen, by=request.actor)
    )


@needs(Verb.COMPARE_ACROSS)
def judge(request: DeskRequest, match_id: UUID) -> HttpResponse:
    """Say whether the two are one person."""
    card = queries.match_card(request.actor, match_id)
    form = forms.VerdictForm(request.POST or None, initial={"seen_version": card.line.version})
    page = _page(
        card,
        _("Is it the same person?"),
        _("Say so"),
        _("Your answer is in. The other agency sees it once it has answered too."),
        lead=_("Both of you answer on your own. Files of two agencies are never made one."),
    )

    def act() -> Any:
        return actions.judge_match(match_id, form.cleaned_data["verdict"], seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


def _confirmed(request: DeskRequest, card: MatchCard) -> VersionForm:
    return ConfirmForm(request.POST or None, initial={"seen_version": card.line.version})


def _page(card: MatchCard, title: Any, button: Any, said: Any, **more: Any) -> Page:
    stored = {_("State"): card.line.state_label}
    return Page(
        title, button, said, match_url(card.line.id), _("Back to the match"), card.line.reference,
        stored=lambda: stored, **more,
    )  # fmt: skip
