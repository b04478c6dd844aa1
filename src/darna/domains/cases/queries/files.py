"""What a person's file shows of cases: the cases with everything in them, and one timeline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.keys.queries import ciphers_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.cases import access
from darna.domains.cases.models import Case, Encounter, Reopening
from darna.domains.cases.queries import blocks, happenings
from darna.domains.cases.values import CaseBrief, FileCases, Timeline
from darna.domains.people.queries.consents import consent_lines
from darna.domains.people.values import ConsentLine

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
    limit: int = SHOWN,
) -> FileCases:
    """Everything of cases that a person's file shows.

    Ten queries for a person with cases, nine when the caller has the consents already; three or two without a case.
    A role that reads no notes saves the one for the key; a file without a reopened case the one for reopenings.
    Raises: Refused.
    """
    cases = list(_cases(actor, person_id))
    cipher = _cipher(actor, person_id)
    encounters = list(_encounters(cases, before)[: limit + 1]) if cases else []
    reopenings = _reopenings(cases)
    others = [*(e.written_by for e in encounters), *(r.reopened_by for r in reopenings)]
    rows = blocks.rows_of(actor, cases, others=others) if cases else blocks.Rows({}, {}, {}, {}, {})
    shown = tuple(blocks.block_of(actor, case, rows, cipher) for case in cases)
    told = consent_lines(person_id, None) if consents is None else consents
    events = happenings.Events(actor, cases, shown, rows, encounters, reopenings, cipher)
    line = happenings.timeline_of(events, told, before=before, limit=limit)
    return FileCases(person_id, shown, line, may_open_case=actor.may(Verb.OPEN_CASE))


def timeline(actor: Actor, person_id: UUID, *, before: datetime | None = None, limit: int = SHOWN) -> Timeline:
    """What happened, newest first, before an instant if one is given. As many queries as `file_cases`."""
    return file_cases(actor, person_id, before=before, limit=limit).timeline


def _cases(actor: Actor, person_id: UUID) -> QuerySet[Case]:
    return access.cases_visible_to(actor).filter(person_id=person_id).order_by("closed_on", "-opened_on", "id")


def _encounters(cases: Iterable[Case], before: datetime | None) -> QuerySet[Encounter]:
    rows = Encounter.objects.filter(case_id__in=[case.pk for case in cases]).order_by("-happened_at", "id")
    return rows.filter(happened_at__lt=before) if before else rows


def _reopenings(cases: Iterable[Case]) -> list[Reopening]:
    ids = [case.pk for case in cases if case.reopened_times]
    return list(Reopening.objects.filter(case_id__in=ids)) if ids else []


def _cipher(actor: Actor, person_id: UUID) -> PersonCipher | None:
    return ciphers_of([person_id]).get(person_id) if actor.may(Verb.READ_NARRATIVE) else None
