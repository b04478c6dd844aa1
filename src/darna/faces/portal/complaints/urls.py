"""Addresses of complaining without an account; their names are looked for as `portal:<name>`."""

from __future__ import annotations

from django.urls import path

from darna.faces.portal.complaints import views

urlpatterns = [
    path("", views.how, name="complain"),
    path("tell/", views.tell, name="complain_tell"),
    path("sent/", views.sent, name="complain_sent"),
    path("answer/", views.answer, name="complain_answer"),
    path("answer/more/", views.more, name="complain_more"),
    path("answer/review/", views.review, name="complain_review"),
    path("answer/desk/", views.decide, name="complain_decide"),
    path("answer/end/", views.end, name="complain_end"),
    path("answer/close/", views.close, name="complain_close"),
    path("leave/", views.leave, name="complain_leave"),
]
