"""Addresses of the trail, under the language and the desk."""

from __future__ import annotations

from django.urls import path

from darna.base.audit import views

app_name = "audit"

urlpatterns = [
    path("", views.trail, name="trail"),
    path("person/<uuid:person_id>/", views.person, name="person"),
]
