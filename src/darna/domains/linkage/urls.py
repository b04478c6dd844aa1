"""Addresses of looking for files of one person; no identifiers at all."""

from __future__ import annotations

from django.urls import path

from darna.domains.linkage import views

app_name = "linkage"

urlpatterns = [
    path("", views.runs, name="list"),
    path("progress/", views.progress, name="progress"),
    path("look/", views.look, name="look"),
]
