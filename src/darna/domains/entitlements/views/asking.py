"""Asking the law in a case: all questions by what is known, and one question with its facts."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.domains.entitlements import actions, forms, queries
from darna.domains.entitlements.law import law_in_force
from darna.domains.entitlements.values import Answered, AnswerLine, Asking
from darna.domains.entitlements.views.answering import case_url, decision_url, require_right


@require_GET
@needs(Verb.READ_NARRATIVE)
def survey(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Every question that may concern the person, answered by what the register and the career say."""
    shows_all = request.GET.get("all") == "1"
    found = queries.survey(request.actor, case_id, with_others=shows_all)
    context = {
        "case": found.case,
        "found": found,
        "areas": _by_area(found.lines),
        "back": case_url(case_id),
        "shows_all": shows_all,
    }
    return render(request, "entitlements/survey.html", context)


@needs(Verb.WRITE_CASE)
def ask(request: DeskRequest, case_id: UUID, asked: str) -> HttpResponse:
    """Put one question, look at the answer, and save it when it is worth keeping; a look saves nothing."""
    asking = queries.asking_of(request.actor, case_id, queries.question_at(asked))
    require_right(asking.case, asking.may_write)
    form = _form(request, asking)
    if request.method != "POST":
        return _shown(request, asking, form, _answered(asking, form))
    if not form.is_valid():
        return _shown(request, asking, form, None, status=422)
    if request.POST.get("do") != "save":
        return _shown(request, asking, form, queries.answered(asking.question, form.told(asking.known), form.day))
    told = form.told(asking.known)
    made = actions.save_decision(case_id, asking.question, told, form.day, by=request.actor)
    messages.success(request, _("The answer is saved with its reasons and sources."))
    return HttpResponseRedirect(decision_url(made.pk))


def _form(request: DeskRequest, asking: Asking) -> forms.FactsForm:
    facts = law_in_force().book.facts
    return forms.FactsForm(request.POST or None, names=asking.asked, facts=facts, known=asking.known)


def _answered(asking: Asking, form: forms.FactsForm) -> Answered:
    return queries.answered(asking.question, asking.known, form["on"].initial)


def _shown(
    request: DeskRequest, asking: Asking, form: forms.FactsForm, found: Answered | None, *, status: int = 200
) -> HttpResponse:
    back = case_url(asking.case.id)
    context = {"asking": asking, "form": form, "found": found, "back": back}
    return render(request, "entitlements/ask.html", context, status=status)


def _by_area(lines: tuple[AnswerLine, ...]) -> list[tuple[str, list[AnswerLine]]]:
    named = {
        "portability": _("What the working years abroad are worth"),
        "entitlements": _("Rights in Morocco"),
        "enterprise": _("Starting a business"),
        "investment": _("Support for an investment"),
    }
    areas = dict.fromkeys(line.area for line in lines)
    return [(named.get(area, _("Other questions")), [one for one in lines if one.area == area]) for area in areas]
