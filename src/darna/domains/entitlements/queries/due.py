"""Claims whose next step has a day, for the page of the day and for the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.prepared import ID, INSTANT, Prepared
from darna.domains.cases.access import rows_of_reader
from darna.domains.entitlements import asking
from darna.domains.entitlements.law import law_in_force
from darna.domains.entitlements.models import Claim
from darna.domains.entitlements.models.claims import UNENDED
from darna.domains.entitlements.queries.telling import language
from darna.domains.entitlements.values import DueClaim
from darna.domains.people.queries import names_of
from darna.kernel.clock import now, today

#: Nobody reads more of them at once.
MOST: Final = 200


@lru_cache(maxsize=4)
def _due(limit: int) -> Prepared[Claim]:
    """From the visibility table, whose index holds a worker's open cases: what others keep is never looked at."""

    def rows(agency: UUID, member: UUID, instant: datetime) -> QuerySet[Claim]:
        return _of_member(agency, member, member, instant).order_by("due_on", "id")[:limit]

    return Prepared(rows, agency=ID, member=ID, instant=INSTANT)


def _of_member(agency: UUID, reader: UUID, member: UUID, instant: datetime) -> QuerySet[Claim]:
    """Claims with a day in a member's open cases, as a reader of the agency sees them."""
    cases = rows_of_reader(agency, reader, instant).filter(assigned_id=member, state="open").values("case_id")
    return Claim.objects.filter(agency_id=agency, case_id__in=cases, state__in=UNENDED, due_on__isnull=False)


def due_claims(actor: Actor, *, limit: int) -> list[DueClaim]:
    """Claims of the actor's own open cases whose next step has a day, those overdue first; none for other roles.

    One query where nothing is due, two otherwise, four with a protected file.
    """
    if not actor.may(Verb.READ_NARRATIVE):
        return []
    return _lines(_due(limit).rows(agency=actor.agency_id, member=actor.membership_id, instant=now()))


def claims_due_between(actor: Actor, first: date, last: date, member: UUID | None) -> list[DueClaim]:
    """Claims of open cases whose next step is due in these days: a member's, or the agency's where none is named.

    Only supervisors are told of other members'; none for roles that read no notes. Two queries at most, four with a
    protected file.
    """
    is_own = member == actor.membership_id
    if not actor.may(Verb.READ_NARRATIVE) or not (is_own or actor.may(Verb.SUPERVISE)):
        return []
    if member is None:
        rows = Claim.objects.filter(agency_id=actor.agency_id, case__state="open", state__in=UNENDED)
    else:
        rows = _of_member(actor.agency_id, actor.membership_id, member, now())
    return _lines(list(rows.filter(due_on__gte=first, due_on__lte=last).order_by("due_on", "id")[:MOST]))


def _lines(rows: Sequence[Claim]) -> list[DueClaim]:
    if not rows:
        return []
    known, names = law_in_force().book, names_of(row.person_id for row in rows)
    return [_line(row, asking.title_of(row.right, known, language()), names.get(row.person_id, "")) for row in rows]


def _line(row: Claim, title: str, name: str) -> DueClaim:
    # The query leaves out what has no day.
    assert row.due_on is not None
    return DueClaim(row.pk, title, row.due_on, name, row.due_on < today())
