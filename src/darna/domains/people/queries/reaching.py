"""Where a machine may write to a person without putting them in danger: rarely, and never on a guess."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from darna.base.keys.queries import ciphers_of
from darna.domains.people.models import Person, PersonContact
from darna.domains.people.reading import SEALED_CONTACT

EMAIL = "email"
NO_CONTACT = "no_contact"


@dataclass(frozen=True, slots=True)
class SafeAddress:
    """An e-mail address the person called safe, and the languages they read."""

    address: str
    languages: tuple[str, ...]


def safe_address_of(person_id: UUID) -> SafeAddress | None:
    """The address of an ordinary file that is safe without conditions; None where there is the least doubt.

    A protected file has none, nor has somebody who wants no contact; an address with advice beside it ("only in the
    morning") is for people who can read the advice. Three queries, two without such an address.
    """
    person = Person.objects.filter(pk=person_id, is_protected=False, erased_at__isnull=True).first()
    contacts = list(PersonContact.objects.filter(person_id=person_id).order_by("id")) if person else []
    if person is None or any(one.channel == NO_CONTACT for one in contacts):
        return None
    safe = [one for one in contacts if one.channel == EMAIL and one.is_safe and not bytes(one.sealed_advice)]
    cipher = ciphers_of([person_id]).get(person_id) if safe else None
    if cipher is None:
        return None
    return SafeAddress(cipher.open(safe[0].sealed_value, field=SEALED_CONTACT), tuple(person.languages))
