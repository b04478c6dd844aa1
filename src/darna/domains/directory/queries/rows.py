"""A service at a place as the database knows it, with the hours of many places at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.utils.translation import gettext

from darna.base.codelists.queries import label
from darna.base.places.queries import commune_name, country_name, region_name
from darna.base.prepared import DAY, IDS, Prepared
from darna.domains.directory import wording
from darna.domains.directory.hours import Closing, Line, Opening, is_open_at, opening_at
from darna.domains.directory.models import Closure, Schedule
from darna.domains.directory.values import ServiceOption, is_stale
from darna.kernel.clock import now, today
from darna.kernel.text import LocalText


class OfferRow(NamedTuple):
    """A service at a place with everything a line of a list says; tuples, for a list reads hundreds of them."""

    id: UUID
    state: str
    assured_on: date | None
    assured_by: UUID | None
    assured_agency_id: UUID | None
    version: int
    service_id: UUID
    service_ar: str
    service_fr: str
    service_it: str
    service_en: str
    service_state: str
    needs: Sequence[str]
    languages: Sequence[str]
    cost: str
    cost_note: str
    serves: Sequence[str]
    age_from: int | None
    age_to: int | None
    sex: str
    organisation_id: UUID
    organisation_ar: str
    organisation_fr: str
    organisation_it: str
    organisation_en: str
    organisation_state: str
    agency_id: UUID | None
    organisation_region: str
    is_information_only: bool
    location_id: UUID
    location_name: str
    country: str
    region: str
    commune: str
    locality: str
    is_confidential: bool
    time_zone: str
    location_state: str

    @property
    def service(self) -> LocalText:
        """The service's name."""
        return LocalText(ar=self.service_ar, fr=self.service_fr, it=self.service_it, en=self.service_en)

    @property
    def organisation(self) -> LocalText:
        """The organisation's name."""
        return LocalText(
            ar=self.organisation_ar, fr=self.organisation_fr, it=self.organisation_it, en=self.organisation_en
        )

    @property
    def is_offered(self) -> bool:
        """Published and offered at this place: all four say so."""
        states = {self.state, self.service_state, self.organisation_state, self.location_state}
        return states == {"active"}


#: The columns of `OfferRow`, in its order.
COLUMNS: Final = (
    "id",
    "state",
    "assured_on",
    "assured_by",
    "assured_agency_id",
    "version",
    "service_id",
    "service__name_ar",
    "service__name_fr",
    "service__name_it",
    "service__name_en",
    "service__state",
    "service__needs",
    "service__languages",
    "service__cost",
    "service__cost_note",
    "service__serves",
    "service__age_from",
    "service__age_to",
    "service__sex",
    "organisation_id",
    "organisation__name_ar",
    "organisation__name_fr",
    "organisation__name_it",
    "organisation__name_en",
    "organisation__state",
    "organisation__agency_id",
    "organisation__region",
    "organisation__is_information_only",
    "location_id",
    "location__name",
    "location__country",
    "location__region",
    "location__commune",
    "location__locality",
    "location__is_confidential",
    "location__time_zone",
    "location__state",
)

_SCHEDULES = Prepared(
    lambda places: (
        Schedule.objects.filter(location__any=places)
        .order_by("weekday", "opens")
        .values_list("location_id", "offer_id", "weekday", "opens", "closes", "valid_from", "valid_to")
    ),
    places=IDS,
)
_CLOSURES = Prepared(
    lambda places, day: (
        Closure.objects.filter(location__any=places, ends_on__gte=day)
        .order_by("starts_on")
        .values_list("location_id", "starts_on", "ends_on", "note")
    ),
    places=IDS,
    day=DAY,
)


@dataclass(slots=True)
class Hours:
    """The hours and closing days of many places, read together."""

    of_places: dict[UUID, list[Line]] = field(default_factory=lambda: defaultdict(list))
    of_offers: dict[UUID, list[Line]] = field(default_factory=lambda: defaultdict(list))
    closings: dict[UUID, list[Closing]] = field(default_factory=lambda: defaultdict(list))
    instant: datetime = field(default_factory=now)

    def lines(self, offer_id: UUID, location_id: UUID) -> list[Line]:
        """The hours of a service at a place: its own, or those of the place."""
        return self.of_offers.get(offer_id) or self.of_places.get(location_id, [])

    def opening(self, row: OfferRow) -> Opening:
        """How the service stands now, with what comes next."""
        return opening_at(
            self.lines(row.id, row.location_id), self.closings.get(row.location_id, []), row.time_zone, self.instant
        )

    def is_open(self, row: OfferRow) -> bool | None:
        """Whether somebody is there now; None where nobody knows the hours."""
        lines = self.lines(row.id, row.location_id)
        if not lines:
            return None
        return is_open_at(lines, self.closings.get(row.location_id, []), row.time_zone, self.instant)


def hours_of_places(location_ids: Iterable[UUID]) -> Hours:
    """The hours and the closing days to come of these places. Two queries, none without places."""
    wanted, hours = list(set(location_ids)), Hours()
    if not wanted:
        return hours
    for location, offer, weekday, opens, closes, since, until in _SCHEDULES.rows(places=wanted):
        line = Line(weekday, opens, closes, since, until)
        (hours.of_offers[offer] if offer else hours.of_places[location]).append(line)
    # A night that began yesterday may run into today, wherever the place lies.
    for location, first, last, note in _CLOSURES.rows(places=wanted, day=today() - timedelta(days=2)):
        hours.closings[location].append(Closing(first, last, note))
    return hours


def place_words(row: Mapping[str, Any] | OfferRow, language: str) -> str:
    """Where a place lies, as near as it is known: commune or town, then region, then country."""
    told = row._asdict() if isinstance(row, OfferRow) else row
    if told["commune"]:
        return commune_name(told["commune"], language)
    if told["locality"]:
        country = country_name(told["country"], language) if told["country"] else ""
        return gettext("%(town)s, %(country)s") % {"town": told["locality"], "country": country}
    if told["region"] and told["is_confidential"]:
        return region_name(told["region"], language)
    if told["region"]:
        return gettext("%(region)s (place to be confirmed)") % {"region": region_name(told["region"], language)}
    if told["country"]:
        return gettext("%(country)s (place to be confirmed)") % {"country": country_name(told["country"], language)}
    return gettext("Place to be confirmed")


def named_place(name: str, place: str) -> str:
    """A place with the name it has of its own, if it has one."""
    told = {"name": wording.apart(name), "place": wording.apart(place)}
    return gettext("%(name)s, %(place)s") % told if name else place


def option_of(row: OfferRow, opening: Opening, language: str) -> ServiceOption:
    """The line of a list for a service at a place. No query."""
    place = place_words(row, language)
    return ServiceOption(
        id=row.id,
        service_id=row.service_id,
        name=row.service.in_(language),
        organisation=row.organisation.in_(language),
        agency_id=row.agency_id,
        place=named_place(row.location_name, place),
        is_open_now=opening.is_open and row.is_offered,
        opening=wording.opening_words(opening),
        languages=tuple(label("language", code, language) for code in row.languages),
        is_free={"free": True, "fee": False}.get(row.cost),
        cost=wording.cost_words(row.cost, row.cost_note),
        who_for=wording.who_for(row.serves, (row.age_from, row.age_to), row.sex, language),
        assured_on=row.assured_on,
        is_confidential=row.is_confidential,
        is_stale=is_stale(row.assured_on, today()),
        is_offered=row.is_offered,
        is_information_only=row.is_information_only,
        state=row.state,
        organisation_id=row.organisation_id,
        location_id=row.location_id,
        version=row.version,
        country=row.country,
    )
