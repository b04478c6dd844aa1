"""Addresses of rights and of the law; a right's is neutral, for an address is seen over a shoulder."""

from __future__ import annotations

from django.urls import path

from darna.faces.portal.entitlements import law_views, searching, views

#: Loaded with the addresses: from now on the search of the public pages asks it.
SEARCHED_BY = searching.find_rights

urlpatterns = [
    path("", views.rights, name="access"),
    path("forms/", views.legal_forms, name="access_forms"),
    path("invest/", views.supports, name="access_invest"),
    path("studies/", law_views.studies, name="access_studies"),
    path("law/", law_views.how_sure, name="access_law"),
    path("law/changes/", law_views.changes, name="access_changes"),
    path("law/<slug:instrument>/", law_views.instrument, name="access_instrument"),
    path("<slug:address>/", views.right, name="access_right"),
    path("<slug:address>/check/", views.check, name="access_check"),
]
