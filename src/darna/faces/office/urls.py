"""Addresses of the administrators' room, under the language."""

from __future__ import annotations

from django.urls import path

from darna.faces.office import views

app_name = "office"

urlpatterns = [
    path("members/", views.member_list, name="members"),
    path("members/invite/", views.invite, name="invite"),
    path("members/<uuid:membership_id>/", views.member, name="member"),
    path("members/<uuid:membership_id>/end/", views.end_member, name="end_member"),
    path("members/<uuid:membership_id>/second-factor/", views.reset_second_factor, name="reset_second_factor"),
    path("members/<uuid:membership_id>/open-again/", views.open_again, name="open_again"),
    path("invitations/<uuid:invitation_id>/withdraw/", views.withdraw, name="withdraw"),
    path("agencies/", views.agency_list, name="agencies"),
    path("agencies/add/", views.add_agency, name="add_agency"),
    path("agencies/<uuid:agency_id>/", views.agency, name="agency"),
    path("agencies/<uuid:agency_id>/administrator/", views.invite_administrator, name="invite_administrator"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/demo/", views.demo_outbox, name="demo_outbox"),
    path("invitation/<str:token>/", views.accept, name="accept"),
]
