"""Addresses of links at the desk; identifiers only, never a name or a secret."""

from __future__ import annotations

from django.urls import path

from darna.domains.links import views

app_name = "links"

urlpatterns = [
    path("", views.link_list, name="list"),
    path("needs/<uuid:need_id>/", views.start, name="start"),
    path("<uuid:link_id>/", views.show, name="show"),
    path("<uuid:link_draft_id>/edit/", views.edit, name="edit"),
    path("<uuid:link_draft_id>/preview/", views.preview, name="preview"),
    path("<uuid:link_draft_id>/drop/", views.drop, name="drop"),
    path("<uuid:link_id>/sheet/", views.sheet, name="sheet"),
    path("<uuid:link_id>/sheet.pdf", views.sheet_pdf, name="sheet_pdf"),
    path("<uuid:link_id>/renew/", views.renew, name="renew"),
    path("<uuid:link_id>/reply/", views.reply, name="reply"),
    path("<uuid:link_id>/cancel/", views.cancel, name="cancel"),
]
