"""Files that were merged into another: which they are, and every name by which the one that stays is found."""

from __future__ import annotations

import base64
import json
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from darna.base.agencies.actor import Actor
from darna.base.keys.queries import ciphers_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.people.access import own_person_to_read
from darna.domains.people.models import Merge, Person
from darna.domains.people.reading import draft_of, names_in_all
from darna.domains.people.values import Names, PersonDraft
from darna.kernel.errors import NotFound

#: What a merge's own sealed value is bound to beside the merge.
SEALED_BEFORE: Final = "merge.before"
#: What two files may say otherwise of one person, named as in `PersonDraft`, in the order in which it is compared.
UNITED: Final = (
    "given_name",
    "family_name",
    "given_name_ar",
    "family_name_ar",
    "birth",
    "sex",
    "nationalities",
    "languages",
    "needs_interpreter",
    "country_of_residence",
    "commune",
    "address",
)


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


@dataclass(frozen=True, slots=True)
class MergeLine:
    """A file that was closed into another, and perhaps parted from it; `differing` names what it says otherwise."""

    id: UUID
    reference: str
    merged_at: datetime
    merged_by: UUID
    moved: int
    parted_at: datetime | None
    parted_by: UUID | None
    is_parted: bool
    #: field → what the closed file says, where that is not what the file that stays says.
    differing: dict[str, Any]
    #: field → what the file that stays said before, where the closed file's word was taken.
    replaced: dict[str, Any]


def merges_of(actor: Actor, person_id: UUID) -> list[MergeLine]:
    """What was merged into a file and parted from it, the newest first. Five queries at the most.

    Raises: Refused, NotFound.
    """
    person = own_person_to_read(actor, person_id)
    rows = list(Merge.objects.filter(person_id=person_id).order_by("-merged_at", "id"))
    if not rows:
        return []
    others = {row.pk: row for row in Person.objects.filter(pk__in={row.other_id for row in rows})}
    ciphers = ciphers_of({person_id, *others})
    kept = draft_of(person, ciphers[person_id])
    drafts = {key: draft_of(other, ciphers[key]) for key, other in others.items() if key in ciphers}
    return [
        _line(row, kept, _draft_before(row, person, ciphers[person_id]), drafts.get(row.other_id), others[row.other_id])
        for row in rows
    ]


def merged_person(actor: Actor, merge_id: UUID) -> UUID:
    """The file that stayed in a merge. One query. Raises: NotFound."""
    found = Merge.objects.filter(pk=merge_id, agency_id=actor.agency_id).values_list("person_id", flat=True).first()
    if found is None:
        raise NotFound("merge", merge_id)
    return found


def _line(row: Merge, kept: PersonDraft, before: PersonDraft, closed: PersonDraft | None, other: Person) -> MergeLine:
    is_parted = row.parted_at is not None
    return MergeLine(
        id=row.pk,
        reference=other.reference,
        merged_at=row.merged_at,
        merged_by=row.merged_by,
        moved=row.moved,
        parted_at=row.parted_at,
        parted_by=row.parted_by,
        is_parted=is_parted,
        differing={} if is_parted or closed is None else _otherwise(closed, kept),
        replaced={} if is_parted else _otherwise(before, kept),
    )


def _otherwise(one: PersonDraft, kept: PersonDraft) -> dict[str, Any]:
    told = {field: getattr(one, field) for field in UNITED}
    return {field: value for field, value in told.items() if value and value != getattr(kept, field)}


def _draft_before(merge: Merge, person: Person, cipher: PersonCipher) -> PersonDraft:
    """What the file that stays said before this merge, but for what was changed by hand."""
    before = copy(person)
    for column, (was, left) in before_merge(merge, cipher)["columns"].items():
        if was != left:
            setattr(before, column, stored_value(column, was))
    return draft_of(before, cipher)


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


def stored_value(column: str, value: Any) -> Any:
    """A column of a person's row as it is stored, from what a merge keeps of it."""
    kind = Person._meta.get_field(column).get_internal_type()
    if kind == "BinaryField":
        return base64.b64decode(value)
    return date.fromisoformat(value) if kind == "DateField" and value else value


def before_merge(merge: Merge, cipher: PersonCipher) -> dict[str, Any]:
    """What a merge replaced in the file that stays: its names then, and each column before and after."""
    opened = cipher.open(merge.sealed_before, field=SEALED_BEFORE)
    found: dict[str, Any] = json.loads(opened) if opened else {"names": {}, "columns": {}}
    return found
