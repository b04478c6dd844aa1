"""Writing a link: to whom, what is told, the last look, sending, throwing a draft away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.forms import ConfirmForm
from darna.domains.cases.queries import need_card
from darna.domains.cases.views import answering as of_cases
from darna.domains.links import actions, forms, queries
from darna.domains.links.values import LinkCard, LinkPreview
from darna.domains.links.views.answering import answered, explain, link_url, require_right, root_of
from darna.domains.people.actions import note_opening
from darna.domains.referrals.forms import SendForm
from darna.kernel.errors import ConsentMissing, Invalid, Refused, StaleVersion


@needs(Verb.REFER)
def start(request: DeskRequest, need_id: UUID) -> HttpResponse:
    """To which partner without an account; choosing one begins a draft."""
    actor = request.actor
    need, case = need_card(actor, need_id)
    of_cases.require_right(case, case.rights.writes)
    form = forms.PartnerForm(request.POST or None, partners=queries.partners_of(actor), spoken=actor.language)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.begin_link(need_id, by=actor, **form.chosen())
        except Invalid as problem:
            explain(form, problem)
        else:
            return HttpResponseRedirect(reverse("links:edit", args=[made.pk]))
    context = {"need": need, "case": case, "form": form, "back": reverse("referrals:services", args=[need_id])}
    return render(request, "links/start.html", context, status=422 if request.method == "POST" else 200)


@needs(Verb.REFER)
def edit(request: DeskRequest, link_draft_id: UUID) -> HttpResponse:
    """What is asked and told, and how the link travels."""
    actor, card = request.actor, queries.link_card(request.actor, link_draft_id)
    _require_draft(card)
    assert card.draft is not None
    told = forms.LinkDraftForm.told(card.draft)
    seen = {"seen_version": card.version, "purpose": card.purpose, "urgency": card.urgency, "due_on": card.due_on}
    seen |= {"channel": card.channel, "language": card.language, "days": card.days, "email": card.partner.email}
    form = forms.LinkDraftForm(
        request.POST or None, initial={**seen, **told}, material=queries.material_of_link(actor, link_draft_id)
    )
    page = Page(
        _("What is told to the partner"),
        _("See it as the partner will"),
        _("It is kept, and not yet sent."),
        lead=gettext(
            "The least that %(agency)s must know. Afterwards you see it as they will, before anything is sent."
        )
        % {"agency": card.partner.name},
        template="links/edit.html",
        onward=lambda _kept: reverse("links:preview", args=[link_draft_id]),
    )

    def act() -> None:
        actions.write_link(link_draft_id, form.question(), form.draft(), form.terms(), seen_version=form.seen, by=actor)

    return answered(request, form, card, page, act)


@needs(Verb.REFER)
def preview(request: DeskRequest, link_draft_id: UUID) -> HttpResponse:
    """Exactly what the partner will see; then it is sent, if the person agreed."""
    card = queries.link_card(request.actor, link_draft_id)
    _require_draft(card)
    shown = queries.preview_link(request.actor, link_draft_id)
    form = SendForm(request.POST or None, initial=_seen(shown), country=shown.country)
    if request.method != "POST":
        # What the partner will see may say who the person is.
        note_opening(request.actor, card.person_id)
        return _looked_at(request, shown, form)
    if not form.is_valid():
        return _looked_at(request, shown, form, status=422)
    try:
        made = actions.send_link(
            link_draft_id,
            seen_version=form.seen,
            seen_mark=form.cleaned_data["seen_mark"],
            root=root_of(request),
            by=request.actor,
            transfer=form.transfer(),
        )
    except StaleVersion:
        return _again(request, link_draft_id, form, status=409)
    except (Invalid, ConsentMissing) as problem:
        if isinstance(problem, Invalid):
            explain(form, problem)
        return _again(request, link_draft_id, form, status=422)
    said = (
        gettext("The letter with the link is on its way.") if made.channel == "email" else gettext("Print the sheet.")
    )
    messages.success(request, said)
    return HttpResponseRedirect(link_url(link_draft_id))


@needs(Verb.REFER)
def drop(request: DeskRequest, link_draft_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    actor, card = request.actor, queries.link_card(request.actor, link_draft_id)
    _require_draft(card)
    form = ConfirmForm(request.POST or None, initial={"seen_version": card.version})
    page = Page(
        _("Drop this referral?"),
        _("Drop it"),
        _("The draft is gone."),
        lead=_("It was never sent. Nobody outside your agency saw it."),
        is_danger=True,
        onward=lambda _kept: reverse("links:list"),
    )
    return answered(
        request, form, card, page, lambda: actions.drop_link(link_draft_id, seen_version=form.seen, by=actor)
    )


def _require_draft(card: LinkCard) -> None:
    if not card.is_draft:
        raise Refused("referral_is_sent_already", reference=card.reference)
    require_right(card, card.rights.writes)


def _seen(shown: LinkPreview) -> dict[str, Any]:
    return {"seen_version": shown.card.version, "seen_mark": shown.mark}


def _again(request: DeskRequest, link_id: UUID, form: SendForm, *, status: int) -> HttpResponse:
    """The last look anew, with what is so now."""
    shown = queries.preview_link(request.actor, link_id)
    fresh = SendForm(initial=_seen(shown), country=shown.country)
    return _looked_at(request, shown, fresh, status=status, is_stale=status == 409 or bool(form.errors))


def _looked_at(
    request: DeskRequest, shown: LinkPreview, form: SendForm, *, status: int = 200, is_stale: bool = False
) -> HttpResponse:
    context = {"shown": shown, "card": shown.card, "form": form, "is_stale": is_stale}
    return render(request, "links/preview.html", context, status=status)
