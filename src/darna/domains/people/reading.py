"""A person's row as values: names opened when they are sealed, the birth date with its precision."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Final
from uuid import UUID

from darna.base.keys.queries import ciphers_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.people.models import Person
from darna.domains.people.values import Names, PersonDraft, PersonLine
from darna.kernel.dates import PartialDate, Precision

#: What a sealed value is bound to beside its person, so that it opens nowhere else.
SEALED_NAMES: Final = "person.names"
SEALED_ADDRESS: Final = "person.address"
SEALED_CONTACT: Final = "contact.value"
SEALED_ADVICE: Final = "contact.advice"
SEALED_NUMBER: Final = "identifier.number"
SEALED_GUARDIAN: Final = "consent.guardian"
SEALED_WITNESS: Final = "consent.witness"
SEALED_BEST_INTEREST: Final = "consent.best_interest"
SEALED_EVIDENCE: Final = "consent.evidence"
SEALED_RELATIVE: Final = "relationship.other_name"


def sealed_page(page_id: UUID) -> str:
    """What a page of a signed form is bound to: put in another's place it does not open."""
    return f"consent.page|{page_id}"


def sealed_names(names: Names, cipher: PersonCipher) -> bytes:
    """A protected person's names as one sealed value."""
    return cipher.seal(json.dumps(asdict(names), ensure_ascii=False), field=SEALED_NAMES)


def names_in(person: Person, cipher: PersonCipher | None) -> Names:
    """The names of a row; empty for a protected file without its key."""
    if not person.is_protected:
        return Names(person.given_name, person.family_name, person.given_name_ar, person.family_name_ar)
    opened = cipher.open(person.sealed_names, field=SEALED_NAMES) if cipher else ""
    return Names(**json.loads(opened)) if opened else Names()


def names_in_all(persons: Iterable[Person]) -> dict[UUID, Names]:
    """The names of many rows. One query if any of them is protected, else none."""
    rows = list(persons)
    protected = [row.pk for row in rows if row.is_protected]
    ciphers = ciphers_of(protected) if protected else {}
    return {row.pk: names_in(row, ciphers.get(row.pk)) for row in rows}


def partial(value: date | None, precision: str) -> PartialDate | None:
    """A date column and its precision as one value."""
    return PartialDate(value, Precision(precision or Precision.DAY)) if value else None


def columns_of(told: PartialDate | None) -> tuple[date | None, str]:
    """A partial date as its two columns."""
    return (told.value, str(told.precision)) if told else (None, "")


def line_of(person: Person, names: Names, *, score: float = 1.0, reasons: Iterable[str] = ()) -> PersonLine:
    """A row as a line of a list."""
    return PersonLine(
        id=person.pk,
        reference=person.reference,
        name=names.shown,
        name_ar=names.arabic,
        sex=person.sex,
        birth=partial(person.born_on, person.born_precision),
        commune=person.commune,
        is_protected=person.is_protected,
        score=round(score, 4),
        reasons=frozenset(reasons),
    )


def lines_of(persons: Iterable[Person], names: Mapping[UUID, Names]) -> dict[UUID, PersonLine]:
    """Rows as lines, by person."""
    return {person.pk: line_of(person, names[person.pk]) for person in persons}


def draft_of(person: Person, cipher: PersonCipher) -> PersonDraft:
    """What is written of a person, as a draft without contacts and documents."""
    names = names_in(person, cipher)
    return PersonDraft(
        **asdict(names),
        sex=person.sex,
        birth=partial(person.born_on, person.born_precision),
        nationalities=tuple(person.nationalities),
        languages=tuple(person.languages),
        needs_interpreter=person.needs_interpreter,
        country_of_residence=person.country_of_residence,
        commune=person.commune,
        address=cipher.open(person.sealed_address, field=SEALED_ADDRESS),
    )
