"""Protecting a file, and erasing one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from darna.base.agencies.decorators import needs
from darna.base.agencies.queries import members_who_may, names_of_members
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.domains.people import actions
from darna.faces.desk.forms.file import EraseForm, ProtectForm
from darna.faces.desk.views.person import beside, both, own_card
from darna.faces.shell.problems import sentence
from darna.kernel.errors import Invalid


@needs(Verb.PROTECT_PERSON)
@both
def protection(request: DeskRequest, person: UUID) -> HttpResponse:
    """Say who alone may see a file, or open it to the team again."""
    card = own_card(request, person)
    members = members_who_may(request.actor.agency_id, Verb.OPEN_FILE)
    members.pop(request.actor.membership_id, None)
    offered = {key: name for key, name in members.items() if key not in card.named_workers}
    form = ProtectForm(request.POST if request.method == "POST" else None, members=offered)
    if request.method == "POST":
        try:
            if _protected(request, person, form):
                return redirect("desk:file", person)
        except Invalid as problem:
            messages.error(request, sentence(problem))
            return redirect("desk:protection", person)
    context = {"card": card, "form": form, "named": names_of_members(card.named_workers)}
    return render(request, "desk/protection.html", context, status=422 if form.errors else 200)


def _protected(request: DeskRequest, person: UUID, form: ProtectForm) -> bool:
    """Do what the pressed button says; False when there is something to correct."""
    go, by = request.POST.get("go", "protect"), request.actor
    if go == "unprotect":
        actions.unprotect_person(person, by=by)
        messages.success(request, gettext("The whole team sees the file again."))
        return True
    if go.startswith("unname:"):
        actions.unname_worker(person, UUID(go.removeprefix("unname:")), by=by)
        messages.success(request, gettext("The change is saved."))
        return True
    if not form.is_valid():
        return False
    if go == "name":
        for worker in form.named():
            actions.name_worker(person, worker, by=by)
    else:
        actions.protect_person(person, form.named(), by=by)
    messages.success(request, gettext("The file is protected. Only the people you named see it."))
    return True


@needs(Verb.ERASE_PERSON)
@both
def erase(request: DeskRequest, person: UUID) -> HttpResponse:
    """Erase a file for ever, after its reference was typed once more."""
    card = own_card(request, person)
    form = EraseForm(request.POST if request.method == "POST" else None, expected=card.reference)
    if request.method == "POST" and form.is_valid():
        try:
            actions.erase_person(person, form.cleaned_data["rule"], by=request.actor)
        except Invalid as problem:
            beside(form, problem)
        else:
            messages.success(request, gettext("The file is erased. Nothing in it can be read any more."))
            return redirect("desk:today")
    status = 422 if request.method == "POST" else 200
    return render(
        request,
        "desk/erase.html",
        {"form": form, "card": card, "may_hold": request.actor.may(Verb.KEEP_PRIVACY)},
        status=status,
    )
