"""The amount of the CNSS pension, as far as its rule is published; two scenarios where it is not."""

from __future__ import annotations

from collections.abc import Mapping

from darna.rules.engine.bounds import Between
from darna.rules.engine.inquiry import Inquiry
from darna.rules.portability.questions.life import Life
from darna.rules.portability.questions.stated import stated
from darna.rules.portability.questions.world import MOROCCO
from darna.rules.portability.reckoning import Cnss, cents
from darna.rules.portability.reckoning.money import Number

DIRHAM = "money:MAD"


def tell_pension(ask: Inquiry, life: Life) -> None:
    """Tell the monthly pension on Moroccan days alone; without the salary only the published minimum."""
    days = life.quiet.days({MOROCCO})
    rules = cnss_of(ask)
    if days is None or rules is None:
        return
    average = ask.quantity("average_salary")
    pension = _between(rules, days, average)
    if pension is not None:
        ask.figure("pension", Between(cents(pension.low), cents(pension.high)), DIRHAM)
    if days.low < rules.former_days:
        _two_scenarios(ask)
    elif average is None:
        ask.note("portability.note.ma_salary_needed")
    else:
        _rate(ask, rules, days, average)


def cnss_of(ask: Inquiry) -> Cnss | None:
    """The values of that day; None before the first of them."""
    needed = _number(ask, "qualifying_days")
    if needed is None:
        return None
    bands = ask.peek("ma_cnss.minimum_by_days")
    table = bands.value if bands is not None and bands.is_sure and isinstance(bands.value, Mapping) else {}
    return Cnss(
        needed_days=int(needed),
        former_days=int(_number(ask, "former_qualifying_days") or 3240),
        base_percent=_number(ask, "base_percent") or 50,
        step_percent=_number(ask, "step_percent") or 1,
        step_days=int(_number(ask, "step_days") or 216),
        max_percent=_number(ask, "max_percent") or 70,
        minimum=_number(ask, "minimum_pension") or 0,
        salary_cap=_cap(ask),
        bands={int(first): amount for first, amount in table.items()},
    )


def _between(rules: Cnss, days: Between, average: Between | None) -> Between | None:
    low = rules.pension(days.low, None if average is None else average.low)
    high = rules.pension(days.high, None if average is None else average.high)
    return None if low is None or high is None else Between(low.low, high.high)


def _rate(ask: Inquiry, rules: Cnss, days: Between, average: Between) -> None:
    low, high = rules.rate(days.low), rules.rate(days.high)
    if low is not None and high is not None:
        ask.figure("rate", Between(low, high), "percent")
    if rules.salary_cap is not None and average.high > rules.salary_cap:
        stated(ask, "ma_cnss.salary_cap")
        ask.note("portability.note.ma_salary_capped", amount=rules.salary_cap)


def _two_scenarios(ask: Inquiry) -> None:
    stated(ask, "ma_cnss.minimum_by_days")
    ask.note("portability.note.ma_minimum_of_band")
    stated(ask, "ma_cnss.rate_below_former_days")
    ask.note("portability.note.ma_two_scenarios")


def _cap(ask: Inquiry) -> Number | None:
    """The cap on salaries, also where it was not confirmed for the year: a note then says so."""
    dated = ask.peek("ma_cnss.salary_cap")
    return dated.value if dated is not None and isinstance(dated.value, int) else None


def _number(ask: Inquiry, name: str) -> Number | None:
    dated = ask.peek(f"ma_cnss.{name}")
    return dated.value if dated is not None and dated.is_sure and isinstance(dated.value, Number) else None
