"""Where a machine may write to a person without putting them in danger: rarely, and never on a guess."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from darna.base.keys.queries import ciphers_of
from darna.domains.people.models import Person, PersonContact
from darna.domains.people.reading import SEALED_CONTACT

EMAIL = "email"
SMS = "sms"
NO_CONTACT = "no_contact"


@dataclass(frozen=True, slots=True)
class SafeAddress:
    """An e-mail address, or a number for text messages, that the person called safe, and the languages they read."""

    address: str
    languages: tuple[str, ...]


def interpreter_for(person_id: UUID) -> str:
    """The language for which the person needs an interpreter; empty where they need none or it is not known. One query."""
    languages = Person.objects.filter(pk=person_id, needs_interpreter=True).values_list("languages", flat=True).first()
    return languages[0] if languages else ""


def safe_address_of(person_id: UUID, channel: str = EMAIL) -> SafeAddress | None:
    """The address, or number for text messages, of an ordinary file that is safe without conditions; None in any doubt.

    A protected file has none, nor has somebody who wants no contact; an address with advice beside it ("only in the
    morning") is for people who can read the advice. Three queries, two without such an address.
    """
    person = Person.objects.filter(pk=person_id, is_protected=False, erased_at__isnull=True).first()
    contacts = list(PersonContact.objects.filter(person_id=person_id).order_by("id")) if person else []
    if person is None or any(one.channel == NO_CONTACT for one in contacts):
        return None
    doubted = {bytes(one.value_token) for one in contacts if not one.is_safe or bytes(one.sealed_advice)}
    # Two files that were united may say it otherwise of one number: the warning stands.
    safe = [one for one in contacts if one.channel == channel and bytes(one.value_token) not in doubted]
    cipher = ciphers_of([person_id]).get(person_id) if safe else None
    if cipher is None:
        return None
    return SafeAddress(cipher.open(safe[0].sealed_value, field=SEALED_CONTACT), tuple(person.languages))
