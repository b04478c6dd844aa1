"""Answering a request, a page for each step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.decorators import needs
from darna.base.agencies.queries import members_who_may
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page, explain, shown
from darna.base.pages.forms import ConfirmForm
from darna.base.paper import NoPDF
from darna.domains.privacy import actions, forms, queries, wording
from darna.domains.privacy.actions.answering import LONGEST_DELAY
from darna.domains.privacy.values import RequestCard
from darna.domains.privacy.views.requests import request_url
from darna.domains.privacy.views.saying import answered
from darna.kernel.errors import AlreadyDone, Invalid, Refused, StaleVersion

_TYPES = {"pdf": "application/pdf", "json": "application/json"}


@needs(Verb.KEEP_PRIVACY)
def in_hand(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Take a request on."""
    card = _card(request, request_id, "takes")
    form = forms.InHandForm(request.POST or None, initial=_seen(card))
    page = _page(card, _("Take this request in hand"), _("Take it in hand"), _("It is yours now."))

    def act() -> Any:
        return actions.take_in_hand(request_id, form.cleaned_data["identity"], seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.KEEP_PRIVACY)
def extend(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Promise a later day."""
    card = _card(request, request_id, "extends")
    initial = {**_seen(card), "until": card.line.due_on + timedelta(days=LONGEST_DELAY // 2)}
    form = forms.ExtendForm(request.POST or None, initial=initial)
    page = _page(card, _("Answer later"), _("Put it off"), _("The later day is written down. Tell the person."))

    def act() -> Any:
        told = form.cleaned_data
        return actions.extend_request(request_id, told["until"], told["why"], seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.KEEP_PRIVACY)
def corrector(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Give a correction to somebody who may change the file."""
    card = _card(request, request_id, "gives_correction")
    members = members_who_may(request.actor.agency_id, Verb.EDIT_PERSON)
    form = forms.CorrectorForm(request.POST or None, initial=_seen(card), members=members)
    page = _page(
        card,
        _("Who corrects the file"),
        _("Give it to them"),
        _("It stands on their page of the day until they say that it is corrected."),
    )

    def act() -> Any:
        worker = UUID(form.cleaned_data["worker"])
        return actions.ask_correction(request_id, worker, seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.EDIT_PERSON)
def corrected(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Say that the file is corrected."""
    card = _card(request, request_id, "corrects", otherwise=Refused("correction_is_a_colleagues"))
    page = _page(
        card,
        _("Is the file corrected?"),
        _("Yes, it is corrected"),
        _("The officer is told by the state of the request, and answers the person."),
        lead=card.words,
    )
    return _confirmed(request, card, page, actions.note_correction)


@needs(Verb.KEEP_PRIVACY)
def copy(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Make the copy and hand it over at once; nothing of it is kept here."""
    card = _card(request, request_id, "copies")
    form = forms.CopyForm(request.POST or None, initial=_seen(card))
    page = _page(
        card,
        _("A copy of what is kept about the person"),
        _("Make the copy"),
        "",
        lead=_(
            "It is made now, in the person's language, and kept nowhere. Hand it to nobody but the person, or whoever may "
            "ask for them."
        ),
    )
    if request.method != "POST" or not form.is_valid():
        return shown(request, form, page, status=422 if request.method == "POST" else 200)
    try:
        return _file(request, request_id, form)
    except NoPDF:
        explain(form, Invalid("form", "no_pdf_here"), say=wording.sentence)
    except Invalid as problem:
        explain(form, problem, say=wording.sentence)
    except StaleVersion as problem:
        form.see(problem.found)
        return shown(request, form, page, status=409)
    return shown(request, form, page, status=422)


@needs(Verb.KEEP_PRIVACY)
def answer(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Grant, grant in part, or refuse."""
    card = _card(request, request_id, "answers")
    form = forms.AnswerForm(request.POST or None, initial=_seen(card), kind=card.line.kind)
    page = _page(
        card,
        _("Answer the request"),
        _("Answer"),
        _("The answer is written down. Tell the person, then write down that they were told."),
        warnings=_of_answer(card),
    )

    def act() -> Any:
        told = form.cleaned_data
        return actions.decide_request(
            request_id, told["answer"], told["words"], seen_version=form.seen, by=request.actor
        )

    return answered(request, form, page, act)


@needs(Verb.KEEP_PRIVACY)
def erase(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Erase what the person asked to have erased."""
    card = _card(request, request_id, "erases")
    form = forms.EraseForm(request.POST or None, initial=_seen(card))
    page = _page(
        card,
        _("Erase the person's data"),
        _("Erase for ever"),
        _("The data are erased. Nothing in the file can be read any more. Hand over the certificate."),
        lead=_("The person's key is destroyed. Nobody can undo this, not even from an older copy."),
        is_danger=True,
        onward=lambda made: reverse("privacy:certificate", args=[made.pk]),
    )

    def act() -> Any:
        typed = form.cleaned_data["reference"]
        return actions.erase_on_request(request_id, typed, seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.TAKE_REQUEST)
def withdraw(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """The person does not ask for it any more."""
    card = _card(request, request_id, "withdraws")
    page = _page(
        card, _("Does the person take the request back?"), _("Yes, take it back"), _("The request is taken back.")
    )
    return _confirmed(request, card, page, actions.withdraw_request)


@needs(Verb.KEEP_PRIVACY)
def told(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Write down that the person was told."""
    card = _card(request, request_id, "tells")
    form = forms.ToldForm(request.POST or None, initial=_seen(card))
    page = _page(card, _("The person was told"), _("Save"), _("It is written down. This request is finished."))

    def act() -> Any:
        given = form.cleaned_data
        return actions.note_told(request_id, given["way"], on=given["on"], seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


def _file(request: DeskRequest, request_id: UUID, form: forms.CopyForm) -> HttpResponse:
    kind = form.cleaned_data["form"]
    body = actions.copy_for_person(
        request_id, kind, leave_out=form.cleaned_data["leave_out"], seen_version=form.seen, by=request.actor
    )
    headers = {"Content-Disposition": f'attachment; filename="copy.{kind}"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type=_TYPES[kind], headers=headers)


def _card(request: DeskRequest, request_id: UUID, right: str, *, otherwise: Exception | None = None) -> RequestCard:
    card = queries.request_card(request.actor, request_id)
    if not getattr(card.rights, right):
        raise otherwise or AlreadyDone("request_is_further")
    return card


def _seen(card: RequestCard) -> dict[str, int]:
    return {"seen_version": card.line.version}


def _page(card: RequestCard, title: Any, button: Any, said: Any, **more: Any) -> Page:
    stored = {_("State"): card.line.state_label}
    more.setdefault("stored", lambda: stored)
    more.setdefault("back_label", _("Back to the request"))
    return Page(title, button, said, request_url(card.line.id), kicker=card.line.reference, **more)


def _confirmed(request: DeskRequest, card: RequestCard, page: Page, act: Callable[..., Any]) -> HttpResponse:
    form = ConfirmForm(request.POST or None, initial=_seen(card))
    return answered(request, form, page, lambda: act(card.line.id, seen_version=form.seen, by=request.actor))


def _of_answer(card: RequestCard) -> list[Any]:
    kind = card.line.kind
    if kind == "copy" and card.copied_at is None:
        return [_("The copy is not made yet. It can be refused, or made first.")]
    if kind == "rectification" and card.corrected_at is None:
        return [_("The file is not corrected yet. It can be refused, or corrected first.")]
    if kind == "objection":
        return [_("When it is granted, consents for these uses end at once, and what was shared under them.")]
    return []
