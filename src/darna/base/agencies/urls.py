"""Addresses of agencies, under the language."""

from __future__ import annotations

from django.urls import path

from darna.base.agencies import views

app_name = "agencies"

urlpatterns = [
    path("switch/", views.switch, name="switch"),
    path("none/", views.none, name="none"),
]
