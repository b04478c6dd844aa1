"""Lists as pages: filters, sorting and leafing live in the address, which names nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from darna.domains.cases.values import CasePage
from darna.domains.cohorts.values import ActionLine, ActionPage, CohortLine, EntryLine, EntryPage

Cell = Sequence[tuple[Any, ...]]
STATE_TAGS = {"planned": "waiting", "running": "new", "ended": "closed"}
#: Days of actions fall at the first click; cases of a cohort begin with what waits longest.
_NEWEST_FIRST = frozenset({"starts", "ends"})
ACTION_COLUMNS = (
    (_("Training action"), ""),
    (_("State"), ""),
    (_("First day"), "starts"),
    (_("Last day"), "ends"),
    (_("Led by"), ""),
    (_("Our cohort"), ""),
)
COHORT_COLUMNS = (_("Cohort"), _("Agency"), _("Coach"), _("Cases"), _("Reviewed"), _("All points done"))
ENTRY_COLUMNS = (
    (_("Person"), ""),
    (_("Case"), ""),
    (_("In the cohort since"), "added"),
    (_("Last review"), "reviewed"),
    (_("Points done"), ""),
    (_("Next step by"), ""),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A heading of the table, as its component reads it."""

    label: Any
    sort_url: str = ""
    direction: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """The way to the neighbouring pages, as its component reads it."""

    first: int
    last: int
    total: int | None
    previous_url: str = ""
    next_url: str = ""


def columns(told: Sequence[tuple[Any, str]], sort: str, asked: QueryDict) -> list[Column]:
    """The headings, with the address that sorts by each."""
    return [_column(label, key, sort, asked) for label, key in told]


def plain_columns(labels: Sequence[Any]) -> list[Column]:
    """Headings of a table that is not sorted."""
    return [Column(label) for label in labels]


def pager(page: ActionPage | EntryPage, asked: QueryDict) -> Pager | None:
    """The way to the neighbours; None for an empty list."""
    if not page.lines:
        return None
    previous = _address(asked, page=page.number - 1) if page.number > 1 else ""
    following = _address(asked, page=page.number + 1) if page.has_next else ""
    return Pager(page.first, page.last, page.total, previous, following)


def pager_of_cases(page: CasePage, asked: QueryDict) -> Pager | None:
    """The same for the list of the agency's cases, which stops counting."""
    if not page.lines:
        return None
    previous = _address(asked, page=page.number - 1) if page.number > 1 else ""
    following = _address(asked, page=page.number + 1) if page.has_next else ""
    return Pager(page.first, page.last, None if page.is_more else page.total, previous, following)


def number(text: str) -> int:
    """The number of a page as it stands in an address."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def action_rows(lines: Sequence[ActionLine]) -> Iterator[tuple[Cell, ...]]:
    """The cells of the list of actions."""
    for line in lines:
        yield (
            (("link", reverse("cohorts:action", args=[line.id]), line.label),),
            (("tag", STATE_TAGS[line.state], line.state_label),),
            (("day", line.starts_on),),
            (("day", line.ends_on) if line.ends_on else ("muted", "–"),),
            (("name", line.agency),),
            (("text", told_of(line.own)) if line.own else ("muted", "–"),),
        )


def entry_rows(lines: Sequence[EntryLine]) -> Iterator[tuple[Cell, ...]]:
    """The cells of the cases of a cohort."""
    waiting, complete = say("Not reviewed yet"), say("All points done")
    for line in lines:
        done = say("%(done)s of %(all)s") % {"done": line.done, "all": line.points}
        found: Cell = (("tag", "done", complete),) if line.is_complete else (("text", done),)
        yield (
            (("link", reverse("cohorts:entry", args=[line.id]), line.person_name),),
            (("figure", line.reference),),
            (("day", line.added_at),),
            (("day", line.reviewed_on) if line.reviewed_on else ("tag", "waiting", waiting),),
            found if line.rounds else (("muted", "–"),),
            (("day", line.next_on) if line.next_on else ("muted", "–"),),
        )


def told_of(line: CohortLine) -> str:
    """How far a cohort is, in a few words; what is withheld stays withheld."""
    told = {"cases": few(line.counts.cases), "target": line.target, "complete": few(line.counts.complete)}
    return say("%(cases)s of %(target)s cases, all points done in %(complete)s") % told


def few(count: int | None) -> str:
    """A number, or the words that stand for a small one."""
    return say("fewer than 5") if count is None else str(count)


def _column(label: Any, key: str, sort: str, asked: QueryDict) -> Column:
    if not key:
        return Column(label)
    is_current = sort.removeprefix("-") == key
    is_falling = sort.startswith("-") != (key in _NEWEST_FIRST)
    direction = ("descending" if is_falling else "ascending") if is_current else ""
    return Column(label, _address(asked, sort=f"-{key}" if sort == key else key, page=None), direction)


def _address(asked: QueryDict, **changes: object) -> str:
    query = asked.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}"
