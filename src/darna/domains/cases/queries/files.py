"""What a person's file shows of cases: the cases with everything in them, and one timeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.keys.queries import ciphers_of
from darna.base.keys.sealing import PersonCipher
from darna.base.prepared import ID, IDS, INSTANT, Prepared
from darna.domains.cases import access
from darna.domains.cases.models import Case, Encounter, Reopening
from darna.domains.cases.queries import blocks, happenings
from darna.domains.cases.queries.elsewhere import told_elsewhere
from darna.domains.cases.values import CaseBrief, FileCases, Timeline
from darna.domains.people.queries.consents import consent_lines
from darna.domains.people.values import ConsentLine
from darna.kernel.clock import now

#: How many items of the timeline a page shows.
SHOWN = 30


def cases_of_person(actor: Actor, person_id: UUID) -> list[CaseBrief]:
    """The visible cases of a person, open ones first, then the newest. One query. Raises: Refused."""
    return [blocks.brief_of(actor, case) for case in _cases(actor, person_id)]


def file_cases(
    actor: Actor,
    person_id: UUID,
    *,
    before: datetime | None = None,
    consents: Iterable[ConsentLine] | None = None,
    ciphers: Mapping[UUID, PersonCipher] | None = None,
    limit: int = SHOWN,
) -> FileCases:
    """Everything of cases that a person's file shows.

    Nine queries for a person with cases, eight when the caller has the consents already; three or two without a case.
    A share with another agency costs one more, for its name.
    A role that reads no notes saves the one for the key, as does a caller who hands the key it found, or found none;
    a file without a reopened case saves the one for reopenings. What other subjects tell of somebody with a case comes
    on top.
    Raises: Refused.
    """
    cases = _cases(actor, person_id)
    cipher = _cipher(actor, person_id, ciphers)
    encounters = _encounters(cases, before, limit) if cases else []
    reopenings = _reopenings(cases)
    others = [*(e.written_by for e in encounters), *(r.reopened_by for r in reopenings)]
    rows = blocks.rows_of(actor, cases, others=others) if cases else blocks.Rows({}, {}, {}, {}, {})
    shown = tuple(blocks.block_of(actor, case, rows, cipher) for case in cases)
    told = consent_lines(person_id, None) if consents is None else consents
    events = happenings.Events(actor, cases, shown, rows, encounters, reopenings, cipher)
    elsewhere = told_elsewhere.tell(actor, person_id) if cases else ()
    line = happenings.timeline_of(events, told, elsewhere, before=before, limit=limit)
    return FileCases(person_id, shown, line, may_open_case=actor.may(Verb.OPEN_CASE), rows=tuple(cases))


def timeline(actor: Actor, person_id: UUID, *, before: datetime | None = None, limit: int = SHOWN) -> Timeline:
    """What happened, newest first, before an instant if one is given. As many queries as `file_cases`."""
    return file_cases(actor, person_id, before=before, limit=limit).timeline


def _cases(actor: Actor, person_id: UUID) -> list[Case]:
    actor.require(Verb.OPEN_FILE)
    return _OF_PERSON.rows(agency=actor.agency_id, member=actor.membership_id, instant=now(), person=person_id)


def _encounters(cases: Iterable[Case], before: datetime | None, limit: int) -> list[Encounter]:
    return _newest(limit + 1).rows(cases=[case.pk for case in cases], before=before or _NEVER)


def _reopenings(cases: Iterable[Case]) -> list[Reopening]:
    ids = [case.pk for case in cases if case.reopened_times]
    return list(Reopening.objects.filter(case_id__in=ids)) if ids else []


_NEVER = datetime(9000, 1, 1, tzinfo=UTC)
_OF_PERSON = Prepared(
    lambda agency, member, instant, person: (
        access.cases_of_reader(agency, member, instant)
        .filter(person_id=person)
        .order_by("closed_on", "-opened_on", "id")
    ),
    agency=ID,
    member=ID,
    instant=INSTANT,
    person=ID,
)


@lru_cache(maxsize=8)
def _newest(limit: int) -> Prepared[Encounter]:
    return Prepared(
        lambda cases, before: Encounter.objects.filter(case_id__any=cases, happened_at__lt=before).order_by(
            "-happened_at", "id"
        )[:limit],
        cases=IDS,
        before=INSTANT,
    )


def _cipher(actor: Actor, person_id: UUID, ciphers: Mapping[UUID, PersonCipher] | None) -> PersonCipher | None:
    if not actor.may(Verb.READ_NARRATIVE):
        return None
    return (ciphers_of([person_id]) if ciphers is None else ciphers).get(person_id)
