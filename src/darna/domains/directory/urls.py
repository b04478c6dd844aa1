"""Addresses of the directory; identifiers only."""

from __future__ import annotations

from django.urls import path

from darna.domains.directory.views import entries, places, services, suggestions

app_name = "directory"

urlpatterns = [
    path("", entries.services, name="list"),
    path("kept/", services.kept, name="kept"),
    path("queue/", services.queue, name="queue"),
    path("suggestions/<uuid:suggestion_id>/", suggestions.suggestion, name="suggestion"),
    path("suggestions/<uuid:suggestion_id>/followed/", suggestions.follow, name="follow_suggestion"),
    path("organisations/add/", entries.add_organisation, name="add_organisation"),
    path("organisations/<uuid:organisation_id>/", entries.organisation, name="organisation"),
    path("organisations/<uuid:organisation_id>/change/", entries.change_organisation, name="change_organisation"),
    path("organisations/<uuid:organisation_id>/state/", entries.move_organisation, name="move_organisation"),
    path("organisations/<uuid:organisation_id>/agency/", entries.hand_over, name="hand_over"),
    path("organisations/<uuid:organisation_id>/services/add/", services.add_service, name="add_service"),
    path("organisations/<uuid:organisation_id>/places/add/", places.add_location, name="add_location"),
    path("services/<uuid:service_id>/", entries.service, name="service"),
    path("services/<uuid:service_id>/change/", services.change_service, name="change_service"),
    path("services/<uuid:service_id>/state/", services.move_service, name="move_service"),
    path("services/<uuid:service_id>/places/", services.offer_service, name="offer_service"),
    path("offers/<uuid:offer_id>/assured/", services.assure, name="assure"),
    path("offers/<uuid:offer_id>/stop/", services.stop_offering, name="stop_offering"),
    path("offers/<uuid:offer_id>/hours/", places.own_hours, name="own_hours"),
    path("places/<uuid:location_id>/change/", places.change_location, name="change_location"),
    path("places/<uuid:location_id>/state/", places.move_location, name="move_location"),
    path("places/<uuid:location_id>/hours/", places.hours, name="hours"),
    path("places/<uuid:location_id>/closing-days/", places.closing_days, name="closing_days"),
]
