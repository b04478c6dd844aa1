"""What keepers do with the directory: one verb, one transaction, one sentence of the trail; one file per noun."""

from darna.domains.directory.actions.freshness import mark_assured
from darna.domains.directory.actions.hours import set_closing_days, set_hours
from darna.domains.directory.actions.organisations import (
    add_organisation,
    change_organisation,
    hand_over_organisation,
    move_organisation,
)
from darna.domains.directory.actions.places import add_location, change_location, move_location
from darna.domains.directory.actions.services import (
    add_service,
    change_service,
    move_service,
    offer_service,
    stop_offering,
)
from darna.domains.directory.actions.suggestions import decline_suggestion, follow_suggestion

__all__ = [
    "add_location",
    "add_organisation",
    "add_service",
    "change_location",
    "change_organisation",
    "change_service",
    "decline_suggestion",
    "follow_suggestion",
    "hand_over_organisation",
    "mark_assured",
    "move_location",
    "move_organisation",
    "move_service",
    "offer_service",
    "set_closing_days",
    "set_hours",
    "stop_offering",
]
