"""The list of files whose time ends, as it is kept under a name and carried out as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.lists.kinds import Asked, Cell, Column, ListKind, Piece, enrol
from darna.domains.cases.filtering import ListWords
from darna.domains.retention.forms import FilterForm
from darna.domains.retention.queries import notices
from darna.domains.retention.values import NoticeLine

#: How the list is sorted unless somebody says otherwise.
DUE: Final = "due"

_CELLS: Final[Mapping[str, Callable[[NoticeLine], Cell]]] = {
    "reference": lambda line: line.reference,
    "person": lambda line: line.person_name,
    "why": lambda line: line.why_label,
    "due": lambda line: line.due_on,
    "warned": lambda line: line.warned_on,
    "state": lambda line: gettext("held") if line.is_held else line.state_label,
    "until": lambda line: line.postponed_until,
}


_WORDS: Final = ListWords(FilterForm, notices.SORTS, DUE)


def _count(actor: Actor, asked: Asked, most: int) -> int:
    return notices.notice_count(actor, _WORDS.filters(asked.words), most, with_protected=asked.with_protected)


def _piece(actor: Actor, asked: Asked, after: Any) -> Piece:
    filters = _WORDS.filters(asked.words)
    lines, place = notices.notice_piece(actor, filters, after, with_protected=asked.with_protected)
    cells = [_CELLS[code] for code in asked.columns]
    return Piece([[cell(line) for cell in cells] for line in lines], place)


NOTICES: Final = ListKind(
    code="retention",
    title=_("Files whose time ends"),
    url_name="retention:list",
    columns=(
        Column("person", _("Person")),
        Column("why", _("Counted from")),
        Column("due", _("Kept until")),
        Column("warned", _("Warned on")),
        Column("state", _("State")),
    ),
    shown=("why", "due", "warned", "state"),
    exported=(
        Column("reference", _("Reference"), "person", 16),
        Column("person", _("Person"), "person", 30),
        Column("why", _("Counted from"), "why", 34),
        Column("due", _("Kept until"), "due", 12),
        Column("warned", _("Warned on"), "warned", 12),
        Column("state", _("State"), "state", 24),
        Column("until", _("Postponed until"), "state", 12),
    ),
    cleaned=_WORDS.cleaned,
    told=_WORDS.told,
    counted=_count,
    piece=_piece,
    needs=Verb.KEEP_PRIVACY,
)


def enrol_list() -> None:
    """The list becomes known to the house."""
    enrol(NOTICES)
