"""How many persons of a register would gain a pension if an agreement came into force; counts, and nothing of anybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.entitlements import access
from darna.domains.entitlements.law import LawInForce
from darna.domains.entitlements.models import InsurancePeriod
from darna.domains.entitlements.values import Gained, Supposed
from darna.kernel.dates import PartialDate, Precision
from darna.kernel.errors import Invalid
from darna.rules.engine.circumstances import Circumstances
from darna.rules.engine.inquiry import Inquiry
from darna.rules.portability.careers import Career, Period, Unit
from darna.rules.portability.planning import (
    Lives,
    Terms,
    counting_of,
    if_in_force,
    not_in_force,
    terms_of,
    who_would_gain,
)
from darna.rules.portability.questions.world import MOROCCO, country

#: So many persons are measured before the next are read: a large register is never in memory at once.
BATCH: Final = 2_000
_READ: Final = (
    *("person_id", "country", "from_on", "from_precision", "to_on", "to_precision"),
    *("amount", "unit", "scheme"),
)


def countries_to_suppose(law: LawInForce, on: date) -> tuple[str, ...]:
    """Countries whose agreement with Morocco could come into force after that day, the certain ones first."""
    return not_in_force(law.law, on)


def supposed(law: LawInForce, code: str, on: date) -> Supposed:
    """What is supposed of an agreement, and on what the counting rests. No query.

    Raises: Invalid("country") where no agreement is known that is not in force.
    """
    name = next(iter(country(code).agreements), "")
    state = Inquiry(Circumstances({}, on), law.law).peek(f"{name}.in_force")
    if state is None or code not in not_in_force(law.law, on):
        raise Invalid("country", "agreement_not_to_be_supposed")
    there, here = terms_of(if_in_force(law.law, code, on), code, on)
    days = counting_of(law.law, on).parts
    return Supposed(
        code,
        on,
        law.book.instruments[name].title,
        state,
        None if there.own_needed is None else int(there.own_needed),
        (_days(here.own_needed, days), _days(here.certainly_enough, days)),
        (there.short_months, here.other_short_months),
    )


def gained(actor: Actor, law: LawInForce, code: str, on: date) -> Gained:
    """The persons of the actor's agency who would gain a pension. Two queries, read some at a time. Raises: Refused.

    Only who was insured in both countries can gain by an agreement, so nobody else is measured.
    """
    actor.require(Verb.SUPERVISE)
    rows = access.visible(actor, InsurancePeriod)
    found = Gained(persons=rows.order_by().values("person_id").distinct().count())
    now, then = terms_of(law.law, code, on), terms_of(if_in_force(law.law, code, on), code, on)
    for careers in _batches(_of_both(rows, code), on):
        found += _gained(Lives.of(careers, (code, MOROCCO), counting_of(law.law, on)), now, then)
    return found


def _gained(lives: Lives, now: tuple[Terms, Terms], then: tuple[Terms, Terms]) -> Gained:
    gain = who_would_gain(lives, now, then)
    return Gained(0, gain.persons, gain.in_first, gain.in_second, gain.in_either, gain.not_known)


def _of_both(rows: QuerySet[InsurancePeriod], code: str) -> QuerySet[InsurancePeriod, dict[str, Any]]:
    """The periods in the two countries of those who have some in both, person after person."""
    here, there = (Exists(rows.filter(person_id=OuterRef("person_id"), country=one)) for one in (MOROCCO, code))
    both = rows.filter(here, there, country__in=(MOROCCO, code)).order_by("person_id", "from_on", "id")
    found: QuerySet[InsurancePeriod, dict[str, Any]] = both.values(*_READ)
    return found


def _batches(rows: QuerySet[InsurancePeriod, dict[str, Any]], on: date) -> Iterator[list[Career]]:
    careers: list[Career] = []
    for _person, told in groupby(rows.iterator(chunk_size=BATCH), key=itemgetter("person_id")):
        # What two cases of a person tell alike is told once.
        careers.append(Career(tuple(dict.fromkeys(map(_period, told))), on))
        if len(careers) == BATCH:
            yield careers
            careers = []
    if careers:
        yield careers


def _period(row: dict[str, Any]) -> Period:
    amount: Decimal | None = row["amount"]
    unit = Unit(row["unit"]) if row["unit"] else Unit.MONTHS
    return Period(row["country"], _partial(row, "from"), _partial(row, "to"), amount, unit, row["scheme"])


def _partial(row: dict[str, Any], name: str) -> PartialDate | None:
    day = row[f"{name}_on"]
    return PartialDate(day, Precision(row[f"{name}_precision"])) if day else None


def _days(months: int | Fraction | None, of_a_month: int) -> int | None:
    return None if months is None else int(months * of_a_month)
