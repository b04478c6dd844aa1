"""A complaint told aloud at the desk, and what complainants agreed to tell it."""

from __future__ import annotations

from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from darna.base.accounts.addresses import client_address
from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.pages.forms import VersionForm
from darna.base.pages.listing import Address, page_number, pager
from darna.domains.asking.codes import grouped
from darna.domains.asking.wording import LANGUAGE_NAMES
from darna.domains.complaints import actions, published, queries, wording
from darna.domains.complaints.forms import TellFields
from darna.kernel.errors import AlreadyDone, StaleVersion


class AloudForm(TellFields):
    """What somebody tells who does not write."""

    language = forms.ChoiceField(label=_("Language of the answer"), choices=LANGUAGE_NAMES.items())
    showing = forms.UUIDField(widget=forms.HiddenInput)


@needs(Verb.RECEIVE)
def take_down(request: DeskRequest) -> HttpResponse:
    """Type for somebody what they complain of, and give them the code on a slip; the desk keeps nothing of it."""
    places = published.places(request.actor.language)
    initial = {"showing": uuid4(), "language": request.actor.language, "agency": str(request.actor.agency_id)}
    form = AloudForm(request.POST or None, initial=initial)
    form.offer_places(places)
    if request.method == "POST" and form.is_valid():
        draft = form.draft(form.cleaned_data["language"], is_by_voice=True)
        seed = b"aloud" + form.cleaned_data["showing"].bytes + request.actor.membership_id.bytes
        said, code = published.complain(draft, seed=seed, address=client_address(request.META))
        if said.is_done:
            shown = {"groups": grouped(code).split("-")}
            response = render(request, "complaints/slip.html", shown)
            response["Cache-Control"] = "no-store"
            return response
        form.add_error(None, wording.told(said))
    context = {"form": form, "places": places}
    response = render(request, "complaints/aloud.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@require_GET
@needs(Verb.OPEN_CASE)
def handovers(request: DeskRequest) -> HttpResponse:
    """What complainants agreed to tell the desk."""
    found = queries.told_lines(request.actor, number=page_number(request.GET))
    address = Address(request.GET, request.path)
    return render(request, "complaints/handovers.html", {"found": found, "pager": pager(found, found.number, address)})


@require_GET
@needs(Verb.OPEN_CASE)
def handover(request: DeskRequest, handed_id: UUID) -> HttpResponse:
    """Exactly what may be known."""
    return render(request, "complaints/handover.html", {"told": queries.told_card(request.actor, handed_id)})


@require_POST
@needs(Verb.OPEN_CASE)
def take(request: DeskRequest, handed_id: UUID) -> HttpResponse:
    """Take it over."""
    form = VersionForm(request.POST)
    seen = form.seen if form.is_valid() else -1
    try:
        actions.take_handover(handed_id, seen_version=seen, by=request.actor)
    except (AlreadyDone, StaleVersion):
        messages.info(request, wording.sentence("handover_was_taken"))
    else:
        messages.success(request, _("It is yours now."))
    return HttpResponseRedirect(reverse("complaints:handover", args=[handed_id]))
