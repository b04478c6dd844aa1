"""Recording what a person answers, and taking an answer back at their word."""

from __future__ import annotations

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
from darna.domains.people import actions
from darna.domains.people.values import PersonCard
from darna.faces.desk import notices
from darna.faces.desk.forms.consent import ConsentForm
from darna.faces.desk.forms.fields import language
from darna.faces.desk.surroundings import agencies_to_share_with
from darna.faces.desk.views.person import beside, both, own_card
from darna.faces.shell.languages import OWN_NAMES
from darna.kernel.errors import Invalid, NotFound


@needs(Verb.RECORD_CONSENT)
@both
def record(request: DeskRequest, person: UUID) -> HttpResponse:
    """Ask the person, and write down what they answer."""
    card = own_card(request, person)
    back, place = reverse("desk:file", args=[person]), Slot("consent", person, person, url=request.path)
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
        "notices": [(code, name, notices.spoken(code)) for code, name in OWN_NAMES.items()],
        "notice_version": notices.CURRENT,
    }
    return render(request, "desk/consent.html", context, status=422 if request.method == "POST" else 200)


def _form(request: DeskRequest, card: PersonCard, typed: QueryDict | None) -> ConsentForm:
    """The questions: as sent, as typed before, or still open."""
    agencies = agencies_to_share_with(request.actor)
    data = request.POST if request.method == "POST" else typed
    form = ConsentForm(data, agencies=agencies, birth=card.birth, initial={"notice_language": language()})
    return form if typed is None else as_typed(form)


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
    return render(request, "desk/withdraw.html", {"card": card, "consent": found})
