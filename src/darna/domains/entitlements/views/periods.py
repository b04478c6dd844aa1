"""Pages of what a case holds of the law, and of its insured periods."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.forms import ConfirmForm
from darna.domains.cases.queries import case_brief
from darna.domains.cases.values import CaseBrief
from darna.domains.entitlements import actions, forms, queries
from darna.domains.entitlements.values import PeriodLine
from darna.domains.entitlements.views.answering import answered, case_url, file_url, require_right
from darna.kernel.errors import NotFound


@require_GET
@needs(Verb.READ_NARRATIVE)
def show_case(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The career, the saved answers and the claims of a case."""
    found = queries.case_law(request.actor, case_id)
    return render(request, "entitlements/case.html", {"found": found, "back": file_url(found.case)})


@needs(Verb.WRITE_CASE)
def add_period(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Note where the person was insured."""
    case = case_brief(request.actor, case_id)
    require_right(case, case.rights.writes)
    form = forms.PeriodForm(request.POST or None, initial={"seen_version": 0})
    page = _page(case, _("Add an insured period"), _("Add"), _("The period is noted."))
    return answered(request, form, page, lambda: actions.add_period(case_id, form.draft(), by=request.actor))


@needs(Verb.WRITE_CASE)
def bring_periods(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Take over the periods of the file a person made for themselves."""
    case = case_brief(request.actor, case_id)
    require_right(case, case.rights.writes)
    form = forms.BringForm(request.POST or None, request.FILES or None, initial={"seen_version": 0})
    told = {"told": queries.told_of(request.actor, case_id), "case_id": case_id}
    more = {"template": "entitlements/bring.html", "context": told}
    page = _page(case, _("Bring in the person's file"), _("Take it over"), _("What the file says is noted."), **more)

    def act() -> None:
        brought = form.brought()
        actions.bring_periods(case_id, brought.periods, brought.facts, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def forget_told(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Ask first, then take out the facts that were taken over from the person's file."""
    case = case_brief(request.actor, case_id)
    require_right(case, case.rights.writes)
    told = queries.told_of(request.actor, case_id)
    if told is None:
        raise NotFound("toldfacts", case_id)
    form = ConfirmForm(request.POST or None, initial={"seen_version": told.version})
    page = _page(
        case,
        _("Take out the facts of the person's file?"),
        _("Take them out"),
        _("The facts are gone."),
        lead=_("Insured periods and saved answers stay as they are."),
        is_danger=True,
    )

    def act() -> None:
        actions.forget_told(case_id, seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def change_period(request: DeskRequest, period_id: UUID) -> HttpResponse:
    """Put an insured period right."""
    line, case = _period(request, period_id)
    form = forms.PeriodForm(request.POST or None, initial=forms.PeriodForm.told(line))
    stored = {_("Country"): line.country_name, _("When"): line.when, _("Institution or scheme"): line.scheme}
    page = _page(case, _("Change an insured period"), _("Save"), _("The period is saved."), stored=lambda: stored)

    def act() -> None:
        actions.change_period(period_id, form.draft(), seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def remove_period(request: DeskRequest, period_id: UUID) -> HttpResponse:
    """Ask first, then take the period out."""
    line, case = _period(request, period_id)
    form = ConfirmForm(request.POST or None, initial={"seen_version": line.version})
    page = _page(
        case,
        _("Take this period out?"),
        _("Take it out"),
        _("The period is gone."),
        lead=f"{line.country_name} · {line.when}",
        is_danger=True,
    )

    def act() -> None:
        actions.remove_period(period_id, seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


def _period(request: DeskRequest, period_id: UUID) -> tuple[PeriodLine, CaseBrief]:
    line, case = queries.period_card(request.actor, period_id)
    require_right(case, case.rights.writes)
    return line, case


def _page(case: CaseBrief, title: Any, button: Any, said: Any, **more: Any) -> Page:
    return Page(title, button, said, case_url(case.id), _("Back to what the law says"), case.reference, **more)
