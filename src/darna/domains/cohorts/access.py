"""Who sees an action, a cohort and its cases, and who decides about them; PostgreSQL says the same again."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.cohorts.models import CaseReview, Cohort, CohortCase, ProgrammeAction
from darna.kernel.errors import NotFound, Refused


def follows_all(actor: Actor) -> bool:
    """Supervisors, and for the names of things administrators, see every cohort of their agency."""
    return actor.may(Verb.KEEP_COHORTS)


def cohorts_of(actor: Actor) -> QuerySet[Cohort]:
    """The cohorts of the actor's agency, or those among them that the actor coaches."""
    actor.require(Verb.SEE_COHORTS)
    own = Cohort.objects.filter(agency_id=actor.agency_id)
    return own if follows_all(actor) else own.filter(coach_id=actor.membership_id)


def actions_visible_to(actor: Actor) -> QuerySet[ProgrammeAction]:
    """Actions the agency leads or takes part in; a coach sees those with a cohort of their own."""
    actor.require(Verb.SEE_COHORTS)
    # The policy of the table lets through what the agency leads or takes part in, and nothing else.
    every = ProgrammeAction.objects.all()
    return every if follows_all(actor) else every.filter(Exists(cohorts_of(actor).filter(action_id=OuterRef("pk"))))


def visible_action(actor: Actor, action_id: UUID) -> ProgrammeAction:
    """One action. One query. Raises: Refused, NotFound."""
    action = actions_visible_to(actor).filter(pk=action_id).first()
    if action is None:
        raise NotFound("action", action_id)
    return action


def action_to_keep(actor: Actor, action_id: UUID) -> ProgrammeAction:
    """An action that the actor's agency leads. One query. Raises: Refused, NotFound."""
    actor.require(Verb.KEEP_COHORTS)
    action = visible_action(actor, action_id)
    if action.agency_id != actor.agency_id:
        raise Refused("action_is_led_by_another_agency")
    return action


def visible_cohort(actor: Actor, cohort_id: UUID) -> Cohort:
    """A cohort of the own agency with its action. One query. Raises: Refused, NotFound."""
    cohort = cohorts_of(actor).select_related("action").filter(pk=cohort_id).first()
    if cohort is None:
        raise NotFound("cohort", cohort_id)
    return cohort


def entries_of(cohort_id: UUID) -> QuerySet[CohortCase]:
    """The cases that are in a cohort now and whose file the transaction may see; whoever asks has seen the cohort."""
    return CohortCase.objects.filter(cohort_id=cohort_id, left_at__isnull=True)


def visible_entry(actor: Actor, entry_id: UUID) -> tuple[CohortCase, Cohort]:
    """A case of a cohort, and the cohort. Two queries. Raises: Refused, NotFound."""
    actor.require(Verb.REVIEW_COHORTS)
    entry = CohortCase.objects.filter(pk=entry_id, agency_id=actor.agency_id).first()
    if entry is None:
        raise NotFound("entry", entry_id)
    return entry, visible_cohort(actor, entry.cohort_id)


def visible_review(actor: Actor, review_id: UUID) -> CaseReview:
    """One round of a case the actor may review. One query, two more to be asked with the entry. Raises: NotFound."""
    actor.require(Verb.REVIEW_COHORTS)
    review = CaseReview.objects.filter(pk=review_id, agency_id=actor.agency_id).first()
    if review is None:
        raise NotFound("review", review_id)
    return review


def may_fill(actor: Actor, cohort: Cohort) -> bool:
    """Cases come in and go out until the action ends."""
    return actor.may(Verb.FILL_COHORTS) and cohort.action.state != ProgrammeAction.State.ENDED


def may_review(actor: Actor, cohort: Cohort) -> bool:
    """The coach reviews while the action runs; a supervisor does for a coach from outside, or in the coach's place."""
    if cohort.action.state != ProgrammeAction.State.RUNNING or not actor.may(Verb.REVIEW_COHORTS):
        return False
    return follows_all(actor) or cohort.coach_id == actor.membership_id


def may_correct(actor: Actor, cohort: Cohort, review: CaseReview) -> bool:
    """Whoever wrote a review corrects it while the action runs; so does a supervisor."""
    return may_review(actor, cohort) and (follows_all(actor) or review.written_by == actor.membership_id)


def require_not_ended(action: ProgrammeAction) -> None:
    """Raises: Refused when the action is over: it stays as it was."""
    if action.state == ProgrammeAction.State.ENDED:
        raise Refused("action_has_ended")
