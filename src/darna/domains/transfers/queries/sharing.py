"""The team with its free places, and who would get which case when several are shared out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import members_who_may
from darna.base.agencies.roles import Verb
from darna.domains.cases.queries.workload import (
    late_tasks_by_worker,
    open_cases_by_worker,
    quiet_cases_by_worker,
)
from darna.domains.cases.values import QUIET_DAYS
from darna.domains.transfers.queries.rules import ceilings_of, rule_of

#: Cases that are given at once.
MOST_AT_ONCE: Final = 200
SORTS: Final = ("name", "-name", "cases", "-cases", "free", "-free", "late", "-late", "quiet", "-quiet")
#: Workers of a page; counts are made for these alone.
WORKERS: Final = 200


@dataclass(frozen=True, slots=True)
class TeamLine:
    """What one worker carries against their ceiling, and what is late or silent with them."""

    id: UUID
    name: str
    cases: int
    ceiling: int | None
    is_own_ceiling: bool
    late: int
    quiet: int

    @property
    def free(self) -> int | None:
        """Places until the ceiling, below zero beyond it; None without a ceiling."""
        return None if self.ceiling is None else self.ceiling - self.cases


#: Whom a list of the team is narrowed to.
ONLY: Final[Mapping[str, Callable[[TeamLine], bool]]] = {
    "beyond": lambda line: line.free is not None and line.free < 0,
    "free": lambda line: line.free is None or line.free > 0,
    "late": lambda line: line.late > 0,
    "quiet": lambda line: line.quiet > 0,
}


def team_of(actor: Actor, *, sort: str = "name", only: str = "") -> tuple[TeamLine, ...]:
    """The workers of the agency, or some of them. Six queries, each bounded. Raises: Refused."""
    actor.require(Verb.SUPERVISE)
    members = dict(list(members_who_may(actor.agency_id, Verb.WRITE_CASE).items())[:WORKERS])
    common, own = rule_of(actor.agency_id).ceiling, ceilings_of(actor)
    cases = open_cases_by_worker(actor, members)
    late = late_tasks_by_worker(actor, members)
    quiet = quiet_cases_by_worker(actor, members, days=QUIET_DAYS)
    lines = [
        TeamLine(
            key,
            name,
            sum(cases.get(key, {}).values()),
            own.get(key, common),
            key in own,
            late.get(key, 0),
            quiet.get(key, 0),
        )
        for key, name in members.items()
    ]
    if only in ONLY:
        lines = list(filter(ONLY[only], lines))
    name, back = sort.lstrip("-"), sort.startswith("-")
    keys = {
        "name": lambda line: line.name,
        "cases": lambda line: line.cases,
        "free": lambda line: float("inf") if line.free is None else line.free,
        "late": lambda line: line.late,
        "quiet": lambda line: line.quiet,
    }
    return tuple(sorted(lines, key=keys.get(name, keys["name"]), reverse=back))


def plan_of(
    cases: Sequence[UUID], team: Sequence[TeamLine], *, to: UUID | None, giver: UUID | None
) -> dict[UUID, UUID]:
    """Who would get which case: all to one, or each to whoever has the most free places at that moment.

    Without ceilings it goes to whoever carries the fewest; whoever gives gets none back. Empty where nobody is left.
    """
    if to is not None:
        return dict.fromkeys(cases, to)
    carried = {line.id: line.cases for line in team if line.id != giver}
    most: Mapping[UUID, int | None] = {line.id: line.ceiling for line in team}
    plan: dict[UUID, UUID] = {}
    for case in cases:
        if not carried:
            return {}
        # Somebody without a ceiling stands behind those with free places, before those without.
        chosen = min(carried, key=lambda one: (_pressed(carried[one], most[one]), carried[one], str(one)))
        carried[chosen] += 1
        plan[case] = chosen
    return plan


def _pressed(carried: int, ceiling: int | None) -> int:
    return carried if ceiling is None else carried - ceiling
