"""Addresses of times to keep; identifiers only, never a name or a reference."""

from __future__ import annotations

from django.urls import path

from darna.domains.retention.views import deciding, holding, listing

app_name = "retention"

urlpatterns = [
    path("", listing.notices, name="list"),
    path("rule/", deciding.rule, name="rule"),
    path("holds/", holding.holds, name="holds"),
    path("holds/<uuid:hold_id>/release/", holding.release, name="release"),
    path("persons/<uuid:person>/hold/", holding.hold, name="hold"),
    path("<uuid:notice_id>/", listing.notice, name="notice"),
    path("<uuid:notice_id>/postpone/", deciding.postpone, name="postpone"),
    path("<uuid:notice_id>/erase/", deciding.erase, name="erase"),
]
