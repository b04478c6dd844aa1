"""Requests of persons: the list, those of one file, one of them, and taking one down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.lists.views.shown import Shown
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.listing import Address, Cell, columns, page_number, pager, rows_of, sort_in
from darna.domains.people.access import own_person_to_read
from darna.domains.privacy import actions, queries
from darna.domains.privacy.forms import ClocksForm, RequestFilterForm, TakeForm
from darna.domains.privacy.kinds import BY_DAY, REQUESTS
from darna.domains.privacy.values import RequestFilters, RequestLine
from darna.domains.privacy.views.saying import answered, flag, language


@require_GET
@needs(Verb.KEEP_PRIVACY)
def requests(request: DeskRequest) -> HttpResponse:
    """The requests of the agency, narrowed, sorted, fifty at a time."""
    shown = Shown(REQUESTS, request.GET, request.actor)
    form, sort = RequestFilterForm(shown.asked), _sort(shown.asked)
    form.is_valid()
    found = queries.request_lines(request.actor, form.filters(sort), number=page_number(shown.asked))
    context = {
        **_listed(found, shown.headings, sort, shown.address),
        "form": form,
        "shown": shown,
        "rows": rows_of(found.lines, shown.columns, {**_CELLS, "person": _person}),
        "sort": sort,
        "is_narrowed": any(shown.asked.get(name) for name in form.fields),
    }
    return render(request, "privacy/requests.html", context)


@require_GET
@needs(Verb.TAKE_REQUEST)
def of_person(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """What one person asked for, and the way to take another request down."""
    person = own_person_to_read(request.actor, person_id)
    asked, sort = request.GET, _sort(request.GET)
    found = queries.request_lines(request.actor, RequestFilters(person=person_id, sort=sort), number=page_number(asked))
    headings = [(column.label, column.code) for column in REQUESTS.columns]
    context = {
        **_listed(found, headings, sort, Address(asked, request.path)),
        # Whose requests these are stands at the head by reference: opening a file is a look that is noted, this is none.
        "rows": rows_of(found.lines, [code for _label, code in headings], _CELLS),
        "person_id": person_id,
        "reference": person.reference,
    }
    return render(request, "privacy/requests.html", context)


@require_GET
@needs(Verb.TAKE_REQUEST)
def request(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """One request: what was asked, how far it is, what is next."""
    card = queries.request_card(request.actor, request_id)
    back, keeps = _back(request, card.line.person_id), request.actor.may(Verb.KEEP_PRIVACY)
    context = {"card": card, "line": card.line, "back": back, "keeps": keeps}
    return render(request, "privacy/request.html", context)


@needs(Verb.TAKE_REQUEST)
def take(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Take down what a person asks about their data."""
    person = own_person_to_read(request.actor, person_id)
    form = TakeForm(request.POST or None, initial={"language": language()})
    page = Page(
        _("A request about personal data"),
        _("Take the request down"),
        _("The request is taken down. Tell the person by when they hear from the house."),
        reverse("privacy:of_person", args=[person_id]),
        _("Back to the requests of this person"),
        person.reference,
        lead=_("Asking costs nothing and changes nothing in what the person receives here. The officer answers."),
        onward=lambda made: request_url(made.pk),
    )
    return answered(request, form, page, lambda: actions.take_request(person_id, form.draft(), by=request.actor))


@needs(Verb.KEEP_PRIVACY)
def clocks(request: DeskRequest) -> HttpResponse:
    """Decide in how many days the agency answers."""
    stored = queries.clocks_of(request.actor.agency_id)
    initial = {kind: stored.days(kind) for kind in ("copy", "rectification", "objection", "erasure")}
    form = ClocksForm(request.POST or None, initial={**initial, "seen_version": stored.version})
    page = Page(
        _("In how many days requests are answered"),
        _("Save"),
        _("Saved. Requests that came before keep their day."),
        reverse("privacy:requests"),
        _("Back to the requests"),
        lead=_(
            "This is the agency's own promise. Ask the data-protection authority which periods bind you: the ten days for "
            "a correction that are often named were not verified in the text."
        ),
    )

    def act() -> Any:
        return actions.set_clocks(form.clocks(), seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


def request_url(request_id: UUID) -> str:
    """The address of a request."""
    return reverse("privacy:request", args=[request_id])


def _back(request: DeskRequest, person_id: UUID) -> str:
    if request.actor.may(Verb.KEEP_PRIVACY):
        return reverse("privacy:requests")
    return reverse("privacy:of_person", args=[person_id])


def _sort(asked: Mapping[str, str]) -> str:
    return sort_in(asked, queries.REQUEST_SORTS, BY_DAY)


def _listed(found: Any, headings: Sequence[tuple[Any, str]], sort: str, address: Address) -> dict[str, Any]:
    return {
        "found": found,
        "columns": columns(headings, sort, queries.REQUEST_SORTS, address, newest_first=("received",)),
        "pager": pager(found, found.number, address),
    }


def _person(line: RequestLine) -> Cell:
    return (("link", request_url(line.id), line.person_name or line.reference),)


_CELLS: Final[Mapping[str, Callable[[RequestLine], Cell]]] = {
    "person": lambda line: (("link", request_url(line.id), line.reference),),
    "kind": lambda line: (("text", line.kind_label),),
    "state": lambda line: (("tag", line.tag_kind, line.state_label),),
    "received": lambda line: (("day", line.received_on),),
    "due": lambda line: (("day", line.due_on), *flag(line.is_late, "danger", _("late"))),
    "officer": lambda line: (("text", line.officer) if line.officer else ("muted", "–"),),
}
