"""Fictional training actions for tests; a maker says what its test does not care about."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import make_case
from darna.domains.cohorts.values import YES, ActionDraft, Coach, CohortDraft, ReviewDraft
from darna.kernel.clock import today
from darna.kernel.text import LocalText

POINTS = ("consent_recorded", "needs_noted", "plan_made")
LABEL = LocalText(ar="تكوين على المواكبة", fr="Formation à l'accompagnement")


def make_draft(**values: Any) -> ActionDraft:
    """A training of three weeks for forty-five cases."""
    told: dict[str, Any] = {
        "label": LABEL,
        "starts_on": today() - timedelta(days=7),
        "ends_on": today() + timedelta(days=14),
        "target": 45,
        "points": POINTS,
    }
    return ActionDraft(**{**told, **values})


def cohort_draft(fr: str = "Quinze dossiers", target: int = 15) -> CohortDraft:
    """Fifteen cases."""
    return CohortDraft(LocalText(ar="خمسة عشر ملفا", fr=fr), target)


def make_action(by: Actor, *agencies: UUID, runs: bool = True, **values: Any) -> Any:
    """An action led by somebody's agency, with a cohort of each agency; the own one if none is named."""
    from darna.domains.cohorts import actions

    with acting(by.context):
        action = actions.plan_action(make_draft(**values), by=by)
        for agency_id in agencies or [by.agency_id]:
            actions.add_cohort(action.pk, agency_id, cohort_draft(), by=by)
        return actions.start_action(action.pk, seen_version=action.version, by=by) if runs else action


def cohort_in(action: Any, by: Actor) -> Any:
    """The cohort of somebody's agency in an action."""
    from darna.domains.cohorts.models import Cohort

    with acting(by.context):
        return Cohort.objects.get(action_id=action.pk, agency_id=by.agency_id)


def make_cohort(by: Actor, *, coach: Actor | None = None, action: Any = None) -> Any:
    """A cohort of somebody's agency in an action that runs, with a coach if one is named."""
    from darna.domains.cohorts import actions

    cohort = cohort_in(action or make_action(by), by)
    if coach is None:
        return cohort
    with acting(by.context):
        return actions.name_coach(cohort.pk, Coach(coach.membership_id), seen_version=cohort.version, by=by)


def make_entry(by: Actor, cohort: Any, *, case: Any = None) -> Any:
    """A case of somebody's agency in a cohort."""
    from darna.domains.cohorts import actions

    case = case or make_case(by)
    with acting(by.context):
        return actions.add_case(cohort.pk, case.pk, by=by)


def found(*, no: tuple[str, ...] = (), **values: Any) -> ReviewDraft:
    """A review that finds all points done but those named."""
    answers = {point: "no" if point in no else YES for point in POINTS}
    told: dict[str, Any] = {"reviewed_on": today(), "answers": answers, "remark": "Plan revu avec elle."}
    return ReviewDraft(**{**told, **values})


def make_review(by: Actor, entry: Any, draft: ReviewDraft | None = None) -> Any:
    """A round of a case."""
    from darna.domains.cohorts import actions
    from darna.domains.cohorts.models import CohortCase

    with acting(by.context):
        seen = CohortCase.objects.values_list("version", flat=True).get(pk=entry.pk)
        return actions.write_review(entry.pk, draft or found(), seen_version=seen, by=by)
