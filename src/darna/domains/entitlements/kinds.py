"""Days to access as a list that is kept under a name and carried out as a workbook: counts of nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_agencies
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import choices, label
from darna.base.lists.kinds import Asked, Cell, Column, Given, ListKind, Piece, Words, enrol
from darna.base.pages.listing import key_in, key_of, sort_in
from darna.base.places.queries import commune_name
from darna.domains.entitlements import asking
from darna.domains.entitlements.law import law_in_force
from darna.domains.entitlements.queries.days import SORTS, DaysFilters, DaysLine, days_in_file, last_year
from darna.domains.entitlements.queries.telling import language
from darna.kernel.locales import day_in_words, locale_of

BY_CLAIMS: Final = "claims"

_CELLS: Final[Mapping[str, Callable[[DaysLine], Cell]]] = {
    "right": lambda line: line.right,
    "commune": lambda line: line.commune,
    "agency": lambda line: line.agency,
    "claims": lambda line: _counted(line.claims),
    "obtained": lambda line: _counted(line.obtained),
    "partly": lambda line: _counted(line.partly),
    "refused": lambda line: _counted(line.refused),
    "pursued": lambda line: _counted(line.pursued),
    "days": lambda line: line.days,
    "slowest": lambda line: line.slowest,
}


def _counted(count: int | None) -> Cell:
    return gettext("fewer than five") if count is None else count


def _cleaned(given: Given) -> dict[str, str]:
    """What narrows the list: days, a right of the law, a commune, a programme, an agency; anything else is left out."""
    known: dict[str, Callable[[str], bool]] = {
        "since": lambda text: _day(text) is not None,
        "until": lambda text: _day(text) is not None,
        "right": lambda text: text in {right.question for right in law_in_force().book.rights.values()},
        "commune": lambda text: commune_name(text, "fr") != text,
        "programme": lambda text: text in dict(choices("programme")),
        "agency": lambda text: key_of(text) is not None,
    }
    asked = {name: str(given.get(name, "")) for name in known}
    words = {name: text for name, text in asked.items() if text and known[name](text)}
    sort = sort_in(given, SORTS, BY_CLAIMS)
    return words if sort == BY_CLAIMS else {**words, "sort": sort}


def _told(words: Words) -> list[tuple[str, str]]:
    locale = locale_of(get_language())
    said: dict[str, tuple[Any, Callable[[str], str]]] = {
        "since": (_("Opened from"), lambda text: day_in_words(date.fromisoformat(text), locale)),
        "until": (_("to"), lambda text: day_in_words(date.fromisoformat(text), locale)),
        "right": (_("Right"), lambda text: asking.title_of(text, law_in_force().book, language())),
        "commune": (_("Commune"), lambda text: commune_name(text, language())),
        "programme": (_("Programme"), lambda text: label("programme", text)),
        "agency": (_("Agency"), lambda text: names_of_agencies([UUID(text)], language()).get(UUID(text), "")),
    }
    return [(str(name), say(words[code])) for code, (name, say) in said.items() if code in words]


def _filters(words: Words) -> DaysFilters:
    usual = last_year()
    first, last = _day(words.get("since", "")) or usual[0], _day(words.get("until", "")) or usual[1]
    period = (first, last) if first <= last else usual
    return DaysFilters(
        *period,
        right=words.get("right", ""),
        commune=words.get("commune", ""),
        programme=words.get("programme", ""),
        agency=key_in(words, "agency"),
        sort=words.get("sort", BY_CLAIMS),
    )


def _count(actor: Actor, asked: Asked, most: int) -> int:
    return min(len(days_in_file(actor, _filters(asked.words))), most)


def _piece(actor: Actor, asked: Asked, after: Any) -> Piece:
    cells = [_CELLS[code] for code in asked.columns]
    return Piece([[cell(line) for cell in cells] for line in days_in_file(actor, _filters(asked.words))])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


_COLUMNS: Final = (
    Column("right", _("Right"), "right", 44),
    Column("commune", _("Commune"), "commune", 24),
    Column("agency", _("Agency"), "agency", 34),
    Column("claims", _("Claims"), "claims", 16),
    Column("obtained", _("Obtained"), "obtained", 16),
    Column("partly", _("Obtained in part"), "partly", 16),
    Column("refused", _("Refused"), "refused", 16),
    Column("pursued", _("Under way"), "pursued", 16),
    Column("days", _("Days, half of them"), "days", 16),
    Column("slowest", _("Days, nine in ten"), "slowest", 16),
)
DAYS: Final = ListKind(
    code="days_to_access",
    title=_("Days to access"),
    url_name="entitlements:days",
    columns=_COLUMNS,
    shown=tuple(column.code for column in _COLUMNS[1:]),
    exported=_COLUMNS,
    cleaned=_cleaned,
    told=_told,
    counted=_count,
    piece=_piece,
    needs=Verb.MEASURE_ACCESS,
)


def enrol_list() -> None:
    """The list becomes known to the house."""
    enrol(DAYS)
