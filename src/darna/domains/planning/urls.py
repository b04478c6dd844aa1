"""Addresses of planning; identifiers only, never a name or a reference."""

from __future__ import annotations

from django.urls import path

from darna.domains.planning.views import appointments, feeds, plans, progress, workload

app_name = "planning"

urlpatterns = [
    path("calendar/", appointments.calendar, name="calendar"),
    path("calendar/calendar.ics", appointments.calendar_file, name="calendar_file"),
    path("calendar/subscriptions/", feeds.feeds, name="feeds"),
    path("calendar/subscriptions/<uuid:feed_id>/end/", feeds.end_feed, name="end_feed"),
    path("workload/", workload.workload, name="workload"),
    path("workload/give/", workload.reassign, name="reassign"),
    path("cases/<uuid:case_id>/progress/", progress.progress, name="progress"),
    path("cases/<uuid:case_id>/progress/mark/", progress.mark, name="mark_progress"),
    path("cases/<uuid:case_id>/stage/", progress.move_stage, name="move_stage"),
    path("cases/<uuid:case_id>/version/", progress.adopt, name="adopt"),
    path("cases/<uuid:case_id>/plan/", plans.write_plan, name="write_plan"),
    path("cases/<uuid:case_id>/appointment/", appointments.make_appointment, name="make_appointment"),
    path("plans/<uuid:plan_id>/", plans.show_plan, name="plan"),
    path("plans/<uuid:plan_id>/change/", plans.change_plan, name="change_plan"),
    path("plans/<uuid:plan_id>/item/", plans.add_item, name="add_item"),
    path("plans/<uuid:plan_id>/propose/", plans.propose, name="propose"),
    path("plans/<uuid:plan_id>/take-back/", plans.take_back, name="take_back"),
    path("plans/<uuid:plan_id>/approve/", plans.approve, name="approve"),
    path("plans/<uuid:plan_id>/send-back/", plans.send_back, name="send_back"),
    path("plans/<uuid:plan_id>/begin/", plans.begin, name="begin"),
    path("plans/<uuid:plan_id>/complete/", plans.complete, name="complete"),
    path("plans/<uuid:plan_id>/revise/", plans.revise, name="revise"),
    path("plans/<uuid:plan_id>/sheet.pdf", plans.plan_sheet, name="plan_sheet"),
    path("plans/<uuid:plan_id>/print/", plans.print_plan, name="print_plan"),
    path("items/<uuid:item_id>/change/", plans.change_item, name="change_item"),
    path("items/<uuid:item_id>/remove/", plans.remove_item, name="remove_item"),
    path("items/<uuid:item_id>/finish/", plans.finish_item, name="finish_item"),
    path("items/<uuid:item_id>/drop/", plans.drop_item, name="drop_item"),
    path("appointments/<uuid:appointment_id>/", appointments.show_appointment, name="appointment"),
    path("appointments/<uuid:appointment_id>/appointment.ics", appointments.appointment_file, name="appointment_file"),
    path("appointments/<uuid:appointment_id>/change/", appointments.change_appointment, name="change_appointment"),
    path("appointments/<uuid:appointment_id>/kept/", appointments.keep_appointment, name="keep_appointment"),
    path("appointments/<uuid:appointment_id>/missed/", appointments.miss_appointment, name="miss_appointment"),
    path("appointments/<uuid:appointment_id>/excused/", appointments.excuse_appointment, name="excuse_appointment"),
    path("appointments/<uuid:appointment_id>/cancel/", appointments.cancel_appointment, name="cancel_appointment"),
]
