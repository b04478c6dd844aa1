"""Keeping a file findable, or findable by its named workers only; part of other verbs, no sentence of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from darna.domains.people import tokens
from darna.domains.people.models import NameKey, Person, ProtectedToken
from darna.domains.people.queries.merged import further_names
from darna.domains.people.reading import names_in_all
from darna.domains.people.rows import told_sex
from darna.domains.people.values import Names

#: Files whose keys are made anew in one transaction.
_AT_ONCE: Final = 2_000


def keep_name_keys(person: Person, names: Names) -> None:
    """Replace what the person is found by: keys for everybody, or tokens for named workers. Five queries at the most.

    A file that stands for two is found by every name that either of them had.
    """
    all_names = [names, *further_names(person)]
    NameKey.objects.filter(person_id=person.pk).delete()
    ProtectedToken.objects.filter(person_id=person.pk).delete()
    if person.is_protected:
        ProtectedToken.objects.bulk_create(_tokens(person, all_names))
        return
    _key_of(person, all_names).save(force_insert=True)


def renew_keys() -> int:
    """Make the keys of some of the agency's files anew that older rules of names made, and say of how many.

    At most six queries. No sentence of its own in the trail: nothing about the person changes, and the keys cannot be read.
    """
    old = NameKey.objects.filter(made_by__lt=tokens.RULES).values_list("person_id", flat=True)
    ids = list(old[:_AT_ONCE])
    people = Person.objects.filter(pk__in=ids, is_protected=False)
    rows = [_key_of(person, [names, *further_names(person)]) for person, names in _named(people)]
    NameKey.objects.filter(person_id__in=ids).delete()
    NameKey.objects.bulk_create(rows)
    return len(ids)


def _named(people: Iterable[Person]) -> list[tuple[Person, Names]]:
    held = list(people)
    names = names_in_all(held)
    return [(person, names[person.pk]) for person in held]


def _key_of(person: Person, all_names: list[Names]) -> NameKey:
    return NameKey(
        person_id=person.pk,
        agency_id=person.agency_id,
        keys=sorted({key for one in all_names for key in tokens.name_keys(one, person.agency_id)}),
        words=sorted({key for one in all_names for key in tokens.word_keys(one, person.agency_id)}),
        birth_year=person.born_on.year if person.born_on else None,
        sex=told_sex(person.sex),
        commune=person.commune,
        made_by=tokens.RULES,
    )


def _tokens(person: Person, all_names: list[Names]) -> list[ProtectedToken]:
    spellings = [spelling for names in all_names for spelling in names.spellings]
    found = tokens.protected_name_tokens(person.agency_id, *spellings)
    return [ProtectedToken(person_id=person.pk, agency_id=person.agency_id, token=token) for token in found]
