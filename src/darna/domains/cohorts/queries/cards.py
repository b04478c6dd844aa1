"""One action with its cohorts, and one cohort of the own agency."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_agencies, names_of_members
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.domains.cohorts import access
from darna.domains.cohorts.models import Cohort, ProgrammeAction
from darna.domains.cohorts.queries.counting import Told, counts_of, told_of_others
from darna.domains.cohorts.values import ActionCard, ActionRights, Coach, CohortCard, CohortLine, CohortRights, Counts

State = ProgrammeAction.State


def action_card(actor: Actor, action_id: UUID) -> ActionCard:
    """An action with the progress of every cohort. Six queries at most. Raises: Refused, NotFound."""
    action = access.visible_action(actor, action_id)
    told = told_of_others([action.pk])
    agencies = names_of_agencies({action.agency_id, *(one.agency_id for one in told)}, actor.language)
    own = {cohort.pk: cohort for cohort in access.cohorts_of(actor).filter(action_id=action.pk)}
    return ActionCard(
        id=action.pk,
        agency_id=action.agency_id,
        version=action.version,
        label=action.label,
        title=action.label.in_(actor.language),
        state=action.state,
        state_label=str(State(action.state).label),
        agency=agencies.get(action.agency_id, ""),
        starts_on=action.starts_on,
        ends_on=action.ends_on,
        started_at=action.started_at,
        ended_at=action.ended_at,
        target=action.target,
        coach_name=action.coach_name,
        coach_organisation=action.coach_organisation,
        points=points_of(action),
        cohorts=cohort_lines(actor, told, own, agencies),
        rights=_rights(actor, action),
    )


def cohort_card(actor: Actor, cohort_id: UUID) -> CohortCard:
    """A cohort of the own agency. Three queries. Raises: Refused, NotFound."""
    return card_of(actor, access.visible_cohort(actor, cohort_id))


def card_of(actor: Actor, cohort: Cohort) -> CohortCard:
    """A cohort that was read with its action, in words. Two queries."""
    coach = Coach(cohort.coach_id, cohort.coach_name, cohort.coach_organisation)
    is_open = cohort.action.state != State.ENDED
    return CohortCard(
        id=cohort.pk,
        action_id=cohort.action_id,
        agency_id=cohort.agency_id,
        version=cohort.version,
        action_title=cohort.action.label.in_(actor.language),
        action_state=cohort.action.state,
        label=cohort.label,
        title=cohort.label.in_(actor.language),
        target=cohort.target,
        coach=coach,
        coach_shown=coach_shown(coach, names_of_members(filter(None, [cohort.coach_id]))),
        points=points_of(cohort.action),
        counts=counts_of([cohort.pk])[cohort.pk],
        rights=CohortRights(
            changes=is_open and actor.may(Verb.KEEP_COHORTS),
            fills=access.may_fill(actor, cohort),
            reviews=access.may_review(actor, cohort),
        ),
    )


def cohort_lines(
    actor: Actor, told: Iterable[Told], own: dict[UUID, Cohort], agencies: dict[UUID, str]
) -> tuple[CohortLine, ...]:
    """Cohorts in a table: the own agency's with its numbers where the reader follows it. Two queries."""
    counts = counts_of(own) if own and actor.may(Verb.REVIEW_COHORTS) else {}
    names = names_of_members(cohort.coach_id for cohort in own.values() if cohort.coach_id)
    lines = [_line(actor, one, own.get(one.cohort_id), counts, names, agencies) for one in told]
    return tuple(sorted(lines, key=lambda line: (not line.is_ours, line.agency)))


def coach_shown(coach: Coach, names: dict[UUID, str]) -> str:
    """A coach by name, with the organisation of somebody from outside."""
    if coach.member_id:
        return names.get(coach.member_id, "")
    return f"{coach.name} ({coach.organisation})" if coach.organisation else coach.name


def points_of(action: ProgrammeAction) -> tuple[tuple[str, str], ...]:
    """The points of an action with what they are called."""
    return tuple((code, label("review_point", code)) for code in action.points)


def _line(
    actor: Actor,
    told: Told,
    cohort: Cohort | None,
    counts: dict[UUID, Counts],
    names: dict[UUID, str],
    agencies: dict[UUID, str],
) -> CohortLine:
    coach = Coach(cohort.coach_id, cohort.coach_name, cohort.coach_organisation) if cohort else Coach()
    return CohortLine(
        id=told.cohort_id,
        agency=agencies.get(told.agency_id, ""),
        label=told.label.in_(actor.language),
        target=told.target,
        # Whoever meets no persons, such as an administrator, is told no more than another agency.
        counts=counts.get(told.cohort_id, told.counts),
        is_ours=told.agency_id == actor.agency_id,
        may_open=cohort is not None and actor.may(Verb.REVIEW_COHORTS),
        coach=coach_shown(coach, names),
        version=cohort.version if cohort else 0,
    )


def _rights(actor: Actor, action: ProgrammeAction) -> ActionRights:
    leads = actor.may(Verb.KEEP_COHORTS) and action.agency_id == actor.agency_id
    is_open = action.state != State.ENDED
    return ActionRights(
        changes=leads and is_open,
        starts=leads and action.state == State.PLANNED,
        ends=leads and is_open,
        brings_agencies=leads and is_open,
    )
