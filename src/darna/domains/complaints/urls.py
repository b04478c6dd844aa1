"""Addresses of complaints for officers, the office and the desk; identifiers only."""

from __future__ import annotations

from django.urls import path

from darna.domains.complaints.views import listing, looking, telling

app_name = "complaints"

urlpatterns = [
    path("", listing.complaints, name="list"),
    path("counts/", listing.counts, name="counts"),
    path("counts/file/", listing.counts_file, name="counts_file"),
    path("settings/", listing.settings, name="settings"),
    path("aloud/", telling.take_down, name="take_down"),
    path("told/", telling.handovers, name="handovers"),
    path("told/<uuid:handed_id>/", telling.handover, name="handover"),
    path("told/<uuid:handed_id>/take/", telling.take, name="take_handover"),
    path("<uuid:complaint_id>/", looking.complaint, name="complaint"),
    path("<uuid:complaint_id>/confirm/", looking.acknowledge, name="acknowledge"),
    path("<uuid:complaint_id>/look/", looking.look_into, name="look_into"),
    path("<uuid:complaint_id>/write/", looking.write, name="write"),
    path("<uuid:complaint_id>/answer/", looking.answer, name="answer"),
    path("<uuid:complaint_id>/back/", looking.step_back, name="step_back"),
    path("<uuid:complaint_id>/keep-from/", looking.keep_from, name="keep_from"),
    path("<uuid:complaint_id>/tell/", looking.propose, name="propose"),
]
