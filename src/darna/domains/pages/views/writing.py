"""Writing a draft: begun, language by language, its sources, thrown away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.pages.forms import ConfirmForm
from darna.domains.pages import actions, forms, queries, wording
from darna.domains.pages.values import LANGUAGES, Standing, TextCard
from darna.domains.pages.views.answering import answered, page_of, standing, version_url
from darna.kernel.errors import AlreadyDone


@require_POST
@needs(Verb.KEEP_PAGES)
def start(request: DeskRequest, content_id: UUID) -> HttpResponse:
    """Begin a draft from this version; one that is under way is opened instead."""
    try:
        begun = actions.start_draft(content_id, by=request.actor).pk
        messages.success(request, _("The draft is begun. The public sees nothing of it until it is published."))
    except AlreadyDone as problem:
        under_way = queries.version_card(request.actor, content_id).page.under_way
        begun = under_way.id if under_way else content_id
        messages.info(request, wording.sentence(problem.code))
    return HttpResponseRedirect(version_url(begun))


@needs(Verb.KEEP_PAGES)
def text(request: DeskRequest, text_id: UUID) -> HttpResponse:
    """Write a draft in one language, with another one beside it."""
    told, card = queries.text_card(request.actor, text_id)
    form = forms.TextForm(request.POST or None, initial=_initial(told), language=told.language)
    beside = request.GET.get("beside", "")
    beside = beside if beside in LANGUAGES and beside != told.language else _nearest(told.language)
    page = page_of(
        card,
        gettext("Write in %(language)s") % {"language": wording.LANGUAGE_NAMES[told.language]},
        _("Save in the draft"),
        _("The draft is saved."),
        fresh=lambda: forms.TextForm(
            initial=_initial(queries.text_card(request.actor, text_id)[0]), language=told.language
        ),
        template="pages/text.html",
        context={
            "card": card,
            "beside": card.text(beside),
            "others": [one for one in LANGUAGES if one != told.language],
        },
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.write_text(text_id, form.draft(), seen_version=form.seen, by=request.actor),
    )


@needs(Verb.KEEP_PAGES)
def sources(request: DeskRequest, writing_id: UUID) -> HttpResponse:
    """Say where the facts of a draft are from."""
    card = standing(request, writing_id, {Standing.DRAFT})
    initial = {"seen_version": card.version, "sources": forms.lines_of(card.sources)}
    form = forms.SourcesForm(request.POST or None, initial=initial)
    page = page_of(
        card,
        _("Where it is known from"),
        _("Save in the draft"),
        _("The sources are saved."),
        stored=lambda: {_("Sources"): forms.lines_of(queries.version_card(request.actor, writing_id).sources)},
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.write_sources(writing_id, form.told(), seen_version=form.seen, by=request.actor),
    )


@needs(Verb.KEEP_PAGES)
def discard(request: DeskRequest, writing_id: UUID) -> HttpResponse:
    """Ask first, then throw the draft away."""
    card = standing(request, writing_id, {Standing.DRAFT})
    form = ConfirmForm(request.POST or None, initial={"seen_version": card.version})
    page = page_of(
        card,
        _("Throw this draft away?"),
        _("Throw it away"),
        _("The draft is gone. What the public reads stayed as it was."),
        lead=_("Its words in all four languages and its pictures go with it. Versions that were published stay."),
        is_danger=True,
        onward=lambda _nothing: reverse("pages:list"),
    )
    return answered(
        request, form, page, lambda: actions.discard_draft(writing_id, seen_version=form.seen, by=request.actor)
    )


def _initial(told: TextCard) -> dict[str, object]:
    return {
        "seen_version": told.version,
        "title": told.title,
        "summary": told.summary,
        "body": told.body,
        "is_ready": told.state == "ready",
        "sense_changed": False,
    }


def _nearest(language: str) -> str:
    """The language to write from: French for everybody, Arabic for French."""
    return "ar" if language == "fr" else "fr"
