"""Addresses of questions at the desk; identifiers only."""

from __future__ import annotations

from django.urls import path

from darna.domains.asking.views import answering, listing

app_name = "asking"

urlpatterns = [
    path("", listing.questions, name="list"),
    path("settings/", listing.settings, name="settings"),
    path("<uuid:question_id>/", listing.question, name="question"),
    path("<uuid:question_id>/take/", answering.take, name="take"),
    path("<uuid:question_id>/back/", answering.give_back, name="give_back"),
    path("<uuid:question_id>/answer/", answering.answer, name="answer"),
    path("<uuid:question_id>/time/", answering.propose, name="propose"),
    path("<uuid:question_id>/close/", answering.close, name="close"),
]
