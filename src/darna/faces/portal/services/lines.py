"""How the public pages say an entry: what is not known is said so, and where one can ask. No queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from darna.base.codelists.queries import label
from darna.base.places.points import Point, point_of
from darna.domains.directory import wording
from darna.domains.directory.hours import Closing, Opening, opening_at
from darna.domains.directory.queries.cards import seasons_of
from darna.domains.directory.queries.rows import named_place, place_words
from darna.domains.directory.values import Season, ShownOffer, is_stale
from darna.kernel.clock import now, today


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in a list; `point` is of its commune, None where that is not known or not said."""

    id: UUID
    name: str
    organisation: str
    place: str
    opening: str
    is_open: bool
    cost: str
    languages: str
    assured_on: date | None
    is_stale: bool
    is_confidential: bool
    point: Point | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One service at one place, as its page says it."""

    line: Line
    offer: ShownOffer
    description: str
    note: str
    needs: str
    who_for: str
    languages: str
    accessibility: str
    assured_by: str
    kind: str
    certainty: str
    seasons: tuple[Season, ...]
    closings: tuple[Closing, ...]
    elsewhere: tuple[Line, ...]

    @property
    def has_own_hours(self) -> bool:
        """Hours are told as those of the service: readers need not know whose they are."""
        return False


def lines_of(offers: Iterable[ShownOffer], language: str) -> list[Line]:
    """Entries for a list, in the reader's language."""
    return [line_of(offer, language) for offer in offers]


def line_of(offer: ShownOffer, language: str) -> Line:
    """One entry for a list."""
    opening = opening_of(offer)
    return Line(
        id=offer.id,
        name=offer.service.in_(language),
        organisation=offer.organisation.in_(language),
        place=place_of(offer, language),
        opening=wording.opening_words(opening),
        is_open=opening.is_open,
        cost=wording.cost_words(offer.cost, offer.cost_note),
        languages=spoken_of(offer, language),
        assured_on=offer.assured_on,
        is_stale=is_stale(offer.assured_on, today()),
        is_confidential=offer.is_confidential,
        point=point_of(offer.commune) if offer.commune else None,
    )


def entry_of(offer: ShownOffer, others: Iterable[ShownOffer], language: str) -> Entry:
    """One entry with everything that is known, and where else the service is offered."""
    return Entry(
        line=line_of(offer, language),
        offer=offer,
        description=offer.description.in_(language),
        note=offer.note.in_(language),
        needs=_together(label("need_type", code, language) for code in offer.needs),
        who_for=wording.who_for(offer.serves, (offer.age_from, offer.age_to), offer.sex, language),
        languages=spoken_of(offer, language),
        accessibility=_together(label("accessibility", code, language) for code in offer.accessibility),
        assured_by=offer.assured_by.in_(language),
        kind=label("organisation_kind", offer.organisation_kind, language),
        certainty=wording.certainty_words(offer.certainty),
        seasons=seasons_of(offer.lines),
        closings=tuple(closing for closing in offer.closings if closing.ends_on >= today()),
        elsewhere=tuple(line_of(other, language) for other in others if other.id != offer.id),
    )


def opening_of(offer: ShownOffer) -> Opening:
    """How it stands now, by the clock of the place."""
    return opening_at(offer.lines, offer.closings, offer.time_zone, now())


def place_of(offer: ShownOffer, language: str) -> str:
    """Where it is, as near as may be said."""
    if offer.is_confidential:
        return gettext("Confidential place")
    told = {name: getattr(offer, name) for name in ("commune", "locality", "region", "country", "is_confidential")}
    return named_place(offer.place_name, place_words(told, language))


def spoken_of(offer: ShownOffer, language: str) -> str:
    """The languages spoken there; empty where nobody knows."""
    return _together(label("language", code, language) for code in offer.languages)


def _together(words: Iterable[str]) -> str:
    return gettext(", ").join(words)
