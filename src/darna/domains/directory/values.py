"""What the directory hands to pages and to other apps, and what it takes from forms: frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Generic, TypeVar
from uuid import UUID

from darna.domains.directory.hours import Closing, Line
from darna.kernel.clock import CASABLANCA
from darna.kernel.text import LocalText

#: An entry that nobody assured for so many days is to be asked about again.
STALE_AFTER_DAYS: Final = 180
#: Time zones of where people of the region live.
NEAR_ZONES: Final = (
    CASABLANCA,
    "Europe/Rome",
    "Europe/Madrid",
    "Europe/Paris",
    "Europe/Brussels",
    "Europe/Berlin",
    "Europe/Amsterdam",
)
#: Serves everybody: said alone, it needs no further group.
EVERYBODY: Final = "everybody"
_NONE: Final = UUID(int=0)
Told = TypeVar("Told", covariant=True)


def is_stale(assured_on: date | None, today: date) -> bool:
    """Nobody made sure of it, or too long ago."""
    return assured_on is None or (today - assured_on).days > STALE_AFTER_DAYS


@dataclass(frozen=True, slots=True)
class ServiceOption:
    """A service at a place, in one language: what a list shows and a referral goes to.

    `id` is of the service at the location; `is_free` is None where nobody knows; `opening` says it in words.
    """

    id: UUID
    service_id: UUID
    name: str
    organisation: str
    agency_id: UUID | None
    place: str
    is_open_now: bool
    opening: str
    languages: tuple[str, ...]
    is_free: bool | None
    cost: str
    who_for: str
    assured_on: date | None
    is_confidential: bool
    is_stale: bool = True
    #: Published and offered at this place today; a closed one keeps its words, for a referral may still name it.
    is_offered: bool = True
    #: People are told of it; nothing about a person may be sent there.
    is_information_only: bool = False
    state: str = "active"
    organisation_id: UUID = _NONE
    location_id: UUID = _NONE
    version: int = 1
    #: The code of the country it is in, empty where nobody wrote it.
    country: str = ""


# Without slots: a frozen dataclass that has them cannot be made through a name such as `Page = Lines[Case]`.
@dataclass(frozen=True)
class Part(Generic[Told]):
    """Some lines of a list, from a place on; `total` is all of them, up to a bound that `is_more` says was reached."""

    lines: tuple[Told, ...]
    start: int
    total: int
    has_next: bool
    is_more: bool = False

    @property
    def first(self) -> int:
        """Counted from 1."""
        return self.start + 1

    @property
    def last(self) -> int:
        """Counted from 1."""
        return self.start + len(self.lines)


ServicePage = Part[ServiceOption]


@dataclass(frozen=True, slots=True)
class DirectoryFilters:
    """What the list is narrowed to; `states` is offered, draft or closed."""

    text: str = ""
    need: str = ""
    language: str = ""
    near: str = ""
    is_free: bool = False
    is_open: bool = False
    is_stale: bool = False
    states: str = "offered"
    sort: str = "open"


@dataclass(frozen=True, slots=True)
class PlaceDetails:
    """Where it is and how to call, for somebody who may know it."""

    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours of one weekday, ready to be read."""

    weekday: str
    hours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Season:
    """Hours that replace the usual ones for a time; the usual ones have no days."""

    since: date | None
    until: date | None
    days: tuple[DayHours, ...]


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """A place as its page shows it; `details` is None where the reader may not know them."""

    id: UUID
    organisation_id: UUID
    version: int
    place: str
    state: str
    is_confidential: bool
    details: PlaceDetails | None
    accessibility: tuple[str, ...]
    time_zone: str
    note: str


