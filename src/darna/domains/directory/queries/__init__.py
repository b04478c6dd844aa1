"""Reads of the directory; each says how many queries it makes."""

from darna.domains.directory.queries.cards import location_card, organisation_card, service_card
from darna.domains.directory.queries.editing import hours_to_edit, organisations_of_keeper
from darna.domains.directory.queries.finding import (
    find,
    freshness_queue,
    offers_another_service,
    service_option,
    services_for,
)
from darna.domains.directory.queries.places import place_details
from darna.domains.directory.queries.suggestions import suggestion_line, suggestions_waiting

__all__ = [
    "find",
    "freshness_queue",
    "hours_to_edit",
    "location_card",
    "offers_another_service",
    "organisation_card",
    "organisations_of_keeper",
    "place_details",
    "service_card",
    "service_option",
    "services_for",
    "suggestion_line",
    "suggestions_waiting",
]
