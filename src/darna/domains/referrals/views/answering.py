"""How a page with one form answers: shown, saved, to be corrected (422), or changed by somebody else meanwhile (409)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import Actor
from darna.domains.cases.wording import SENTENCES as OF_CASES
from darna.domains.referrals import queries, wording
from darna.domains.referrals.forms import VersionForm
from darna.domains.referrals.values import ReferralCard
from darna.kernel.errors import Invalid, NotFound, Refused, StaleVersion


class DeskRequest(HttpRequest):
    """A request whose sender is known."""

    actor: Actor
    htmx: Any


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a page with one form."""

    title: Any
    button: Any
    said: Any
    lead: Any = ""
    is_danger: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)


def answered(
    request: DeskRequest,
    form: forms.Form,
    card: ReferralCard,
    page: Page,
    act: Callable[[], object],
    *,
    template: str = "referrals/form.html",
    onward: str = "",
) -> HttpResponse:
    """Show the form, or do what it asks and lead back to the referral."""
    if request.method != "POST":
        return _shown(request, form, card, page, template)
    if not form.is_valid():
        return _shown(request, form, card, page, template, status=422)
    try:
        act()
    except Invalid as problem:
        explain(form, problem)
        return _shown(request, form, card, page, template, status=422)
    except StaleVersion:
        return _too_late(request, form, card, page, template)
    messages.success(request, page.said)
    return HttpResponseRedirect(onward or referral_url(card.id))


def explain(form: forms.Form, problem: Invalid) -> None:
    """Put the problem beside its field, or above the form when the field is not in it."""
    known = {**OF_CASES, **wording.SENTENCES}
    is_hidden = problem.field in form.fields and form.fields[problem.field].widget.is_hidden
    place = problem.field if problem.field in form.fields and not is_hidden else None
    form.add_error(place, str(known.get(problem.code, wording.UNSAID)))


def referral_url(referral_id: UUID) -> str:
    """The address of a referral."""
    return reverse("referrals:show", args=[referral_id])


def require_right(card: ReferralCard, allowed: bool, *, of_sender: bool) -> None:
    """Refuse the page before anybody writes in vain; a page of the other side is not there.

    Raises: NotFound, Refused.
    """
    if card.is_sender != of_sender:
        raise NotFound("referral", card.id)
    if allowed:
        return
    if card.is_sender:
        code = "referral_is_not_yours" if card.is_draft or card.is_open else "referral_is_not_open"
    else:
        code = "referral_is_with_a_colleague" if card.is_open else "referral_is_not_open"
    raise Refused(code, reference=card.reference)


def _too_late(request: DeskRequest, form: forms.Form, card: ReferralCard, page: Page, template: str) -> HttpResponse:
    """What is so now, beside what was typed; the form goes on from there."""
    now = queries.referral_card(request.actor, card.id)
    if isinstance(form, VersionForm):
        form.see(now.reception_version if "worker" in form.fields else now.version)
    stored = {
        _("State"): now.state_label,
        _("Why"): now.reason_label,
        _("Word to the partner"): now.note,
        _("Who works on it"): now.worker,
        _("Service"): now.service.name if now.service else "",
    }
    return _shown(request, form, now, page, template, status=409, stored={k: v for k, v in stored.items() if v})


def _shown(
    request: DeskRequest,
    form: forms.Form,
    card: ReferralCard,
    page: Page,
    template: str,
    *,
    status: int = 200,
    stored: Mapping[Any, Any] | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "card": card,
        "page": page,
        "back": referral_url(card.id),
        "is_stale": status == 409,
        "stored": list((stored or {}).items()),
        **page.values,
    }
    return render(request, template, context, status=status)
