"""Addresses of closings; identifiers only, never a name or a reference."""

from __future__ import annotations

from django.urls import path

from darna.domains.closing.views import closings, listing

app_name = "closing"

urlpatterns = [
    path("", listing.closings, name="list"),
    path("rule/", listing.rule, name="rule"),
    path("cases/<uuid:case_id>/", closings.propose, name="propose"),
    path("<uuid:closing_id>/", closings.closing, name="closing"),
    path("<uuid:closing_id>/withdraw/", closings.withdraw, name="withdraw"),
    path("<uuid:closing_id>/approve/", closings.approve, name="approve"),
    path("<uuid:closing_id>/send-back/", closings.send_back, name="send_back"),
    path("<uuid:closing_id>/opinion/", closings.opinion, name="opinion"),
    path("<uuid:closing_id>/check/", closings.check, name="check"),
]
