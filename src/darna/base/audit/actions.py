"""Writing one sentence of the trail: every action calls `record` exactly once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

from darna.base.agencies.queries import every_agency
from darna.base.audit.models import FIELD, PLAIN
from darna.base.keys.queries import cipher_of
from darna.base.keys.sealing import PersonCipher
from darna.base.rowsecurity.context import PUBLIC, Context, Kind, acting
from darna.base.rowsecurity.lifecycle import Lifecycle
from darna.kernel.errors import NotFound

if TYPE_CHECKING:
    from darna.base.audit.queries import Filters

Subject = models.Model | tuple[str, UUID | None]
_EACH = """
select sec.record_entry(%s, one.kind, one.object_id, one.person_id, one.detail)
  from unnest(%s::text[], %s::uuid[], %s::uuid[], %s::bytea[]) one(kind, object_id, person_id, detail)"""


def record(
    verb: str,
    *,
    subject: Subject,
    person_id: UUID | None = None,
    detail: Mapping[str, object] | None = None,
    cipher: PersonCipher | None = None,
    is_plain: bool = False,
) -> None:
    """Write who did what to what into the trail, in the transaction of the deed. One query; two to fetch the key.

    Shape: the details are sealed under the person's key. Without a person, or with `is_plain` where they must
    outlive the key, they stay readable and so must hold nothing personal.
    The person is found on a subject that declares one.
    Raises: `NotFound` when details are to be sealed and there is no key to see.
    """
    kind, object_id = _named(subject)
    person_id = person_id or _person_of(subject)
    body = _sealed(detail, person_id, cipher, is_plain=is_plain)
    with connection.cursor() as cursor:
        cursor.execute("select sec.record_entry(%s, %s, %s, %s, %s)", [verb, kind, object_id, person_id, body])


def record_each(
    verb: str, told: Sequence[tuple[models.Model, Mapping[str, object]]], ciphers: Mapping[UUID, PersonCipher]
) -> None:
    """Write one sentence about each of several rows of persons, each sealed under its person's key. One query.

    Raises: `NotFound` where the key of a person is not among the ciphers.
    """
    kinds, objects, persons, bodies = [], [], [], []
    for subject, detail in told:
        kind, object_id = _named(subject)
        person_id = _person_of(subject)
        if person_id is None or person_id not in ciphers:
            raise NotFound("person", person_id)
        kinds.append(kind)
        objects.append(object_id)
        persons.append(person_id)
        bodies.append(_sealed(detail, person_id, ciphers[person_id], is_plain=False))
    with connection.cursor() as cursor:
        cursor.execute(_EACH, [verb, kinds, objects, persons, bodies])


def record_everywhere(verb: str, *, subject: Subject, detail: Mapping[str, object] | None = None) -> None:
    """Write what a command at the machine did to all agencies at once, one sentence in the trail of each.

    It opens its own transaction: all agencies are told, or none.
    """
    with acting(PUBLIC):
        agencies: list[UUID | None] = [*every_agency()]
        for agency_id in agencies or [None]:
            with acting(Context(Kind.JOB, agency_id)):
                record(verb, subject=subject, detail=detail)


def note_reading(filters: Filters) -> None:
    """Write that the trail itself was read, and how it was narrowed; in whose file, if in one."""
    narrowed = {
        "verb": filters.verb,
        "member": filters.membership_id,
        "since": filters.since,
        "until": filters.until,
        "record": filters.record_id,
    }
    told = {name: value for name, value in narrowed.items() if value}
    record("audit.read", subject=("audit.entry", None), person_id=filters.person_id, detail=told, is_plain=True)


def _named(subject: Subject) -> tuple[str, UUID | None]:
    if isinstance(subject, models.Model):
        return subject._meta.label_lower, subject.pk if isinstance(subject.pk, UUID) else None
    return subject


def _person_of(subject: Subject) -> UUID | None:
    lifecycle = getattr(subject, "lifecycle", None)
    if not isinstance(lifecycle, Lifecycle):
        return None
    name = lifecycle.person_field
    found = getattr(subject, f"{name}_id" if name == "person" else name, None)
    return found if isinstance(found, UUID) else None


def _sealed(
    detail: Mapping[str, object] | None, person_id: UUID | None, cipher: PersonCipher | None, *, is_plain: bool
) -> bytes:
    if not detail:
        return b""
    text = json.dumps(detail, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)
    if person_id is None or is_plain:
        return PLAIN + text.encode()
    return (cipher or cipher_of(person_id)).seal(text, field=FIELD)
