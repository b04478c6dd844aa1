"""What the page of the day asks of cases: how many are open, and whose has been quiet for too long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.base.prepared import DAY, ID, INSTANT, Prepared
from darna.domains.cases import access
from darna.domains.cases.models import Case, CaseShare, Encounter
from darna.domains.cases.queries.lists import references_of_cases
from darna.domains.people.queries import names_of
from darna.kernel.clock import now


@dataclass(frozen=True, slots=True)
class QuietCase:
    """An open case in which nobody has met the person for long."""

    id: UUID
    person_id: UUID
    person_name: str
    reference: str
    programme_label: str
    opened_on: date
    last_met_at: datetime | None


def open_case_counts(actor: Actor, person_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many open cases of each person the actor may see. One query, none without persons."""
    wanted = set(person_ids)
    if not wanted:
        return {}
    rows = access.visible_rows(actor).filter(person_id__in=wanted, state=Case.State.OPEN)
    return dict(rows.order_by().values_list("person_id").annotate(Count("case_id", distinct=True)))


def last_met(case_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When the person was last met or reached in each case the transaction may see. One query."""
    rows = Encounter.objects.filter(case_id__in=list(case_ids), happened_at__lte=now()).order_by()
    return dict(rows.values_list("case_id").annotate(Max("happened_at")))


def shared_until(actor: Actor, person_id: UUID) -> datetime | None:
    """Until when another agency shows a case of this person to the actor's, the longest view if several. One query."""
    rows = access.visible_rows(actor).filter(person_id=person_id, is_shared=True)
    found: datetime | None = rows.aggregate(last=Max("until"))["last"]
    return found


def live_views(person_id: UUID, consent_id: UUID | None = None) -> Counter[UUID]:
    """By agency, how many of the person's cases it sees now, under one consent or all of them. One query."""
    live = CaseShare.objects.filter(person_id=person_id, revoked_at__isnull=True, until__gt=now())
    if consent_id is not None:
        live = live.filter(consent_id=consent_id)
    return Counter(live.values_list("to_agency_id", flat=True))


def quiet_cases(actor: Actor, *, days: int = 60, limit: int = 10) -> list[QuietCase]:
    """The actor's own open cases without an encounter for so many days, the longest open first.

    Three queries, one when there is none, five with a protected file among them. Raises: Refused.
    """
    actor.require(Verb.OPEN_FILE)
    since, instant = now() - timedelta(days=days), now()
    rows = _quiet(limit).rows(
        agency=actor.agency_id, member=actor.membership_id, instant=instant, since=since, day=since.date()
    )
    names = names_of(row[1] for row in rows) if rows else {}
    references = references_of_cases(row[0] for row in rows) if rows else {}
    return [
        QuietCase(
            case_id,
            person_id,
            names.get(person_id, ""),
            references.get(case_id, ""),
            label("programme", programme),
            opened_on,
            last_met_at,
        )
        for case_id, person_id, programme, opened_on, last_met_at in rows
    ]


@lru_cache(maxsize=4)
def _quiet(limit: int) -> Prepared[tuple[UUID, UUID, str, date, datetime | None]]:
    """From the visibility table, whose index holds a worker's open cases by age: the search ends with the last row."""

    def rows(agency: UUID, member: UUID, instant: datetime, since: datetime, day: date) -> QuerySet[Any, Any]:
        last = Encounter.objects.filter(case_id=OuterRef("case_id")).order_by("-happened_at").values("happened_at")[:1]
        mine = access.rows_of_reader(agency, member, instant).filter(
            agency_id=agency, assigned_id=member, state=Case.State.OPEN, opened_on__lt=day
        )
        quiet = mine.annotate(last_met_at=Subquery(last)).filter(Q(last_met_at=None) | Q(last_met_at__lt=since))
        fields = ("case_id", "person_id", "programme", "opened_on", "last_met_at")
        return quiet.order_by("opened_on", "case_id").values_list(*fields)[:limit]

    return Prepared(rows, agency=ID, member=ID, instant=INSTANT, since=INSTANT, day=DAY)
