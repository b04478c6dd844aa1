"""The lists of the supervisor's room as they are carried out: numbers by worker and by partner, no person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import Actor
from darna.base.lists.kinds import Asked, Cell, Column, Given, ListKind, Piece, Words, enrol
from darna.base.pages.listing import sort_in
from darna.domains.transfers.queries.partners import SORTS as PARTNER_SORTS
from darna.domains.transfers.queries.partners import PartnerLine, partner_answers
from darna.domains.transfers.queries.sharing import SORTS as TEAM_SORTS
from darna.domains.transfers.queries.sharing import TeamLine, team_of

#: How each list is sorted unless somebody says otherwise.
BY_NAME: Final = "name"
BY_WAITING: Final = "-waiting"

_TEAM_CELLS: Final[dict[str, Callable[[TeamLine], Cell]]] = {
    "name": lambda line: line.name,
    "cases": lambda line: line.cases,
    "ceiling": lambda line: line.ceiling,
    "free": lambda line: line.free,
    "late": lambda line: line.late,
    "quiet": lambda line: line.quiet,
}
_PARTNER_CELLS: Final[dict[str, Callable[[PartnerLine], Cell]]] = {
    "agency": lambda line: line.agency,
    "sent": lambda line: line.sent,
    "days": lambda line: line.median_days,
    "waiting": lambda line: line.waiting,
    "overdue": lambda line: line.overdue,
}


def _team(actor: Actor, asked: Asked) -> tuple[TeamLine, ...]:
    return team_of(actor, sort=asked.words.get("sort", BY_NAME))


def _partners(actor: Actor, asked: Asked) -> tuple[PartnerLine, ...]:
    return partner_answers(actor, sort=asked.words.get("sort", BY_WAITING))


def _kind(
    code: str,
    title: Any,
    columns: Sequence[Column],
    sorts: tuple[tuple[str, ...], str],
    lines: Callable[[Actor, Asked], Sequence[Any]],
    cells: dict[str, Callable[[Any], Cell]],
) -> ListKind:
    """A list that is short by nature: it is read at once, in the order of its page."""

    def cleaned(given: Given) -> dict[str, str]:
        sort = sort_in(given, *sorts)
        return {} if sort == sorts[1] else {"sort": sort}

    def told(words: Words) -> list[tuple[str, str]]:
        return []

    def counted(actor: Actor, asked: Asked, most: int) -> int:
        return min(len(lines(actor, asked)), most)

    def piece(actor: Actor, asked: Asked, after: Any) -> Piece:
        return Piece([[cells[name](line) for name in asked.columns] for line in lines(actor, asked)])

    shown = tuple(column.code for column in columns[1:])
    url = {"team": "transfers:room", "partners": "transfers:partners"}[code]
    return ListKind(code, title, url, tuple(columns), shown, tuple(columns), cleaned, told, counted, piece)


TEAM: Final = _kind(
    "team",
    _("Team"),
    (
        Column("name", _("Worker"), "name", 26),
        Column("cases", _("Open cases"), "cases", 12),
        Column("ceiling", _("Ceiling"), "ceiling", 10),
        Column("free", _("Free places"), "free", 12),
        Column("late", _("Tasks overdue"), "late", 14),
        Column("quiet", _("Files without contact"), "quiet", 18),
    ),
    (TEAM_SORTS, BY_NAME),
    _team,
    _TEAM_CELLS,
)
PARTNERS: Final = _kind(
    "partners",
    _("Answers of partners"),
    (
        Column("agency", _("Agency"), "agency", 30),
        Column("sent", _("Referrals sent in a year"), "sent", 18),
        Column("days", _("Days until the answer, in the middle"), "days", 22),
        Column("waiting", _("Waiting for an answer"), "waiting", 18),
        Column("overdue", _("Answer overdue"), "overdue", 16),
    ),
    (PARTNER_SORTS, BY_WAITING),
    _partners,
    _PARTNER_CELLS,
)


def enrol_lists() -> None:
    """Both lists become known to the house."""
    enrol(TEAM)
    enrol(PARTNERS)
