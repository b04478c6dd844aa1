"""What the headings of a source mean to an agency: kept as it was said, and found again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.imports import staging as sealing
from darna.base.imports.models import KeptMapping, StagedRegister
from darna.base.pages.lines import Lines, page_of_rows
from darna.domains.cases.registers.fields import LABELS
from darna.kernel.clock import now
from darna.kernel.errors import NotFound

#: A source that nobody brought in for so long may be forgotten.
UNUSED: Final = timedelta(days=180)
FORM: Final = "form"
SHEET: Final = "sheet"
USED: Final = "used"
_ORDERS: Final[Mapping[str, OrderBy]] = {
    USED: F("last_used_at").desc(nulls_last=True),
    "-used": F("last_used_at").asc(nulls_first=True),
    "name": F("name").asc(),
    "-name": F("name").desc(),
    "said": F("kept_at").desc(),
    "-said": F("kept_at").asc(),
}
SORTS: Final = frozenset(_ORDERS)


@dataclass(frozen=True, slots=True)
class MappingFilters:
    """What the list of sources is narrowed to."""

    kind: str = ""
    unused: bool = False
    sort: str = USED


@dataclass(frozen=True, slots=True)
class MappingLine:
    """A source: its name, who said what its headings mean, and when that last served."""

    id: UUID
    name: str
    is_form: bool
    said_by: str
    said_at: datetime
    last_used_at: datetime | None
    used_times: int
    fields: tuple[str, ...]
    columns: int
    version: int


def mapping_lines(actor: Actor, filters: MappingFilters, number: int) -> Lines[MappingLine]:
    """One page of the sources of the own agency. Three queries, two where the first page holds all. Raises: Refused."""
    rows = _narrowed(own_mappings(actor), filters).order_by(_ORDERS.get(filters.sort, _ORDERS[USED]), "pk")
    return page_of_rows(rows, number, _lines)


def mapping_line(actor: Actor, mapping_id: UUID) -> MappingLine:
    """One source of the own agency. Two queries. Raises: Refused, NotFound."""
    row = own_mappings(actor).filter(pk=mapping_id).first()
    if row is None:
        raise NotFound("keptmapping", mapping_id)
    return _lines([row])[0]


def kept_for(mark: bytes, by: Actor) -> KeptMapping | None:
    """What was said of a source with these headings. One query."""
    return KeptMapping.objects.filter(agency_id=by.agency_id, headings_mark=mark).first()


def keep_mapping(staged: StagedRegister, mapping: Mapping[str, str], *, is_form: bool, by: Actor) -> None:
    """Keep what was said of the headings of a register, and that it served once more."""
    marked = {sealing.heading_mark(by.agency_id, heading): field for heading, field in mapping.items()}
    mine = KeptMapping.objects.filter(agency_id=by.agency_id, headings_mark=staged.headings_mark)
    kept, instant = mine.select_for_update().first(), now()
    if kept is None:
        mark = bytes(staged.headings_mark)
        kept = KeptMapping(agency_id=by.agency_id, headings_mark=mark, name=staged.sheet[:60], version=0)
    if kept.mapping != marked or not kept.version:
        kept.mapping, kept.kept_by, kept.kept_at = marked, by.membership_id, instant
    kept.is_form, kept.last_used_at, kept.used_times = is_form, instant, kept.used_times + 1
    kept.version += 1
    kept.save()


def own_mappings(actor: Actor) -> QuerySet[KeptMapping]:
    """Those of the own agency. Raises: Refused."""
    actor.require(Verb.IMPORT_REGISTER)
    return KeptMapping.objects.filter(agency_id=actor.agency_id)


def _narrowed(rows: QuerySet[KeptMapping], filters: MappingFilters) -> QuerySet[KeptMapping]:
    if filters.kind in {FORM, SHEET}:
        rows = rows.filter(is_form=filters.kind == FORM)
    if filters.unused:
        rows = rows.filter(Q(last_used_at__lt=now() - UNUSED) | Q(last_used_at=None))
    return rows


def _lines(rows: Sequence[KeptMapping]) -> tuple[MappingLine, ...]:
    names = names_of_members({row.kept_by for row in rows})
    return tuple(
        MappingLine(
            id=row.pk,
            name=row.name,
            is_form=row.is_form,
            said_by=names.get(row.kept_by, ""),
            said_at=row.kept_at,
            last_used_at=row.last_used_at,
            used_times=row.used_times,
            fields=tuple(str(label) for code, label in LABELS.items() if code in set(row.mapping.values())),
            columns=len(row.mapping),
            version=row.version,
        )
        for row in rows
    )
