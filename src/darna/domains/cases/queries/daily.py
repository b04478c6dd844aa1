"""What the page of the day asks of cases: how many are open, and whose has been quiet for too long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, OuterRef, Q, Subquery

from darna.base.agencies.actor import Actor
from darna.base.codelists.queries import label
from darna.domains.cases import access
from darna.domains.cases.models import Case, Encounter
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


def shared_until(actor: Actor, person_id: UUID) -> datetime | None:
    """Until when another agency shows a case of this person to the actor's, the longest view if several. One query."""
    rows = access.visible_rows(actor).filter(person_id=person_id, is_shared=True)
    found: datetime | None = rows.aggregate(last=Max("until"))["last"]
    return found


def quiet_cases(actor: Actor, *, days: int = 60, limit: int = 10) -> list[QuietCase]:
    """The actor's own open cases without an encounter for so many days, the longest silence first.

    Two queries, one when there is none, three with a protected file among them. Raises: Refused.
    """
    since = now() - timedelta(days=days)
    last = Encounter.objects.filter(case_id=OuterRef("pk")).order_by("-happened_at").values("happened_at")[:1]
    mine = access.cases_visible_to(actor).filter(
        agency_id=actor.agency_id, worker_id=actor.membership_id, state=Case.State.OPEN, opened_on__lt=since.date()
    )
    quiet = mine.annotate(last_met_at=Subquery(last)).filter(Q(last_met_at=None) | Q(last_met_at__lt=since))
    rows = list(quiet.order_by("opened_on", "id")[:limit])
    names = names_of(row.person_id for row in rows) if rows else {}
    return [
        QuietCase(
            row.pk,
            row.person_id,
            names.get(row.person_id, ""),
            row.reference,
            label("programme", row.programme),
            row.opened_on,
            row.last_met_at,
        )
        for row in rows
    ]
