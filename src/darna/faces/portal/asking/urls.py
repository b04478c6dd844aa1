"""Addresses of asking without an account; their names are looked for as `portal:<name>`."""

from __future__ import annotations

from django.urls import path

from darna.faces.portal.asking import views

urlpatterns = [
    path("", views.ask, name="ask"),
    path("young/", views.ask_young, name="ask_young"),
    path("sent/", views.sent, name="ask_sent"),
    path("answer/", views.answer, name="ask_answer"),
    path("answer/more/", views.say, name="ask_say"),
    path("answer/time/", views.confirm, name="ask_confirm"),
    path("answer/remove/", views.remove, name="ask_remove"),
    path("answer/removed/", views.removed, name="ask_removed"),
    path("answer/close/", views.close, name="ask_close"),
    path("leave/", views.leave, name="ask_leave"),
]
