"""Lists as pages: filters, sorting and leafing live in the address, which names nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from darna.base.pages.listing import Cell, Column
from darna.domains.cohorts.values import ActionLine, CohortLine, EntryLine

STATE_TAGS = {"planned": "waiting", "running": "new", "ended": "closed"}
#: Days of actions fall at the first click; cases of a cohort begin with what waits longest.
NEWEST_FIRST = frozenset({"starts", "ends"})
ACTION_COLUMNS = (
    (_("Training action"), ""),
    (_("State"), ""),
    (_("First day"), "starts"),
    (_("Last day"), "ends"),
    (_("Led by"), ""),
    (_("Our cohort"), ""),
)
COHORT_COLUMNS = [
    Column(label) for label in (_("Cohort"), _("Agency"), _("Coach"), _("Cases"), _("Reviewed"), _("All points done"))
]
ENTRY_COLUMNS = (
    (_("Person"), ""),
    (_("Case"), ""),
    (_("In the cohort since"), "added"),
    (_("Last review"), "reviewed"),
    (_("Points done"), ""),
    (_("Next step by"), ""),
)


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
    waiting, complete = gettext("Not reviewed yet"), gettext("All points done")
    for line in lines:
        done = gettext("%(done)s of %(all)s") % {"done": line.done, "all": line.points}
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
    return gettext("%(cases)s of %(target)s cases, all points done in %(complete)s") % told


def few(count: int | None) -> str:
    """A number, or the words that stand for a small one."""
    return gettext("fewer than 5") if count is None else str(count)
