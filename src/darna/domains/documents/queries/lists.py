"""Papers in lines: of an agency, of a person, and those that expire; never what a paper shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.base.keys.sealing import PersonCipher
from darna.base.pages.lines import Lines, page_of_rows
from darna.base.prepared import DAY, ID, Prepared
from darna.domains.documents import access
from darna.domains.documents.models import Paper
from darna.domains.documents.sealed import LABEL
from darna.domains.documents.values import AHEAD, HOLDS, TELLING, FilePapers, PaperFilters, PaperLine
from darna.domains.people.access import own_person_to_read
from darna.domains.people.queries import names_of
from darna.kernel.clock import today

#: Papers that the file of a person and the page of the day show.
SHOWN: Final = 8
_KEYS: Final = {"moved": "moved_at", "kind": "kind", "state": "state", "due": "due_on", "expires": "expires_on"}
_OF_FILE = Prepared(
    lambda agency, person: Paper.objects.filter(agency_id=agency, person_id=person).order_by("-moved_at", "id")[
        : SHOWN + 1
    ],
    agency=ID,
    person=ID,
)


def _expiring(agency: UUID, member: UUID, last: date) -> QuerySet[Paper]:
    rows = Paper.objects.filter(agency_id=agency, state__in=HOLDS, expires_on__lte=last)
    ours = Q(case__worker_id=member, case__state="open") | Q(case__isnull=True, made_by=member)
    return rows.filter(ours).order_by("expires_on", "id")[: SHOWN + 1]


_EXPIRING = Prepared(_expiring, agency=ID, member=ID, last=DAY)


def paper_lines(actor: Actor, filters: PaperFilters, *, number: int = 1) -> Lines[PaperLine]:
    """The papers of the agency, or of one person, some at a time. Four queries, six with a protected file.

    Raises: Refused; NotFound for a person who is not the actor's to see.
    """
    rows = access.papers_of(actor)
    if filters.person_id:
        own_person_to_read(actor, filters.person_id)
        rows = rows.filter(person_id=filters.person_id)
    return page_of_rows(_narrowed(rows, filters, actor).order_by(*_order(filters.sort)), number, _named(actor))


def papers_of_file(actor: Actor, person_id: UUID, *, ciphers: Mapping[UUID, PersonCipher] | None = None) -> FilePapers:
    """The newest papers of a person, for their file. One query; the caller hands the keys it found. Raises: Refused."""
    actor.require(Verb.OPEN_FILE)
    rows = _OF_FILE.rows(agency=actor.agency_id, person=person_id)
    cipher = (ciphers or {}).get(person_id)
    lines = tuple(line_of(row, actor, cipher=cipher) for row in rows[:SHOWN])
    return FilePapers(lines, len(rows) > SHOWN, actor.may(Verb.KEEP_PAPERS))


def expiring_papers(actor: Actor) -> tuple[PaperLine, ...]:
    """Papers of the actor's open cases, or taken in by them, that expire within sixty days or did; the next first.

    One query, two where there is any, four with a protected file; none for roles that open no papers.
    """
    if not actor.may(Verb.READ_PAPERS):
        return ()
    last = today() + timedelta(days=AHEAD[0])
    rows = _EXPIRING.rows(agency=actor.agency_id, member=actor.membership_id, last=last)[:SHOWN]
    return _named(actor)(rows) if rows else ()


def line_of(row: Paper, actor: Actor, *, name: str = "", cipher: PersonCipher | None = None) -> PaperLine:
    """A row as a line; its own words are opened with the key that is handed over. No query."""
    is_told = access.may_be_told(actor, row.kind)
    return PaperLine(
        id=row.pk,
        person_id=row.person_id,
        kind=row.kind if is_told else "",
        kind_label=label("paper_kind", row.kind) if is_told else gettext("A paper that stays between few"),
        state=row.state,
        state_label=row.get_state_display(),
        brought_by_label=row.get_brought_by_display(),
        due_on=row.due_on,
        issued_on=row.issued_on,
        expires_on=row.expires_on,
        moved_at=row.moved_at,
        version=row.version,
        case_id=row.case_id,
        wanted=row.wanted,
        label=cipher.open(row.sealed_label, field=LABEL) if cipher and is_told else "",
        person_name=name,
    )


class _named:
    """Makes lines of rows, each with the person's name."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def __call__(self, rows: Sequence[Paper]) -> tuple[PaperLine, ...]:
        names = names_of({row.person_id for row in rows}) if rows else {}
        lines: Iterable[PaperLine] = (line_of(row, self.actor) for row in rows)
        return tuple(replace(line, person_name=names.get(line.person_id, "")) for line in lines)


def _narrowed(rows: QuerySet[Paper], filters: PaperFilters, actor: Actor) -> QuerySet[Paper]:
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
        # Narrowed to a telling kind, the list would tell what its lines do not.
        if not actor.may(Verb.READ_PAPERS):
            rows = rows.exclude(kind__in=TELLING)
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.expiring == "over":
        rows = rows.filter(state__in=(*HOLDS, "expired"), expires_on__lt=today())
    elif filters.expiring:
        last = today() + timedelta(days=int(filters.expiring))
        rows = rows.filter(state__in=HOLDS, expires_on__gte=today(), expires_on__lte=last)
    return rows


def _order(sort: str) -> tuple[str | OrderBy, ...]:
    column = F(_KEYS[sort.removeprefix("-")])
    return (column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True), "id")
