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
from darna.base.lists.keyset import next_rows, ordinary
from darna.base.lists.kinds import Asked
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
    consent_lines,
    consent_page,
    consent_rows,
    disclosure_lines,
    disclosure_page,
    disclosure_rows,
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
    return replace(found, lines=_shown_to(found.lines))


def consents(actor: Actor, filters: GivenFilters, *, number: int = 1) -> Lines[GivenLine]:
    """Every consent, with its recipients by name. Ten queries at most. Raises: Refused."""
    found = consent_page(actor, filters, number=number)
    return replace(found, lines=_may_be_shown_to(found.lines))


def disclosure_piece(actor: Actor, filters: ToldFilters, asked: Asked, after: Any) -> tuple[tuple[ToldLine, ...], Any]:
    """Disclosures for a file, and the place to go on from. Eight queries at most. Raises: Refused."""
    rows = ordinary(disclosure_rows(actor, filters), with_protected=asked.with_protected)
    found, place = next_rows(rows, "at", after)
    return _shown_to(disclosure_lines(found)), place


def disclosure_count(actor: Actor, filters: ToldFilters, asked: Asked, most: int) -> int:
    """How many of them, counted up to a bound. One query. Raises: Refused."""
    return ordinary(disclosure_rows(actor, filters), with_protected=asked.with_protected).order_by()[:most].count()


def consent_piece(actor: Actor, filters: GivenFilters, asked: Asked, after: Any) -> tuple[tuple[GivenLine, ...], Any]:
    """Consents for a file, and the place to go on from. Eight queries at most. Raises: Refused."""
    rows = ordinary(consent_rows(actor, filters), with_protected=asked.with_protected)
    found, place = next_rows(rows, "recorded_at", after)
    return _may_be_shown_to(consent_lines(found)), place


def consent_count(actor: Actor, filters: GivenFilters, asked: Asked, most: int) -> int:
    """How many of them, counted up to a bound. One query. Raises: Refused."""
    return ordinary(consent_rows(actor, filters), with_protected=asked.with_protected).order_by()[:most].count()


def only_abroad(actor: Actor, filters: ToldFilters) -> ToldFilters:
    """The same, narrowed to recipients in other countries. Six queries. Raises: Refused."""
    return replace(filters, recipients=frozenset(line.id for line in recipients_abroad(actor)))


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


def _shown_to(lines: tuple[ToldLine, ...]) -> tuple[ToldLine, ...]:
    known, language = _known({line.recipient_id for line in lines}), _language()
    return tuple(
        replace(
            line,
            recipient=known.names.get(line.recipient_id, ""),
            country=country_name(known.countries.get(line.recipient_id, ""), language),
        )
        for line in lines
    )


def _may_be_shown_to(lines: tuple[GivenLine, ...]) -> tuple[GivenLine, ...]:
    names = _known({one for line in lines for one in line.recipient_ids}).names
    return tuple(replace(line, recipients=tuple(names.get(one, "") for one in line.recipient_ids)) for line in lines)


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
