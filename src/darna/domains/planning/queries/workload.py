"""The supervisor's page: who carries how much, what is late or silent, what waits for approval, what is nobody's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import members_who_may
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import choices
from darna.domains.cases.queries.workload import (
    MOST_OF_NOBODY,
    CaseChoice,
    cases_to_give,
    count_of_nobody,
    late_tasks_by_worker,
    open_cases_by_worker,
    quiet_cases_by_worker,
)
from darna.domains.cases.values import QUIET_DAYS
from darna.domains.people.queries import names_of
from darna.domains.planning.queries.daily import waiting_briefs, waiting_plans
from darna.domains.planning.values import PlanBrief
from darna.domains.programmes.queries import definitions

#: Plans that a page shows.
SHOWN: Final = 20
#: Workers that a page shows; a larger team is looked at by its names, page after page.
WORKERS: Final = 50


@dataclass(frozen=True, slots=True)
class Load:
    """A worker's open cases in one programme, against its ceiling if it has one."""

    programme: str
    label: str
    cases: int
    ceiling: int | None

    @property
    def is_over(self) -> bool:
        """More than the ceiling."""
        return self.ceiling is not None and self.cases > self.ceiling

    @property
    def is_full(self) -> bool:
        """As many as the ceiling."""
        return self.ceiling is not None and self.cases == self.ceiling


@dataclass(frozen=True, slots=True)
class WorkerLine:
    """What one worker carries."""

    id: UUID
    name: str
    loads: tuple[Load, ...]
    late_tasks: int
    quiet_cases: int

    @property
    def cases(self) -> int:
        """All open cases."""
        return sum(load.cases for load in self.loads)

    @property
    def is_over(self) -> bool:
        """Beyond the ceiling of some programme."""
        return any(load.is_over for load in self.loads)


@dataclass(frozen=True, slots=True)
class Workload:
    """The team of an agency on one page."""

    workers: tuple[WorkerLine, ...]
    unassigned: int
    is_more_unassigned: bool
    waiting: tuple[PlanBrief, ...]
    has_more_waiting: bool
    has_next: bool
    number: int
    quiet_days: int = QUIET_DAYS


def workload_of(actor: Actor, page: int = 1) -> Workload:
    """Who carries how much, fifty workers at a time, by name.

    Ten queries, twelve with a protected file among the plans; every count begins with a worker and stops at a bound.
    Files that are protected from the supervisor are not counted. Raises: Refused.
    """
    actor.require(Verb.SUPERVISE)
    members = list(members_who_may(actor.agency_id, Verb.WRITE_CASE).items())
    start = (max(page, 1) - 1) * WORKERS
    shown = dict(members[start : start + WORKERS])
    ceilings = {code: one.ceiling for code, one in definitions(agency_id=actor.agency_id).items()}
    cases = open_cases_by_worker(actor, shown)
    late = late_tasks_by_worker(actor, shown)
    quiet = quiet_cases_by_worker(actor, shown, days=QUIET_DAYS)
    nobody = count_of_nobody(actor)
    plans = list(waiting_plans(actor.agency_id)[: SHOWN + 1])
    persons = names_of({plan.person_id for plan in plans}) if plans else {}
    return Workload(
        workers=tuple(
            WorkerLine(member, name, _loads(cases.get(member, {}), ceilings), late.get(member, 0), quiet.get(member, 0))
            for member, name in shown.items()
        ),
        unassigned=nobody,
        is_more_unassigned=nobody >= MOST_OF_NOBODY,
        waiting=waiting_briefs(plans[:SHOWN], persons),
        has_more_waiting=len(plans) > SHOWN,
        has_next=len(members) > start + WORKERS,
        number=max(page, 1),
    )


def cases_to_reassign(actor: Actor, worker: UUID | None, *, programme: str = "") -> list[CaseChoice]:
    """What a supervisor may give to somebody else: the open cases of a worker, or of nobody. As many queries."""
    return cases_to_give(actor, worker, programme=programme)


def _loads(cases: dict[str, int], ceilings: dict[str, int | None]) -> tuple[Load, ...]:
    """Programmes with cases, in the order of the list."""
    return tuple(
        Load(code, name, cases[code], ceilings.get(code)) for code, name in choices("programme") if code in cases
    )
