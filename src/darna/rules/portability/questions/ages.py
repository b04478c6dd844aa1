"""Whether the person has reached a country's pension age, also where the age depends on the year of birth."""

from __future__ import annotations

from darna.kernel.dates import PartialDate, Precision
from darna.rules.engine.answers import Answer
from darna.rules.engine.bounds import Between
from darna.rules.engine.circumstances import months_lived
from darna.rules.engine.decisions import Decision
from darna.rules.engine.inquiry import Inquiry
from darna.rules.portability.questions.conditions import not_read
from darna.rules.portability.questions.levers import offer_age
from darna.rules.portability.questions.stated import stated
from darna.rules.portability.questions.world import country


def pension_age(ask: Inquiry, code: str, national: str) -> Decision:
    """The condition of age of one law.

    By the table of years of birth where there is one, else by the one age of that day, else between the earliest
    and the latest age the law has for anybody.
    """
    if not national:
        return _unknown(ask, code, "")
    needed = _needed(ask, national)
    if needed is None:
        return _between(ask, code, national)
    offer_age(ask, needed)
    lived = lived_months(ask)
    answer = Answer.UNKNOWN if lived is None else lived.at_least(needed)
    return ask.holds("portability.pension_age", answer, **_told(code, needed))


def lived_months(ask: Inquiry) -> Between | None:
    """Completed months of life, from the date of birth or the age that was told."""
    born = ask.circumstances.known("birth_date")
    if isinstance(born, PartialDate):
        ask.fact("birth_date")
        return months_lived(born, ask.circumstances.on)
    years = ask.quantity("age")
    return None if years is None else Between(int(years.low) * 12, int(years.high) * 12 + 11)


def _needed(ask: Inquiry, national: str) -> int | None:
    table = ask.peek(f"{national}.pension_age_by_birth_year")
    born = ask.circumstances.known("birth_date")
    if table is not None and isinstance(table.value, dict) and isinstance(born, PartialDate):
        found = table.value.get(born.value.year) if born.precision is not Precision.ESTIMATED else None
        if isinstance(found, int):
            stated(ask, table.name)
            return found
    dated = ask.peek(f"{national}.pension_age")
    if dated is None or not dated.is_sure or not isinstance(dated.value, int):
        return None
    stated(ask, dated.name)
    return dated.value


def _between(ask: Inquiry, code: str, national: str) -> Decision:
    """The age where the law has more than one: certain beneath the earliest and from the latest on."""
    bounds = [_sure(ask, f"{national}.pension_age_{name}") for name in ("earliest", "latest")]
    earliest, latest = bounds
    if earliest is None or latest is None:
        return _unknown(ask, code, f"{national}.pension_age")
    offer_age(ask, latest)
    lived = lived_months(ask)
    if lived is None:
        # With a date of birth it could be told of most people, so that is what is missing.
        stated(ask, f"{national}.pension_age_earliest")
        return ask.holds("portability.pension_age", Answer.UNKNOWN, **_told(code, earliest))
    if lived.at_least(latest) is not Answer.YES and lived.at_least(earliest) is not Answer.NO:
        return _unknown(ask, code, f"{national}.pension_age")
    reached = lived.at_least(latest) is Answer.YES
    stated(ask, f"{national}.pension_age_{'latest' if reached else 'earliest'}")
    return ask.holds("portability.pension_age", Answer.of(reached), **_told(code, latest if reached else earliest))


def _sure(ask: Inquiry, name: str) -> int | None:
    dated = ask.peek(name)
    return dated.value if dated is not None and dated.is_sure and isinstance(dated.value, int) else None


def _unknown(ask: Inquiry, code: str, name: str) -> Decision:
    if name and ask.peek(name) is not None:
        stated(ask, name)
    return not_read(ask, "portability.pension_age_not_known", country=country(code).name)


def _told(code: str, months: int) -> dict[str, object]:
    return {"country": country(code).name, "years": months // 12, "months": months % 12}
