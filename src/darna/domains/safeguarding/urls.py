"""Addresses of child protection; identifiers only, never a name or a reference."""

from __future__ import annotations

from django.urls import path

from darna.domains.safeguarding.views import listing, procedures, standing, talks, urgencies

app_name = "safeguarding"

urlpatterns = [
    path("", listing.procedures, name="list"),
    path("hours/", urgencies.hours, name="hours"),
    path("cases/<uuid:case_id>/procedure/", procedures.open_procedure, name="open"),
    path("cases/<uuid:case_id>/clock/", urgencies.start_clock, name="start_clock"),
    path("cases/<uuid:case_id>/talk/", talks.write_talk, name="write_talk"),
    path("procedures/<uuid:procedure_id>/", procedures.show_procedure, name="procedure"),
    path("procedures/<uuid:procedure_id>/hand-over/", procedures.hand_over, name="hand_over"),
    path("procedures/<uuid:procedure_id>/option/", procedures.weigh_option, name="weigh_option"),
    path("procedures/<uuid:procedure_id>/propose/", procedures.propose, name="propose"),
    path("procedures/<uuid:procedure_id>/approve/", procedures.approve, name="approve"),
    path("procedures/<uuid:procedure_id>/send-back/", procedures.send_back, name="send_back"),
    path("procedures/<uuid:procedure_id>/review/", procedures.review, name="review"),
    path("procedures/<uuid:procedure_id>/close/", procedures.close, name="close"),
    path("steps/<uuid:step_id>/plan/", procedures.plan_step, name="plan_step"),
    path("steps/<uuid:step_id>/done/", procedures.finish_step, name="finish_step"),
    path("steps/<uuid:step_id>/not-needed/", procedures.leave_out_step, name="leave_out_step"),
    path("options/<uuid:option_id>/remove/", procedures.remove_option, name="remove_option"),
    path("persons/<uuid:person_id>/", standing.standing, name="standing"),
    path("persons/<uuid:person_id>/guardian/", standing.add_guardian, name="add_guardian"),
    path("persons/<uuid:person_id>/assent/", standing.add_assent, name="add_assent"),
    path("guardians/<uuid:guardianship_id>/confirm/", standing.confirm_guardian, name="confirm_guardian"),
    path("guardians/<uuid:guardianship_id>/conflict/", standing.note_conflict, name="note_conflict"),
    path("guardians/<uuid:guardianship_id>/end/", standing.end_guardian, name="end_guardian"),
    path("clocks/<uuid:urgency_id>/", urgencies.show_clock, name="clock"),
    path("clocks/<uuid:urgency_id>/stop/", urgencies.stop_clock, name="stop_clock"),
    path("talks/<uuid:talk_id>/", talks.show_talk, name="talk"),
]
