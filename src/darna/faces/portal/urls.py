"""The addresses of the public pages, each under its language; the bare `/` is `choose_language`."""

from __future__ import annotations

from django.urls import path

from darna.faces.portal import views

app_name = "portal"

urlpatterns = [
    path("", views.welcome, name="welcome"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
