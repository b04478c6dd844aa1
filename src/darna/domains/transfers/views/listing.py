"""The transfers of an agency, those it sends and those it is to take on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Address, Cell, Tab, columns, page_number, pager, sort_in
from darna.domains.transfers import queries
from darna.domains.transfers.forms import TransferFilterForm
from darna.domains.transfers.queries.cards import SORTS
from darna.domains.transfers.values import TransferLine
from darna.domains.transfers.views.moving import transfer_url

_COLUMNS: tuple[tuple[Any, str], ...] = (
    (_("Person"), ""),
    (_("Agency"), ""),
    (_("Programme"), ""),
    (_("State"), "state"),
    (_("Begun on"), "begun"),
)


@require_GET
@needs(Verb.READ_NARRATIVE)
def transfers(request: DeskRequest) -> HttpResponse:
    """The transfers of one side, narrowed, sorted, fifty at a time."""
    asked, here = request.GET, reverse("transfers:list")
    is_sender = asked.get("side") != "received"
    form, sort, address = TransferFilterForm(asked), sort_in(asked, SORTS, "begun"), Address(asked, request.path)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    found = queries.transfer_lines(
        request.actor, is_sender=is_sender, state=state, sort=sort, number=page_number(asked)
    )
    side = "" if is_sender else "?side=received"
    context = {
        "form": form,
        "found": found,
        "tabs": [
            Tab(_("Sent by us"), here, is_current=is_sender),
            Tab(_("For us to take on"), f"{here}?side=received", is_current=not is_sender),
        ],
        "columns": columns(_COLUMNS, sort, SORTS, address, newest_first=("begun",)),
        "rows": list(_rows(found.lines)),
        "pager": pager(found, found.number, address),
        "reset_url": here + side,
        "sort": sort,
        "side": "" if is_sender else "received",
        "is_narrowed": bool(state),
    }
    return render(request, "transfers/list.html", context)


def _rows(lines: Iterable[TransferLine]) -> Iterator[tuple[Cell, ...]]:
    for line in lines:
        yield (
            (("link", transfer_url(line.id), line.person_name or _("A case asked for")),),
            (("text", line.agency),),
            (("text", line.programme_label) if line.programme_label else ("muted", "–"),),
            (("tag", line.tag_kind, line.state_label),),
            (("day", line.begun_at),),
        )
