"""The lists of the supervisor's room as they are kept and carried out: the team, the partners, the hand-overs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.lists.kinds import Asked, Cell, Column, Given, ListKind, Piece, Words, enrol
from darna.base.pages.listing import key_in
from darna.domains.cases.filtering import ListWords
from darna.domains.transfers.forms import HandoverFilterForm, PartnerFilterForm, TeamFilterForm
from darna.domains.transfers.queries.handovers import SORTS as HANDOVER_SORTS
from darna.domains.transfers.queries.handovers import handover_count, handover_piece
from darna.domains.transfers.queries.partners import SORTS as PARTNER_SORTS
from darna.domains.transfers.queries.partners import PartnerLine, partner_answers
from darna.domains.transfers.queries.sharing import SORTS as TEAM_SORTS
from darna.domains.transfers.queries.sharing import TeamLine, team_of
from darna.domains.transfers.values import HandoverLine

#: How each list is sorted unless somebody says otherwise.
BY_NAME: Final = "name"
BY_WAITING: Final = "-waiting"
BY_ASKING: Final = "asked"

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


_HANDOVER_CELLS: Final[dict[str, Callable[[HandoverLine], Cell]]] = {
    "case": lambda line: line.reference,
    "person": lambda line: line.person_name,
    "from": lambda line: line.from_worker,
    "to": lambda line: line.to_worker,
    "state": lambda line: line.state_label,
    "asked": lambda line: line.asked_at.date(),
    "asked_by": lambda line: line.asked_by,
}


def _team(actor: Actor, words: Words) -> tuple[TeamLine, ...]:
    return team_of(actor, sort=words.get("sort", BY_NAME), only=words.get("only", ""))


def _partners(actor: Actor, words: Words) -> tuple[PartnerLine, ...]:
    return partner_answers(actor, sort=words.get("sort", BY_WAITING), only=words.get("only", ""))


def _short(
    code: str,
    title: Any,
    url: str,
    columns: Sequence[Column],
    words: ListWords,
    lines: Callable[[Actor, Words], Sequence[Any]],
    cells: dict[str, Callable[[Any], Cell]],
) -> ListKind:
    """A list that is short by nature: it is read at once, in the order of its page."""

    def counted(actor: Actor, asked: Asked, most: int) -> int:
        return min(len(lines(actor, asked.words)), most)

    def piece(actor: Actor, asked: Asked, after: Any) -> Piece:
        return Piece([[cells[name](line) for name in asked.columns] for line in lines(actor, asked.words)])

    shown = tuple(column.code for column in columns[1:])
    return ListKind(
        code,
        title,
        url,
        tuple(columns),
        shown,
        tuple(columns),
        words.cleaned,
        words.told,
        counted,
        piece,
        Verb.SUPERVISE,
    )


TEAM: Final = _short(
    "team",
    _("Team"),
    "transfers:room",
    (
        Column("name", _("Worker"), "name", 26),
        Column("cases", _("Open cases"), "cases", 12),
        Column("ceiling", _("Ceiling"), "ceiling", 10),
        Column("free", _("Free places"), "free", 12),
        Column("late", _("Tasks overdue"), "late", 14),
        Column("quiet", _("Files without contact"), "quiet", 18),
    ),
    ListWords(TeamFilterForm, TEAM_SORTS, BY_NAME),
    _team,
    _TEAM_CELLS,
)
PARTNERS: Final = _short(
    "partners",
    _("Answers of partners"),
    "transfers:partners",
    (
        Column("agency", _("Agency"), "agency", 30),
        Column("sent", _("Referrals sent in a year"), "sent", 18),
        Column("days", _("Days until the answer, in the middle"), "days", 22),
        Column("waiting", _("Waiting for an answer"), "waiting", 18),
        Column("overdue", _("Answer overdue"), "overdue", 16),
    ),
    ListWords(PartnerFilterForm, PARTNER_SORTS, BY_WAITING),
    _partners,
    _PARTNER_CELLS,
)


_OF_HANDOVERS: Final = ListWords(HandoverFilterForm, HANDOVER_SORTS, BY_ASKING)


def _handovers_cleaned(given: Given) -> dict[str, str]:
    batch = key_in(given, "batch")
    return {**_OF_HANDOVERS.cleaned(given), **({"batch": str(batch)} if batch else {})}


def _handover_count(actor: Actor, asked: Asked, most: int) -> int:
    return handover_count(actor, asked.words.get("state", ""), key_in(asked.words, "batch"), asked, most)


def _handover_piece(actor: Actor, asked: Asked, after: Any) -> Piece:
    lines, place = handover_piece(actor, asked.words.get("state", ""), key_in(asked.words, "batch"), asked, after)
    cells = [_HANDOVER_CELLS[code] for code in asked.columns]
    return Piece([[cell(line) for cell in cells] for line in lines], place)


HANDOVERS: Final = ListKind(
    code="handovers",
    title=_("Hand-overs"),
    url_name="transfers:handovers",
    columns=(
        Column("person", _("Person")),
        Column("from", _("From")),
        Column("to", _("To")),
        Column("state", _("State")),
        Column("asked", _("Day")),
    ),
    shown=("from", "to", "state", "asked"),
    exported=(
        Column("case", _("Case"), "person", 16),
        Column("person", _("Person"), "person", 30),
        Column("from", _("From"), "from", 26),
        Column("to", _("To"), "to", 26),
        Column("state", _("State"), "state", 20),
        Column("asked", _("Day"), "asked", 12),
        Column("asked_by", _("Asked for by"), "asked", 26),
    ),
    cleaned=_handovers_cleaned,
    told=_OF_HANDOVERS.told,
    counted=_handover_count,
    piece=_handover_piece,
    needs=Verb.SUPERVISE,
)


def enrol_lists() -> None:
    """All three become known to the house."""
    for kind in (TEAM, PARTNERS, HANDOVERS):
        enrol(kind)
