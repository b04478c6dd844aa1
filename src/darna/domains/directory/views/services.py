"""Pages on which keepers write services, and say where they are offered and that they were assured."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.listing import Address, page_number, pager
from darna.domains.directory import access, actions, forms, queries, wording
from darna.domains.directory.models import Service, State
from darna.domains.directory.queries.finding import ROWS
from darna.domains.directory.views.answering import answered, named, organisation_url, service_url
from darna.kernel.errors import AlreadyDone


@needs(Verb.KEEP_DIRECTORY)
def add_service(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    """Write a service of an organisation as a draft."""
    row = access.kept_organisation(request.actor, organisation_id)
    form = forms.ServiceForm(request.POST or None, places=_open_places(request, organisation_id))
    page = Page(
        _("Add a service"),
        _("Save as a draft"),
        _("The service is written. Read it once more, then show it in the directory."),
        organisation_url(organisation_id),
        kicker=named(row),
        template="directory/long_form.html",
        onward=lambda made: service_url(made.pk),
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.add_service(organisation_id, form.draft(), form.location_ids, by=request.actor),
    )


@needs(Verb.KEEP_DIRECTORY)
def change_service(request: DeskRequest, service_id: UUID) -> HttpResponse:
    """Change what a service is."""
    row = access.kept_service(request.actor, service_id)
    form = forms.EditServiceForm(request.POST or None, initial=forms.stored_service(row))
    page = _page(
        row,
        _("Change the service"),
        template="directory/long_form.html",
        fresh=lambda: forms.EditServiceForm(initial=forms.stored_service(Service.objects.get(pk=service_id))),
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.change_service(service_id, form.draft(), seen_version=form.seen, by=request.actor),
    )


@needs(Verb.KEEP_DIRECTORY)
def move_service(request: DeskRequest, service_id: UUID) -> HttpResponse:
    """Publish a service, close it, or bring it back."""
    row = access.kept_service(request.actor, service_id)
    form = forms.StateForm(request.POST or None, now=row.state, initial={"seen_version": row.version})
    return answered(
        request,
        form,
        _page(row, _("What becomes of the entry")),
        lambda: actions.move_service(
            service_id,
            form.cleaned_data["state"],
            form.cleaned_data["reason"],
            seen_version=form.seen,
            by=request.actor,
        ),
    )


@needs(Verb.KEEP_DIRECTORY)
def offer_service(request: DeskRequest, service_id: UUID) -> HttpResponse:
    """Say that a service is offered at one more place."""
    row = access.kept_service(request.actor, service_id)
    form = forms.OfferForm(request.POST or None, places=_open_places(request, row.organisation_id))
    return answered(
        request,
        form,
        _page(row, _("Offered at one more place")),
        lambda: actions.offer_service(service_id, form.location_id, by=request.actor),
    )


@needs(Verb.KEEP_DIRECTORY)
def stop_offering(request: DeskRequest, offer_id: UUID) -> HttpResponse:
    """Say that a service is no longer offered at a place."""
    row = access.kept_offer(request.actor, offer_id)
    form = forms.ReasonForm(request.POST or None, initial={"seen_version": row.version})
    return answered(
        request,
        form,
        _page(row.service, _("No longer offered here")),
        lambda: actions.stop_offering(offer_id, form.cleaned_data["reason"], seen_version=form.seen, by=request.actor),
    )


@require_POST
@needs(Verb.KEEP_DIRECTORY)
def assure(request: DeskRequest, offer_id: UUID) -> HttpResponse:
    """Say that a service at a place was confirmed today, and go on where one was."""
    try:
        offer = actions.mark_assured(offer_id, by=request.actor)
    except AlreadyDone as problem:
        messages.info(request, wording.sentence(problem.code))
        return HttpResponseRedirect(reverse("directory:queue"))
    messages.success(request, _("Marked as assured today."))
    came_from_queue = request.POST.get("back") == "queue"
    return HttpResponseRedirect(reverse("directory:queue") if came_from_queue else service_url(offer.service_id))


@require_GET
@needs(Verb.KEEP_DIRECTORY)
def queue(request: DeskRequest) -> HttpResponse:
    """What nobody made sure of for long, the oldest first."""
    number = page_number(request.GET)
    found = queries.freshness_queue(request.actor, start=(number - 1) * ROWS)
    values = {
        "found": found,
        "pager": pager(found, number, Address(request.GET, request.path)),
        "suggestions": queries.suggestions_waiting(request.actor),
    }
    return render(request, "directory/queue.html", values)


@require_GET
@needs(Verb.KEEP_DIRECTORY)
def kept(request: DeskRequest) -> HttpResponse:
    """The organisations the keeper writes."""
    number = page_number(request.GET)
    found = queries.organisations_of_keeper(request.actor, start=(number - 1) * 50)
    values = {"found": found, "pager": pager(found, number, Address(request.GET, request.path))}
    return render(request, "directory/kept.html", values)


def _open_places(request: DeskRequest, organisation_id: UUID) -> dict[UUID, str]:
    card = queries.organisation_card(request.actor, organisation_id)
    return {place.id: place.place for place in card.places if place.state == "active"}


def _page(row: Service, title: object, **more: Any) -> Page:
    if "fresh" not in more:
        more["stored"] = lambda: {_("State"): State(row.state).label}
    return Page(title, _("Save"), _("The change is saved."), service_url(row.pk), kicker=named(row), **more)
