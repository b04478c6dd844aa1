"""What the law of a day asks of many lives in Morocco and one other country, read from the same values as an answer."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from darna.rules.engine.answers import Answer
from darna.rules.engine.circumstances import Circumstances
from darna.rules.engine.inquiry import Inquiry
from darna.rules.engine.parameters import Law
from darna.rules.portability.planning.outcomes import Terms
from darna.rules.portability.questions.conditions import USUAL_SHORT_MONTHS, agreement_applies
from darna.rules.portability.questions.life import USUAL_DAYS
from darna.rules.portability.questions.needs import need_of
from darna.rules.portability.questions.world import agreement_with, country

#: Countries whose minimum is written in another way than in qualifying months.
_YEARS: Final = {"CA": "ca_oas.years_to_export"}
_ANY_TIME: Final = frozenset({"NL"})


def terms_of(law: Law, code: str, on: date) -> tuple[Terms, Terms]:
    """The terms of that country and of Morocco for old age on that day, for people who live in Morocco.

    Ages, an end of work and Italy's law 189/2002 are not counted: they are facts of a person, not of periods.
    """
    ask = Inquiry(Circumstances({}, on), law)
    totalises = agreement_applies(ask, code, "old_age", totalises=True).answer
    return _there(ask, code, totalises), _in_morocco(ask, totalises)


def if_in_force(law: Law, code: str, on: date) -> Law:
    """The law as it would be if the newest agreement with that country were in force and added periods."""
    name = country(code).agreements[0]
    changed = law.supposing(f"{name}.in_force", True, since=on).supposing(f"{name}.totalises", True, since=on)
    return changed.supposing(f"{name}.covers", {"old_age": True}, since=on)


def _there(ask: Inquiry, code: str, totalises: Answer) -> Terms:
    needed = _needed(ask, code)
    dated = ask.peek(f"{agreement_with(ask, code)}.short_period_months")
    short = dated.value if dated is not None and dated.is_sure and isinstance(dated.value, int) else USUAL_SHORT_MONTHS
    return Terms(needed, needed, needed, totalises, short_months=short)


def _needed(ask: Inquiry, code: str) -> int | None:
    if code in _ANY_TIME:
        return 1
    if code in _YEARS:
        years = need_of(ask, _YEARS[code]).least
        return None if years is None else years * 12
    return need_of(ask, f"{country(code).national}.qualifying_months").least


def _in_morocco(ask: Inquiry, totalises: Answer) -> Terms:
    now, before = (need_of(ask, f"ma_cnss.{name}_days").least for name in ("qualifying", "former_qualifying"))
    days = ask.peek("ma_cnss.days_per_month")
    of_a_month = days.value if days is not None and isinstance(days.value, int) else USUAL_DAYS
    own, surely = (None if one is None else Fraction(one, of_a_month) for one in (now, before))
    return Terms(own, own, surely, totalises, other_short_months=USUAL_SHORT_MONTHS)
