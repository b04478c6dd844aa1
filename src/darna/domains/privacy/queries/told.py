"""What was shown of persons, to whom, and what left the country, with the names of agencies and partners."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.utils.translation import get_language

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import countries_of, names_of_agencies
from darna.base.codelists.queries import label
from darna.base.pages.lines import Lines
from darna.base.places.queries import country_name
from darna.domains.links.queries import partner_names
from darna.domains.links.queries.countries import countries_of_partners
from darna.domains.people.queries.officer import (
    GivenFilters,
    GivenLine,
    Recipient,
    ToldFilters,
    ToldLine,
    consent_page,
    disclosure_page,
    recipients_since,
)
from darna.domains.privacy import access
from darna.domains.privacy.models import Safeguard
from darna.domains.privacy.values import RecipientLine
from darna.kernel.clock import today
from darna.kernel.errors import NotFound

PERIOD_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class Known:
    """Names and countries of recipients."""

    names: dict[UUID, str]
    countries: dict[UUID, str]


def disclosures(actor: Actor, filters: ToldFilters, *, number: int = 1) -> Lines[ToldLine]:
    """Every disclosure, with its recipient by name. Eleven queries at most. Raises: Refused."""
    found = disclosure_page(actor, filters, number=number)
    known, language = _known({line.recipient_id for line in found.lines}), _language()
    lines = tuple(
        replace(
            line,
            recipient=known.names.get(line.recipient_id, ""),
            country=country_name(known.countries.get(line.recipient_id, ""), language),
        )
        for line in found.lines
    )
    return replace(found, lines=lines)


def consents(actor: Actor, filters: GivenFilters, *, number: int = 1) -> Lines[GivenLine]:
    """Every consent, with its recipients by name. Ten queries at most. Raises: Refused."""
    found = consent_page(actor, filters, number=number)
    names = _known({one for line in found.lines for one in line.recipient_ids}).names
    lines = tuple(
        replace(line, recipients=tuple(names.get(one, "") for one in line.recipient_ids)) for line in found.lines
    )
    return replace(found, lines=lines)


def recipients_abroad(actor: Actor) -> tuple[RecipientLine, ...]:
    """Whom data of persons went to in another country within twelve months, or may go to, and under what. Six queries.

    Raises: Refused.
    """
    told = {row.recipient_id: row for row in access.safeguards_of(actor)}
    counted = {row.id: row for row in recipients_since(actor, today() - timedelta(days=PERIOD_DAYS))}
    known = _known(counted.keys() | told.keys())
    home = countries_of([actor.agency_id]).get(actor.agency_id, "MA")
    abroad = {one for one in counted if known.countries.get(one, home) != home} | told.keys()
    lines = [_recipient(one, known, counted.get(one), told.get(one)) for one in abroad]
    return tuple(sorted(lines, key=lambda line: (not line.lacks, line.country_name, line.name)))


def recipient_abroad(actor: Actor, recipient_id: UUID) -> RecipientLine:
    """One of them. Six queries. Raises: Refused, NotFound."""
    for line in recipients_abroad(actor):
        if line.id == recipient_id:
            return line
    raise NotFound("recipient", recipient_id)


def _recipient(one: UUID, known: Known, counted: Recipient | None, told: Safeguard | None) -> RecipientLine:
    country = known.countries.get(one, told.country if told else "")
    return RecipientLine(
        id=one,
        name=known.names.get(one, ""),
        country=country,
        country_name=country_name(country, _language()),
        times=counted.times if counted else 0,
        persons=counted.persons if counted else 0,
        last_at=counted.last_at if counted else None,
        **_safeguard(told),
    )


def _safeguard(told: Safeguard | None) -> dict[str, Any]:
    if told is None:
        return {}
    return {
        "ground": told.ground,
        "ground_label": label("transfer_ground", told.ground),
        "authority_number": told.authority_number,
        "granted_on": told.granted_on,
        "valid_until": told.valid_until,
        "note": told.note,
        "version": told.version,
    }


def _known(recipients: set[UUID]) -> Known:
    names = names_of_agencies(recipients, _language())
    others = recipients - names.keys()
    countries = countries_of(names) if names else {}
    return Known({**names, **partner_names(others)}, {**countries, **countries_of_partners(others)})


def _language() -> str:
    return (get_language() or "fr")[:2]
