"""Addresses of the reception; identifiers only, never a name or a reference."""

from __future__ import annotations

from django.urls import path

from darna.domains.reception.views import enquiries, interpreters, queue, visits

app_name = "reception"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("arrivals/", queue.add, name="add"),
    path("next/", queue.call_next, name="call_next"),
    path("screen/", queue.screen, name="screen"),
    path("arrivals/<uuid:arrival>/slip/", queue.slip, name="slip"),
    path("arrivals/<uuid:arrival>/finish/", visits.finish, name="finish"),
    path("arrivals/<uuid:arrival>/interpreter/", interpreters.ask_for_ticket, name="ask_for_ticket"),
    path("arrivals/<uuid:arrival>/person/<uuid:person>/", visits.tie, name="tie"),
    path("arrivals/<uuid:arrival>/<slug:move>/", queue.move, name="move"),
    path("visitors/", visits.visitors, name="visitors"),
    path("enquiries/", enquiries.enquiries, name="enquiries"),
    path("interpreters/", interpreters.interpreters, name="interpreters"),
    path("interpreters/keep/", interpreters.keep, name="keep_interpreters"),
    path("interpreters/keep/new/", interpreters.add, name="add_interpreter"),
    path("interpreters/keep/<uuid:interpreter>/", interpreters.change, name="change_interpreter"),
    path("interpreters/<uuid:interpreter>/ask/", interpreters.ask_for_hour, name="ask_for_hour"),
    path("interpreters/asked/", interpreters.asked, name="asked"),
    path("interpreters/asked/<uuid:asking>/", interpreters.settle, name="settle"),
]
