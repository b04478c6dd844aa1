"""Several cases change their worker at once: one transaction, one sentence for each case, a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record_each
from darna.base.keys.queries import ciphers_of
from darna.domains.cases import access
from darna.domains.cases.actions.workers import require_see_files, require_workers
from darna.domains.cases.models import Case
from darna.kernel.errors import NotFound, StaleVersion

#: Each case with the version it was seen in, and whose it is to be; nobody's where there is none.
Wanted = Mapping[UUID, tuple[int, UUID | None]]


@dataclass(frozen=True, slots=True)
class Given:
    """A case that changed its worker, and who had it before."""

    case_id: UUID
    person_id: UUID
    agency_id: UUID
    from_worker: UUID | None
    to_worker: UUID | None


@transaction.atomic
def assign_cases(wanted: Wanted, *, by: Actor) -> tuple[Given, ...]:
    """Give several cases to workers of the agency, or to nobody; all or none. Eight queries, however many they are.

    Raises: Refused, NotFound, StaleVersion; Invalid for somebody who does not write in cases, or who is not named for
    a protected file.
    """
    by.require(Verb.ASSIGN_CASE)
    workers = {case: worker for case, (_version, worker) in wanted.items() if worker is not None}
    require_workers(set(workers.values()), by)
    cases = _held(wanted, by)
    require_see_files({(workers[case.pk], case.person_id) for case in cases if case.pk in workers}, by)
    given = tuple(Given(case.pk, case.person_id, case.agency_id, case.worker_id, wanted[case.pk][1]) for case in cases)
    for case in cases:
        case.worker_id = wanted[case.pk][1]
        case.version += 1
    # What the database refuses it leaves out in silence, so the rows are counted.
    if Case.objects.bulk_update(cases, ["worker_id", "version"]) != len(cases):
        raise NotFound("case", cases[0].pk)
    told = [(case, {"from": one.from_worker, "to": one.to_worker}) for case, one in zip(cases, given, strict=True)]
    record_each("case.assigned", told, ciphers_of(case.person_id for case in cases))
    return given


def _held(wanted: Wanted, by: Actor) -> Sequence[Case]:
    """The cases, held until the transaction ends, in one order: two at once wait for each other instead of stopping."""
    rows = access.cases_visible_to(by).filter(pk__in=wanted).order_by("pk")
    cases = list(rows.select_for_update(of=("self",)))
    missing = set(wanted) - {case.pk for case in cases}
    if missing:
        raise NotFound("case", min(missing))
    for case in cases:
        access.require(access.decides(by, case), case, code="case_is_of_another_agency")
        access.require_open(case)
        if case.version != wanted[case.pk][0]:
            raise StaleVersion(case.version, wanted[case.pk][0])
    return cases
