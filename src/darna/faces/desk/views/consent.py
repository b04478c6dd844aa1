"""Recording what a person answers, and taking an answer back at their word."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.drafts.forms import as_typed
from darna.base.drafts.views import Slot, kept_instead, saved, shown
from darna.base.pages.answering import DeskRequest
from darna.domains.links.queries import partner_names
from darna.domains.people import actions
from darna.domains.people.values import ACCOMPANIMENT, SHARING, PersonCard
from darna.faces.desk import notices
from darna.faces.desk.ending import what_ends
from darna.faces.desk.forms.consent import AgencyName, ConsentForm
from darna.faces.desk.forms.fields import language
from darna.faces.desk.surroundings import agencies_to_share_with
from darna.faces.desk.views.person import beside, both, own_card
from darna.faces.shell.languages import OWN_NAMES
from darna.kernel.errors import Invalid, NotFound


@needs(Verb.RECORD_CONSENT)
@both
def record(request: DeskRequest, person: UUID) -> HttpResponse:
    """Ask the person, and write down what they answer; from a referral, the page leads back to it."""
    card = own_card(request, person)
    referral = _named(request, "referral")
    link = _named(request, "link")
    back = _back(person, referral, link)
    place = Slot("consent", person, person, url=request.path)
    if kept := kept_instead(request, place, back=back):
        return kept
    slot, typed = shown(request, place)
    form = _form(request, card, typed)
    if request.method == "POST" and form.is_valid():
        try:
            consent = actions.record_consent(person, form.terms(), by=request.actor)
        except Invalid as problem:
            beside(form, problem)
        else:
            saved(request, slot)
            messages.success(request, gettext("The answer is written down."))
            if request.POST.get("then") == "signed":
                return redirect("desk:add_signed_page", person, consent.pk)
            return redirect(back)
    context = {
        "form": form,
        "card": card,
        "slot": slot,
        "back": back,
        "is_for_referral": referral is not None or link is not None,
        "notices": [(code, name, notices.spoken(code)) for code, name in OWN_NAMES.items()],
        "notice_version": notices.CURRENT,
    }
    return render(request, "desk/consent.html", context, status=422 if request.method == "POST" else 200)


def _form(request: DeskRequest, card: PersonCard, typed: QueryDict | None) -> ConsentForm:
    """The questions: as sent, as typed before, or still open."""
    agencies = agencies_to_share_with(request.actor)
    partner = _named(request, "partner")
    if partner is not None and partner not in {agency.id for agency in agencies}:
        # A partner without an account is offered where a link to it waits for the answer.
        agencies += [AgencyName(key, name) for key, name in partner_names([partner]).items()]
    data = request.POST if request.method == "POST" else typed
    asked: dict[str, Any] = {"notice_language": language()}
    if partner in {agency.id for agency in agencies}:
        asked |= {"purposes": [ACCOMPANIMENT, SHARING], "recipients": [str(partner)]}
    form = ConsentForm(data, agencies=agencies, birth=card.birth, initial=asked)
    return form if typed is None else as_typed(form)


def _back(person: UUID, referral: UUID | None, link: UUID | None) -> str:
    if referral is not None:
        return reverse("referrals:preview", args=[referral])
    return reverse("links:preview", args=[link]) if link is not None else reverse("desk:file", args=[person])


def _named(request: DeskRequest, name: str) -> UUID | None:
    """An identifier in the address, if it is one: a referral to go back to, a partner the person is asked about."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


@needs(Verb.RECORD_CONSENT)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: DeskRequest, person: UUID, consent: UUID) -> HttpResponse:
    """Take an answer back: what was shared under it ends in the same moment."""
    card = own_card(request, person)
    found = next((line for line in card.consents if line.id == consent), None)
    if found is None:
        raise NotFound("consent", consent)
    if request.method == "POST":
        actions.withdraw_consent(consent, by=request.actor)
        messages.success(request, gettext("The consent is withdrawn. What was shared under it has ended."))
        return redirect("desk:file", person)
    context = {"card": card, "consent": found, "ending": what_ends(request.actor, found, person)}
    return render(request, "desk/withdraw.html", {**context, "is_sharing": SHARING in found.purposes})
