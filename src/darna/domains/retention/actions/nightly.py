"""What the job of the night does: it warns, and where an officer decided so, it erases whose time is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.rowsecurity.context import acting
from darna.domains.people.access import person_to_change
from darna.domains.people.actions import erase_person
from darna.domains.people.queries.unfinished import unfinished
from darna.domains.retention import access
from darna.domains.retention.models import RetentionNotice
from darna.domains.retention.queries.rules import officer_of, rule_of
from darna.domains.retention.values import RULE, Rule
from darna.kernel.clock import now, today
from darna.kernel.errors import Problem

#: Notices added in one statement; the job goes on while it was full.
BATCH: Final = 2000
#: Files erased in one night.
MOST_ERASED: Final = 50
#: Seconds the token of one erasure lives.
LONG: Final = 600


@transaction.atomic
def look_at_times(instant: datetime, *, by: Actor, most: int = BATCH) -> int:
    """Warn of those whose time ends soon, drop what has no ground any more; how many were warned of.

    One statement and, where anything changed, one sentence of the trail.
    """
    with connection.cursor() as cursor:
        cursor.execute("select warned, dropped from sec.look_at_terms(%s, %s, %s)", [today(), instant, most])
        warned, dropped = (int(number) for number in cursor.fetchone())
    if warned or dropped:
        record("retention.looked", subject=("retention.notice", None), detail={"warned": warned, "dropped": dropped})
    return warned


def erase_by_itself(*, by: Actor) -> int:
    """Erase those whose day has passed, where the agency's rule says so and its officer still stands for it.

    Shape: `by` is the job of the agency; each file goes in a transaction of its own, as the officer by hand would.
    """
    with acting(by.context, seconds=LONG):
        rule = rule_of(by.agency_id)
        officer = officer_of(rule)
    if officer is None:
        return 0
    erased = 0
    for row in _over(rule, officer):
        erased += _erased(row, officer)
        if erased == MOST_ERASED:
            break
    return erased


def _over(rule: Rule, officer: Actor) -> Iterator[RetentionNotice]:
    """Those that may go tonight, the longest over first; read piece by piece, for some wait for others."""
    last: RetentionNotice | None = None
    while True:
        with acting(officer.job_context, seconds=LONG):
            found = list(_after(rule, officer, last)[:MOST_ERASED])
            waiting = unfinished.among({row.person_id for row in found})
        yield from (row for row in found if row.person_id not in waiting)
        if len(found) < MOST_ERASED:
            return
        last = found[-1]


def _after(rule: Rule, officer: Actor, last: RetentionNotice | None) -> QuerySet[RetentionNotice]:
    rows = access.visible(officer).filter(
        ~Q(access.is_held()),
        state=RetentionNotice.State.WARNED,
        due_on__lt=today(),
        warned_at__lte=now() - timedelta(days=rule.warn_days),
        person__is_protected=False,
    )
    if last is not None:
        rows = rows.filter(Q(due_on__gt=last.due_on) | Q(pk__gt=last.pk), due_on__gte=last.due_on)
    return rows.order_by("due_on", "id")


def _erased(row: RetentionNotice, officer: Actor) -> bool:
    """One file, looked at once more while nobody else can change it; what refuses by hand refuses here."""
    try:
        with acting(officer.job_context, seconds=LONG):
            person = person_to_change(officer, row.person_id, Verb.ERASE_PERSON)
            still = access.visible(officer).filter(pk=row.pk, version=row.version).exists()
            if person.is_protected or not still:
                return False
            erase_person(row.person_id, RULE, by=officer)
    except Problem:
        return False
    return True
