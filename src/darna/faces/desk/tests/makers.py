"""What the desk's tests share: clients of a worker, answers to the questions of a registration, places of pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member, signed_in_client


@dataclass(frozen=True)
class Desk:
    """A member of staff at their screen."""

    actor: Actor
    client: Client


def sit_down(role: Role, agency: str = "maison") -> Desk:
    """A member with this role, signed in."""
    actor = make_member(role, agency=make_agency(agency, province="05.091"))
    return Desk(actor, signed_in_client(actor))


#: Everything a worker types for a woman of thirty who agrees, one page at a time.
ANSWERS: dict[str, dict[str, Any]] = {
    "consent": {
        "birth-birth_day": "12",
        "birth-birth_month": "4",
        "birth-birth_year": "1995",
        "consent-state": "given",
        "consent-notice_language": "ar",
        "consent-purposes": ["accompaniment"],
        "consent-method": "written",
        "consent-given_by": "self",
        "consent-has_assented": "unknown",
    },
    "person": {
        "person-given_name": "Malika",
        "person-family_name": "Tahiri",
        "person-given_name_ar": "مليكة",
        "person-family_name_ar": "الطاهري",
        "person-sex": "F",
        "person-nationality": "MA",
    },
    "contact": {"contact-1-channel": "phone_call", "contact-1-value": "06 61 11 22 33"},
    "household": {"relative-1-kind": "mother", "relative-1-other_name": "Zahra Tahiri"},
    "journeys": {"journey-1-direction": "return", "journey-1-from_country": "IT", "journey-1-started_year": "2024"},
    "needs": {
        "needs-programme": "returned_mre",
        "needs-needs": ["pension_italy"],
        "needs-urgency": "urgent",
        "needs-note": "Asked about her contributions.",
        "needs-is_mine": "on",
    },
}
STEPS = tuple(ANSWERS)


def address(name: str, *args: object, language: str = "fr") -> str:
    """The address of a page of the desk in a language."""
    with override(language):
        return reverse(name, args=args)


def search(client: Client, text: str, *, language: str = "fr", **values: Any) -> Any:
    """Search as a browser without scripts does."""
    return client.post(address("desk:search", language=language), {"q": text, **values})


def register(client: Client, *, language: str = "fr", **changes: dict[str, Any]) -> Any:
    """Search, answer every step, and save; the answer to the saving."""
    search(client, "Malika Tahiri", language=language)
    client.get(address("desk:register", language=language))
    for key in STEPS:
        answers = {**ANSWERS[key], **changes.get(key, {})}
        client.post(address("desk:register_step", key, language=language), {**answers, "go": "next"})
    return save(client, language=language)


def save(client: Client, *, language: str = "fr") -> Any:
    """Press *save* on the last page, having seen what it shows."""
    check = address("desk:register_check", language=language)
    page = client.get(check)
    seen = page.context["seen"] if page.context and "seen" in page.context else ""
    return client.post(check, {"seen": seen})


def person_of(saved: Any) -> UUID:
    """The person to whose file a saved registration leads."""
    return UUID(saved["Location"].split("/files/")[1].split("/")[0])
