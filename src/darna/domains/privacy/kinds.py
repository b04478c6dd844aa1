"""The officer's lists as they are kept under a name and carried out as a file: requests, consents, disclosures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.lists.kinds import Asked, Cell, Column, Given, ListKind, Piece, enrol
from darna.base.pages.listing import key_in
from darna.domains.cases.filtering import ListWords
from darna.domains.people.queries.officer import GIVEN_SORTS, TOLD_SORTS, GivenLine, ToldFilters, ToldLine
from darna.domains.privacy import queries
from darna.domains.privacy.forms import GivenFilterForm, RequestFilterForm, ToldFilterForm
from darna.domains.privacy.values import RequestLine
from darna.domains.privacy.wording import SHOWN

#: How each list is sorted unless somebody says otherwise.
BY_DAY: Final = "due"
BY_WRITING: Final = "recorded"
BY_MOMENT: Final = "at"

_REQUEST_CELLS: Final[Mapping[str, Callable[[RequestLine], Cell]]] = {
    "reference": lambda line: line.reference,
    "person": lambda line: line.person_name,
    "kind": lambda line: line.kind_label,
    "state": lambda line: line.state_label,
    "received": lambda line: line.received_on,
    "due": lambda line: line.due_on,
    "told": lambda line: line.told_on,
    "officer": lambda line: line.officer,
}
_CONSENT_CELLS: Final[Mapping[str, Callable[[GivenLine], Cell]]] = {
    "reference": lambda line: line.reference,
    "person": lambda line: line.person_name,
    "answer": lambda line: line.state_label,
    "given_by": lambda line: line.given_by_label,
    "purposes": lambda line: ", ".join(line.purposes),
    "recipients": lambda line: ", ".join(filter(None, line.recipients)),
    "notice": lambda line: line.notice,
    "recorded": lambda line: line.recorded_at.date(),
    "expires": lambda line: line.expires_on,
    "shown": lambda line: line.shown,
}
_DISCLOSURE_CELLS: Final[Mapping[str, Callable[[ToldLine], Cell]]] = {
    "at": lambda line: line.at.date(),
    "reference": lambda line: line.reference,
    "person": lambda line: line.person_name,
    "recipient": lambda line: line.recipient,
    "country": lambda line: line.country,
    "purpose": lambda line: line.purpose_label,
    "what": lambda line: str(SHOWN.get(line.what, line.what)),
    "consent": lambda line: line.consent_state_label,
    "by": lambda line: line.by,
}


_REQUEST_WORDS: Final = ListWords(RequestFilterForm, queries.REQUEST_SORTS, BY_DAY)
_CONSENT_WORDS: Final = ListWords(GivenFilterForm, GIVEN_SORTS, BY_WRITING)
_DISCLOSURE_WORDS: Final = ListWords(ToldFilterForm, TOLD_SORTS, BY_MOMENT)


def told_filters(actor: Actor, given: Any) -> ToldFilters:
    """What a list of disclosures is narrowed to by the words of an address; six queries where those abroad are asked for."""
    filters: ToldFilters = replace(_DISCLOSURE_WORDS.filters(given), consent=key_in(given, "consent"))
    return queries.only_abroad(actor, filters) if _DISCLOSURE_WORDS.cleaned(given).get("abroad") else filters


def _disclosures_cleaned(given: Given) -> dict[str, str]:
    one, words = key_in(given, "consent"), _DISCLOSURE_WORDS.cleaned(given)
    return {**words, "consent": str(one)} if one else words


def _piece(lines: Sequence[Any], place: Any, asked: Asked, cells: Mapping[str, Callable[[Any], Cell]]) -> Piece:
    chosen = [cells[code] for code in asked.columns]
    return Piece([[cell(line) for cell in chosen] for line in lines], place)


def _request_piece(actor: Actor, asked: Asked, after: Any) -> Piece:
    found = queries.request_piece(actor, _REQUEST_WORDS.filters(asked.words), asked, after)
    return _piece(*found, asked, _REQUEST_CELLS)


def _consent_piece(actor: Actor, asked: Asked, after: Any) -> Piece:
    found = queries.consent_piece(actor, _CONSENT_WORDS.filters(asked.words), asked, after)
    return _piece(*found, asked, _CONSENT_CELLS)


def _disclosure_piece(actor: Actor, asked: Asked, after: Any) -> Piece:
    found = queries.disclosure_piece(actor, told_filters(actor, asked.words), asked, after)
    return _piece(*found, asked, _DISCLOSURE_CELLS)


REQUESTS: Final = ListKind(
    code="data_requests",
    title=_("Requests about personal data"),
    url_name="privacy:requests",
    columns=(
        Column("person", _("Person")),
        Column("kind", _("What was asked for")),
        Column("state", _("State")),
        Column("received", _("Came on")),
        Column("due", _("To be answered by")),
        Column("officer", _("Officer")),
    ),
    shown=("kind", "state", "received", "due", "officer"),
    exported=(
        Column("reference", _("Reference"), "person", 16),
        Column("person", _("Person"), "person", 30),
        Column("kind", _("What was asked for"), "kind", 20),
        Column("state", _("State"), "state", 18),
        Column("received", _("Came on"), "received", 12),
        Column("due", _("To be answered by"), "due", 12),
        Column("told", _("Told the person on"), "due", 12),
        Column("officer", _("Officer"), "officer", 26),
    ),
    cleaned=_REQUEST_WORDS.cleaned,
    told=_REQUEST_WORDS.told,
    counted=lambda actor, asked, most: queries.request_count(actor, _REQUEST_WORDS.filters(asked.words), asked, most),
    piece=_request_piece,
    needs=Verb.KEEP_PRIVACY,
)
CONSENTS: Final = ListKind(
    code="consents",
    title=_("Consents"),
    url_name="privacy:consents",
    columns=(
        Column("person", _("Person")),
        Column("answer", _("Answer")),
        Column("purposes", _("For what")),
        Column("recipients", _("May be shown to")),
        Column("notice", _("Notice")),
        Column("recorded", _("Written down")),
        Column("expires", _("Ends on")),
        Column("shown", _("Shown so often")),
    ),
    shown=("answer", "purposes", "recipients", "notice", "recorded", "expires", "shown"),
    exported=(
        Column("reference", _("Reference"), "person", 16),
        Column("person", _("Person"), "person", 30),
        Column("answer", _("Answer"), "answer", 16),
        Column("given_by", _("Given by"), "answer", 18),
        Column("purposes", _("For what"), "purposes", 40),
        Column("recipients", _("May be shown to"), "recipients", 40),
        Column("notice", _("Notice"), "notice", 14),
        Column("recorded", _("Written down"), "recorded", 12),
        Column("expires", _("Ends on"), "expires", 12),
        Column("shown", _("Shown so often"), "shown", 12),
    ),
    cleaned=_CONSENT_WORDS.cleaned,
    told=_CONSENT_WORDS.told,
    counted=lambda actor, asked, most: queries.consent_count(actor, _CONSENT_WORDS.filters(asked.words), asked, most),
    piece=_consent_piece,
    needs=Verb.KEEP_PRIVACY,
)
DISCLOSURES: Final = ListKind(
    code="disclosures",
    title=_("What was shown to others"),
    url_name="privacy:disclosures",
    columns=(
        Column("at", _("When")),
        Column("person", _("Person")),
        Column("recipient", _("To whom")),
        Column("purpose", _("For what")),
        Column("what", _("What was shown")),
        Column("consent", _("Under which answer")),
        Column("by", _("By")),
    ),
    shown=("person", "recipient", "purpose", "what", "consent", "by"),
    exported=(
        Column("at", _("When"), "at", 12),
        Column("reference", _("Reference"), "person", 16),
        Column("person", _("Person"), "person", 30),
        Column("recipient", _("To whom"), "recipient", 34),
        Column("country", _("Country"), "recipient", 16),
        Column("purpose", _("For what"), "purpose", 30),
        Column("what", _("What was shown"), "what", 24),
        Column("consent", _("Under which answer"), "consent", 18),
        Column("by", _("By"), "by", 26),
    ),
    cleaned=_disclosures_cleaned,
    told=_DISCLOSURE_WORDS.told,
    counted=lambda actor, asked, most: queries.disclosure_count(actor, told_filters(actor, asked.words), asked, most),
    piece=_disclosure_piece,
    needs=Verb.KEEP_PRIVACY,
)


def enrol_lists() -> None:
    """All three become known to the house."""
    for kind in (REQUESTS, CONSENTS, DISCLOSURES):
        enrol(kind)
