"""Addresses of referrals; identifiers only, never a name or a reference."""

from __future__ import annotations

from django.urls import path

from darna.domains.referrals.views import receiving, showing, writing

app_name = "referrals"

urlpatterns = [
    path("", showing.received, name="received"),
    path("sent/", showing.sent, name="sent"),
    path("sent/overdue/", showing.overdue, name="overdue"),
    path("cases/<uuid:case_id>/", writing.start, name="start"),
    path("needs/<uuid:need_id>/", writing.services, name="services"),
    path("<uuid:referral_id>/", showing.show, name="show"),
    path("<uuid:referral_id>/sheet/", showing.sheet, name="sheet"),
    path("<uuid:draft_id>/edit/", writing.edit, name="edit"),
    path("<uuid:draft_id>/preview/", writing.preview, name="preview"),
    path("<uuid:draft_id>/drop/", writing.drop, name="drop"),
    path("<uuid:referral_id>/cancel/", writing.cancel, name="cancel"),
    path("<uuid:received_id>/accept/", receiving.accept, name="accept"),
    path("<uuid:received_id>/decline/", receiving.decline, name="decline"),
    path("<uuid:accepted_id>/finish/", receiving.finish, name="finish"),
    path("<uuid:received_id>/forward/", receiving.forward, name="forward"),
    path("<uuid:received_id>/assign/", receiving.assign, name="assign"),
    path("<uuid:accepted_id>/link/", receiving.link, name="link"),
]
