"""Taking cases into a cohort and out of it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked, save
from darna.base.keys.queries import cipher_of
from darna.domains.cases.queries import case_brief
from darna.domains.cohorts import access
from darna.domains.cohorts.actions.cohorts import require_coach_sees
from darna.domains.cohorts.models import CohortCase
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Refused


@transaction.atomic
def add_case(cohort_id: UUID, case_id: UUID, *, by: Actor) -> CohortCase:
    """Take an open case of the own agency into a cohort of it; a protected one only where the coach is named for it.

    Raises: Refused, NotFound, Invalid; AlreadyDone when the case is in the cohort.
    """
    by.require(Verb.FILL_COHORTS)
    cohort = access.visible_cohort(by, cohort_id)
    access.require_not_ended(cohort.action)
    case = case_brief(by, case_id)
    if case.is_shared_in:
        raise Refused("case_is_of_another_agency", reference=case.reference)
    if not case.is_open:
        raise Refused("case_is_closed", reference=case.reference)
    require_coach_sees(cohort.coach_id, case.person_id, "cases")
    # Held, so that two who add the same case at once do so one after the other.
    locked(cohort, cohort.version)
    if access.entries_of(cohort.pk).filter(case_id=case.id).exists():
        raise AlreadyDone("case_is_in_the_cohort")
    entry = CohortCase.objects.create(
        agency_id=by.agency_id, cohort=cohort, case_id=case.id, person_id=case.person_id, added_by=by.membership_id
    )
    detail = {"case": case.reference, "name": cohort.label_fr}
    record("cohort.case_added", subject=entry, detail=detail, cipher=cipher_of(case.person_id))
    return entry


@transaction.atomic
def take_case_out(entry_id: UUID, *, seen_version: int, by: Actor) -> CohortCase:
    """Take a case out of its cohort; what was found in it stays in the file's trail and counts no longer.

    Raises: Refused, NotFound, StaleVersion; AlreadyDone when it was taken out before.
    """
    by.require(Verb.FILL_COHORTS)
    entry, cohort = access.visible_entry(by, entry_id)
    access.require_not_ended(cohort.action)
    if entry.left_at is not None:
        raise AlreadyDone("case_has_left_the_cohort")
    entry = locked(entry, seen_version)
    save(entry, left_at=now(), left_by=by.membership_id)
    detail = {"case": case_brief(by, entry.case_id).reference, "name": cohort.label_fr}
    record("cohort.case_taken_out", subject=entry, detail=detail)
    return entry
