"""Writing when a place is open: the usual week, a season's, and the days on which nobody is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import locked, save
from darna.domains.directory import access
from darna.domains.directory.hours import Closing, Line
from darna.domains.directory.models import Closure, Location, Schedule, ServiceAtLocation
from darna.domains.directory.values import HoursDraft
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid


@transaction.atomic
def set_hours(
    draft: HoursDraft,
    *,
    seen_version: int,
    by: Actor,
    location_id: UUID | None = None,
    offer_id: UUID | None = None,
) -> Location | ServiceAtLocation:
    """Write the hours of one week anew, of a place, or of one service at it: the usual ones, or those of a season.

    Usual hours without a line say that nobody knows them. Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone.
    """
    location, offer = _owner(by, location_id, offer_id, seen_version)
    _require_sensible(draft)
    rows = Schedule.objects.filter(location_id=location.pk, offer=offer)
    _require_apart(draft, rows)
    stored = rows.filter(_beginning(draft.since) | _beginning(draft.replaces or draft.since))
    dated = [Line(one.weekday, one.opens, one.closes, draft.since, draft.until) for one in draft.lines]
    if sorted(_told(stored), key=_order) == sorted(dated, key=_order):
        raise AlreadyDone("nothing_changed")
    stored.delete()
    of = {"agency_id": location.agency_id, "organisation_id": location.organisation_id, "location": location}
    Schedule.objects.bulk_create(Schedule(**of, offer=offer, **_columns(line)) for line in dated)
    owner = offer or location
    if offer is not None:
        save(offer)
    else:
        save(location)
    detail = {"place": str(location), "since": draft.since, "until": draft.until, "lines": len(dated)}
    record("hours.written", subject=owner, detail=detail)
    return owner


@transaction.atomic
def set_closing_days(location_id: UUID, closings: Sequence[Closing], *, seen_version: int, by: Actor) -> Location:
    """Write the closing days to come anew; those that are over stay. Raises: Refused, NotFound, Invalid, StaleVersion."""
    location = locked(access.kept_location(by, location_id), seen_version)
    for closing in closings:
        if closing.ends_on < closing.starts_on:
            raise Invalid("ends_on", "ends_before_it_starts")
    coming = Closure.objects.filter(location=location, ends_on__gte=today())
    wanted = sorted(closings, key=lambda one: (one.starts_on, one.ends_on))
    stored = [
        Closing(*row) for row in coming.values_list("starts_on", "ends_on", "note").order_by("starts_on", "ends_on")
    ]
    if wanted == stored:
        raise AlreadyDone("nothing_changed")
    coming.delete()
    of = {"agency_id": location.agency_id, "organisation_id": location.organisation_id, "location": location}
    Closure.objects.bulk_create(
        Closure(**of, starts_on=one.starts_on, ends_on=one.ends_on, note=one.note) for one in wanted
    )
    save(location)
    detail = {"place": str(location), "days": [{"since": one.starts_on, "until": one.ends_on} for one in wanted]}
    record("closing_days.written", subject=location, detail=detail)
    return location


def _owner(
    by: Actor, location_id: UUID | None, offer_id: UUID | None, seen_version: int
) -> tuple[Location, ServiceAtLocation | None]:
    """The place, and the service there whose own hours they are; what is written to is held until the end."""
    if offer_id is not None:
        offer = access.kept_offer(by, offer_id)
        return offer.location, locked(offer, seen_version)
    return locked(access.kept_location(by, location_id or UUID(int=0)), seen_version), None


def _require_sensible(draft: HoursDraft) -> None:
    if (draft.since is None) != (draft.until is None):
        raise Invalid("valid_to" if draft.since else "valid_from", "season_needs_both_days")
    if draft.since and draft.until and draft.until < draft.since:
        raise Invalid("valid_to", "ends_before_it_starts")
    if draft.since and not draft.lines:
        raise Invalid("valid_from", "season_is_empty")
    for number in range(1, 8):
        day = sorted((line for line in draft.lines if line.weekday == number), key=lambda line: line.opens)
        for earlier, later in pairwise(day):
            if earlier.ends_next_day or later.opens < earlier.closes:
                raise Invalid(f"opens_{number}_2", "hours_overlap")


def _require_apart(draft: HoursDraft, rows: QuerySet[Schedule]) -> None:
    """Two seasons never hold on the same day; the usual hours hold on all the others."""
    if draft.since is None or draft.until is None:
        return
    others = rows.filter(valid_from__lte=draft.until, valid_to__gte=draft.since)
    if draft.replaces:
        others = others.exclude(valid_from=draft.replaces)
    if others.exists():
        raise Invalid("valid_from", "seasons_overlap")


def _beginning(day: date | None) -> Q:
    """The hours of the season that begins on a day; without one, the usual hours."""
    return Q(valid_from=day) if day else Q(valid_from__isnull=True)


def _told(rows: QuerySet[Schedule]) -> list[Line]:
    return [Line(*row) for row in rows.values_list("weekday", "opens", "closes", "valid_from", "valid_to")]


def _order(line: Line) -> tuple[int, Any, Any, date]:
    return line.weekday, line.opens, line.closes, line.valid_from or date.min


def _columns(line: Line) -> dict[str, Any]:
    names = ("weekday", "opens", "closes", "valid_from", "valid_to")
    return {name: getattr(line, name) for name in names}
