"""One service, one organisation, one place, as their pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_agencies, names_of_members
from darna.base.codelists.queries import label
from darna.base.prepared import ID, Prepared
from darna.domains.directory import access, wording
from darna.domains.directory.hours import Line
from darna.domains.directory.models import Certainty, Location, Organisation, Service, ServiceAtLocation
from darna.domains.directory.queries.places import card_of, details_of
from darna.domains.directory.queries.rows import COLUMNS, Hours, OfferRow, hours_of_places, option_of
from darna.domains.directory.values import (
    DayHours,
    OfferCard,
    OrganisationCard,
    PlaceCard,
    Season,
    ServiceCard,
    ServiceLine,
)
from darna.kernel.errors import NotFound

_SERVICE = Prepared(lambda service: Service.objects.filter(pk=service).select_related("organisation"), service=ID)
_OFFERS = Prepared(
    lambda service: ServiceAtLocation.objects.filter(service=service).order_by("id").values_list(*COLUMNS), service=ID
)
_PLACES_OF_SERVICE = Prepared(
    lambda service: Location.objects.filter(serviceatlocations__service=service).select_related("organisation"),
    service=ID,
)


def service_card(actor: Actor, service_id: UUID) -> ServiceCard:
    """A service with the places where it is offered and their hours.

    Five queries; one more for a keeper, for confidential places, and for those who assured. Raises: NotFound.
    """
    service = _SERVICE.first(service=service_id)
    if service is None:
        raise NotFound("service", service_id)
    ground = access.ground_of(actor)
    language = actor.language
    return ServiceCard(
        id=service.pk,
        version=service.version,
        name=service.name.in_(language),
        description=service.description.in_(language),
        note=service.note.in_(language),
        state=service.state,
        needs=tuple(label("need_type", code, language) for code in service.needs),
        languages=tuple(label("language", code, language) for code in service.languages),
        cost=wording.cost_words(service.cost, service.cost_note),
        who_for=wording.who_for(service.serves, (service.age_from, service.age_to), service.sex, language),
        needs_documents=service.needs_documents,
        source=service.source,
        certainty=str(Certainty(service.certainty).label),
        organisation=_organisation(service.organisation, ground, language),
        offers=_offers(actor, ground, service_id),
    )


def organisation_card(actor: Actor, organisation_id: UUID) -> OrganisationCard:
    """An organisation with its services and places.

    Three queries; one more for a keeper, for confidential places, and for the agency behind it. Raises: NotFound.
    """
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None:
        raise NotFound("organisation", organisation_id)
    ground, language = access.ground_of(actor), actor.language
    services = Service.objects.filter(organisation_id=organisation_id)
    locations = list(Location.objects.filter(organisation_id=organisation_id).select_related("organisation"))
    lines = sorted(
        (ServiceLine(one.pk, one.name.in_(language), one.state) for one in services), key=lambda one: one.name
    )
    return _organisation(
        organisation,
        ground,
        language,
        services=tuple(lines),
        places=place_cards(actor, ground, locations),
    )


def location_card(actor: Actor, location_id: UUID) -> PlaceCard:
    """A place, as whoever keeps it sees it. At most four queries. Raises: Refused, NotFound."""
    location = access.kept_location(actor, location_id)
    (card,) = place_cards(actor, access.ground_of(actor), [location])
    return card


def place_cards(actor: Actor, ground: access.Ground | None, locations: Sequence[Location]) -> tuple[PlaceCard, ...]:
    """Places in the reader's language, with what they may know of each. At most one query."""
    told = details_of(actor, ground, locations)
    cards = (card_of(one, told.get(one.pk), actor.language) for one in locations)
    return tuple(sorted(cards, key=lambda card: card.place))


def seasons_of(lines: Iterable[Line]) -> tuple[Season, ...]:
    """Hours as people read them: the usual week first, then each season, day by day."""

    def dates(line: Line) -> tuple[date, date]:
        return line.valid_from or date.min, line.valid_to or date.min

    told = []
    for (since, until), held in groupby(sorted(lines, key=lambda one: (*dates(one), one.weekday, one.opens)), dates):
        week = list(held)
        days = tuple(DayHours(name, _hours(week, number)) for number, name in wording.weekdays())
        told.append(Season(None if since == date.min else since, None if until == date.min else until, days))
    return tuple(told)


def _hours(week: Iterable[Line], number: int) -> tuple[str, ...]:
    return tuple(wording.hours_words(line.opens, line.closes) for line in week if line.weekday == number)


def _organisation(
    organisation: Organisation, ground: access.Ground | None, language: str, **told: Any
) -> OrganisationCard:
    agency_id = organisation.agency_id
    may_keep = ground is not None and ground.keeps(agency_id, organisation.region)
    return OrganisationCard(
        id=organisation.pk,
        version=organisation.version,
        name=organisation.name.in_(language),
        kind=label("organisation_kind", organisation.kind, language),
        website=organisation.website,
        state=organisation.state,
        source=organisation.source,
        certainty=str(Certainty(organisation.certainty).label),
        is_information_only=organisation.is_information_only,
        agency_id=agency_id,
        agency=names_of_agencies([agency_id], language).get(agency_id, "") if agency_id else "",
        may_keep=may_keep,
        may_hand_over=may_keep and agency_id is None,
        **told,
    )


def _offers(actor: Actor, ground: access.Ground | None, service_id: UUID) -> tuple[OfferCard, ...]:
    rows = [OfferRow(*row) for row in _OFFERS.rows(service=service_id)]
    locations = _PLACES_OF_SERVICE.rows(service=service_id)
    places = {card.id: card for card in place_cards(actor, ground, locations)}
    hours = hours_of_places(places)
    assured = _assurers(actor, rows)
    cards = (_offer(row, places[row.location_id], hours, actor.language, assured.get(row.id, "")) for row in rows)
    return tuple(sorted(cards, key=lambda card: (card.option.place, str(card.option.id))))


def _offer(row: OfferRow, place: PlaceCard, hours: Hours, language: str, assured_by: str) -> OfferCard:
    return OfferCard(
        option=option_of(row, hours.opening(row), language),
        place=place,
        seasons=seasons_of(hours.lines(row.id, row.location_id)),
        closings=tuple(hours.closings.get(row.location_id, [])),
        has_own_hours=bool(hours.of_offers.get(row.id)),
        assured_by=assured_by,
    )


def _assurers(actor: Actor, rows: Iterable[OfferRow]) -> dict[UUID, str]:
    """Who made sure of each: the colleague's name, of another agency only the agency's."""
    told = [row for row in rows if row.assured_agency_id]
    agencies = names_of_agencies((row.assured_agency_id for row in told if row.assured_agency_id), actor.language)
    members = names_of_members(
        row.assured_by for row in told if row.assured_by and row.assured_agency_id == actor.agency_id
    )
    return {row.id: _assurer(row, agencies, members) for row in told}


def _assurer(row: OfferRow, agencies: dict[UUID, str], members: dict[UUID, str]) -> str:
    agency = agencies.get(row.assured_agency_id, "") if row.assured_agency_id else ""
    name = members.get(row.assured_by, "") if row.assured_by else ""
    told = {"name": wording.apart(name), "agency": wording.apart(agency)}
    return gettext("%(name)s, %(agency)s") % told if name else agency
