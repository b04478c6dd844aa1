"""Reading definitions: the one in force, the one a case is accompanied by, and an agency's drafts."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import codes, label
from darna.base.prepared import ID, IDS, Prepared
from darna.domains.programmes import access
from darna.domains.programmes.models import ProgrammeVersion
from darna.domains.programmes.values import Definition, from_json
from darna.kernel.clock import now
from darna.kernel.errors import NotFound

#: How many contents one process remembers; an agency has eight programmes and few versions of each.
REMEMBERED: Final = 512


class _Published(NamedTuple):
    """What is known of a published version without reading its content."""

    id: UUID
    agency_id: UUID | None
    programme: str
    number: int
    published_at: datetime


def _published(agency: UUID) -> QuerySet[Any, Any]:
    rows = ProgrammeVersion.objects.filter(Q(agency_id=agency) | Q(agency_id__isnull=True))
    rows = rows.filter(state=ProgrammeVersion.State.PUBLISHED).order_by("published_at", "number")
    return rows.values_list(*_Published._fields)


_PUBLISHED = Prepared(_published, agency=ID)
_CONTENTS = Prepared(
    lambda versions: ProgrammeVersion.objects.filter(pk__any=versions, state="published").values_list("id", "content"),
    versions=IDS,
)

# Published versions never change, and say nothing of persons: what one process read once it need not read again.
_known: OrderedDict[UUID, Any] = OrderedDict()


def definition(code: str, *, agency_id: UUID) -> Definition:
    """What is in force today for a programme in an agency: its own newest version, else what was shipped.

    One query once the content is known, two before. Raises: NotFound for a programme nobody defined.
    """
    return definitions_at([(code, now())], agency_id=agency_id)[0]


def definitions(*, agency_id: UUID) -> dict[str, Definition]:
    """What is in force today for every programme, by its code, in the order of the list. One query, two at first."""
    rows = [_Published(*row) for row in _PUBLISHED.rows(agency=agency_id)]
    present = {row.programme for row in rows}
    chosen = [_in_force(rows, line.code, now()) for line in codes("programme") if line.code in present]
    return {one.programme: one for one in _defined(chosen)}


def definitions_at(asked: Sequence[tuple[str, datetime]], *, agency_id: UUID) -> list[Definition]:
    """What was in force for a programme at an instant, one answer for each question. One query, two at first.

    Before the first version the first one counts: a case is older than its definition where a register came in.
    Raises: NotFound for a programme nobody defined.
    """
    rows = [_Published(*row) for row in _PUBLISHED.rows(agency=agency_id)]
    return _defined([_in_force(rows, code, instant) for code, instant in asked])


def definitions_of(version_ids: Iterable[UUID], *, agency_id: UUID) -> dict[UUID, Definition]:
    """Published versions by their identifiers, of the agency or shipped; others are absent. One query, two at first."""
    wanted = set(version_ids)
    rows = [_Published(*row) for row in _PUBLISHED.rows(agency=agency_id)] if wanted else []
    return {one.version_id: one for one in _defined([row for row in rows if row.id in wanted])}


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """A programme in the list of an agency's administrator."""

    programme: str
    label: str
    in_force: Definition
    draft_id: UUID | None
    has_newer_shipped: bool


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the history of a programme."""

    id: UUID
    number: int
    is_shipped: bool
    is_draft: bool
    published_at: datetime | None
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class VersionCard:
    """One version with its neighbours: what a page about it shows."""

    definition: Definition
    label: str
    is_draft: bool
    is_in_force: bool
    version: int
    reason: str
    in_force: Definition
    draft_id: UUID | None
    history: tuple[VersionLine, ...]
    made_from: Definition | None = None


def programme_lines(actor: Actor) -> list[ProgrammeLine]:
    """Every programme with what is in force and the draft, if one is begun. Three queries at most. Raises: Refused."""
    actor.require(Verb.KEEP_PROGRAMMES)
    drafts = dict(
        ProgrammeVersion.objects.filter(agency_id=actor.agency_id, state="draft").values_list("programme", "id")
    )
    rows = [_Published(*row) for row in _PUBLISHED.rows(agency=actor.agency_id)]
    chosen = [_in_force(rows, line.code, now()) for line in codes("programme") if _has(rows, line.code)]
    return [
        ProgrammeLine(
            one.programme,
            label("programme", one.programme, actor.language),
            one,
            drafts.get(one.programme),
            not one.is_shipped and _has_newer_shipped(rows, one),
        )
        for one in _defined(chosen)
    ]


def version_card(actor: Actor, version_id: UUID) -> VersionCard:
    """A version, its content and the history of its programme. Five queries at most. Raises: Refused, NotFound."""
    row = access.version_to_keep(actor, version_id)
    every = list(
        access.versions_visible_to(actor).filter(programme=row.programme).order_by("-published_at", "-drafted_at")
    )
    rows = [
        _Published(one.pk, one.agency_id, one.programme, one.number, one.published_at)
        for one in sorted(every, key=lambda one: (one.published_at or one.drafted_at, one.number))
        if one.published_at
    ]
    in_force = _defined([_in_force(rows, row.programme, now())])[0]
    names = names_of_members(who for one in every if (who := one.published_by or one.drafted_by))
    made_from = next((one for one in every if one.pk == row.made_from_id), None)
    return VersionCard(
        definition=_definition(row),
        label=label("programme", row.programme),
        is_draft=row.state == ProgrammeVersion.State.DRAFT,
        is_in_force=row.pk == in_force.version_id,
        version=row.version,
        reason=row.reason,
        in_force=in_force,
        draft_id=next((one.pk for one in every if one.state == "draft"), None),
        history=tuple(_line(one, names) for one in every),
        made_from=_definition(made_from) if made_from else None,
    )


def forget() -> None:
    """Read contents again; for tests that take back what they published."""
    _known.clear()


def _in_force(rows: Sequence[_Published], code: str, instant: datetime) -> _Published:
    mine = [row for row in rows if row.programme == code]
    before = [row for row in mine if row.published_at <= instant]
    own = [row for row in before if row.agency_id is not None]
    shipped = [row for row in before if row.agency_id is None]
    if own or shipped:
        return (own or shipped)[-1]
    if not mine:
        raise NotFound("programme", code)
    return next((row for row in mine if row.agency_id is None), mine[0])


def _has(rows: Iterable[_Published], code: str) -> bool:
    return any(row.programme == code for row in rows)


def _has_newer_shipped(rows: Iterable[_Published], one: Definition) -> bool:
    return any(
        row.programme == one.programme
        and row.agency_id is None
        and one.published_at is not None
        and row.published_at > one.published_at
        for row in rows
    )


def _defined(rows: Sequence[_Published]) -> list[Definition]:
    missing = [row.id for row in rows if row.id not in _known]
    if missing:
        for version_id, content in _CONTENTS.rows(versions=missing):
            _known[version_id] = from_json(content)
        while len(_known) > REMEMBERED + len(missing):
            _known.popitem(last=False)
    return [
        Definition(row.id, row.programme, row.agency_id, row.number, row.published_at, _known[row.id]) for row in rows
    ]


def _definition(row: ProgrammeVersion) -> Definition:
    return Definition(row.pk, row.programme, row.agency_id, row.number, row.published_at, from_json(row.content))


def _line(row: ProgrammeVersion, names: dict[UUID, str]) -> VersionLine:
    who = row.published_by or row.drafted_by
    return VersionLine(
        row.pk,
        row.number,
        row.agency_id is None,
        row.state == ProgrammeVersion.State.DRAFT,
        row.published_at,
        names.get(who, "") if who else "",
        row.reason,
    )
