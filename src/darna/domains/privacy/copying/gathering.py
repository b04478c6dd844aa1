"""Gathering everything an agency keeps about one person: one query a table, and a few for keys and names."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Agency
from darna.base.keys.queries import ciphers_of, package_ciphers_of
from darna.base.keys.sealing import PersonCipher, Unreadable
from darna.domains.entitlements.law import law_in_force
from darna.domains.links.queries import partner_names
from darna.domains.people.access import own_person_to_read
from darna.domains.people.queries.merged import merged_files
from darna.domains.people.reading import partial
from darna.domains.privacy.copying.columns import Source, sections, sources
from darna.domains.privacy.copying.copies import Copy, Part, Row, Table
from darna.domains.privacy.copying.values import Answered, Column, Known, Missing, Place, Shape
from darna.kernel.clock import now
from darna.kernel.locales import LOCALES
from darna.kernel.text import LocalText

Raw = dict[str, Any]
#: Texts that were kept as JSON.
_STRUCTURED = frozenset(
    {
        Shape.NAMES,
        Shape.FACTS,
        Shape.EXPLANATION,
        Shape.TALK,
        Shape.ANSWERS,
        Shape.DRAFT,
        Shape.PACKAGE,
        Shape.BODY,
    }
)
#: Words that depend on another column too.
_DEPENDING = frozenset({Shape.PART_OF_DAY, Shape.PART_OF_CLAIM, Shape.ANSWERS})
#: Of what was handed over: who of the house asked, and the identifiers of a draft.
_NOT_TOLD = frozenset({"asked_by", "contacts", "parts"})


_FILES = "people.Person"


def gather(actor: Actor, person_id: UUID, *, leave_out: Collection[str] = ()) -> Copy:
    """Everything the actor's agency keeps of a person, but for the sections that are left out.

    Units: one query a table, and at most seven more. Raises: Refused, NotFound; ValueError for an unknown section.
    """
    if unknown := set(leave_out) - {section.code for section in sections()}:
        raise ValueError(f"no such section: {sorted(unknown)}")
    person = own_person_to_read(actor, person_id)
    chosen = [source for source in sources() if source.section not in leave_out]
    raw = {source.label: list(_rows(source, actor, person_id)) for source in chosen}
    if person.united_at is not None and _FILES in raw:
        # What files say that were united with this one is kept too.
        of_person = next(source for source in chosen if source.label == _FILES)
        raw[_FILES] += [row for one in merged_files(person_id) for row in _rows(of_person, actor, one.pk)]
    keys = _Keys(person_id, _packages(chosen, raw))
    known = Known(_recipients(actor, chosen, raw), law_in_force().book)
    tables = {source.label: _table(source, raw[source.label], keys, known) for source in chosen}
    return Copy(
        reference=person.reference,
        agency=known.recipients[actor.agency_id],
        made_at=now(),
        language=(get_language() or "fr")[:2],
        parts=tuple(
            Part(section, tuple(tables[source.label] for source in chosen if source.section == section.code))
            for section in sections()
            if section.code not in leave_out
        ),
        left_out=tuple(section for section in sections() if section.code in leave_out),
        is_readable=keys.person is not None,
    )


class _Keys:
    """The keys of one person and of what was handed over about them. Two queries at most."""

    def __init__(self, person_id: UUID, packages: Collection[UUID]) -> None:
        self.person = ciphers_of([person_id]).get(person_id)
        self._packages = package_ciphers_of(packages) if packages else {}

    def of(self, place: Place, row: Raw) -> PersonCipher | None:
        """The key behind a place of this row."""
        return self._packages.get(row[place.package]) if place.package else self.person


def _rows(source: Source, actor: Actor, person_id: UUID) -> Iterator[Raw]:
    paths = {column.path for column in source.columns} | {source.model._meta.pk.attname}
    paths |= {column.by for column in source.columns if column.shape in _DEPENDING}
    paths |= {column.place.package for column in source.columns if column.place and column.place.package}
    rows = source.model._base_manager.filter(source.rows_of(actor.agency_id, person_id))
    yield from rows.order_by(*_order(source), "pk").values(*sorted(paths))


def _order(source: Source) -> list[str]:
    """As rows are counted, and then from the oldest on."""
    told = {column.path for column in source.columns}
    names = {field.name for field in source.model._meta.concrete_fields}
    counted = [name for name in ("plan__number", "number", "position", "round") if name in told | names]
    days = [column.path for column in source.columns if column.shape in (Shape.DAY, Shape.MOMENT)]
    return [*counted, *days[:1]]


def _packages(chosen: Collection[Source], raw: Mapping[str, list[Raw]]) -> set[UUID]:
    return {
        row[column.place.package]
        for source in chosen
        for column in source.columns
        if column.place and column.place.package
        for row in raw[source.label]
        if row[column.path]
    }


def _recipients(actor: Actor, chosen: Collection[Source], raw: Mapping[str, list[Raw]]) -> dict[UUID, LocalText]:
    """Agencies and partners by name. Two queries."""
    wanted = {actor.agency_id}
    for source in chosen:
        for column in source.columns:
            if column.shape in (Shape.RECIPIENT, Shape.RECIPIENTS):
                wanted.update(one for row in raw[source.label] for one in _listed(row[column.path]))
    found = {
        agency.pk: LocalText(**{code: getattr(agency, f"name_{code}") for code in LOCALES})
        for agency in Agency.objects.filter(pk__in=wanted)
    }
    partners = partner_names(wanted)
    return {**{key: LocalText(fr=name) for key, name in partners.items()}, **found}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _table(source: Source, raw: list[Raw], keys: _Keys, known: Known) -> Table:
    rows = tuple(Row(tuple(_cells(source, row, keys, known)), known) for row in raw)
    return Table(source.model._meta.db_table, source.title, rows)


def _cells(source: Source, row: Raw, keys: _Keys, known: Known) -> Iterator[tuple[Column, object]]:
    for column in source.columns:
        value = row[column.path]
        if value is None or value == "" or (isinstance(value, bytes | memoryview | list | dict) and not len(value)):
            continue
        yield column, _read(column, value, row, keys, known)


def _read(column: Column, value: Any, row: Raw, keys: _Keys, known: Known) -> object:
    if column.names_another:
        return Missing.ANOTHER_PERSON
    if column.place:
        opened = _opened(column.place, value, keys.of(column.place, row))
        if column.shape is Shape.ANSWERS and isinstance(opened, dict):
            return Answered(opened, row[column.by])
        return opened
    match column.shape:
        case Shape.PART_OF_DAY:
            return partial(value, row[column.by])
        case Shape.PART_OF_CLAIM:
            return {"code": value, "right": row[column.by]}
        case Shape.RECIPIENT:
            return known.recipients.get(value, LocalText())
        case Shape.RECIPIENTS:
            return [known.recipients[one] for one in value if one in known.recipients]
    return value


def _opened(place: Place, sealed: bytes, cipher: PersonCipher | None) -> object:
    if cipher is None:
        return Missing.KEY_IS_GONE
    try:
        text = cipher.open(sealed, field=place.field)
    except Unreadable:
        return Missing.KEY_IS_GONE
    return _structured(text, place.shape) if place.shape in _STRUCTURED else text


def _structured(text: str, shape: Shape) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(text)
    if shape is Shape.BODY:
        told = {**json.loads(told["package"]), "needs": told["needs"]}
    if shape in (Shape.DRAFT, Shape.PACKAGE, Shape.BODY):
        return {name: part for name, part in told.items() if name not in _NOT_TOLD and part not in ("", None, [])}
    return told
