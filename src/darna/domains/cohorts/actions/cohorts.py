"""Bringing an agency into an action, naming its cohort and its coach, and writing down who looked at it."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import members_who_may, other_agencies
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import differing_columns, locked, optional_text, save
from darna.domains.cohorts import access
from darna.domains.cohorts.actions.saving import MOST_LETTERS, labels_in, require_target
from darna.domains.cohorts.models import Cohort
from darna.domains.cohorts.values import Coach, CohortDraft
from darna.domains.people.access import is_open_to
from darna.domains.people.queries import lines_for
from darna.kernel.errors import AlreadyDone, Invalid


@transaction.atomic
def add_cohort(action_id: UUID, agency_id: UUID, draft: CohortDraft, *, by: Actor) -> Cohort:
    """Bring an agency, the own one or another, into an action with an empty cohort; its own people fill it.

    Raises: Refused, NotFound, Invalid; AlreadyDone when the agency takes part already.
    """
    action = access.action_to_keep(by, action_id)
    access.require_not_ended(action)
    if agency_id != by.agency_id and agency_id not in other_agencies(by.agency_id):
        raise Invalid("agency", "not_an_agency")
    require_target(draft.target)
    cohort = Cohort(
        agency_id=agency_id,
        action=action,
        target=draft.target,
        made_by=by.membership_id,
        **labels_in(draft.label),
    )
    try:
        # A savepoint: a cohort of another agency is invisible, so only the table can tell that it is there.
        with transaction.atomic():
            cohort.save(force_insert=True)
    except IntegrityError as taken:
        if "agency_has_one_cohort_in_an_action" not in str(taken):
            raise
        raise AlreadyDone("agency_takes_part_already") from taken
    detail = {"name": action.label_fr, "to": agency_id, "target": draft.target}
    record("cohort.added", subject=("cohorts.cohort", cohort.pk), detail=detail)
    return cohort


@transaction.atomic
def change_cohort(cohort_id: UUID, draft: CohortDraft, *, seen_version: int, by: Actor) -> Cohort:
    """Call a cohort of the own agency otherwise, or set another target.

    Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone when nothing is different.
    """
    by.require(Verb.KEEP_COHORTS)
    cohort = access.visible_cohort(by, cohort_id)
    access.require_not_ended(cohort.action)
    require_target(draft.target)
    wanted: dict[str, object] = {**labels_in(draft.label), "target": draft.target}
    cohort = locked(cohort, seen_version)
    changed = differing_columns(cohort, wanted)
    save(cohort, **changed)
    record("cohort.changed", subject=cohort, detail={"name": cohort.label_fr, "target": cohort.target})
    return cohort


@transaction.atomic
def name_coach(cohort_id: UUID, coach: Coach, *, seen_version: int, by: Actor) -> Cohort:
    """Say who looks at the cases: a member of the agency, or somebody from outside; or nobody for now.

    Raises: Refused, NotFound, StaleVersion, AlreadyDone; Invalid for somebody who does not work in cases, or who is not
    named for a protected file of the cohort.
    """
    by.require(Verb.FILL_COHORTS)
    cohort = access.visible_cohort(by, cohort_id)
    access.require_not_ended(cohort.action)
    wanted = _coach_columns(coach, cohort, by)
    cohort = locked(cohort, seen_version)
    save(cohort, **differing_columns(cohort, wanted))
    told = {"worker": coach.member_id} if coach.member_id else {"coach": wanted["coach_name"] or None}
    record("cohort.coach_named", subject=cohort, detail={"name": cohort.label_fr, **told})
    return cohort


def note_cohort_opening(actor: Actor, cohort_id: UUID) -> None:
    """The cases of a cohort were shown with the names of persons. One query."""
    record("cohort.opened", subject=("cohorts.cohort", cohort_id))


def _coach_columns(coach: Coach, cohort: Cohort, by: Actor) -> dict[str, object]:
    name = optional_text("coach_name", coach.name, most=MOST_LETTERS)
    organisation = optional_text("coach_organisation", coach.organisation, most=MOST_LETTERS)
    if coach.member_id and name:
        raise Invalid("coach_name", "one_coach_only")
    if organisation and not name:
        raise Invalid("coach_name", "empty")
    if coach.member_id is not None and coach.member_id not in members_who_may(by.agency_id, Verb.REVIEW_COHORTS):
        raise Invalid("coach", "not_a_worker_of_the_agency")
    persons = access.entries_of(cohort.pk).values_list("person_id", flat=True)
    for line in lines_for(by, persons).values():
        if line.is_protected:
            require_coach_sees(coach.member_id, line.id, "coach")
    return {"coach_id": coach.member_id, "coach_name": name, "coach_organisation": organisation}


def require_coach_sees(coach_id: UUID | None, person_id: UUID, field: str) -> None:
    """Raises: Invalid for a protected file that the coach is not named for; nobody from outside ever is. One query."""
    if not is_open_to(coach_id or UUID(int=0), person_id):
        raise Invalid(field, "coach_is_not_named")
