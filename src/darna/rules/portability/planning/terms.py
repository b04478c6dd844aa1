"""What the law of a day asks of many lives in Morocco and one other country, read from the same values as an answer."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from darna.rules.engine.answers import Answer
from darna.rules.engine.circumstances import Circumstances
from darna.rules.engine.inquiry import Inquiry
from darna.rules.engine.parameters import Law
from darna.rules.portability.careers import CALENDAR, STANDARD, Conversion
from darna.rules.portability.careers.career import ANYWHERE_ELSE
from darna.rules.portability.planning.lives import Counting
from darna.rules.portability.planning.outcomes import Terms
from darna.rules.portability.questions.conditions import USUAL_SHORT_MONTHS, agreement_applies
from darna.rules.portability.questions.life import USUAL_DAYS
from darna.rules.portability.questions.needs import need_of
from darna.rules.portability.questions.world import COUNTRIES, MOROCCO, agreement_with, country, is_in_force

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


def counting_of(law: Law, on: date) -> Counting:
    """How an answer of that day counts insured time: in the days of the CNSS, of which so many are a month.

    Days on the statement of another country may be days of the calendar or of work: which, it does not say.
    """
    days = _days_of_a_month(Inquiry(Circumstances({}, on), law))
    here = Conversion(days_per_month=days)
    return Counting({MOROCCO: here, ANYWHERE_ELSE: CALENDAR}, {MOROCCO: here, ANYWHERE_ELSE: STANDARD}, days)


def not_in_force(law: Law, on: date) -> tuple[str, ...]:
    """Countries whose newest agreement with Morocco is known on that day and is not certainly in force.

    Those of which it is certain come first: signed, and never in force.
    """
    ask = Inquiry(Circumstances({}, on), law)
    newest = {code: ask.peek(f"{one.agreements[0]}.in_force") for code, one in COUNTRIES.items()}
    open_ = {code: dated for code, dated in newest.items() if dated is not None and not is_in_force(ask, code)}
    return tuple(sorted(open_, key=lambda code: not open_[code].is_sure))


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
    own, surely = (None if one is None else Fraction(one, _days_of_a_month(ask)) for one in (now, before))
    return Terms(own, own, surely, totalises, other_short_months=USUAL_SHORT_MONTHS)


def _days_of_a_month(ask: Inquiry) -> int:
    days = ask.peek("ma_cnss.days_per_month")
    return days.value if days is not None and isinstance(days.value, int) else USUAL_DAYS
