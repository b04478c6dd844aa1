"""Adding a place, changing it, closing it; where a confidential one lies is kept apart."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import locked, require_codes, save
from darna.base.places.queries import commune_name, country_choices, regions
from darna.domains.directory import access
from darna.domains.directory.actions.moving import require_move
from darna.domains.directory.actions.saving import require_zone
from darna.domains.directory.folding import words_of_location
from darna.domains.directory.models import ConfidentialPlace, Location
from darna.domains.directory.values import LocationDraft
from darna.kernel.errors import AlreadyDone, Invalid

#: What is moved to the guarded table when a place becomes confidential.
_APART = ("address", "phone")


@transaction.atomic
def add_location(organisation_id: UUID, draft: LocationDraft, *, by: Actor) -> Location:
    """Write a place of an organisation; what is not known stays empty. Raises: Refused, NotFound, Invalid."""
    organisation = access.kept_organisation(by, organisation_id)
    columns, apart = _columns(draft)
    location = Location(organisation=organisation, agency_id=organisation.agency_id, **columns)
    location.folded = words_of_location(location)
    location.save(force_insert=True)
    if location.is_confidential:
        _keep_apart(location, apart)
    detail = {"name": str(organisation), "place": str(location), "is_confidential": location.is_confidential}
    record("place.added", subject=location, detail=detail)
    return location


@transaction.atomic
def change_location(location_id: UUID, draft: LocationDraft, *, seen_version: int, by: Actor) -> Location:
    """Say anew where a place is. The trail names what was changed, never an address.

    Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone when nothing differs.
    """
    location = access.kept_location(by, location_id)
    organisation, location = location.organisation, locked(location, seen_version)
    columns, apart = _columns(draft)
    hidden = ConfidentialPlace.objects.filter(location=location).first()
    before = {name: getattr(hidden or location, name) for name in _APART}
    changes = {name: value for name, value in columns.items() if getattr(location, name) != value}
    told = sorted({*changes, *(name for name in _APART if before[name] != apart[name])} - _moved(before, apart))
    if not told:
        raise AlreadyDone("nothing_changed")
    for name, value in changes.items():
        setattr(location, name, value)
    save(location, **changes, folded=words_of_location(location))
    if location.is_confidential:
        _keep_apart(location, apart)
    elif hidden is not None:
        hidden.delete()
    record(
        "place.changed", subject=location, detail={"name": str(organisation), "place": str(location), "fields": told}
    )
    return location


@transaction.atomic
def move_location(location_id: UUID, state: str, reason: str, *, seen_version: int, by: Actor) -> Location:
    """Close a place, or open it again. Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone."""
    location = access.kept_location(by, location_id)
    reason = require_move(location.state, state, reason)
    organisation, location = location.organisation, locked(location, seen_version)
    before = location.state
    save(location, state=state)
    detail = {"name": str(organisation), "place": str(location), "before": before, "state": state, "reason": reason}
    record("entry.moved", subject=location, detail=detail)
    return location


def _moved(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """Columns that only went from one table to the other."""
    return {name for name in _APART if before[name] == after[name]}


def _keep_apart(location: Location, apart: dict[str, str]) -> None:
    kept = ConfidentialPlace.objects.select_for_update().filter(location=location).first()
    if kept is None:
        of = {"agency_id": location.agency_id, "organisation_id": location.organisation_id, "location": location}
        ConfidentialPlace.objects.create(**of, **apart)
    elif any(getattr(kept, name) != value for name, value in apart.items()):
        save(kept, **apart)


def _columns(draft: LocationDraft) -> tuple[dict[str, object], dict[str, str]]:
    _require_place(draft)
    require_codes("accessibility", draft.accessibility, "accessibility")
    require_zone(draft.time_zone)
    exact = {name: getattr(draft, name).strip() for name in _APART}
    columns: dict[str, object] = {
        "name": draft.name.strip(),
        "country": draft.country,
        "region": draft.commune[:2] or draft.region,
        "commune": draft.commune,
        "locality": draft.locality.strip(),
        "accessibility": list(draft.accessibility),
        "time_zone": draft.time_zone,
        "note": draft.note.strip(),
        "is_confidential": draft.is_confidential,
        **(dict.fromkeys(_APART, "") if draft.is_confidential else exact),
    }
    return columns, exact


def _require_place(draft: LocationDraft) -> None:
    if draft.commune and commune_name(draft.commune, "fr") == draft.commune:
        raise Invalid("commune", "not_in_the_list", value=draft.commune)
    if draft.region and draft.region not in {line.code for line in regions()}:
        raise Invalid("region", "not_in_the_list", value=draft.region)
    if draft.country and draft.country not in dict(country_choices("fr")):
        raise Invalid("country", "not_in_the_list", value=draft.country)
    if draft.country != "MA" and (draft.commune or draft.region):
        raise Invalid("commune", "not_in_the_list", value=draft.commune)
