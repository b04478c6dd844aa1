"""How far cohorts are: exactly for the own agency, and of other agencies only what the database tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from darna.domains.cohorts.models import CohortCase
from darna.domains.cohorts.values import Counts
from darna.kernel.text import LocalText


@dataclass(frozen=True, slots=True)
class Told:
    """A cohort as every agency of its action learns of it: numbers under five are withheld by the database."""

    action_id: UUID
    cohort_id: UUID
    agency_id: UUID
    label: LocalText
    target: int
    counts: Counts


def told_of_others(action_ids: Iterable[UUID]) -> list[Told]:
    """Every cohort of these actions, the own included. One query, none without actions."""
    wanted = list(action_ids)
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute("select * from sec.cohort_counts(%s) order by agency_id", [wanted])
        rows = cursor.fetchall()
    return [
        Told(action, cohort, agency, LocalText(ar=ar, fr=fr, it=it, en=en), target, Counts(*counts))
        for action, cohort, agency, ar, fr, it, en, target, *counts in rows
    ]


def has_cohorts(action_id: UUID) -> bool:
    """Somebody takes part in the action. One query."""
    return bool(told_of_others([action_id]))


def counts_of(cohort_ids: Iterable[UUID]) -> dict[UUID, Counts]:
    """How far each of these cohorts of the own agency is, over the cases the reader may see. One query."""
    wanted = list(cohort_ids)
    rows = (
        CohortCase.objects.filter(cohort_id__in=wanted, left_at__isnull=True)
        .order_by()
        .values_list("cohort_id")
        .annotate(
            cases=Count("id"),
            reviewed=Count("id", filter=Q(rounds__gt=0)),
            complete=Count("id", filter=Q(is_complete=True)),
        )
    )
    found = {cohort: Counts(cases, reviewed, complete) for cohort, cases, reviewed, complete in rows}
    return {cohort: found.get(cohort, Counts()) for cohort in wanted}
