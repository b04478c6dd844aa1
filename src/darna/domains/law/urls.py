"""Addresses of the keepers of the law: values by their names, which are public, revisions by identifiers."""

from __future__ import annotations

from django.urls import path

from darna.domains.law.views import deciding, listing, values

app_name = "law"

urlpatterns = [
    path("", listing.values, name="list"),
    path("check/", listing.queue, name="queue"),
    path("changes/", listing.changes, name="changes"),
    path("patch/", listing.patch, name="patch"),
    path("values/<str:parameter>/", values.show, name="value"),
    path("values/<str:parameter>/propose/", values.propose, name="propose"),
    path("values/<str:parameter>/read-again/", values.recheck, name="recheck"),
    path("revisions/<uuid:revision_id>/", deciding.show, name="revision"),
    path("revisions/<uuid:waiting_revision_id>/approve/", deciding.approve, name="approve"),
    path("revisions/<uuid:waiting_revision_id>/refuse/", deciding.refuse, name="refuse"),
    path("revisions/<uuid:own_proposal_id>/take-back/", deciding.withdraw, name="withdraw"),
]
