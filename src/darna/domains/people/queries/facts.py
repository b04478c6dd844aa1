"""What is told of persons and can be compared with another file: names, birth, phones, numbers of documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from darna.base.keys.queries import ciphers_of
from darna.domains.people.models import Person, PersonContact, PersonIdentifier
from darna.domains.people.reading import SEALED_CONTACT, SEALED_NUMBER, names_in, partial
from darna.domains.people.tokens import plain_contact
from darna.domains.people.values import PHONE_CHANNELS, Names
from darna.kernel.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file tells of somebody, opened; phones as the world dials them."""

    id: UUID
    version: int
    names: Names
    birth: PartialDate | None
    sex: str
    nationalities: tuple[str, ...]
    commune: str
    phones: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


def facts_of(person_ids: Iterable[UUID]) -> dict[UUID, Facts]:
    """The facts of those persons whose file this context sees and may open. Four queries."""
    wanted = set(person_ids)
    ciphers = ciphers_of(wanted)
    phones: dict[UUID, list[str]] = {}
    numbers: dict[UUID, list[str]] = {}
    for way in PersonContact.objects.filter(person_id__in=wanted, channel__in=PHONE_CHANNELS):
        if way.person_id in ciphers:
            value = ciphers[way.person_id].open(way.sealed_value, field=SEALED_CONTACT)
            phones.setdefault(way.person_id, []).append(plain_contact(way.channel, value))
    for held in PersonIdentifier.objects.filter(person_id__in=wanted):
        if held.person_id in ciphers:
            value = ciphers[held.person_id].open(held.sealed_number, field=SEALED_NUMBER)
            numbers.setdefault(held.person_id, []).append(value)
    return {
        row.pk: Facts(
            id=row.pk,
            version=row.version,
            names=names_in(row, ciphers[row.pk]),
            birth=partial(row.born_on, row.born_precision),
            sex=row.sex,
            nationalities=tuple(row.nationalities),
            commune=row.commune,
            phones=tuple(phone for phone in phones.get(row.pk, ()) if phone),
            numbers=tuple(number for number in numbers.get(row.pk, ()) if number),
        )
        for row in Person.objects.filter(pk__in=wanted, erased_at__isnull=True)
        if row.pk in ciphers
    }
