"""Keeping a file findable, or findable by its named workers only; part of other verbs, no sentence of its own."""

from __future__ import annotations

from darna.domains.people import tokens
from darna.domains.people.models import NameKey, Person, ProtectedToken
from darna.domains.people.queries.merged import further_names
from darna.domains.people.values import Names


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
    NameKey.objects.create(
        person_id=person.pk,
        agency_id=person.agency_id,
        keys=sorted({key for one in all_names for key in tokens.name_keys(one, person.agency_id)}),
        birth_year=person.born_on.year if person.born_on else None,
    )


def _tokens(person: Person, all_names: list[Names]) -> list[ProtectedToken]:
    spellings = [spelling for names in all_names for spelling in names.spellings]
    found = tokens.protected_name_tokens(person.agency_id, *spellings)
    return [ProtectedToken(person_id=person.pk, agency_id=person.agency_id, token=token) for token in found]
