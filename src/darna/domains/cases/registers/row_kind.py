"""The report of an import by row, as it is carried out as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import NOBODY, Actor
from darna.base.agencies.roles import Verb
from darna.base.lists.kinds import Asked, Cell, Column, Given, ListKind, Piece, Words, enrol
from darna.base.pages.forms import offer
from darna.base.pages.listing import key_in, sort_in
from darna.domains.cases.filtering import told_of
from darna.domains.cases.registers.reasons import explain
from darna.domains.cases.registers.row_report import (
    ROW,
    SORTS,
    WEIGHTS,
    Offered,
    RowFilters,
    RowLine,
    row_count,
    row_piece,
)

#: The import in an address.
BATCH: Final = "batch"
_CELLS: Final[Mapping[str, Callable[[RowLine], Cell]]] = {
    "row": lambda line: line.row,
    "weight": lambda line: line.weight_label,
    "column": lambda line: line.column,
    "why": lambda line: line.sentence,
    "code": lambda line: line.reason,
}


class RowFilterForm(forms.Form):
    """What the report of an import is narrowed to; it offers what the report says of some row."""

    says_optional = False

    weight = forms.ChoiceField(label=_("What happened to the row"), required=False)
    reason = forms.ChoiceField(label=_("Why"), required=False)
    column = forms.ChoiceField(label=_("Column"), required=False)

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("Everything"))
        offer(
            self,
            weight=[everything, *((weight, WEIGHTS[weight]) for weight in offered.weights)],
            reason=[everything, *((reason, explain(reason)) for reason in offered.reasons)],
            column=[everything, *((column, column) for column in offered.columns)],
        )


def row_filters(words: Any) -> RowFilters:
    """The filters that words of an address stand for; without an import they find nothing."""
    narrowed = {name: str(words.get(name, ""))[:200] for name in ("weight", "reason", "column")}
    return RowFilters(key_in(words, BATCH) or NOBODY, sort=sort_in(words, SORTS, ROW), **narrowed)


def _cleaned(given: Given) -> dict[str, str]:
    filters = row_filters(given)
    named = {"weight": filters.weight, "reason": filters.reason, "column": filters.column}
    kept = {BATCH: str(filters.batch), **{name: word for name, word in named.items() if word}}
    return kept if filters.sort == ROW else {**kept, "sort": filters.sort}


def _told(words: Words) -> list[tuple[str, str]]:
    filters = row_filters(words)
    mine = Offered(*((word,) if word else () for word in (filters.weight, filters.reason, filters.column)))
    return told_of(RowFilterForm(words, offered=mine))


def _count(actor: Actor, asked: Asked, most: int) -> int:
    return row_count(actor, row_filters(asked.words), most)


def _piece(actor: Actor, asked: Asked, after: Any) -> Piece:
    lines, place = row_piece(actor, row_filters(asked.words), after or 0)
    cells = [_CELLS[code] for code in asked.columns]
    return Piece([[cell(line) for cell in cells] for line in lines], place)


ROWS: Final = ListKind(
    code="import_rows",
    title=_("Rows of an import"),
    url_name="cases:import_rows",
    columns=(
        Column("row", _("Row")),
        Column("weight", _("What happened to the row")),
        Column("column", _("Column")),
        Column("why", _("Why")),
    ),
    shown=("weight", "column", "why"),
    exported=(
        Column("row", _("Row"), "row", 8),
        Column("weight", _("What happened to the row"), "weight", 30),
        Column("column", _("Column"), "column", 24),
        Column("why", _("Why"), "why", 90),
        Column("code", _("Code of the reason"), "why", 26),
    ),
    cleaned=_cleaned,
    told=_told,
    counted=_count,
    piece=_piece,
    needs=Verb.IMPORT_REGISTER,
)


def enrol_list() -> None:
    """The list becomes known to the house."""
    enrol(ROWS)
