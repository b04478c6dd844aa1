"""Addresses of the public directory; identifiers only."""

from __future__ import annotations

from django.urls import path

from darna.faces.portal.services import searching, views

#: Loaded with the addresses: from now on the search of the public pages asks it.
SEARCHED_BY = searching.find_services

urlpatterns = [
    path("", views.services, name="services"),
    path("map/", views.places, name="services_map"),
    path("near/", views.near, name="services_near"),
    path("<uuid:offer_id>/", views.service, name="service"),
    path("<uuid:offer_id>/wrong/", views.suggest, name="service_wrong"),
    path("<uuid:offer_id>/thanks/", views.thanks, name="service_thanks"),
]
