"""A revision: what it would change, the situations it would answer otherwise, and the second person's word."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.pages.forms import ConfirmForm
from darna.domains.law import actions, forms, queries
from darna.domains.law.queries.lists import value_on
from darna.domains.law.queries.situations import answered_otherwise, how_many
from darna.domains.law.values import RevisionCard
from darna.domains.law.views.answering import answered, page_of, proposed, value_url
from darna.kernel.errors import Refused
from darna.rules.book import book


@require_GET
@needs(Verb.APPROVE_LAW)
def show(request: DeskRequest, revision_id: UUID) -> HttpResponse:
    """One revision: what it says, where it was read, who wrote and who decided it."""
    card = queries.revision_card(request.actor, revision_id)
    return render(
        request, "law/revision.html", {**_beside(request, card), "may_keep": request.actor.may(Verb.KEEP_LAW)}
    )


@needs(Verb.APPROVE_LAW)
def approve(request: DeskRequest, waiting_revision_id: UUID) -> HttpResponse:
    """What would change, and the button that makes it law; not for whoever proposed it."""
    card = proposed(request, waiting_revision_id)
    form = forms.ApprovalForm(request.POST or None, initial={"seen_version": card.version})
    page = page_of(
        card,
        _("Approve this value"),
        _("Approve"),
        _("The value is approved. It is law here from its day on."),
        template="law/approve.html",
        context={**_beside(request, card), "otherwise": _otherwise(card), "situations": how_many()},
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.approve_revision(
            waiting_revision_id, form.cleaned_data["reason"], seen_version=form.seen, by=request.actor
        ),
    )


@needs(Verb.APPROVE_LAW)
def refuse(request: DeskRequest, waiting_revision_id: UUID) -> HttpResponse:
    """Say why a proposal does not become law."""
    card = proposed(request, waiting_revision_id)
    form = forms.ReasonForm(request.POST or None, initial={"seen_version": card.version})
    page = page_of(
        card,
        _("Do not approve this value"),
        _("Do not approve"),
        _("It is noted that the value was not approved."),
        lead=_("It stays in the history with your reason. A better one can be proposed then."),
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.refuse_revision(
            waiting_revision_id, form.cleaned_data["reason"], seen_version=form.seen, by=request.actor
        ),
    )


@needs(Verb.KEEP_LAW)
def withdraw(request: DeskRequest, own_proposal_id: UUID) -> HttpResponse:
    """Take one's own proposal back."""
    card = proposed(request, own_proposal_id)
    if not card.is_mine:
        raise Refused("only_who_proposed_withdraws")
    form = ConfirmForm(request.POST or None, initial={"seen_version": card.version})
    page = page_of(
        card,
        _("Take your proposal back?"),
        _("Take it back"),
        _("Your proposal is taken back. It stays in the history."),
        is_danger=True,
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.withdraw_revision(own_proposal_id, seen_version=form.seen, by=request.actor),
    )


def _beside(request: DeskRequest, card: RevisionCard) -> dict[str, Any]:
    """The revision with what the law says today of that day."""
    name, law = card.revision.name, queries.current_law()
    if not law.knows(name):
        return {"card": card, "unit": "choice", "back": ""}
    parameter = law.parameter(name)
    before = value_on(parameter, card.revision.valid_from)
    return {
        "card": card,
        "title": book().instruments[name.partition(".")[0]].title.in_(request.actor.language),
        "unit": parameter.unit,
        "back": value_url(name),
        "before": before,
        "sentence": parameter.says,
        "is_correction": before.valid_from == card.revision.valid_from,
        "is_same_value": (before.valid_from, before.value) == (card.revision.valid_from, card.revision.value),
    }


def _otherwise(card: RevisionCard) -> Any:
    # Hundreds of situations are asked twice: only when a page shows them, not when a button is pressed.
    return SimpleLazyObject(partial(answered_otherwise, card.revision))
