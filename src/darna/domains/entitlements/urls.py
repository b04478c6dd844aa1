"""Addresses of entitlements; identifiers and neutral names of rights only, never a person's name or a reference."""

from __future__ import annotations

from django.urls import path

from darna.domains.entitlements.views import asking, changed, claims, days, decisions, gains, periods

app_name = "entitlements"

urlpatterns = [
    path("changed/", changed.changed, name="changed"),
    path("changed/ask-again/", changed.ask_all_again, name="ask_all_again"),
    path("changed/<uuid:later_id>/seen/", decisions.note_seen, name="seen"),
    path("days/file.csv", days.days_file, name="days_file"),
    path("days/", days.days, name="days"),
    path("gain/", gains.gain, name="gain"),
    path("cases/<uuid:case_id>/", periods.show_case, name="case"),
    path("cases/<uuid:case_id>/period/", periods.add_period, name="add_period"),
    path("cases/<uuid:case_id>/file/", periods.bring_periods, name="bring_periods"),
    path("cases/<uuid:case_id>/file/forget/", periods.forget_told, name="forget_told"),
    path("cases/<uuid:case_id>/questions/", asking.survey, name="survey"),
    path("cases/<uuid:case_id>/questions/<str:asked>/", asking.ask, name="ask"),
    path("periods/<uuid:period_id>/change/", periods.change_period, name="change_period"),
    path("periods/<uuid:period_id>/remove/", periods.remove_period, name="remove_period"),
    path("decisions/<uuid:decision_id>/", decisions.show_decision, name="decision"),
    path("decisions/<uuid:decision_id>/claim/", decisions.open_claim, name="open_claim"),
    path("cases/<uuid:case_id>/claim/", claims.open_by_hand, name="open_by_hand"),
    path("claims/<uuid:claim_id>/", claims.show_claim, name="claim"),
    path("claims/<uuid:claim_id>/mark/", claims.mark_claim, name="mark_claim"),
    path("claims/<uuid:claim_id>/step/", claims.add_step, name="add_step"),
    path("claims/<uuid:claim_id>/parts/<uuid:part_id>/", claims.plan_part, name="plan_part"),
    path("claims/<uuid:claim_id>/move/", claims.move_claim, name="move_claim"),
    path("claims/<uuid:claim_id>/letter/", claims.claim_letter, name="claim_letter"),
]
