"""Bringing the shipped entries in; what a keeper has touched, or removed from view, stays as the keeper left it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, models, transaction

from darna.domains.directory import sources
from darna.domains.directory.models import Location, Organisation, Schedule, Service, ServiceAtLocation

#: Columns that belong to the installation: who stands behind an entry, what was assured, when it came.
_OURS: Final = frozenset({"id", "agency_id", "added_at", "version", "assured_on", "assured_by", "assured_agency_id"})


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many entries were new, changed, left because somebody edited them here, and already right."""

    created: int = 0
    changed: int = 0
    kept: int = 0
    same: int = 0

    def __add__(self, other: Loaded) -> Loaded:
        return Loaded(
            self.created + other.created,
            self.changed + other.changed,
            self.kept + other.kept,
            self.same + other.same,
        )


def load_directory(*, using: str = DEFAULT_DB_ALIAS) -> Loaded:
    """Bring the shipped directory up to date; a second run changes nothing. At most ten queries.

    A row whose version somebody raised is left alone, and so is everything of an organisation that an agency keeps.
    """
    with transaction.atomic(using=using):
        loaded = _bring(Organisation, sources.organisations(), using)
        for model, rows in (
            (Location, sources.locations()),
            (Service, sources.services()),
            (ServiceAtLocation, sources.offers()),
        ):
            loaded += _bring(model, rows, using)
        return loaded + _bring_hours(sources.schedules(), using)


def _bring(model: type[models.Model], shipped: Sequence[Any], using: str) -> Loaded:
    columns = [field.attname for field in model._meta.concrete_fields if field.attname not in _OURS]
    # Locked, so that an edit saved at this moment is either seen here or made after us.
    found = model._base_manager.using(using).select_for_update().filter(pk__in=[row.pk for row in shipped])
    present: dict[Any, Any] = {row.pk: row for row in found}
    kept = {pk for pk, row in present.items() if row.version > 1 or row.agency_id is not None}
    new = [row for row in shipped if row.pk not in present]
    differing = [
        row for row in shipped if row.pk in present and row.pk not in kept and _differs(present[row.pk], row, columns)
    ]
    _inherit_agencies(new, using)
    if new:
        model._base_manager.using(using).bulk_create(new)
    if differing:
        model._base_manager.using(using).bulk_update(differing, columns)
    return Loaded(len(new), len(differing), len(kept), len(shipped) - len(new) - len(differing) - len(kept))


def _bring_hours(shipped: Sequence[Schedule], using: str) -> Loaded:
    """Hours of places that have none and that nobody has touched."""
    wanted = {row.location_id for row in shipped}
    places = Location._base_manager.using(using).filter(pk__in=wanted, version=1, schedules__isnull=True)
    untouched = set(places.values_list("pk", flat=True))
    new = [row for row in shipped if row.location_id in untouched]
    _inherit_agencies(new, using)
    Schedule._base_manager.using(using).bulk_create(new)
    return Loaded(created=len(new), same=len(shipped) - len(new))


def _inherit_agencies(new: Sequence[Any], using: str) -> None:
    """What is new under an organisation that an agency keeps belongs to that agency too."""
    behind = dict(
        Organisation._base_manager.using(using)
        .filter(pk__in={row.organisation_id for row in new if hasattr(row, "organisation_id")})
        .values_list("pk", "agency_id")
    )
    for row in new:
        if hasattr(row, "organisation_id"):
            row.agency_id = behind.get(row.organisation_id)


def _differs(present: Any, shipped: Any, columns: Sequence[str]) -> bool:
    return any(getattr(present, name) != getattr(shipped, name) for name in columns)
