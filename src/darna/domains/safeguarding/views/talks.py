"""Pages of a conversation with a child who may leave."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page, shown
from darna.domains.cases.queries import case_brief
from darna.domains.safeguarding import actions, forms, queries
from darna.domains.safeguarding.views.answering import answered, file_url, require_right


@require_GET
@needs(Verb.READ_NARRATIVE)
def show_talk(request: DeskRequest, talk_id: UUID) -> HttpResponse:
    """A conversation and what the child chose."""
    card = queries.talk_card(request.actor, talk_id)
    return render(request, "safeguarding/talk.html", {"card": card, "back": file_url(card.case)})


@needs(Verb.WRITE_CASE)
def write_talk(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The guide, question after question; the offers that fit are shown when asked for, or when none is chosen."""
    case = case_brief(request.actor, case_id)
    require_right(case, case.rights.writes)
    # Asked only what fits what was said: shown again as it was typed, and nothing is saved.
    is_looking = request.method == "POST" and "look" in request.POST
    typed = {**request.POST.dict(), "offers": request.POST.getlist("offers")} if is_looking else {}
    form = forms.TalkForm(None if is_looking else request.POST or None, initial={**typed, "seen_version": 0})
    page = Page(
        _("A conversation about leaving"),
        _("Save"),
        _("The conversation is written down. Now do what was offered."),
        file_url(case),
        _("Back to the file"),
        case.reference,
        onward=lambda made: reverse("safeguarding:talk", args=[made.pk]),
        template="safeguarding/talking.html",
    )

    def act() -> object:
        return actions.write_talk(case_id, form.answers, form.cleaned_data["offers"], by=request.actor)

    return shown(request, form, page) if is_looking else answered(request, form, page, act)
