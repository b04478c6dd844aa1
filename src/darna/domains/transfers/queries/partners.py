"""How long partners take to answer: referrals of the last year, by the agency they went to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_agencies
from darna.base.agencies.roles import Verb
from darna.kernel.clock import now, today

PERIOD_DAYS: Final = 365
#: So many of the newest are looked at; a house that sends more is told about its newest.
MOST: Final = 2000
SORTS: Final = ("agency", "-agency", "days", "-days", "waiting", "-waiting")

_ANSWERS = """
select r.to_agency_id, count(*),
       percentile_cont(0.5) within group (order by extract(epoch from r.answered_at - r.sent_at))
         filter (where r.answered_at is not null) / 86400.0,
       count(*) filter (where r.state in ('sent', 'received')),
       count(*) filter (where r.state in ('sent', 'received') and r.due_on < %(today)s)
  from (select * from referrals_referral
         where agency_id = %(agency)s and sent_at >= %(since)s
         order by sent_at desc limit %(most)s) r
 group by r.to_agency_id"""


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """One partner: what was sent in a year, the median of days until an answer, what waits."""

    agency_id: UUID
    agency: str
    sent: int
    median_days: int | None
    waiting: int
    overdue: int


#: Whom a list of partners is narrowed to.
ONLY: Final[Mapping[str, Callable[[PartnerLine], bool]]] = {
    "waiting": lambda line: line.waiting > 0,
    "overdue": lambda line: line.overdue > 0,
}


def partner_answers(actor: Actor, *, sort: str = "-waiting", only: str = "") -> tuple[PartnerLine, ...]:
    """The partners asked in the last year, or some of them. Two queries, bounded. Raises: Refused."""
    actor.require(Verb.SUPERVISE)
    told: dict[str, Any] = {
        "agency": actor.agency_id,
        "today": today(),
        "since": now() - timedelta(days=PERIOD_DAYS),
        "most": MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERS, told)
        rows = list(cursor.fetchall())
    names = names_of_agencies((row[0] for row in rows), actor.language)
    lines = [
        PartnerLine(key, names.get(key, ""), sent, None if median is None else round(median), waiting, overdue)
        for key, sent, median, waiting, overdue in rows
    ]
    return tuple(_sorted(list(filter(ONLY.get(only), lines)), sort))


def _sorted(lines: list[PartnerLine], sort: str) -> list[PartnerLine]:
    lines.sort(key=lambda line: line.agency)
    name, back = sort.lstrip("-"), sort.startswith("-")
    keys = {
        "agency": lambda line: line.agency,
        "days": lambda line: -1 if line.median_days is None else line.median_days,
        "waiting": lambda line: line.waiting,
    }
    return sorted(lines, key=keys.get(name, keys["agency"]), reverse=back)
