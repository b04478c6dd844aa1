"""Addresses of lists: identifiers only; what a list is narrowed to names nobody."""

from __future__ import annotations

from django.urls import path

from darna.base.lists.views import exports, saved

app_name = "lists"

urlpatterns = [
    path("", saved.saved, name="saved"),
    path("keep/", saved.keep, name="keep"),
    path("exports/", exports.exports, name="exports"),
    path("exports/ask/", exports.ask, name="ask"),
    path("exports/<uuid:export_id>/", exports.export, name="export"),
    path("exports/<uuid:export_id>/file/", exports.download, name="download"),
    path("<uuid:saved_id>/rename/", saved.rename, name="rename"),
    path("<uuid:saved_id>/opens/", saved.open_by_itself, name="opens"),
    path("<uuid:saved_id>/remove/", saved.remove, name="remove"),
]
