"""Addresses of possible matches; identifiers only, never a name or a reference."""

from __future__ import annotations

from django.urls import path

from darna.domains.matches.views import deciding, listing

app_name = "matches"

urlpatterns = [
    path("", listing.matches, name="list"),
    path("<uuid:match_id>/", listing.match, name="show"),
    path("<uuid:match_id>/compare/", deciding.agree, name="agree"),
    path("<uuid:match_id>/leave/", deciding.decline, name="decline"),
    path("<uuid:match_id>/say/", deciding.judge, name="judge"),
]
