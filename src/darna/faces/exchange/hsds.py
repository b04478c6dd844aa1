"""The directory in the words of HSDS 3.0 (Human Services Data Specification); no Django, no database.

What we do not know is absent, never empty. HSDS has one language: the reader's, or the nearest that a text has.
An address of HSDS needs a postal code, which nobody here knows: what is known of an address is the place's description.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID, uuid5

from darna.domains.directory.hours import Line
from darna.domains.directory.values import ShownOffer

Known = dict[str, Any]
#: How a code of a list is said in the reader's language.
Say = Callable[[str, str], str]
#: How whom a service is for, and where it is, are said.
WhoFor = Callable[[ShownOffer], str]

VERSION: Final = "3.0"
_BY_DAY: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Words:
    """How codes are said in one language; asked once for each of them."""

    def __init__(self, language: str, *, say: Say, who_for: WhoFor, where: WhoFor) -> None:
        self.language, self.say, self.who_for, self.where = language, say, who_for, where


def services(offers: Iterable[ShownOffer], words: Words, *, is_full: bool = False) -> list[Known]:
    """Services of HSDS, from all the places at which each is offered; fully nested ones with their organisation."""
    by_service: dict[UUID, list[ShownOffer]] = {}
    for offer in offers:
        by_service.setdefault(offer.service_id, []).append(offer)
    return [service(held, words, is_full=is_full) for held in by_service.values()]


def service(offers: Sequence[ShownOffer], words: Words, *, is_full: bool = True) -> Known:
    """One service of HSDS, from all the places at which it is offered; at least one."""
    one, language = offers[0], words.language
    assured = [offer.assured_on for offer in offers if offer.assured_on]
    told: Known = {
        "id": str(one.service_id),
        "organization_id": str(one.organisation_id),
        "name": one.service.in_(language),
        "description": one.description.in_(language),
        "url": one.website,
        "status": "active",
        "fees_description": _fees(one, words),
        "eligibility_description": words.who_for(one),
        "minimum_age": one.age_from,
        "maximum_age": one.age_to,
        "assured_date": max(assured).isoformat() if assured else None,
        "alert": one.note.in_(language),
        "languages": _languages(one, words),
        "attributes": _needs(one, words),
    }
    if is_full:
        told["organization"] = organization(one, words)
        told["service_at_locations"] = [service_at_location(offer, words) for offer in offers]
    return known(told)


def organization(offer: ShownOffer, words: Words) -> Known:
    """The organisation of an offer. HSDS asks for a description: what kind of organisation it is."""
    return known(
        {
            "id": str(offer.organisation_id),
            "name": offer.organisation.in_(words.language),
            "description": words.say("organisation_kind", offer.organisation_kind),
            "website": offer.website,
        }
    )


def organization_with_services(offers: Sequence[ShownOffer], words: Words, *, is_full: bool = True) -> Known:
    """One organisation with all its services."""
    told = organization(offers[0], words)
    told["services"] = services(offers, words, is_full=is_full)
    for one in told["services"]:
        # It stands inside its organisation.
        one.pop("organization", None)
    return told


def service_at_location(offer: ShownOffer, words: Words) -> Known:
    """A service at a place; of a confidential place nothing is told, not even that it is somewhere."""
    phones = [{"id": _id(offer.id, "phone"), "service_at_location_id": str(offer.id), "number": offer.phone}]
    return known(
        {
            "id": str(offer.id),
            "service_id": str(offer.service_id),
            "location_id": "" if offer.is_confidential else str(offer.location_id),
            "phones": phones if offer.phone else [],
            "schedules": [_schedule(offer, line) for line in offer.lines],
            "location": {} if offer.is_confidential else _location(offer, words),
        }
    )


def service_at_location_with_service(offer: ShownOffer, words: Words) -> Known:
    """A service at a place with what the service is."""
    return {**service_at_location(offer, words), "service": service([offer], words, is_full=False)}


def page(contents: Sequence[Known], *, number: int, size: int, total: int) -> Known:
    """Some of a list, as the standard's pages say it."""
    pages = max(1, -(-total // size))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": list(contents),
    }


def known(told: Mapping[str, Any]) -> Known:
    """What is known of these.

    >>> known({"name": "Amal", "url": "", "minimum_age": 0, "phones": [], "assured_date": None})
    {'name': 'Amal', 'minimum_age': 0}
    """
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}


def _fees(offer: ShownOffer, words: Words) -> str:
    told = {"free": words.say("cost", "free"), "fee": words.say("cost", "fee")}.get(offer.cost, "")
    return ": ".join(part for part in (told, offer.cost_note) if part)


def _languages(offer: ShownOffer, words: Words) -> list[Known]:
    return [
        {
            "id": _id(offer.service_id, "language", code),
            "service_id": str(offer.service_id),
            "name": words.say("language", code),
            "code": code,
        }
        for code in offer.languages
    ]


def _needs(offer: ShownOffer, words: Words) -> list[Known]:
    """Which needs it answers, as terms of our list of needs."""
    return [
        {
            "id": _id(offer.service_id, "need", code),
            "link_id": str(offer.service_id),
            "link_entity": "service",
            "value": code,
            "taxonomy_term_id": term_id(code),
            "taxonomy_term": {
                "id": term_id(code),
                "code": code,
                "name": words.say("need_type", code),
                "description": words.say("need_type", code),
                "taxonomy": "need_type",
                "language": words.language,
            },
        }
        for code in offer.needs
    ]


def term_id(code: str) -> str:
    """The identifier of a need as a term, the same in every installation."""
    return str(uuid5(_NAMESPACE, f"need_type:{code}"))


_NAMESPACE: Final = UUID("5d9d2f4e-6a6e-5b0e-9a3b-6f5b1b5d3a10")


def _schedule(offer: ShownOffer, line: Line) -> Known:
    return known(
        {
            "id": _id(offer.id, "hours", str(line.weekday), f"{line.opens:%H%M}", str(line.valid_from or "")),
            "service_at_location_id": str(offer.id),
            "freq": "WEEKLY",
            "wkst": "MO",
            "byday": _BY_DAY[line.weekday - 1],
            "opens_at": f"{line.opens:%H:%M}",
            "closes_at": f"{line.closes:%H:%M}",
            "valid_from": line.valid_from.isoformat() if line.valid_from else "",
            "valid_to": line.valid_to.isoformat() if line.valid_to else "",
            "notes": offer.time_zone,
        }
    )


def _location(offer: ShownOffer, words: Words) -> Known:
    place = str(offer.location_id)
    return known(
        {
            "id": place,
            "location_type": "physical",
            "organization_id": str(offer.organisation_id),
            "name": words.where(offer),
            "description": offer.address,
            "external_identifier": offer.commune,
            "external_identifier_type": "HCP commune" if offer.commune else "",
            "accessibility": [
                {
                    "id": _id(offer.location_id, "accessibility", code),
                    "location_id": place,
                    "description": words.say("accessibility", code),
                }
                for code in offer.accessibility
            ],
        }
    )


def _id(of: UUID, *parts: str) -> str:
    """An identifier made from that of its owner, the same at every export."""
    return str(uuid5(of, ":".join(parts)))
