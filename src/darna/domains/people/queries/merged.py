"""Files that were merged into another: which they are, and every name by which the one that stays is found."""

from __future__ import annotations

import json
from typing import Any, Final
from uuid import UUID

from django.db import connection

from darna.base.keys.queries import ciphers_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.people.models import Merge, Person
from darna.domains.people.reading import names_in_all
from darna.domains.people.values import Names

#: What a merge's own sealed value is bound to beside the merge.
SEALED_BEFORE: Final = "merge.before"


def merged_files(person_id: UUID) -> list[Person]:
    """The files that were merged into one, and into those, each kept as it was. A query a step, mostly one."""
    found: list[Person] = []
    step = [person_id]
    while step:
        rows = list(Person.objects.filter(merged_into_id__in=step).order_by("registered_at", "id"))
        found += rows
        step = [row.pk for row in rows]
    return found


def goes_on_in(agency_id: UUID, person_id: UUID) -> UUID | None:
    """Where a file goes on that was merged into another; none when it was not. A query a step."""
    last = None
    while True:
        rows = Person.objects.filter(pk=last or person_id, agency_id=agency_id)
        into = rows.values_list("merged_into_id", flat=True).first()
        if into is None:
            return last
        last = into


def hindrances_to_merge(keep_id: UUID, close_id: UUID) -> list[str]:
    """Why two files cannot be merged, as codes; nothing when they can. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select h from sec.hindrances_to_merge(%s, %s) h", [keep_id, close_id])
        return [row[0] for row in cursor.fetchall()]


def further_names(person: Person) -> list[Names]:
    """What else a person was called in files that are united with this one. No query for a file that stands alone."""
    if person.united_at is None:
        return []
    files = merged_files(person.pk)
    merges = list(Merge.objects.filter(person_id__in=[person.pk, *(row.pk for row in files)], parted_at__isnull=True))
    ciphers = ciphers_of({row.person_id for row in merges})
    before = [Names(**before_merge(row, ciphers[row.person_id])["names"]) for row in merges]
    return [*names_in_all(files).values(), *(names for names in before if names.spellings)]


def before_merge(merge: Merge, cipher: PersonCipher) -> dict[str, Any]:
    """What a merge replaced in the file that stays: its names then, and each column before and after."""
    opened = cipher.open(merge.sealed_before, field=SEALED_BEFORE)
    found: dict[str, Any] = json.loads(opened) if opened else {"names": {}, "columns": {}}
    return found
