"""The register of processing: the list, one entry, its pages to write, and all of it on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import timedelta
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
from darna.base.pages.forms import ConfirmForm
from darna.base.pages.listing import Address, Cell, columns, page_number, pager, sort_in
from darna.domains.privacy import actions, queries
from darna.domains.privacy.actions.processing import REVIEW_DAYS
from darna.domains.privacy.forms import DayForm, ProcessingFilterForm, ProcessingForm
from darna.domains.privacy.values import ProcessingCard, ProcessingLine
from darna.domains.privacy.views.saying import answered, flag, language
from darna.kernel.clock import now, today

_COLUMNS: tuple[tuple[Any, str], ...] = (
    (_("What is done"), ""),
    (_("State"), "state"),
    (_("Formality"), "formality"),
    (_("Number"), ""),
    (_("To be read again on"), "review"),
    (_("What is missing"), ""),
)


@require_GET
@needs(Verb.KEEP_PRIVACY)
def register(request: DeskRequest) -> HttpResponse:
    """The register, narrowed, sorted, fifty entries at a time."""
    asked = request.GET
    form, address = ProcessingFilterForm(asked), Address(asked, request.path)
    sort = sort_in(asked, queries.PROCESSING_SORTS, "review")
    form.is_valid()
    told = {name: form.cleaned_data.get(name) or "" for name in form.fields}
    found = queries.processing_lines(request.actor, **told, sort=sort, number=page_number(asked))
    context = {
        "form": form,
        "found": found,
        "columns": columns(_COLUMNS, sort, queries.PROCESSING_SORTS, address),
        "rows": list(_rows(found.lines)),
        "pager": pager(found, found.number, address),
        "reset_url": request.path,
        "sort": sort,
        "is_narrowed": any(told.values()),
    }
    return render(request, "privacy/register.html", context)


@require_GET
@needs(Verb.KEEP_PRIVACY)
def entry(request: DeskRequest, processing_id: UUID) -> HttpResponse:
    """One entry of the register."""
    card = queries.processing_card(request.actor, processing_id)
    return render(request, "privacy/entry.html", {"card": card, "line": card.line})


@require_GET
@needs(Verb.KEEP_PRIVACY)
def paper(request: DeskRequest) -> HttpResponse:
    """The whole register to print, as an inspection asks for it."""
    context = {"cards": queries.register_for_print(request.actor), "at": now(), "agency": request.actor.agency_name}
    return render(request, "privacy/register_paper.html", context)


@needs(Verb.KEEP_PRIVACY)
def begin(request: DeskRequest) -> HttpResponse:
    """Put everything this house does into the register, as drafts."""
    form = ConfirmForm(request.POST or None, initial={"seen_version": 0})
    page = Page(
        _("Begin the register with what this house does"),
        _("Add what is missing"),
        _("The entries are there as drafts. Read each, complete it, and say since when it is in use."),
        reverse("privacy:register"),
        _("Back to the register"),
        lead=_("Each kind of processing that this software does gets an entry, with its purpose and its data."),
    )
    return answered(request, form, page, lambda: actions.begin_register(by=request.actor))


@needs(Verb.KEEP_PRIVACY)
def add(request: DeskRequest) -> HttpResponse:
    """Write down something the agency does beside this house."""
    initial = {"seen_version": 0, "formality": "none", "review_on": today() + timedelta(days=REVIEW_DAYS)}
    form = ProcessingForm(request.POST or None, initial=initial, is_own=True, language=language())
    page = Page(
        _("A processing of your own"),
        _("Add to the register"),
        _("The entry is there as a draft."),
        reverse("privacy:register"),
        _("Back to the register"),
        lead=_("What the agency does with personal data outside this software, for example on paper."),
        onward=lambda made: _url(made.pk),
    )
    return answered(request, form, page, lambda: actions.add_processing(form.draft(), by=request.actor))


@needs(Verb.KEEP_PRIVACY)
def change(request: DeskRequest, processing_id: UUID) -> HttpResponse:
    """Write an entry anew."""
    card = queries.processing_card(request.actor, processing_id)
    form = _form(request, card)
    page = _page(card, _("Change the entry"), _("Save"), _("Saved."), fresh=lambda: _form(None, _again(request, card)))

    def act() -> Any:
        return actions.change_processing(processing_id, form.draft(), seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.KEEP_PRIVACY)
def use(request: DeskRequest, processing_id: UUID) -> HttpResponse:
    """Say since when it is done."""
    return _dated(request, processing_id, _("Since when it is in use"), "since", actions.use_processing)


@needs(Verb.KEEP_PRIVACY)
def end(request: DeskRequest, processing_id: UUID) -> HttpResponse:
    """Say that it is not done any more."""
    return _dated(request, processing_id, _("It is not done any more since"), "on", actions.end_processing)


def _dated(request: DeskRequest, processing_id: UUID, title: Any, name: str, act: Callable[..., Any]) -> HttpResponse:
    card = queries.processing_card(request.actor, processing_id)
    form = DayForm(request.POST or None, initial={"seen_version": card.line.version})
    page = _page(card, title, _("Save"), _("Saved."))

    def doing() -> Any:
        day = {name: form.cleaned_data["day"]}
        return act(processing_id, **day, seen_version=form.seen, by=request.actor)

    return answered(request, form, page, doing)


def _form(request: DeskRequest | None, card: ProcessingCard) -> ProcessingForm:
    initial = {**asdict(card.draft), "seen_version": card.line.version}
    posted = request.POST or None if request is not None else None
    return ProcessingForm(posted, initial=initial, is_own=bool(card.draft.name), language=language())


def _again(request: DeskRequest, card: ProcessingCard) -> ProcessingCard:
    return queries.processing_card(request.actor, card.line.id)


def _page(card: ProcessingCard, title: Any, button: Any, said: Any, **more: Any) -> Page:
    stored = {_("State"): card.line.state_label, _("Formality"): card.line.formality_label}
    return Page(
        title,
        button,
        said,
        _url(card.line.id),
        _("Back to the entry"),
        card.line.name,
        stored=lambda: stored,
        **more,
    )


def _url(processing_id: UUID) -> str:
    return reverse("privacy:entry", args=[processing_id])


def _rows(lines: Iterable[ProcessingLine]) -> Iterator[tuple[Cell, ...]]:
    for line in lines:
        missing: tuple[tuple[Any, ...], ...] = tuple(("tag", "new", word) for word in line.warnings)
        yield (
            (("link", _url(line.id), line.name), *flag(line.is_sensitive, "waiting", _("sensitive data"))),
            (("tag", line.tag_kind, line.state_label),),
            (("text", line.formality_label),),
            (("text", line.authority_number) if line.authority_number else ("muted", "–"),),
            (("day", line.review_on),),
            missing or (("muted", "–"),),
        )
