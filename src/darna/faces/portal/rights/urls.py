"""Addresses of what years of work are worth; their names are looked for as `portal:<name>`."""

from __future__ import annotations

from django.urls import path

from darna.faces.portal.rights import searching, views

#: Loaded with the addresses: from now on the search of the public pages asks it.
SEARCHED_BY = searching.find_rights

urlpatterns = [
    path("", views.rights, name="rights"),
    path("letter/", views.write_letter, name="rights_letter"),
    path("file/", views.keep, name="rights_file"),
    path("bring/", views.bring, name="rights_bring"),
    path("ask/", views.ask, name="rights_ask"),
]
