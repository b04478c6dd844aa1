"""The list of interpreters, its keeping, and asking one of them."""

from __future__ import annotations

from collections.abc import Mapping
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
from darna.base.pages.listing import Address, Column, columns, page_number, pager, sort_in
from darna.domains.reception import actions, queries
from darna.domains.reception.forms import (
    AskForHourForm,
    AskForTicketForm,
    InterpreterForm,
    LanguageFilterForm,
    SettleForm,
)
from darna.domains.reception.queries.interpreters import SORTS
from darna.domains.reception.views.answering import answered, tabs
from darna.kernel.errors import AlreadyDone

_COLUMNS = [
    (_("Name"), "name"),
    (_("Languages"), ""),
    (_("How to reach them"), ""),
    (_("When they can come"), ""),
    (_("Confidentiality"), "signed"),
    (_("What you can do"), ""),
]
_ASKED = [
    Column(label) for label in (_("Needed at"), _("Language"), _("Interpreter"), _("Ticket"), _("What came of it"))
]


@require_GET
@needs(Verb.RECEIVE)
def interpreters(request: DeskRequest) -> HttpResponse:
    """Who interprets which language."""
    return _list(request, "reception:interpreters", Verb.RECEIVE)


@require_GET
@needs(Verb.KEEP_INTERPRETERS)
def keep(request: DeskRequest) -> HttpResponse:
    """The same list for those who keep it, former interpreters too."""
    return _list(request, "reception:keep_interpreters", Verb.KEEP_INTERPRETERS)


@needs(Verb.KEEP_INTERPRETERS)
def add(request: DeskRequest) -> HttpResponse:
    """Put somebody on the list."""
    form = InterpreterForm(request.POST if request.method == "POST" else None, initial={"seen_version": 1})
    page = Page(
        _("Add an interpreter"), _("Save"), _("The interpreter is on the list."), reverse("reception:keep_interpreters")
    )
    return answered(request, form, page, lambda: actions.add_interpreter(form.draft(), by=request.actor))


@needs(Verb.KEEP_INTERPRETERS)
def change(request: DeskRequest, interpreter: UUID) -> HttpResponse:
    """Put right what is known of an interpreter."""
    line = queries.interpreter_card(request.actor, interpreter, Verb.KEEP_INTERPRETERS)
    form = InterpreterForm(request.POST if request.method == "POST" else None, initial=InterpreterForm.of(line))
    page = Page(
        _("Change an interpreter"),
        _("Save"),
        _("The change is saved."),
        reverse("reception:keep_interpreters"),
        stored=lambda: _stored(request, interpreter),
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.change_interpreter(interpreter, form.draft(), seen_version=form.seen, by=request.actor),
    )


@needs(Verb.RECEIVE)
def ask_for_ticket(request: DeskRequest, arrival: UUID) -> HttpResponse:
    """Ask an interpreter for a visitor who waits."""
    line = queries.arrival_card(request.actor, arrival)
    found = queries.interpreters_for(request.actor, line.language)
    if not found:
        return render(
            request, "reception/nobody_interprets.html", {"line": line}, status=200 if request.method == "GET" else 409
        )
    form = AskForTicketForm(request.POST if request.method == "POST" else None, interpreters=found)
    page = Page(
        _("Ask an interpreter"),
        _("Note that they were asked"),
        _("It is noted."),
        reverse("reception:queue"),
        lead=f"{line.ticket} · {line.language_label}",
    )

    def act() -> None:
        actions.request_interpreter(form.chosen, line.language, arrival_id=arrival, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.RECEIVE)
def ask_for_hour(request: DeskRequest, interpreter: UUID) -> HttpResponse:
    """Ask an interpreter for an hour of the calendar."""
    line = queries.interpreter_card(request.actor, interpreter)
    pairs = list(zip(line.languages, line.language_labels, strict=True))
    form = AskForHourForm(request.POST if request.method == "POST" else None, languages=pairs)
    page = Page(
        _("Ask an interpreter"),
        _("Note that they were asked"),
        _("It is noted."),
        reverse("reception:asked"),
        lead=line.name,
    )

    def act() -> None:
        language = form.cleaned_data["language"]
        actions.request_interpreter(interpreter, language, needed_at=form.needed_at, by=request.actor)

    return answered(request, form, page, act)


@require_GET
@needs(Verb.RECEIVE)
def asked(request: DeskRequest) -> HttpResponse:
    """Each time an interpreter was asked, the newest first."""
    only_open = request.GET.get("open") == "1"
    page = queries.request_list(request.actor, page=page_number(request.GET), only_open=only_open)
    context = {
        "list": page,
        "only_open": only_open,
        "columns": _ASKED,
        "pager": pager(page, page.number, Address(request.GET, reverse("reception:asked"))),
        "tabs": tabs("reception:asked"),
    }
    return render(request, "reception/asked.html", context)


@needs(Verb.RECEIVE)
def settle(request: DeskRequest, asking: UUID) -> HttpResponse:
    """Write down what came of asking."""
    line = queries.request_card(request.actor, asking)
    if line.settled_at is not None:
        raise AlreadyDone("request_is_settled_already")
    form = SettleForm(request.POST if request.method == "POST" else None, initial={"seen_version": line.version})
    page = Page(
        _("What came of asking?"),
        _("Save"),
        _("It is noted."),
        reverse("reception:asked"),
        lead=f"{line.interpreter} · {line.language_label}",
        stored=lambda: {_("Needed at"): line.needed_at, _("What came of it"): line.outcome_label},
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.settle_request(asking, form.cleaned_data["outcome"], seen_version=form.seen, by=request.actor),
    )


def _list(request: DeskRequest, name: str, verb: Verb) -> HttpResponse:
    asked_for, form = request.GET, LanguageFilterForm(request.GET)
    form.is_valid()
    language = form.cleaned_data.get("language", "")
    sort, address = sort_in(asked_for, SORTS, "name"), Address(asked_for, reverse(name))
    page = queries.interpreter_list(request.actor, language, page=page_number(asked_for), sort=sort, verb=verb)
    context = {
        "form": form,
        "list": page,
        "columns": columns(_COLUMNS, sort, SORTS, address),
        "pager": pager(page, page.number, address),
        "tabs": tabs("reception:interpreters") if request.actor.may(Verb.RECEIVE) else [],
        "keeps": verb == Verb.KEEP_INTERPRETERS,
        "may_keep": request.actor.may(Verb.KEEP_INTERPRETERS),
        "may_ask": request.actor.may(Verb.RECEIVE),
        "is_narrowed": bool(language),
        "reset_url": reverse(name),
    }
    return render(request, "reception/interpreters.html", context)


def _stored(request: DeskRequest, interpreter: UUID) -> Mapping[Any, Any]:
    line = queries.interpreter_card(request.actor, interpreter, Verb.KEEP_INTERPRETERS)
    return {
        _("Name"): line.name,
        _("Languages they interpret"): " · ".join(line.language_labels),
        _("How to reach them"): line.contact,
        _("When they can come"): line.availability,
    }
