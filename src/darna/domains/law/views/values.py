"""One parameter with its values through time; a value is proposed for it, or noted as read again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.domains.law import actions, forms, queries, wording
from darna.domains.law.models import RuleRevision
from darna.domains.law.values import ParameterCard
from darna.domains.law.views.answering import answered, revision_url, value_url
from darna.kernel.errors import AlreadyDone, Invalid
from darna.rules.engine.units import written


@require_GET
@needs(Verb.APPROVE_LAW)
def show(request: DeskRequest, parameter: str) -> HttpResponse:
    """A parameter: its values through time with their sources, and everything that was proposed."""
    card = queries.parameter_card(request.actor, parameter)
    return render(request, "law/value.html", {"card": card, "may_keep": request.actor.may(Verb.KEEP_LAW)})


@needs(Verb.KEEP_LAW)
def propose(request: DeskRequest, parameter: str) -> HttpResponse:
    """Lay a value before a second person."""
    card = queries.parameter_card(request.actor, parameter)
    form = forms.ProposalForm(
        request.POST or None, initial=_initial(request, card), unit=card.parameter.unit, sources=card.sources
    )
    page = Page(
        _("Propose a value"),
        _("Propose"),
        _("The value is proposed. Another keeper of the law or your administrator reads and approves it."),
        value_url(parameter),
        _("Back to the value"),
        card.title,
        card.says,
        template="law/propose.html",
        context={"card": card, "last": card.lines[-1]},
        onward=lambda made: revision_url(made.pk),
    )
    return answered(request, form, page, lambda: _proposed(request, parameter, form))


@require_POST
@needs(Verb.KEEP_LAW)
def recheck(request: DeskRequest, parameter: str) -> HttpResponse:
    """Note that a value was held against its source today and is unchanged."""
    form = forms.ReadingForm(request.POST)
    if not form.is_valid():
        messages.info(request, wording.sentence("value_is_not_named"))
        return HttpResponseRedirect(value_url(parameter))
    told = form.cleaned_data
    try:
        actions.mark_rechecked(parameter, told["valid_from"], told["note"], by=request.actor)
        messages.success(request, _("It is noted that the value was read again today, unchanged."))
    except AlreadyDone as problem:
        messages.info(request, wording.sentence(problem.code))
    is_of_queue = request.POST.get("back") == "queue"
    return HttpResponseRedirect(reverse("law:queue") if is_of_queue else value_url(parameter))


def _proposed(request: DeskRequest, name: str, form: forms.ProposalForm) -> RuleRevision:
    try:
        return actions.propose_revision(name, form.draft(), by=request.actor)
    except Invalid as problem:
        # The linter says more than one sentence, and names what it means.
        for line in problem.values.get("troubles", ()):
            form.add_error(None, line)
        raise


def _initial(request: DeskRequest, card: ParameterCard) -> dict[str, Any]:
    value = card.lines[-1].value
    known = value.citation.source.id if value.citation.source.id in card.sources else ""
    text = "" if value.value is None else written(value.value)
    # How sure it is and the day it was read are left to the keeper: nobody is said to have read what they did not.
    says = {f"says_{language}": sentence for language, sentence in card.sentence.items()}
    return {"value": text, "source_id": known, "language": request.actor.language, **says}
