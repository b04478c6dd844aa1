"""The lists of cases and of persons, as they are kept under a name and carried out as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.lists.kinds import Asked, Cell, Column, Given, ListKind, Piece, Words, enrol
from darna.base.pages.listing import sort_in
from darna.domains.cases.filtering import PersonFilterForm, told_of, words_of
from darna.domains.cases.forms import FilterForm
from darna.domains.cases.queries import carrying, lists, registered
from darna.domains.cases.values import CaseFilters, CaseLine, PersonFilters, RegisteredLine

#: How each list is sorted unless somebody says otherwise.
OPENED: Final = "opened"
REGISTERED: Final = "registered"

_CASE_CELLS: Final[Mapping[str, Callable[[CaseLine], Cell]]] = {
    "reference": lambda line: line.reference,
    "person": lambda line: line.person_name,
    "programme": lambda line: line.programme_label,
    "state": lambda line: gettext("closed") if line.state == "closed" else gettext("open"),
    "priority": lambda line: line.priority_label,
    "worker": lambda line: line.worker,
    "opened": lambda line: line.opened_on,
    "target": lambda line: line.target_on,
    "closed": lambda line: line.closed_on,
    "outcome": lambda line: line.outcome_label,
}
_PERSON_CELLS: Final[Mapping[str, Callable[[RegisteredLine], Cell]]] = {
    "reference": lambda line: line.reference,
    "name": lambda line: line.name,
    "name_ar": lambda line: line.name_ar,
    "sex": lambda line: line.sex_label,
    "birth": lambda line: line.birth_year,
    "commune": lambda line: line.commune,
    "registered": lambda line: line.registered_on,
    "cases": lambda line: line.open_cases,
    "interpreter": lambda line: line.needs_interpreter,
}


def case_filters(words: Any) -> CaseFilters:
    """The filters that words of an address stand for."""
    form = FilterForm(words)
    form.is_valid()
    return form.filters(sort_in(words, lists.SORTS, OPENED))


def person_filters(words: Any) -> PersonFilters:
    """The filters that words of an address stand for."""
    form = PersonFilterForm(words)
    form.is_valid()
    return form.filters(sort_in(words, registered.SORTS, REGISTERED))


def _cleaned_cases(given: Given) -> dict[str, str]:
    form = FilterForm(given)
    form.is_valid()
    return words_of(form, sort_in(given, lists.SORTS, OPENED), OPENED)


def _cleaned_persons(given: Given) -> dict[str, str]:
    form = PersonFilterForm(given)
    form.is_valid()
    return words_of(form, sort_in(given, registered.SORTS, REGISTERED), REGISTERED)


def _case_count(actor: Actor, asked: Asked, most: int) -> int:
    return carrying.case_count(actor, case_filters(asked.words), most, with_protected=asked.with_protected)


def _case_piece(actor: Actor, asked: Asked, after: Any) -> Piece:
    lines, place = carrying.case_piece(actor, case_filters(asked.words), after, with_protected=asked.with_protected)
    cells = [_CASE_CELLS[code] for code in asked.columns]
    return Piece([[cell(line) for cell in cells] for line in lines], place)


def _person_count(actor: Actor, asked: Asked, most: int) -> int:
    return carrying.person_count(actor, person_filters(asked.words), most, with_protected=asked.with_protected)


def _person_piece(actor: Actor, asked: Asked, after: Any) -> Piece:
    lines, place = carrying.person_piece(actor, person_filters(asked.words), after, with_protected=asked.with_protected)
    cells = [_PERSON_CELLS[code] for code in asked.columns]
    return Piece([[cell(line) for cell in cells] for line in lines], place)


def _case_words(words: Words) -> list[tuple[str, str]]:
    return told_of(FilterForm(words))


def _person_words(words: Words) -> list[tuple[str, str]]:
    return told_of(PersonFilterForm(words))


CASES: Final = ListKind(
    code="cases",
    title=_("Cases"),
    url_name="cases:list",
    columns=(
        Column("person", _("Person")),
        Column("case", _("Case")),
        Column("priority", _("Priority")),
        Column("worker", _("Worker")),
        Column("opened", _("Opened")),
        Column("target", _("Target")),
        Column("closed", _("Closed on")),
        Column("outcome", _("Outcome")),
    ),
    shown=("case", "priority", "worker", "opened", "target"),
    exported=(
        Column("reference", _("Case"), "case", 16),
        Column("person", _("Person"), "person", 30),
        Column("programme", _("Programme"), "case", 26),
        Column("state", _("State"), "case", 10),
        Column("priority", _("Priority"), "priority", 10),
        Column("worker", _("Worker"), "worker", 24),
        Column("opened", _("Opened"), "opened", 12),
        Column("target", _("Target"), "target", 12),
        Column("closed", _("Closed on"), "closed", 12),
        Column("outcome", _("Outcome"), "outcome", 26),
    ),
    cleaned=_cleaned_cases,
    told=_case_words,
    counted=_case_count,
    piece=_case_piece,
    needs=Verb.OPEN_FILE,
)

PERSONS: Final = ListKind(
    code="persons",
    title=_("Persons registered"),
    url_name="cases:persons",
    columns=(
        Column("name", _("Person")),
        Column("name_ar", _("Name in Arabic")),
        Column("reference", _("Reference")),
        Column("sex", _("Sex")),
        Column("birth", _("Year of birth")),
        Column("commune", _("Commune")),
        Column("registered", _("Registered on")),
        Column("cases", _("Open cases")),
        Column("interpreter", _("Interpreter")),
    ),
    shown=("reference", "sex", "birth", "commune", "registered", "cases"),
    exported=(
        Column("reference", _("Reference"), "reference", 16),
        Column("name", _("Person"), "name", 30),
        Column("name_ar", _("Name in Arabic"), "name_ar", 30),
        Column("sex", _("Sex"), "sex", 10),
        Column("birth", _("Year of birth"), "birth", 12),
        Column("commune", _("Commune"), "commune", 22),
        Column("registered", _("Registered on"), "registered", 12),
        Column("cases", _("Open cases"), "cases", 10),
        Column("interpreter", _("Needs an interpreter"), "interpreter", 12),
    ),
    cleaned=_cleaned_persons,
    told=_person_words,
    counted=_person_count,
    piece=_person_piece,
    needs=Verb.OPEN_FILE,
)


def enrol_lists() -> None:
    """Both lists become known to the house."""
    enrol(CASES)
    enrol(PERSONS)
