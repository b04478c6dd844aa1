"""Amounts of a pension, from what the institution wrote: the person's part of the theoretical one, and the better.

Where a country's formula is published, its own rule computes; everywhere else the amounts of the institution's
statement are entered and only shared and compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from darna.rules.engine.answers import Answer
from darna.rules.engine.bounds import Between
from darna.rules.engine.decisions import Decision
from darna.rules.engine.inquiry import Inquiry
from darna.rules.portability.questions.conditions import counted_together, together
from darna.rules.portability.questions.life import Life
from darna.rules.portability.questions.stated import stated
from darna.rules.portability.questions.world import MOROCCO, agreement_with, country, members_of_the_union
from darna.rules.portability.reckoning import cents

#: The money in which a country's institution writes, where it is not euro.
CURRENCIES: Final = {"CA": "money:CAD", "QC": "money:CAD"}
EURO: Final = frozenset({"FR", "BE", "ES", "NL", "DE", "LU", "PT", "IT", "AT", "FI", "GR", "IE"})


@dataclass(frozen=True, slots=True)
class Shared:
    """One way of sharing: own months, all months, and the longest career that is counted, if the way caps."""

    own: Between
    total: Between
    most: int | None

    def part(self) -> Between:
        """The part of the theoretical pension, between its bounds; 0 where there are no months."""
        return Between(self._one(self.own.low, self.total.high), self._one(self.own.high, self.total.low))

    def _one(self, own: object, total: object) -> Fraction:
        mine, all_of_it = Fraction(str(own)), Fraction(str(total))
        divided_by = max(mine, all_of_it) if self.most is None else min(max(mine, all_of_it), Fraction(self.most))
        return min(Fraction(1), mine / divided_by) if divided_by else Fraction(0)


def tell_amounts(
    ask: Inquiry, life: Life, code: str, *, own: Decision, with_morocco: Decision, union: Decision | None
) -> None:
    """Tell the figures that follow from the periods, and from the institution's amounts where they are known."""
    life, name = life.quiet, agreement_with(ask, code)
    method = ask.peek(f"{name}.method") if name else None
    way = str(method.value) if method is not None and method.is_sure else "unknown"
    parts = _parts(ask, life, code, with_morocco=with_morocco, union=union, way=way)
    if parts:
        best = Between(max(one.low for one in parts), max(one.high for one in parts))
        ask.figure("share", as_percent(best), "percent")
    national = _entered(ask, "national_amount", code) if own.answer is Answer.YES else None
    theoretical = _entered(ask, "theoretical_amount", code) if parts else None
    if way == "own_periods_only" and national is None and with_morocco.answer is Answer.YES:
        national = _entered(ask, "national_amount", code)
    _tell(ask, code, national, theoretical, parts, separate=own.answer is Answer.YES and way == "pro_rata")


def _parts(
    ask: Inquiry, life: Life, code: str, *, with_morocco: Decision, union: Decision | None, way: str
) -> list[Between]:
    """The parts by each way that opens the pension: with Morocco where the agreement shares so, and by the Union."""
    found: list[Between] = []
    own = life.months({code})
    if own is None:
        return found
    most = _longest_career(ask, code)
    if with_morocco.answer is Answer.YES and way in ("compare", "pro_rata") and _some(life, MOROCCO):
        total = together(life, *counted_together(ask, life, code))
        capped = _caps(ask, code)
        if total is not None:
            found.append(Shared(own, total, most if capped else None).part())
    if union is not None and union.answer is Answer.YES:
        members = members_of_the_union(ask)
        total = life.months([one for one in life.countries if one in members])
        if total is not None:
            found.append(Shared(own, total, most).part())
    return found


def _some(life: Life, code: str) -> bool:
    """Whether there are periods to add: without any, there is nothing to share with that country."""
    months = life.months({code})
    return months is not None and months.high > 0


def _caps(ask: Inquiry, code: str) -> bool:
    dated = ask.peek(f"{agreement_with(ask, code)}.denominator_capped")
    return dated is not None and dated.is_sure and dated.value is True


def _longest_career(ask: Inquiry, code: str) -> int | None:
    told = ask.circumstances.known(f"full_months.{code}")
    return told if isinstance(told, int) else None


def _entered(ask: Inquiry, name: str, code: str) -> Between | None:
    full = f"{name}.{code}"
    return ask.quantity(full) if ask.circumstances.known(full) is not None else None


def _tell(
    ask: Inquiry,
    code: str,
    national: Between | None,
    theoretical: Between | None,
    parts: list[Between],
    *,
    separate: bool,
) -> None:
    unit = CURRENCIES.get(code, "money:EUR" if code in EURO else "money")
    shared = [multiplied(theoretical, one) for one in parts] if theoretical is not None else []
    if national is not None:
        ask.figure("national", _cents(national), unit)
    if theoretical is not None:
        ask.figure("theoretical", _cents(theoretical), unit)
    if shared:
        best = Between(max(one.low for one in shared), max(one.high for one in shared))
        ask.figure("pro_rata", _cents(best), unit)
        if _caps(ask, code) and _longest_career(ask, code) is None:
            stated(ask, f"{agreement_with(ask, code)}.denominator_capped")
            ask.note("portability.note.cap_may_raise", country=country(code).name)
        if national is None:
            ask.figure("paid", _cents(best), unit)
        elif not separate:
            ask.figure("paid", _cents(Between(max(national.low, best.low), max(national.high, best.high))), unit)
    if national is not None and (separate or not shared):
        ask.figure("paid", _cents(national), unit)


def multiplied(amount: Between, part: Between) -> Between:
    """A part of an amount, exact."""
    return Between(Fraction(amount.low) * Fraction(part.low), Fraction(amount.high) * Fraction(part.high))


def as_percent(part: Between) -> Between:
    """A part as per cent."""
    return Between(Fraction(part.low) * 100, Fraction(part.high) * 100)


def _cents(amount: Between) -> Between:
    return Between(cents(amount.low), cents(amount.high))
