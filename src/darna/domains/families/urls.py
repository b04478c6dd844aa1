"""Addresses of family proposals; identifiers only, never a name or a reference."""

from __future__ import annotations

from django.urls import path

from darna.domains.families import views

app_name = "families"

urlpatterns = [
    path("", views.families, name="list"),
    path("<uuid:family_id>/", views.family, name="show"),
    path("<uuid:family_id>/together/", views.together, name="together"),
    path("<uuid:family_id>/apart/", views.apart, name="apart"),
]
