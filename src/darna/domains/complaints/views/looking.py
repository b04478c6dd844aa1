"""One complaint and the steps of its officer."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages import answering
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.forms import ConfirmForm, VersionForm
from darna.domains.asking.wording import LANGUAGE_NAMES
from darna.domains.complaints import actions, queries, wording
from darna.domains.complaints.forms import AnswerForm, HandoverForm, KeepFromForm, WordsForm
from darna.domains.complaints.values import Card
from darna.kernel.errors import AlreadyDone, StaleVersion

answered = partial(answering.answered, say=wording.sentence)
TAGS = {
    "received": "new",
    "acknowledged": "waiting",
    "looked_into": "waiting",
    "answered": "done",
    "review_asked": "new",
    "closed": "closed",
    "reopened": "new",
}


def complaint_url(complaint_id: UUID) -> str:
    """The page of a complaint."""
    return reverse("complaints:complaint", args=[complaint_id])


@require_GET
@needs(Verb.ANSWER_COMPLAINTS)
def complaint(request: DeskRequest, complaint_id: UUID) -> HttpResponse:
    """One complaint with everything that was said; that it was opened stands in the trail."""
    actions.read_complaint(complaint_id, by=request.actor)
    card = queries.complaint_card(request.actor, complaint_id)
    context = {"card": card, "language": LANGUAGE_NAMES[card.line.language], "state_tag": TAGS[card.state]}
    return render(request, "complaints/complaint.html", context)


@needs(Verb.ANSWER_COMPLAINTS)
def acknowledge(request: DeskRequest, complaint_id: UUID) -> HttpResponse:
    """Confirm that it came in."""
    card = queries.complaint_card(request.actor, complaint_id)
    form = WordsForm(request.POST or None, initial={"seen_version": card.version})
    page = _page(card, _("Confirm that it came in"), _("Confirm"), _("It is confirmed, and yours."))
    return answered(
        request,
        form,
        page,
        lambda: actions.acknowledge(complaint_id, form.cleaned_data["text"], seen_version=form.seen, by=request.actor),
    )


@require_POST
@needs(Verb.ANSWER_COMPLAINTS)
def look_into(request: DeskRequest, complaint_id: UUID) -> HttpResponse:
    """Look into it from now on."""
    form = VersionForm(request.POST)
    seen = form.seen if form.is_valid() else -1
    try:
        actions.look_into(complaint_id, seen_version=seen, by=request.actor)
    except (AlreadyDone, StaleVersion):
        messages.info(request, wording.sentence("complaint_step_is_closed"))
    else:
        messages.success(request, _("You look into this complaint from now on."))
    return HttpResponseRedirect(complaint_url(complaint_id))


@needs(Verb.ANSWER_COMPLAINTS)
def write(request: DeskRequest, complaint_id: UUID) -> HttpResponse:
    """Ask or tell something on the way."""
    card = queries.complaint_card(request.actor, complaint_id)
    form = WordsForm(request.POST or None, initial={"seen_version": card.version})
    page = _page(card, _("Write to whoever complains"), _("Send"), _("Your words wait for the code."))
    return answered(
        request,
        form,
        page,
        lambda: actions.write(complaint_id, form.cleaned_data["text"], seen_version=form.seen, by=request.actor),
    )


@needs(Verb.ANSWER_COMPLAINTS)
def answer(request: DeskRequest, complaint_id: UUID) -> HttpResponse:
    """Say what was found."""
    card = queries.complaint_card(request.actor, complaint_id)
    form = AnswerForm(request.POST or None, initial={"seen_version": card.version})
    page = _page(card, _("Answer the complaint"), _("Send the answer"), _("The answer waits for the code."))

    def act() -> Any:
        told = {name: form.cleaned_data[name] for name in ("outcome", "remedy", "lesson")}
        text = form.cleaned_data["text"]
        return actions.answer(complaint_id, text, **told, seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.ANSWER_COMPLAINTS)
def step_back(request: DeskRequest, complaint_id: UUID) -> HttpResponse:
    """Declare an interest of one's own."""
    card = queries.complaint_card(request.actor, complaint_id)
    form = ConfirmForm(request.POST or None, initial={"seen_version": card.version})
    said = _("The complaint is out of your sight. Another officer looks into it, or the agency that oversees.")
    lead = _("Choose this when you know somebody in it, or it touches you. You do not say why, and cannot undo it.")
    page = _page(card, _("Step back from this complaint?"), _("Step back"), said, lead=lead, onward=_to_list)
    return answered(request, form, page, lambda: actions.step_back(complaint_id, by=request.actor))


@needs(Verb.ANSWER_COMPLAINTS)
def keep_from(request: DeskRequest, complaint_id: UUID) -> HttpResponse:
    """Name the member whom it is about, who will not read it."""
    card = queries.complaint_card(request.actor, complaint_id)
    members = queries.members_to_keep_from(request.actor, complaint_id)
    form = KeepFromForm(request.POST or None, members=members, initial={"seen_version": card.version})
    said = _("This member does not see the complaint, in any of their places.")
    lead = _("They will not read it, whatever becomes of their role. Choose yourself if it is about you.")
    page = _page(card, _("Keep a member from this complaint"), _("Keep them from it"), said, lead=lead, onward=_to_list)

    def act() -> Any:
        actions.keep_from(complaint_id, UUID(form.cleaned_data["member"]), by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.ANSWER_COMPLAINTS)
def propose(request: DeskRequest, complaint_id: UUID) -> HttpResponse:
    """Propose what the desk is told."""
    card = queries.complaint_card(request.actor, complaint_id)
    form = HandoverForm(request.POST or None, initial={"seen_version": card.version})
    page = _page(card, _("Tell the desk, if they agree"), _("Ask them"), _("It waits for a yes of whoever complains."))
    return answered(
        request,
        form,
        page,
        lambda: actions.propose_handover(complaint_id, form.cleaned_data["text"], by=request.actor),
    )


def _page(card: Card, title: Any, button: Any, said: Any, **more: Any) -> Page:
    return Page(
        title,
        button,
        said,
        complaint_url(card.line.id),
        _("Back to the complaint"),
        card.line.kind_label,
        template="complaints/step.html",
        context={"card": card},
        **more,
    )


def _to_list(_made: object) -> str:
    return redirect("complaints:list").url
