"""Addresses of training mode; an address names an exercise, never a person."""

from __future__ import annotations

from django.urls import path

from darna.faces.training import views

app_name = "training"

urlpatterns = [
    path("", views.exercise_list, name="list"),
    path("<slug:code>/", views.exercise, name="exercise"),
    path("<slug:code>/begin/", views.begin, name="begin"),
    path("<slug:code>/check/", views.check, name="check"),
]
