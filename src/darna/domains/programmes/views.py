"""Pages of programmes for an agency's administrator: HTTP in, action or query, HTTP out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages import answering
from darna.base.pages.answering import DeskRequest, Page, reasoned
from darna.base.pages.forms import ConfirmForm, VersionForm
from darna.base.pages.listing import Column
from darna.domains.programmes import actions, drafting, forms, queries, wording
from darna.domains.programmes.differences import differences
from darna.domains.programmes.linting import faults
from darna.domains.programmes.values import LANGUAGES, Content, Kind
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, StaleVersion

answered = partial(answering.answered, say=wording.sentence)
_COLUMNS = (
    Column(_("Programme")),
    Column(_("In force")),
    Column(_("Open cases for each worker"), is_number=True),
    Column(_("Draft")),
)
_HEADINGS = {
    Kind.STAGE: _("New stage"),
    Kind.ITEM: _("New item"),
    Kind.DOCUMENT: _("New document"),
    Kind.INDICATOR: _("New indicator"),
}


@require_GET
@needs(Verb.KEEP_PROGRAMMES)
def programmes(request: DeskRequest) -> HttpResponse:
    """Every programme of the agency, with what is in force and the draft."""
    return render(
        request, "programmes/list.html", {"lines": queries.programme_lines(request.actor), "columns": _COLUMNS}
    )


@require_GET
@needs(Verb.KEEP_PROGRAMMES)
def show_version(request: DeskRequest, version_id: UUID) -> HttpResponse:
    """One version with everything in it; a draft with what can be done to its parts."""
    return _shown(request, queries.version_card(request.actor, version_id))


@require_POST
@needs(Verb.KEEP_PROGRAMMES)
def start_draft(request: DeskRequest, version_id: UUID) -> HttpResponse:
    """Begin a draft from this version; one that is begun already is opened instead."""
    try:
        begun = actions.start_draft(version_id, by=request.actor).pk
        messages.success(request, _("The draft is begun. Nothing changes for your colleagues until you publish it."))
    except AlreadyDone as problem:
        begun = queries.version_card(request.actor, version_id).draft_id or version_id
        messages.info(request, wording.sentence(problem.code))
    return _to(begun)


@needs(Verb.KEEP_PROGRAMMES)
def add_part(request: DeskRequest, edition_id: UUID, kind: str) -> HttpResponse:
    """Add a stage, an item, a document or an indicator to a draft."""
    card, of = _draft(request, edition_id), _kind(kind)
    content, seen = card.definition.content, {"seen_version": card.version, "stage": request.GET.get("stage", "")}
    form: forms.LabelsForm
    if of is Kind.ITEM:
        form = forms.ItemForm(request.POST or None, initial=seen, content=content, language=_language())
    else:
        form = forms.LabelsForm(request.POST or None, initial=seen)
    return _changed(
        request,
        card,
        form,
        _HEADINGS[of],
        lambda: drafting.added(content, of, form.label, stage=form.cleaned_data.get("stage", "")),
    )


@needs(Verb.KEEP_PROGRAMMES)
def rename_part(request: DeskRequest, edition_id: UUID, kind: str, name: str) -> HttpResponse:
    """Call a part of a draft otherwise."""
    card, of = _draft(request, edition_id), _kind(kind)
    part = card.definition.content.part(of, name)
    if part is None:
        raise NotFound(kind, name)
    initial = {f"label_{language}": part.label.get(language, "") for language in LANGUAGES}
    form = forms.LabelsForm(request.POST or None, initial={**initial, "seen_version": card.version})
    return _changed(
        request,
        card,
        form,
        _("Call it otherwise"),
        lambda: drafting.renamed(card.definition.content, of, name, form.label),
    )


@needs(Verb.KEEP_PROGRAMMES)
def set_ceiling(request: DeskRequest, edition_id: UUID) -> HttpResponse:
    """Say how many open cases a worker should not go beyond."""
    card = _draft(request, edition_id)
    initial = {"seen_version": card.version, "ceiling": card.definition.content.ceiling}
    form = forms.CeilingForm(request.POST or None, initial=initial)
    return _changed(
        request,
        card,
        form,
        _("Ceiling of open cases"),
        lambda: replace(card.definition.content, ceiling=form.cleaned_data["ceiling"]),
    )


@require_POST
@needs(Verb.KEEP_PROGRAMMES)
def arrange(request: DeskRequest, edition_id: UUID) -> HttpResponse:
    """Move a part, retire it, offer it again, or remove what was never in force."""
    card, form = _draft(request, edition_id), forms.ArrangeForm(request.POST)
    if not form.is_valid():
        return _shown(request, card, status=422, problem=wording.sentence("unknown_part"))
    try:
        content = _arranged(card.definition.content, form.arrangement)
        actions.change_draft(edition_id, content, seen_version=form.seen, by=request.actor)
    except NotFound:
        return _shown(request, card, status=422, problem=wording.sentence("unknown_part"))
    except Invalid as problem:
        return _shown(request, card, status=422, problem=wording.sentence(problem.code))
    except StaleVersion:
        return _shown(request, card, status=409)
    except AlreadyDone:
        messages.info(request, _("Nothing was different, so nothing was changed."))
    return HttpResponseRedirect(f"{_address(edition_id)}#{form.arrangement.kind}-{form.arrangement.code}")


@needs(Verb.KEEP_PROGRAMMES)
def publish(request: DeskRequest, edition_id: UUID) -> HttpResponse:
    """What would change, and the button that puts it into force."""
    card = _draft(request, edition_id)
    form = forms.PublishForm(request.POST or None, initial={"seen_version": card.version})
    page = _page(
        card,
        _("Publish a new version"),
        _("Publish"),
        _("The new version is in force. Open cases stay with the version they have."),
        template="programmes/publish.html",
        more=_preview(card),
    )
    return answered(request, form, page, reasoned(actions.publish_draft, edition_id, form, request.actor))


@needs(Verb.KEEP_PROGRAMMES)
def discard(request: DeskRequest, edition_id: UUID) -> HttpResponse:
    """Ask first, then throw the draft away."""
    card = _draft(request, edition_id)
    form = ConfirmForm(request.POST or None, initial={"seen_version": card.version})
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "programmes/discard.html", {"card": card, "form": form}, status=status)
    try:
        actions.discard_draft(edition_id, seen_version=form.seen, by=request.actor)
    except StaleVersion:
        return _shown(request, card, status=409)
    messages.success(request, _("The draft is gone. What is in force stayed as it was."))
    return HttpResponseRedirect(reverse("programmes:list"))


def _draft(request: DeskRequest, edition_id: UUID) -> queries.VersionCard:
    """A draft of the actor's own agency; a published version is no draft. Raises: NotFound."""
    card = queries.version_card(request.actor, edition_id)
    if not card.is_draft:
        raise NotFound("programme", edition_id)
    return card


