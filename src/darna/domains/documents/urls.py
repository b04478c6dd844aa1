"""Addresses of documents; identifiers only, never a name or a kind of paper."""

from __future__ import annotations

from django.urls import path

from darna.domains.documents.views import files, keeping, lists, moving

app_name = "documents"

urlpatterns = [
    path("", lists.papers, name="list"),
    path("persons/<uuid:person>/", lists.of_person, name="of_person"),
    path("persons/<uuid:person>/add/", keeping.keep, name="keep"),
    path("persons/<uuid:person>/ask/", keeping.ask, name="ask"),
    path("cases/<uuid:case_id>/", keeping.checklist, name="checklist"),
    path("<uuid:paper>/", lists.paper, name="paper"),
    path("<uuid:paper>/bring/", keeping.bring, name="bring"),
    path("<uuid:paper>/change/", moving.change, name="change"),
    path("<uuid:paper>/check/", moving.check, name="check"),
    path("<uuid:paper>/refuse/", moving.refuse, name="refuse"),
    path("<uuid:paper>/return/", moving.hand_back, name="hand_back"),
    path("<uuid:paper>/remove/", moving.remove, name="remove"),
    path("files/<uuid:file>/", files.body, name="file"),
    path("files/<uuid:file>/download/", files.download, name="download"),
    path("files/<uuid:file>/small/", files.small, name="small"),
]
