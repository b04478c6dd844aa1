"""Two files of one person become one by somebody's decision, and can be parted again."""

from __future__ import annotations

import base64
import json
from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Q

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import save
from darna.base.keys.queries import cipher_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.people.access import merge_to_part, person_to_change
from darna.domains.people.actions.finding import keep_name_keys
from darna.domains.people.actions.registering import CHANGEABLE, columns_to_write
from darna.domains.people.models import DuplicateProposal, Merge, NameKey, Person, ProtectedToken
from darna.domains.people.queries.merged import SEALED_BEFORE, before_merge, hindrances_to_merge, stored_value
from darna.domains.people.reading import draft_of, names_in
from darna.kernel.clock import now
from darna.kernel.errors import Invalid, Refused

#: Columns that mean something only together: both go back to what they were, or neither.
_TOGETHER = ({"born_on", "born_precision"},)


@transaction.atomic
def merge_persons(keep_id: UUID, close_id: UUID, taken: Collection[str] = (), *, by: Actor) -> Merge:
    """One file closes into another of the same person: everything in it goes on there, nothing is lost or sealed anew.

    Shape: `taken` names the fields of `PersonDraft` whose value in the closed file is right.
    Raises: Refused with what hinders it, NotFound, Invalid.
    """
    # In the order of their keys, so that two who unite the same files the other way round wait for each other.
    files = {one: person_to_change(by, one, Verb.MERGE_PERSONS) for one in sorted((keep_id, close_id))}
    kept, closed = files[keep_id], files[close_id]
    for code in hindrances_to_merge(keep_id, close_id):
        raise Refused(f"merge_{code}")
    cipher = cipher_of(keep_id)
    columns = _columns_taken(kept, closed, taken, cipher)
    merge_id = uuid4()
    # What the closed file is found by goes while it can still be seen as a file.
    NameKey.objects.filter(person_id=close_id).delete()
    ProtectedToken.objects.filter(person_id=close_id).delete()
    with connection.cursor() as cursor:
        before = _sealed_before(kept, columns, cipher)
        cursor.execute("select sec.merge_persons(%s, %s, %s, %s)", (merge_id, keep_id, close_id, before))
    _write(kept, columns)
    keep_name_keys(kept, names_in(kept, cipher))
    _decide_pairs(keep_id, close_id, DuplicateProposal.State.SAME, by)
    merge = Merge.objects.get(pk=merge_id)
    detail = {"other": close_id, "moved": merge.moved, "taken": sorted(taken)}
    record("person.merged", subject=merge, person_id=keep_id, detail=detail)
    return merge


@transaction.atomic
def part_persons(merge_id: UUID, *, by: Actor) -> Merge:
    """Two files that were united are two again, each with what it had; what was written since stays where it is.

    Raises: Refused when something was sealed since in what goes back, or the file was merged again; NotFound.
    """
    merge = merge_to_part(by, merge_id)
    kept = person_to_change(by, merge.person_id, Verb.PART_PERSONS)
    before = before_merge(merge, cipher_of(kept.pk))["columns"]
    with connection.cursor() as cursor:
        cursor.execute(
            "select what, sum(hindering)::integer from sec.part_persons(%s) group by 1 order by 1", [merge_id]
        )
        hindering = dict(cursor.fetchall())
    if hindering:
        raise Refused("written_since_the_merge", rows=sum(hindering.values()), tables=hindering)
    _write(kept, _columns_back(kept, before))
    closed = Person.objects.get(pk=merge.other_id)
    for person in (kept, closed):
        keep_name_keys(person, names_in(person, cipher_of(person.pk)))
    _decide_pairs(kept.pk, closed.pk, DuplicateProposal.State.DIFFERENT, by)
    record("person.parted", subject=merge, person_id=kept.pk, detail={"other": closed.pk})
    merge.refresh_from_db()
    return merge


def _columns_taken(kept: Person, closed: Person, taken: Collection[str], cipher: PersonCipher) -> dict[str, Any]:
    unknown = set(taken) - CHANGEABLE
    if unknown:
        raise Invalid(min(unknown), "not_a_field")
    before, other = draft_of(kept, cipher), draft_of(closed, cipher_of(closed.pk))
    wanted: dict[str, Any] = {field: getattr(other, field) for field in taken}
    changed = {field for field in wanted if getattr(before, field) != wanted[field]}
    return columns_to_write(kept, replace(before, **wanted), changed, cipher)


def _sealed_before(kept: Person, columns: dict[str, Any], cipher: PersonCipher) -> bytes:
    if not columns:
        return b""
    pairs = {column: (_plain(getattr(kept, column)), _plain(value)) for column, value in columns.items()}
    told = {"names": asdict(names_in(kept, cipher)), "columns": pairs}
    return cipher.seal(json.dumps(told, ensure_ascii=False), field=SEALED_BEFORE)


def _columns_back(kept: Person, before: dict[str, Any]) -> dict[str, Any]:
    """The columns that a merge changed and nobody since, as they were."""
    as_left = {column for column, (_was, left) in before.items() if _plain(getattr(kept, column)) == left}
    for together in _TOGETHER:
        if not together & before.keys() <= as_left:
            as_left -= together
    return {column: stored_value(column, before[column][0]) for column in as_left}


def _write(person: Person, columns: dict[str, Any]) -> None:
    person.refresh_from_db()
    if columns:
        save(person, **columns)


def _decide_pairs(one: UUID, other: UUID, state: str, by: Actor) -> None:
    """What was asked of the two files is answered with them."""
    both = Q(person_id=one, other_id=other) | Q(person_id=other, other_id=one)
    for pair in DuplicateProposal.objects.filter(both).exclude(state=state):
        save(pair, state=state, later_on=None, decided_at=now(), decided_by=by.membership_id)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value.isoformat() if isinstance(value, date) else value
