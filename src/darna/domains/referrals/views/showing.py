"""Pages to look at: what came in, what was sent, what is overdue, one referral, its sheet of paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.agencies.actor import NOBODY
from darna.base.agencies.decorators import needs
from darna.base.agencies.queries import other_agencies
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Address, Cell, Tab, columns, looking, page_number, pager, sort_in
from darna.domains.referrals import actions, queries
from darna.domains.referrals.forms import FilterForm
from darna.domains.referrals.queries.lists import SORTS
from darna.domains.referrals.values import ReferralLine

FROM = pgettext_lazy("agency that sends a referral", "From")
TO = pgettext_lazy("agency that receives a referral", "To")


@looking
@needs(Verb.RECEIVE_REFERRAL)
def received(request: DeskRequest) -> HttpResponse:
    """What came in."""
    return _list(request, "received")


@looking
@needs(Verb.OPEN_FILE)
def sent(request: DeskRequest) -> HttpResponse:
    """What the agency sent, and drafts."""
    return _list(request, "sent")


@looking
@needs(Verb.OPEN_FILE)
def overdue(request: DeskRequest) -> HttpResponse:
    """What the agency sent and nobody answered in time."""
    return _list(request, "overdue")


@looking
@needs(Verb.OPEN_FILE)
def show(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    """One referral as the reader's side sees it; the receiver's first look marks it as received."""
    if request.method == "GET":
        actions.open_referral(referral_id, by=request.actor)
    card = queries.referral_card(request.actor, referral_id)
    back = reverse("referrals:sent" if card.is_sender else "referrals:received")
    return render(request, "referrals/show.html", {"card": card, "back": back})


@looking
@needs(Verb.OPEN_FILE)
def sheet(request: DeskRequest, referral_id: UUID) -> HttpResponse:
    """The referral on paper: for the person to take along, or for the receiver's folder."""
    if request.method == "GET":
        actions.open_referral(referral_id, by=request.actor)
    card = queries.referral_card(request.actor, referral_id)
    return render(request, "referrals/sheet.html", {"card": card})


def _list(request: DeskRequest, name: str) -> HttpResponse:
    actor, asked, is_sent = request.actor, request.GET, name != "received"
    form = FilterForm(asked, agencies=other_agencies(actor.agency_id, actor.language), has_drafts=is_sent)
    form.is_valid()
    filters = form.filters(sort_in(asked, SORTS, "due"), is_overdue=name == "overdue")
    address = Address(asked, reverse(f"referrals:{name}"))
    page = (queries.sent_list if is_sent else queries.received_list)(actor, filters, page_number(asked))
    context = {
        "form": form,
        "name": name,
        "is_sent": is_sent,
        "list": page,
        "columns": columns(_columns(name), filters.sort, SORTS, address, newest_first={"sent"}),
        "rows": list(_rows(page.lines)),
        "pager": pager(page, page.number, address),
        "tabs": _tabs(request, name),
        "reset_url": reverse(f"referrals:{name}"),
        "sort": filters.sort,
        "is_narrowed": any(asked.get(field) for field in form.fields),
    }
    return render(request, "referrals/list.html", context)


def _tabs(request: DeskRequest, name: str) -> list[Tab]:
    named = [
        ("received", pgettext_lazy("list of referrals", "Received")),
        ("sent", pgettext_lazy("list of referrals", "Sent")),
        ("overdue", pgettext_lazy("list of referrals", "Answer overdue")),
    ]
    if not request.actor.may(Verb.RECEIVE_REFERRAL):
        named = named[1:]
    return [Tab(label, reverse(f"referrals:{one}"), one == name) for one, label in named]


def _columns(name: str) -> list[tuple[Any, str]]:
    partner = FROM if name == "received" else TO
    plain = [(label, "") for label in (_("Person"), partner, _("Need"), _("State"), _("Worker"))]
    return [*plain, (pgettext_lazy("day of a referral", "Sent"), "sent"), (_("Answer by"), "due")]


def _rows(lines: Iterable[ReferralLine]) -> Iterator[tuple[Cell, ...]]:
    """The cells of each row, as the shell's tag draws them; the words are translated once."""
    late, news, nobody, unnamed = (
        str(word) for word in (_("late"), _("new answer"), _("Nobody yet"), _("Name not told"))
    )
    base = reverse("referrals:show", args=[NOBODY])
    for line in lines:
        state: list[tuple[Any, ...]] = [("tag", line.tag_kind, line.state_label)]
        state += [("tag", "new", news)] if line.is_new else []
        need: list[tuple[Any, ...]] = [("text", line.need_label), ("figure", line.reference)]
        if line.urgency != "normal":
            need.append(("tag", "danger" if line.urgency == "immediate" else "new", line.urgency_label))
        due: list[tuple[Any, ...]] = [("day", line.due_on)]
        yield (
            (("link", base.replace(str(NOBODY), str(line.id)), line.person_name or unnamed),),
            (("name", line.agency),),
            need,
            state,
            (("name", line.worker) if line.worker else ("muted", nobody),),
            (("day", line.sent_at) if line.sent_at else ("muted", "–"),),
            [*due, ("tag", "danger", late)] if line.is_overdue else due,
        )
