"""Addresses of training actions and cohorts; identifiers only."""

from __future__ import annotations

from django.urls import path

from darna.domains.cohorts.views import cohorts, programme_actions, reviews

app_name = "cohorts"

urlpatterns = [
    path("", programme_actions.action_list, name="list"),
    path("plan/", programme_actions.plan_action, name="plan"),
    path("actions/<uuid:action_id>/", programme_actions.action, name="action"),
    path("actions/<uuid:action_id>/change/", programme_actions.change_action, name="change_action"),
    path("actions/<uuid:action_id>/start/", programme_actions.start_action, name="start"),
    path("actions/<uuid:action_id>/end/", programme_actions.end_action, name="end"),
    path("actions/<uuid:action_id>/agency/", programme_actions.add_cohort, name="add_cohort"),
    path("<uuid:cohort_id>/", cohorts.cohort, name="cohort"),
    path("<uuid:cohort_id>/sheet/", cohorts.sheet, name="sheet"),
    path("<uuid:cohort_id>/change/", cohorts.change_cohort, name="change_cohort"),
    path("<uuid:cohort_id>/coach/", cohorts.name_coach, name="coach"),
    path("<uuid:cohort_id>/cases/", cohorts.add_cases, name="add_cases"),
    path("cases/<uuid:entry_id>/", reviews.entry, name="entry"),
    path("cases/<uuid:entry_id>/review/", reviews.write_review, name="review"),
    path("cases/<uuid:entry_id>/out/", cohorts.take_case_out, name="take_out"),
    path("reviews/<uuid:review_id>/correct/", reviews.correct_review, name="correct_review"),
]