@dataclass(frozen=True, slots=True)
class OfferCard:
    """A service at a place on the service's page."""

    option: ServiceOption
    place: PlaceCard
    seasons: tuple[Season, ...]
    closings: tuple[Closing, ...]
    has_own_hours: bool
    assured_by: str


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    """An organisation as its page shows it."""

    id: UUID
    version: int
    name: str
    kind: str
    website: str
    state: str
    source: str
    certainty: str
    is_information_only: bool
    agency_id: UUID | None
    agency: str
    may_keep: bool
    may_hand_over: bool = False
    services: tuple[ServiceLine, ...] = ()
    places: tuple[PlaceCard, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service in the list of its organisation."""

    id: UUID
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """A service as its page shows it, in one language."""

    id: UUID
    version: int
    name: str
    description: str
    note: str
    state: str
    needs: tuple[str, ...]
    languages: tuple[str, ...]
    cost: str
    who_for: str
    needs_documents: bool | None
    source: str
    certainty: str
    organisation: OrganisationCard
    offers: tuple[OfferCard, ...]

    @property
    def offered(self) -> tuple[OfferCard, ...]:
        """Where it is offered."""
        return tuple(offer for offer in self.offers if offer.option.state == "active")

    @property
    def withdrawn(self) -> tuple[OfferCard, ...]:
        """Where it is no longer offered."""
        return tuple(offer for offer in self.offers if offer.option.state != "active")


@dataclass(frozen=True, slots=True)
class OrganisationDraft:
    """An organisation as a keeper writes it."""

    name: LocalText
    kind: str
    region: str = ""
    website: str = ""
    is_information_only: bool = False
    source: str = ""
    certainty: str = "general"
    #: The keeper's own agency stands behind it.
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class ServiceDraft:
    """A service as a keeper writes it."""

    name: LocalText
    needs: tuple[str, ...]
    serves: tuple[str, ...] = (EVERYBODY,)
    description: LocalText = field(default_factory=LocalText)
    languages: tuple[str, ...] = ()
    cost: str = "unknown"
    cost_note: str = ""
    age_from: int | None = None
    age_to: int | None = None
    sex: str = ""
    needs_documents: bool | None = None
    note: LocalText = field(default_factory=LocalText)
    source: str = ""
    certainty: str = "general"


@dataclass(frozen=True, slots=True)
class LocationDraft:
    """A place as a keeper writes it; what is not known stays empty."""

    name: str = ""
    country: str = "MA"
    region: str = ""
    commune: str = ""
    locality: str = ""
    address: str = ""
    phone: str = ""
    is_confidential: bool = False
    accessibility: tuple[str, ...] = ()
    time_zone: str = "Africa/Casablanca"
    note: str = ""


@dataclass(frozen=True, slots=True)
class HoursDraft:
    """The hours of one week: the usual ones, or with days those of a season; `replaces` is the season's first day."""

    lines: tuple[Line, ...]
    since: date | None = None
    until: date | None = None
    replaces: date | None = None


@dataclass(frozen=True, slots=True)
class PublicFilters:
    """What the public list is narrowed to; `area` is a commune or a province, `near` the commune to begin from."""

    text: str = ""
    need: str = ""
    spoken: str = ""
    group: str = ""
    area: str = ""
    near: str = ""
    is_free: bool = False
    is_open: bool = False
    sort: str = "open"


@dataclass(frozen=True, slots=True)
class ShownOffer:
    """A service at a place as anybody may read it: of a confidential place nothing says where it is.

    `lines` are the hours that hold for this service there; `assured_by` is an agency, never a member.
    """

    id: UUID
    service_id: UUID
    organisation_id: UUID
    location_id: UUID
    service: LocalText
    description: LocalText
    note: LocalText
    organisation: LocalText
    assured_by: LocalText
    needs: tuple[str, ...]
    languages: tuple[str, ...]
    cost: str
    cost_note: str
    serves: tuple[str, ...]
    age_from: int | None
    age_to: int | None
    sex: str
    needs_documents: bool | None
    source: str
    certainty: str
    organisation_kind: str
    website: str
    is_information_only: bool
    is_confidential: bool
    place_name: str
    country: str
    region: str
    commune: str
    locality: str
    address: str
    phone: str
    place_note: str
    accessibility: tuple[str, ...]
    time_zone: str
    assured_on: date | None
    lines: tuple[Line, ...] = ()
    closings: tuple[Closing, ...] = ()


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    """What a reader says of an entry, as its keepers read it; the text is gone once it was decided."""

    id: UUID
    version: int
    offer_id: UUID
    service_id: UUID
    location_id: UUID
    organisation_id: UUID
    name: str
    place: str
    about: str
    text: str
    language: str
    sent_at: datetime
    is_open: bool
