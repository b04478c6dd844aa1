"""Instruments: the list, a workbook brought in, one version, and the second person's word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages import listing
from darna.base.pages.answering import DeskRequest, Page, explain
from darna.base.pages.forms import ConfirmForm
from darna.domains.assessments import access, actions, files, forms, queries, wording
from darna.domains.assessments.actions.instruments import Faulty
from darna.domains.assessments.models import InstrumentVersion
from darna.domains.assessments.queries.instruments import SORTS
from darna.domains.assessments.values import InstrumentCard, Table
from darna.domains.assessments.views.answering import answered, instrument_url
from darna.kernel.errors import AlreadyDone, Invalid, NotFound
from darna.methods.xlsform import Fault

_HEADINGS = (
    (_("Questionnaire"), "name"),
    (_("State"), "state"),
    (_("Questions"), ""),
    (_("Languages"), ""),
    (_("Brought in"), "brought"),
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@listing.looking
@needs(Verb.KEEP_INSTRUMENTS)
def list_instruments(request: DeskRequest) -> HttpResponse:
    """Every version the agency may use, brought in or shipped."""
    asked = request.GET
    sort, number = listing.sort_in(asked, SORTS, "state"), listing.page_number(asked)
    state = asked.get("state", "") if asked.get("state") in InstrumentVersion.State.values else ""
    page, address = queries.instrument_list(request.actor, state=state, sort=sort, page=number), listing.Address(asked)
    context = {
        "page": page,
        "columns": listing.columns(_HEADINGS, sort, SORTS, address, newest_first=("brought",)),
        "pager": listing.pager(page, page.number, address),
        "tabs": _tabs(state, address),
    }
    return render(request, "assessments/list.html", context)


def _tabs(state: str, address: Callable[..., str]) -> list[listing.Tab]:
    told = [("", _("All")), *InstrumentVersion.State.choices]
    return [listing.Tab(label, address(state=code or None, page=None), code == state) for code, label in told]


@needs(Verb.KEEP_INSTRUMENTS)
def bring_in(request: DeskRequest) -> HttpResponse:
    """Check a workbook, and keep it as a draft when nothing grave is wrong with it."""
    form = forms.WorkbookForm(request.POST or None, request.FILES or None)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["workbook"].read(5 * 1024 * 1024)
        try:
            row = actions.bring_in_instrument(data, form.cleaned_data["reason"], by=request.actor)
        except Faulty as problem:
            faults = problem.faults
            explain(form, problem, say=wording.sentence)
        except Invalid as problem:
            explain(form, problem, say=wording.sentence)
        except AlreadyDone as problem:
            messages.info(request, wording.sentence(problem.code))
            return HttpResponseRedirect(reverse("assessments:list"))
        else:
            messages.success(request, _("The workbook is checked and kept. A colleague reads it and publishes it."))
            return HttpResponseRedirect(instrument_url(row.pk))
    context = {"form": form, "faults": _sentences(faults)}
    return render(request, "assessments/bring_in.html", context, status=422 if form.errors else 200)


@require_GET
@needs(Verb.KEEP_INSTRUMENTS)
def show(request: DeskRequest, instrument_version_id: UUID) -> HttpResponse:
    """One version: what it asks, when, and what its author should know."""
    card = queries.instrument_card(request.actor, instrument_version_id)
    context = {"card": card, "remarks": _sentences(card.remarks), "questions": _outline(card)}
    return render(request, "assessments/instrument.html", context)


@require_GET
@needs(Verb.KEEP_INSTRUMENTS)
def workbook(request: DeskRequest, instrument_version_id: UUID) -> HttpResponse:
    """The workbook as it was checked, to change it and bring it in again."""
    row = access.version_to_see(request.actor, instrument_version_id)
    tables = []
    for name, lines in row.sheets.items():
        wide = max((len(cells) for _, cells in lines), default=0)
        padded = [[*cells, *[""] * (wide - len(cells))] for _, cells in lines]
        tables.append(Table(name, padded[0] if padded else [], padded[1:]))
    answer = HttpResponse(files.workbook_of(tables, plain=True), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="questionnaire.xlsx"'
    return answer


@needs(Verb.KEEP_INSTRUMENTS)
def publish(request: DeskRequest, draft_instrument_id: UUID) -> HttpResponse:
    """Put a draft into use; not for whoever brought it in."""
    return _decided(
        request,
        draft_instrument_id,
        actions.publish_instrument,
        Page(
            _("Publish this questionnaire?"),
            _("Publish"),
            _("The questionnaire is in use. The version before it is offered no longer."),
            lead=_("From now on your colleagues answer this version. What was answered before stays as it is."),
        ),
    )


@needs(Verb.KEEP_INSTRUMENTS)
def withdraw(request: DeskRequest, draft_instrument_id: UUID) -> HttpResponse:
    """Offer a version no longer."""
    return _decided(
        request,
        draft_instrument_id,
        actions.withdraw_instrument,
        Page(
            _("Withdraw this questionnaire?"),
            _("Withdraw"),
            _("The questionnaire is withdrawn. What was answered with it stays."),
            lead=_("Nobody begins it any more. What is begun may be ended, and what was answered stays."),
            is_danger=True,
        ),
    )


@needs(Verb.KEEP_INSTRUMENTS)
def remove(request: DeskRequest, draft_instrument_id: UUID) -> HttpResponse:
    """Take a draft away."""
    return _decided(
        request,
        draft_instrument_id,
        actions.remove_instrument,
        Page(_("Take this draft away?"), _("Take it away"), _("The draft is gone."), is_danger=True),
        back=reverse("assessments:list"),
    )


def _decided(
    request: DeskRequest, version_id: UUID, act: Callable[..., Any], page: Page, *, back: str = ""
) -> HttpResponse:
    card = queries.instrument_card(request.actor, version_id)
    if card.line.is_shipped:
        raise NotFound("instrument", version_id)
    form = ConfirmForm(request.POST or None, initial={"seen_version": card.version})
    here = instrument_url(version_id)
    page = replace(page, back=here, kicker=card.line.title, onward=lambda _made: back or here)
    return answered(request, form, page, lambda: act(version_id, seen_version=form.seen, by=request.actor))


def _sentences(faults: tuple[Fault, ...]) -> list[dict[str, Any]]:
    return [
        {"sheet": one.sheet, "row": one.row, "column": one.column, "said": wording.fault_sentence(one)}
        for one in faults[:200]
    ]


def _outline(card: InstrumentCard) -> list[dict[str, Any]]:
    form = card.form
    return [
        {
            "label": form.said(item.labels, "") or item.name,
            "name": item.name,
            "type": item.type,
            "is_heading": not item.is_question,
            "relevant": item.relevant.source if item.relevant else "",
            "constraint": item.constraint.source if item.constraint else "",
            "is_required": item.required is not None,
        }
        for item in form.everything()
        if item.is_shown or (not item.is_question and any(item.labels.values()))
    ]
