"""Where a place lies exactly, and how one calls there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.codelists.queries import label
from darna.base.prepared import ID, IDS, Prepared
from darna.domains.directory import access
from darna.domains.directory.models import ConfidentialPlace, Location, ServiceAtLocation
from darna.domains.directory.queries.rows import named_place, place_words
from darna.domains.directory.values import PlaceCard, PlaceDetails

_CONFIDENTIAL = Prepared(
    lambda places: ConfidentialPlace.objects.filter(location__any=places).values_list(
        "location_id", "address", "phone"
    ),
    places=IDS,
)
_PLACE = Prepared(
    lambda offer: ServiceAtLocation.objects.filter(pk=offer).select_related("location", "organisation"), offer=ID
)


def place_details(actor: Actor, service_at_location_id: UUID) -> PlaceDetails | None:
    """Address and phone of a service at a place; None where the actor may not know them. At most three queries."""
    offer = _PLACE.first(offer=service_at_location_id)
    if offer is None:
        return None
    return details_of(actor, access.ground_of(actor), [offer.location]).get(offer.location_id)


def details_of(actor: Actor, ground: access.Ground | None, locations: Iterable[Location]) -> dict[UUID, PlaceDetails]:
    """Address and phone of each place the actor may know; expects the organisations loaded. At most one query."""
    told = {one.pk: PlaceDetails(one.address, one.phone) for one in locations if not one.is_confidential}
    hidden = [
        one.pk for one in locations if one.is_confidential and access.may_know_address(actor, ground, one.organisation)
    ]
    found = {key: PlaceDetails(*rest) for key, *rest in _CONFIDENTIAL.rows(places=hidden)} if hidden else {}
    return told | {key: found.get(key, PlaceDetails()) for key in hidden}


def card_of(location: Location, details: PlaceDetails | None, language: str) -> PlaceCard:
    """A place in the reader's language. No query."""
    place = place_words(_columns(location), language)
    return PlaceCard(
        id=location.pk,
        organisation_id=location.organisation_id,
        version=location.version,
        place=named_place(location.name, place),
        state=location.state,
        is_confidential=location.is_confidential,
        details=details,
        accessibility=tuple(label("accessibility", code, language) for code in location.accessibility),
        time_zone=location.time_zone,
        note=location.note,
    )


def _columns(location: Location) -> dict[str, Any]:
    return {name: getattr(location, name) for name in ("commune", "locality", "region", "country", "is_confidential")}
