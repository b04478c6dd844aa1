"""What is stored now, as a keeper's form begins with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.codelists.folding import folded
from darna.domains.directory import access
from darna.domains.directory.hours import Closing, Line
from darna.domains.directory.models import Closure, Location, Schedule, ServiceAtLocation
from darna.domains.directory.values import Part
from darna.kernel.clock import today


@dataclass(frozen=True, slots=True)
class HoursToEdit:
    """The hours of a place, or of one service there, and the version a save must name."""

    location: Location
    offer: ServiceAtLocation | None
    lines: tuple[Line, ...]
    closings: tuple[Closing, ...]

    @property
    def version(self) -> int:
        """Of the place; of the service there, when its own hours are edited."""
        return self.offer.version if self.offer else self.location.version

    def week(self, since: date | None) -> list[Line]:
        """The usual hours, or those of the season that begins on a day."""
        return [line for line in self.lines if line.valid_from == since]


def hours_to_edit(actor: Actor, *, location_id: UUID | None = None, offer_id: UUID | None = None) -> HoursToEdit:
    """Hours as stored. At most five queries. Raises: Refused, NotFound."""
    offer = access.kept_offer(actor, offer_id) if offer_id else None
    location = offer.location if offer else access.kept_location(actor, location_id or UUID(int=0))
    rows = Schedule.objects.filter(location_id=location.pk, offer=offer).order_by("weekday", "opens")
    lines = rows.values_list("weekday", "opens", "closes", "valid_from", "valid_to")
    closings = Closure.objects.filter(location_id=location.pk, ends_on__gte=today()).order_by("starts_on")
    return HoursToEdit(
        location,
        offer,
        tuple(Line(*line) for line in lines),
        tuple(Closing(*row) for row in closings.values_list("starts_on", "ends_on", "note")),
    )


#: Some of the organisations a keeper writes: identifier, name, state.
KeptPage = Part[tuple[UUID, str, str]]


def organisations_of_keeper(actor: Actor, *, start: int = 0, limit: int = 50) -> KeptPage:
    """What the actor keeps, in the reader's alphabet. Two queries. Raises: Refused."""
    rows = access.organisations_kept_by(actor)
    named = ((one.pk, one.name.in_(actor.language), one.state) for one in rows)
    told = sorted(named, key=lambda line: folded(line[1]))
    return KeptPage(tuple(told[start : start + limit]), start, len(told), has_next=start + limit < len(told))
