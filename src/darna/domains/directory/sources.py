"""The entries that ship: institutions that serve people of the region here and abroad, each with its source.

No address, phone or opening hour is in them but what its source says; what is empty is asked of the institution.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import time
from importlib.resources import files
from typing import Final
from uuid import UUID, uuid5

from darna.domains.directory.folding import words_of_location, words_of_organisation, words_of_service
from darna.domains.directory.models import Location, Organisation, Schedule, Service, ServiceAtLocation
from darna.kernel.clock import CASABLANCA

#: Identifiers are made from the keys in the files, so that two installations give the same one.
NAMESPACE: Final = UUID("b7b0a3f6-93a2-5f0e-8a5d-0d1f2b6f7c31")
_LANGUAGES: Final = ("ar", "fr", "it", "en")
_ZONES: Final = {
    "BE": "Europe/Brussels",
    "DE": "Europe/Berlin",
    "ES": "Europe/Madrid",
    "FR": "Europe/Paris",
    "IT": "Europe/Rome",
    "NL": "Europe/Amsterdam",
}


def identifier(*keys: str) -> UUID:
    """The identifier of a shipped entry, the same in every installation."""
    return uuid5(NAMESPACE, ":".join(keys))


def organisations() -> list[Organisation]:
    """The institutions, not yet saved."""
    return [_organisation(row) for row in _table("organisations")]


def locations() -> list[Location]:
    """Where they are, as near as a source says, not yet saved."""
    return [_location(row) for row in _table("places")]


def services() -> list[Service]:
    """What they do, not yet saved; a service is a draft as long as its institution is."""
    drafts = {row["key"] for row in _table("organisations") if row["state"] == "draft"}
    return [_service(row, is_draft=row["organisation"] in drafts) for row in _table("services")]


def offers() -> list[ServiceAtLocation]:
    """Each service at each place of its institution, not yet saved."""
    places = list(_table("places"))
    return [
        ServiceAtLocation(
            id=identifier("offer", row["organisation"], row["key"], place["key"]),
            organisation_id=identifier(row["organisation"]),
            service_id=identifier("service", row["organisation"], row["key"]),
            location_id=identifier("place", place["organisation"], place["key"]),
        )
        for row in _table("services")
        for place in places
        if place["organisation"] == row["organisation"]
    ]


def schedules() -> list[Schedule]:
    """Hours of what its source says is there day and night, not yet saved."""
    return [
        Schedule(
            id=identifier("hours", row["organisation"], row["key"], str(weekday)),
            organisation_id=identifier(row["organisation"]),
            location_id=identifier("place", row["organisation"], row["key"]),
            weekday=weekday,
            opens=time(0),
            closes=time(0),
        )
        for row in _table("places")
        if row["hours"] == "always"
        for weekday in range(1, 8)
    ]


def _organisation(row: dict[str, str]) -> Organisation:
    made = Organisation(
        id=identifier(row["key"]),
        **{f"name_{language}": row[language] for language in _LANGUAGES},
        **{name: row[name] for name in ("kind", "region", "website", "state", "certainty", "source")},
        is_information_only=row["information_only"] == "yes",
    )
    made.folded = words_of_organisation(made)
    return made


def _location(row: dict[str, str]) -> Location:
    made = Location(
        id=identifier("place", row["organisation"], row["key"]),
        organisation_id=identifier(row["organisation"]),
        time_zone=_ZONES.get(row["country"], CASABLANCA),
        **{name: row[name] for name in ("country", "region", "commune", "locality", "phone")},
    )
    made.folded = words_of_location(made)
    return made


def _service(row: dict[str, str], *, is_draft: bool) -> Service:
    texts = (f"{part}_{language}" for part in ("name", "description", "note") for language in _LANGUAGES)
    made = Service(
        id=identifier("service", row["organisation"], row["key"]),
        organisation_id=identifier(row["organisation"]),
        state="draft" if is_draft else "active",
        **{name: row[name] for name in texts},
        **{name: row[name] for name in ("cost", "cost_note", "sex", "certainty", "source")},
        **{name: list(filter(None, row[name].split("|"))) for name in ("needs", "serves", "languages")},
        **{name: int(row[name]) if row[name] else None for name in ("age_from", "age_to")},
        needs_documents={"yes": True, "no": False}.get(row["needs_documents"]),
    )
    made.folded = words_of_service(made)
    return made


def _table(name: str) -> Iterator[dict[str, str]]:
    text = (files("darna.domains.directory") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
