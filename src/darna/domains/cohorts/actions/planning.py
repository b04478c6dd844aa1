"""Planning a training action, changing it, starting it, ending it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import differing_columns, locked, optional_text, require_codes, save
from darna.domains.cohorts import access, queries
from darna.domains.cohorts.actions.saving import MOST_LETTERS, labels_in, require_target
from darna.domains.cohorts.models import ProgrammeAction
from darna.domains.cohorts.values import ActionDraft
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, Refused

State = ProgrammeAction.State


@transaction.atomic
def plan_action(draft: ActionDraft, *, by: Actor) -> ProgrammeAction:
    """Plan a training action that the own agency leads. Raises: Refused, Invalid."""
    by.require(Verb.KEEP_COHORTS)
    action = ProgrammeAction.objects.create(agency_id=by.agency_id, made_by=by.membership_id, **_columns(draft))
    record("action.planned", subject=action, detail=_told(action))
    return action


@transaction.atomic
def change_action(action_id: UUID, draft: ActionDraft, *, seen_version: int, by: Actor) -> ProgrammeAction:
    """Call an action otherwise, move its dates, or name another coach; the points stay once it runs.

    Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone when nothing is different.
    """
    action = access.action_to_keep(by, action_id)
    access.require_not_ended(action)
    wanted = _columns(draft)
    action = locked(action, seen_version)
    changed = differing_columns(action, wanted)
    if "points" in changed and action.state != State.PLANNED:
        raise Invalid("points", "points_are_fixed")
    save(action, **changed)
    record("action.changed", subject=action, detail=_told(action))
    return action


@transaction.atomic
def start_action(action_id: UUID, *, seen_version: int, by: Actor) -> ProgrammeAction:
    """Let the reviews begin. Raises: Refused, NotFound, StaleVersion; AlreadyDone when it runs or has ended."""
    action = access.action_to_keep(by, action_id)
    if action.state != State.PLANNED:
        raise AlreadyDone("action_is_started_already")
    action = locked(action, seen_version)
    if not queries.has_cohorts(action.pk):
        raise Refused("action_has_no_cohort")
    save(action, state=State.RUNNING, started_at=now())
    record("action.started", subject=action, detail={"name": action.label_fr})
    return action


@transaction.atomic
def end_action(action_id: UUID, *, seen_version: int, by: Actor) -> ProgrammeAction:
    """Close an action for all its cohorts; what was found stays to be read.

    Raises: Refused, NotFound, StaleVersion; AlreadyDone when it has ended.
    """
    action = access.action_to_keep(by, action_id)
    if action.state == State.ENDED:
        raise AlreadyDone("action_has_ended_already")
    action = locked(action, seen_version)
    save(action, state=State.ENDED, ended_at=now())
    record("action.ended", subject=action, detail={"name": action.label_fr})
    return action


def _columns(draft: ActionDraft) -> dict[str, Any]:
    require_target(draft.target)
    if not draft.points:
        raise Invalid("points", "not_in_the_list")
    require_codes("points", draft.points, "review_point")
    if draft.ends_on is not None and draft.ends_on < draft.starts_on:
        raise Invalid("ends_on", "before_the_start", value=draft.ends_on.isoformat())
    return {
        **labels_in(draft.label),
        "starts_on": draft.starts_on,
        "ends_on": draft.ends_on,
        "target": draft.target,
        "points": list(draft.points),
        "coach_name": optional_text("coach_name", draft.coach_name, most=MOST_LETTERS),
        "coach_organisation": optional_text("coach_organisation", draft.coach_organisation, most=MOST_LETTERS),
    }


def _told(action: ProgrammeAction) -> dict[str, object]:
    return {"name": action.label_fr, "since": action.starts_on, "until": action.ends_on, "target": action.target}
