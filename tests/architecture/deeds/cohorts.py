"""Deeds on training actions, one example of each."""

from __future__ import annotations

from darna.domains.cohorts import actions as cohorts
from darna.domains.cohorts.tests.makers import cohort_draft, found, make_action, make_cohort, make_review
from darna.domains.cohorts.tests.makers import make_draft as make_action_draft
from darna.domains.cohorts.values import Coach
from tests.architecture.deeds.scene import Deed

DEEDS: dict[str, Deed] = {
    "cohorts.plan_action": (
        lambda s: s.supervisor,
        lambda s, by: s.done(by, cohorts.plan_action, make_action_draft()),
    ),
    "cohorts.change_action": (
        lambda s: make_action(s.supervisor, runs=False),
        lambda s, made: s.done(
            s.supervisor, cohorts.change_action, made.pk, make_action_draft(target=30, coach_name="A."), seen_version=1
        ),
    ),
    "cohorts.start_action": (
        lambda s: make_action(s.supervisor, runs=False),
        lambda s, made: s.done(s.supervisor, cohorts.start_action, made.pk, seen_version=1),
    ),
    "cohorts.end_action": (
        lambda s: make_action(s.supervisor),
        lambda s, made: s.done(s.supervisor, cohorts.end_action, made.pk, seen_version=made.version),
    ),
    "cohorts.add_cohort": (
        lambda s: (make_action(s.supervisor), s.partner),
        lambda s, made: s.done(
            s.supervisor, cohorts.add_cohort, made[0].pk, made[1].agency_id, cohort_draft("AIDECA", 15)
        ),
    ),
    "cohorts.change_cohort": (
        lambda s: make_cohort(s.supervisor),
        lambda s, made: s.done(s.supervisor, cohorts.change_cohort, made.pk, cohort_draft("X", 20), seen_version=1),
    ),
    "cohorts.name_coach": (
        lambda s: make_cohort(s.supervisor),
        lambda s, made: s.done(
            s.supervisor, cohorts.name_coach, made.pk, Coach(s.worker.membership_id), seen_version=1
        ),
    ),
    "cohorts.note_cohort_opening": (
        lambda s: make_cohort(s.supervisor),
        lambda s, made: s.under(s.supervisor.context, cohorts.note_cohort_opening, s.supervisor, made.pk),
    ),
    "cohorts.add_case": (
        lambda s: (make_cohort(s.supervisor), s.case),
        lambda s, made: s.done(s.supervisor, cohorts.add_case, made[0].pk, made[1].pk),
    ),
    "cohorts.take_case_out": (
        lambda s: s.reviewable,
        lambda s, entry: s.done(s.supervisor, cohorts.take_case_out, entry.pk, seen_version=1),
    ),
    "cohorts.write_review": (
        lambda s: s.reviewable,
        lambda s, entry: s.done(s.supervisor, cohorts.write_review, entry.pk, found(no=("plan_made",)), seen_version=1),
    ),
    "cohorts.correct_review": (
        lambda s: make_review(s.supervisor, s.reviewable),
        lambda s, row: s.done(s.supervisor, cohorts.correct_review, row.pk, found(remark="Non."), seen_version=1),
    ),
    "cohorts.note_reviews_reading": (
        lambda s: s.reviewable,
        lambda s, entry: s.under(
            s.supervisor.context, cohorts.note_reviews_reading, s.supervisor, entry.pk, entry.person_id
        ),
    ),
}