def _kind(word: str) -> Kind:
    try:
        return Kind(word)
    except ValueError:
        raise NotFound("part", word) from None


def _arranged(content: Content, asked: forms.Arrangement) -> Content:
    how, kind, code = asked
    if how in {"up", "down"}:
        return drafting.moved(content, kind, code, up=how == "up")
    if how == "remove":
        return drafting.removed(content, kind, code)
    return drafting.retired(content, kind, code, is_retired=how == "retire")


def _changed(
    request: DeskRequest,
    card: queries.VersionCard,
    form: VersionForm,
    title: Any,
    changed: Callable[[], Content],
) -> HttpResponse:
    """Show a form over a draft, or save what it asks for and lead back to the draft."""
    edition_id = card.definition.version_id
    page = _page(
        card,
        title,
        _("Save in the draft"),
        _("The draft is saved."),
        stored=lambda: _now(form),
        template="programmes/form.html",
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.change_draft(edition_id, changed(), seen_version=form.seen, by=request.actor),
    )


def _now(form: VersionForm) -> dict[Any, Any]:
    """What is saved now, for somebody whose words came too late."""
    return {bound.label: form.initial.get(bound.name) for bound in form.visible_fields() if bound.name in form.initial}


def _page(
    card: queries.VersionCard, title: Any, button: Any, said: Any, more: Mapping[str, Any] | None = None, **told: Any
) -> Page:
    back = _address(card.definition.version_id)
    context = {"card": card, **(more or {})}
    return Page(title, button, said, back, _("Back to the draft"), card.label, context=context, **told)


def _preview(card: queries.VersionCard) -> dict[str, Any]:
    """What publishing would change, and what must be put right first."""
    before, after = card.in_force.content, card.definition.content
    return {
        "differences": [wording.told(one, _language()) for one in differences(before, after)],
        "faults": [
            (wording.sentence(one.code), after.label(one.kind, one.part, _language()) if one.kind else "")
            for one in faults(after, before=before)
        ],
    }


def _shown(request: DeskRequest, card: queries.VersionCard, *, status: int = 200, problem: str = "") -> HttpResponse:
    content = card.definition.content
    values = {
        "card": card,
        "content": content,
        "problem": problem,
        "is_stale": status == 409,
        "lists": [
            {"kind": Kind.DOCUMENT, "title": _("Expected documents"), "parts": content.documents},
            {"kind": Kind.INDICATOR, "title": _("Indicators of the outcome"), "parts": content.indicators},
        ],
        "settled": _settled(card),
    }
    return render(request, "programmes/version.html", values, status=status)


def _settled(card: queries.VersionCard) -> set[str]:
    """The parts that were in force: they are retired, and never removed."""
    return {f"{kind} {part.code}" for kind in Kind for part in card.in_force.content.parts(kind)}


def _language() -> str:
    return (get_language() or "fr")[:2]


def _address(version_id: UUID) -> str:
    return reverse("programmes:version", args=[version_id])


def _to(version_id: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(_address(version_id))
