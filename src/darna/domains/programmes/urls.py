"""Addresses of programmes: versions by their identifier, parts by the kind and code that the programme gives them."""

from __future__ import annotations

from django.urls import path

from darna.domains.programmes import views

app_name = "programmes"

urlpatterns = [
    path("", views.programmes, name="list"),
    path("<uuid:version_id>/", views.show_version, name="version"),
    path("<uuid:version_id>/draft/", views.start_draft, name="start_draft"),
    path("<uuid:edition_id>/add/<slug:kind>/", views.add_part, name="add_part"),
    path("<uuid:edition_id>/rename/<slug:kind>/<slug:name>/", views.rename_part, name="rename_part"),
    path("<uuid:edition_id>/ceiling/", views.set_ceiling, name="set_ceiling"),
    path("<uuid:edition_id>/arrange/", views.arrange, name="arrange"),
    path("<uuid:edition_id>/publish/", views.publish, name="publish"),
    path("<uuid:edition_id>/discard/", views.discard, name="discard"),
]
