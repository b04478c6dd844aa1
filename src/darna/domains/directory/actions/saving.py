"""Saving over what was seen: nobody's change is lost, and what is in no list is refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar
from zoneinfo import available_timezones

from darna.base.codelists.queries import codes
from darna.domains.directory.models import ConfidentialPlace, Location, Organisation, Service, ServiceAtLocation
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, StaleVersion
from darna.kernel.text import LocalText

Row = TypeVar("Row", Organisation, Service, Location, ServiceAtLocation, ConfidentialPlace)
LANGUAGES = ("ar", "fr", "it", "en")


def locked(row: Row, seen_version: int, **kept: object) -> Row:
    """The row as it is now, held until the transaction ends. One query.

    Raises: NotFound; StaleVersion when somebody saved it since it was seen, with what the user had written.
    """
    now_held = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if now_held is None:
        raise NotFound(type(row).__name__.lower(), row.pk)
    if now_held.version != seen_version:
        raise StaleVersion(now_held.version, seen_version, **kept)
    return now_held


def save(row: Row, **changes: object) -> None:
    """Write these columns and the next version. One query.

    `save` with named columns raises when the database refuses the row; an update of a queryset would say nothing.
    """
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*changes, "version"])


def changed_columns(row: Row, wanted: dict[str, object]) -> dict[str, object]:
    """The columns that differ. Raises: AlreadyDone when none does."""
    differing = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    if not differing:
        raise AlreadyDone("nothing_changed")
    return differing


def in_columns(prefix: str, text: LocalText) -> dict[str, object]:
    """A text in four languages as the columns that hold it."""
    return {f"{prefix}_{language}": getattr(text, language).strip() for language in LANGUAGES}


def require_codes(field: str, given: Iterable[str], list_code: str) -> None:
    """Raises: Invalid when the list does not offer one of the codes today."""
    on = today()
    offered = {line.code for line in codes(list_code) if line.is_valid(on)}
    for code in given:
        if code not in offered:
            raise Invalid(field, "not_in_the_list", value=code)


def require_name(text: LocalText) -> None:
    """Raises: Invalid when there is a name in no language."""
    if not any(value.strip() for value in text.values()):
        raise Invalid("name_fr", "name_missing")


def require_zone(zone: str) -> None:
    """Raises: Invalid for a time zone that does not exist."""
    if zone not in available_timezones():
        raise Invalid("time_zone", "not_a_time_zone", value=zone)


def require_reason(reason: str, *, most: int = 300) -> str:
    """The reason without blanks around it. Raises: Invalid when nothing is left, or too much."""
    if not reason.strip():
        raise Invalid("reason", "empty")
    if len(reason) > most:
        raise Invalid("reason", "too_long", most=most)
    return reason.strip()
