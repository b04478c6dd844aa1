"""Every value of the law, and the queue of those to be held against their sources again; all of it is in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.pages.lines import Lines, page_of
from darna.domains.law import access
from darna.domains.law.models import RuleRevision
from darna.domains.law.queries.standing import current_book
from darna.domains.law.values import CHECK_AFTER, DueLine, LawFilters, ParameterLine
from darna.kernel.clock import today
from darna.rules.book import ROOT
from darna.rules.engine.citations import Certainty
from darna.rules.engine.parameters import Instrument, Parameter, Value

_KEYS: Final[dict[str, Callable[[ParameterLine], Any]]] = {
    "says": lambda line: line.says.casefold(),
    "certainty": lambda line: list(Certainty).index(line.citation.certainty),
    "read": lambda line: line.citation.read_on,
}
SORTS: Final = ("holder", *_KEYS, *(f"-{key}" for key in _KEYS), "-holder")
QUEUES: Final = ("", "old", "unsure")
NO_FILTERS: Final = LawFilters()


def parameter_lines(actor: Actor, filters: LawFilters, *, number: int = 1) -> Lines[ParameterLine]:
    """Every parameter with what it says today, narrowed and sorted. Three queries. Raises: Refused."""
    access.require_house(actor, Verb.APPROVE_LAW)
    waiting = set(RuleRevision.objects.filter(state="proposed").values_list("name", flat=True))
    found = [line for line in _every_line(actor.language, waiting) if _fits(line, filters)]
    if key := _KEYS.get(filters.sort.removeprefix("-")):
        found.sort(key=key)
    if filters.sort.startswith("-"):
        found.reverse()
    return page_of(number, lambda start: found[start : start + 51], lambda: len(found), tuple)


def check_queue(actor: Actor, filters: LawFilters = NO_FILTERS, *, which: str = "", number: int = 1) -> Lines[DueLine]:
    """Values that were read too long ago, or are not sure; the longest unread first. Two queries. Raises: Refused."""
    access.require_house(actor, Verb.APPROVE_LAW)
    found = [line for line in _every_due_line(actor.language) if _is_of(line, which) and _is_about(line, filters)]
    found.sort(key=lambda line: line.value.citation.read_on)
    return page_of(number, lambda start: found[start : start + 51], lambda: len(found), tuple)


def due_line(parameter: Parameter, value: Value, instrument: Instrument, language: str) -> DueLine:
    """A value with the reasons for reading it again."""
    return DueLine(
        parameter,
        instrument.title.in_(language),
        parameter.says.in_(language),
        value,
        is_old=is_old(value, today()),
    )


def is_old(value: Value, day: date) -> bool:
    """Whether nobody has held it against its source for too long."""
    return value.citation.read_on + CHECK_AFTER <= day


def is_due(value: Value, day: date) -> bool:
    """Whether it is to be held against its source again: unread for too long, or not sure."""
    return is_old(value, day) or not value.citation.certainty.decides


@lru_cache(maxsize=1)
def areas() -> Mapping[str, str]:
    """The area each instrument and right belongs to, by the folders of the files."""
    return {path.name: path.parent.name for path in ROOT.glob("*/*/") if path.is_dir()}


def value_on(parameter: Parameter, day: date) -> Value:
    """What it says on that day; before its first day the first value, after its end the last."""
    holding = [value for value in parameter.values if value.valid_from <= day]
    return holding[-1] if holding else parameter.values[0]


def _every_line(language: str, waiting: set[str]) -> Iterator[ParameterLine]:
    day = today()
    for instrument in current_book().instruments.values():
        for parameter in instrument.parameters.values():
            yield ParameterLine(
                parameter,
                areas().get(instrument.id, ""),
                instrument.title.in_(language),
                parameter.says.in_(language),
                value_on(parameter, day),
                is_due=any(is_due(value, day) for value in parameter.values),
                is_waiting=parameter.name in waiting,
            )


def _every_due_line(language: str) -> Iterator[DueLine]:
    day = today()
    for instrument in current_book().instruments.values():
        for parameter in instrument.parameters.values():
            for value in parameter.values:
                if is_due(value, day):
                    yield due_line(parameter, value, instrument, language)


def _is_of(line: DueLine, which: str) -> bool:
    if which == "old":
        return line.is_old
    return which != "unsure" or not line.value.citation.certainty.decides


def _is_about(line: ParameterLine | DueLine, filters: LawFilters) -> bool:
    words = f"{line.says} {line.title} {line.name}".casefold()
    is_said = all(word in words for word in filters.text.casefold().split())
    return is_said and filters.holder in {"", line.name.partition(".")[0]}


def _fits(line: ParameterLine, filters: LawFilters) -> bool:
    return (
        _is_about(line, filters)
        and filters.area in {"", line.area}
        and filters.certainty in {"", line.citation.certainty.value}
        and (line.is_due or not filters.is_due)
    )
