"""The sender's pages: need, service, what is told, the last look, sending, taking back."""

from __future__ import annotations

from copy import copy
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.forms import ConfirmForm
from darna.base.pages.listing import Address, Pager, number_in
from darna.domains.cases.queries import case_card, need_card
from darna.domains.cases.views import answering as of_cases
from darna.domains.directory.queries import services_for
from darna.domains.directory.values import ServicePage
from darna.domains.referrals import actions, forms, queries
from darna.domains.referrals.values import Preview, ReferralCard
from darna.domains.referrals.views.answering import answered, explain, referral_url, require_right
from darna.kernel.errors import ConsentMissing, Invalid, Refused, StaleVersion

#: Services shown at a time, and sorted before they are shown.
SERVICES, MOST = 20, 500


@require_GET
@needs(Verb.REFER)
def start(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Which need of the case shall be referred."""
    case = case_card(request.actor, case_id)
    of_cases.require_right(case, case.rights.writes)
    shown = [need for need in case.needs if need.is_open]
    return render(
        request,
        "referrals/start.html",
        {"case": case, "needs": shown, "back": of_cases.file_url(case.person_id, case.id)},
    )


@needs(Verb.REFER)
def services(request: DeskRequest, need_id: UUID) -> HttpResponse:
    """The services that answer the need, those that are open first; choosing one begins a referral."""
    need, case = need_card(request.actor, need_id)
    of_cases.require_right(case, case.rights.writes)
    chosen = forms.ChoiceOfServiceForm(request.POST or None)
    if chosen.is_valid():
        made = actions.begin_referral(need_id, chosen.cleaned_data["service"], by=request.actor)
        return HttpResponseRedirect(reverse("referrals:edit", args=[made.pk]))
    form = forms.ServiceSearchForm(request.GET)
    form.is_valid()
    page = _found(request, need.kind, form.cleaned_data)
    context = {"need": need, "case": case, "form": form, "found": page, "pager": _pager(request, need_id, page)}
    context |= {"own": request.actor.agency_id, "back": of_cases.file_url(case.person_id, case.id)}
    return render(request, "referrals/services.html", context, status=422 if request.method == "POST" else 200)


@needs(Verb.REFER)
def edit(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """Write what the partner needs to know, and choose what else is told."""
    actor, card = request.actor, queries.referral_card(request.actor, draft_id)
    _require_draft(card)
    assert card.draft is not None
    seen = {"seen_version": card.version, "purpose": card.purpose, "urgency": card.urgency, "due_on": card.due_on}
    form = forms.DraftForm(
        request.POST or None,
        initial={**seen, **forms.DraftForm.told(card.draft)},
        material=queries.material(actor, draft_id),
    )
    lead = gettext("The least that %(agency)s must know. Afterwards you see it as they will, before anything is sent.")
    page = Page(
        _("What is told to the partner"),
        _("See it as the partner will"),
        _("It is kept, and not yet sent."),
        lead=lead % {"agency": card.to_agency},
        template="referrals/edit.html",
        onward=lambda _kept: reverse("referrals:preview", args=[draft_id]),
    )

    def act() -> None:
        actions.write_draft(draft_id, form.question(), form.draft(), seen_version=form.seen, by=actor)

    return answered(request, form, card, page, act)


@needs(Verb.REFER)
def preview(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """The referral exactly as the partner will see it; then it is sent, if the person agreed."""
    shown = _preview(request, draft_id)
    form = forms.SendForm(request.POST or None, initial=_seen(shown), country=shown.country)
    if request.method != "POST":
        return _looked_at(request, shown, form)
    if not form.is_valid():
        return _looked_at(request, shown, form, status=422)
    try:
        actions.send_referral(
            draft_id,
            seen_version=form.seen,
            seen_mark=form.cleaned_data["seen_mark"],
            transfer=form.transfer(),
            by=request.actor,
        )
    except (Invalid, ConsentMissing, StaleVersion) as problem:
        return _not_sent(request, draft_id, form, problem)
    messages.success(request, gettext("The referral is sent. The answer will appear on your page of today."))
    return HttpResponseRedirect(referral_url(draft_id))


@needs(Verb.REFER)
def drop(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    actor, card = request.actor, queries.referral_card(request.actor, draft_id)
    _require_draft(card)
    form = ConfirmForm(request.POST or None, initial={"seen_version": card.version})
    page = Page(
        _("Drop this referral"),
        _("Drop it"),
        _("The referral was dropped; nothing had been sent."),
        lead=_("It was not sent to anybody. What was written is lost."),
        is_danger=True,
        onward=lambda _gone: reverse("referrals:sent"),
    )

    def act() -> None:
        actions.drop_draft(draft_id, seen_version=form.seen, by=actor)

    return answered(request, form, card, page, act)


@needs(Verb.REFER)
def cancel(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    """Take back what was sent."""
    actor, card = request.actor, queries.referral_card(request.actor, referral_id)
    require_right(card, card.rights.cancels, of_sender=True)
    form = forms.ReasonForm(
        request.POST or None, initial={"seen_version": card.version}, list_code="referral_cancel_reason"
    )
    page = Page(
        _("Cancel the referral"),
        _("Cancel the referral"),
        _("The referral is cancelled."),
        lead=_("The partner is told, and no longer reads what was sent."),
        is_danger=True,
    )

    def act() -> None:
        data = form.cleaned_data
        actions.cancel_referral(referral_id, data["reason"], data["note"], seen_version=form.seen, by=actor)

    return answered(request, form, card, page, act)


def _require_draft(card: ReferralCard) -> None:
    """Raises: NotFound; Refused for one that was sent, or that somebody else writes."""
    if card.is_sender and not card.is_draft:
        raise Refused("referral_is_sent_already", reference=card.reference)
    require_right(card, card.rights.writes, of_sender=True)


def _preview(request: DeskRequest, referral_id: UUID) -> Preview:
    card = queries.referral_card(request.actor, referral_id)
    _require_draft(card)
    # A page that says who somebody is leaves its sentence; sending leaves its own.
    if request.method == "GET":
        actions.open_referral(referral_id, by=request.actor)
    return queries.preview(request.actor, referral_id)


def _seen(shown: Preview) -> dict[str, Any]:
    return {"seen_version": shown.card.version, "seen_mark": shown.mark}


def _not_sent(request: DeskRequest, referral_id: UUID, form: forms.SendForm, problem: Exception) -> HttpResponse:
    """Why it was not sent, over what would be sent now: a new look is asked for."""
    shown = queries.preview(request.actor, referral_id)
    data: Any = copy(form.data)
    data["seen_version"], data["seen_mark"] = str(shown.card.version), shown.mark
    again = forms.SendForm(data, country=shown.country)
    again.is_valid()
    if isinstance(problem, Invalid):
        explain(again, problem)
    is_stale = isinstance(problem, StaleVersion) or getattr(problem, "code", "") == "package_has_changed"
    return _looked_at(request, shown, again, status=409 if is_stale else 422)


def _looked_at(request: DeskRequest, shown: Preview, form: forms.SendForm, *, status: int = 200) -> HttpResponse:
    context = {"shown": shown, "card": shown.card, "form": form, "is_stale": status == 409}
    return render(request, "referrals/preview.html", context, status=status)


def _found(request: DeskRequest, need: str, asked: dict[str, Any]) -> ServicePage:
    """Services that answer in Darna first, in the order of the directory; then those of which people are told."""
    start, own = number_in(request.GET, "start"), request.actor.agency_id
    found = services_for(
        request.actor, need=need, language=asked.get("language") or "", text=asked.get("q") or "", limit=MOST
    )
    lines = sorted(found.lines, key=lambda line: (line.agency_id is None, line.agency_id == own))
    shown = tuple(lines[start : start + SERVICES])
    return ServicePage(shown, start, found.total, has_next=start + SERVICES < len(lines), is_more=found.is_more)


def _pager(request: DeskRequest, need_id: UUID, page: ServicePage) -> Pager | None:
    if not page.lines:
        return None
    address = Address(request.GET, reverse("referrals:services", args=[need_id]))
    previous = address(start=max(0, page.start - SERVICES)) if page.start else ""
    following = address(start=page.start + SERVICES) if page.has_next else ""
    return Pager(page.first, page.last, page.total, previous, following)
