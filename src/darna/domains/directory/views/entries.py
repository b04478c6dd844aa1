"""Pages everybody reads: the list, a service, an organisation; and what keepers do with organisations."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs, signed_in
from darna.base.agencies.queries import other_agencies
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.domains.directory import access, actions, forms, queries
from darna.domains.directory.models import Organisation, State
from darna.domains.directory.views.answering import answered, named, organisation_url
from darna.domains.directory.views.listing import list_context


@require_GET
@signed_in
def services(request: DeskRequest) -> HttpResponse:
    """The services of the directory, narrowed, sorted, some at a time."""
    return render(request, "directory/list.html", list_context(request))


@require_GET
@signed_in
def service(request: DeskRequest, service_id: UUID) -> HttpResponse:
    """One service: what, for whom, where, when."""
    return render(request, "directory/service.html", {"card": queries.service_card(request.actor, service_id)})


@require_GET
@signed_in
def organisation(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    """One organisation with its services and places."""
    return render(
        request, "directory/organisation.html", {"card": queries.organisation_card(request.actor, organisation_id)}
    )


@needs(Verb.KEEP_DIRECTORY)
def add_organisation(request: DeskRequest) -> HttpResponse:
    """Write an organisation as a draft."""
    ground = access.ground_of(request.actor)
    form = forms.OrganisationForm(request.POST or None, asks_own=bool(ground and ground.is_house))
    page = Page(
        _("Add an organisation"),
        _("Save as a draft"),
        _("The organisation is written. Add its places, then its services."),
        reverse("directory:kept"),
        lead=_("Write only what the institution or a text confirms. What is not known stays empty."),
        template="directory/long_form.html",
        onward=lambda made: organisation_url(made.pk),
    )
    return answered(request, form, page, lambda: actions.add_organisation(form.draft(), by=request.actor))


@needs(Verb.KEEP_DIRECTORY)
def change_organisation(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    """Change what an organisation is."""
    row = access.kept_organisation(request.actor, organisation_id)
    form = forms.EditOrganisationForm(request.POST or None, initial=forms.stored_organisation(row))
    page = _page(
        row,
        _("Change the organisation"),
        _("The change is saved."),
        template="directory/long_form.html",
        fresh=lambda: forms.EditOrganisationForm(initial=forms.stored_organisation(_again(row))),
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.change_organisation(organisation_id, form.draft(), seen_version=form.seen, by=request.actor),
    )


@needs(Verb.KEEP_DIRECTORY)
def move_organisation(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    """Publish an organisation, close it, or bring it back."""
    row = access.kept_organisation(request.actor, organisation_id)
    form = forms.StateForm(request.POST or None, now=row.state, initial={"seen_version": row.version})
    page = _page(row, _("What becomes of the entry"), _("The change is saved."))
    return answered(
        request,
        form,
        page,
        lambda: actions.move_organisation(
            organisation_id,
            form.cleaned_data["state"],
            form.cleaned_data["reason"],
            seen_version=form.seen,
            by=request.actor,
        ),
    )


@needs(Verb.KEEP_DIRECTORY)
def hand_over(request: DeskRequest, organisation_id: UUID) -> HttpResponse:
    """Say which agency stands behind an organisation."""
    row = access.kept_organisation(request.actor, organisation_id)
    others = other_agencies(request.actor.agency_id, request.actor.language)
    agencies = {request.actor.agency_id: request.actor.agency_name, **others}
    form = forms.HandOverForm(request.POST or None, agencies=agencies, initial={"seen_version": row.version})
    page = _page(
        row,
        _("Hand the entry over to its agency"),
        _("The agency keeps this entry from now on."),
        lead=_("From then on the directory keepers of that agency write this entry, and you only read it."),
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.hand_over_organisation(
            organisation_id, form.agency_id, seen_version=form.seen, by=request.actor
        ),
    )


def _again(row: Organisation) -> Organisation:
    return Organisation.objects.get(pk=row.pk)


def _page(row: Organisation, title: object, said: object, **more: Any) -> Page:
    if "fresh" not in more:
        more["stored"] = lambda: {_("State"): State(row.state).label}
    return Page(title, _("Save"), said, organisation_url(row.pk), kicker=named(row), **more)
