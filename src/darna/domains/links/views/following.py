"""After sending: the sheet on paper, a new link, an answer to a question, taking it back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.domains.links import actions, forms, printing, queries
from darna.domains.links.views.answering import answered, require_right, root_of


@require_GET
@needs(Verb.REFER)
def sheet(request: DeskRequest, link_id: UUID) -> HttpResponse:
    """The sheet to print, with the code that opens the link."""
    return _sheet(request, link_id)


@require_GET
@needs(Verb.REFER)
def sheet_pdf(request: DeskRequest, link_id: UUID) -> HttpResponse:
    """The sheet as a PDF; the page, and why, where the machine lacks what a PDF needs."""
    one = _printed(request, link_id)
    try:
        body = printing.sheet_as_pdf(one)
    except printing.NoPDF:
        return render(request, "links/sheet.html", {"sheet": one, "link_id": link_id, "has_no_pdf": True})
    headers = {"Content-Disposition": 'inline; filename="referral.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


@needs(Verb.REFER)
def renew(request: DeskRequest, link_id: UUID) -> HttpResponse:
    """Make the link anew; the old one opens nothing from then on."""
    actor, card = request.actor, queries.link_card(request.actor, link_id)
    require_right(card, card.rights.renews)
    form = forms.RenewForm(request.POST or None, initial={"seen_version": card.version, "days": card.days})
    page = Page(
        _("Make a new link"),
        _("Make a new link"),
        _("There is a new link."),
        lead=_(
            "The old link opens nothing from now on. By e-mail the new one is sent at once; on paper, print it anew."
        ),
    )

    def act() -> None:
        days = form.cleaned_data["days"]
        actions.renew_link(link_id, days, seen_version=form.seen, root=root_of(request), by=actor)

    return answered(request, form, card, page, act)


@needs(Verb.REFER)
def reply(request: DeskRequest, link_id: UUID) -> HttpResponse:
    """Answer what the partner asked."""
    actor, card = request.actor, queries.link_card(request.actor, link_id)
    require_right(card, card.rights.replies)
    form = forms.ReplyForm(request.POST or None, initial={"seen_version": card.version})
    asked = next((step.note for step in reversed(card.steps) if step.what == "asked"), "")
    page = Page(
        _("Answer the partner"),
        _("Send the answer"),
        _("The partner reads it behind the same link."),
        lead=asked,
    )

    def act() -> None:
        actions.reply_by_link(link_id, form.cleaned_data["note"], seen_version=form.seen, by=actor)

    return answered(request, form, card, page, act)


@needs(Verb.REFER)
def cancel(request: DeskRequest, link_id: UUID) -> HttpResponse:
    """Take it back."""
    actor, card = request.actor, queries.link_card(request.actor, link_id)
    require_right(card, card.rights.cancels)
    form = forms.CancelForm(request.POST or None, initial={"seen_version": card.version})
    page = Page(
        _("Take the link back"),
        _("Take it back"),
        _("The link opens no more."),
        lead=_("Whoever opens it is told at once that it is no longer available."),
        is_danger=True,
    )

    def act() -> None:
        actions.cancel_link(link_id, form.cleaned_data["reason"], seen_version=form.seen, by=actor)

    return answered(request, form, card, page, act)


def _sheet(request: DeskRequest, link_id: UUID) -> HttpResponse:
    return render(request, "links/sheet.html", {"sheet": _printed(request, link_id), "link_id": link_id})


def _printed(request: DeskRequest, link_id: UUID) -> printing.Sheet:
    link = actions.print_link(link_id, by=request.actor)
    return printing.sheet_of(link, root_of(request))
