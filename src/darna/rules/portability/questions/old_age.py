"""Whether insured years open an old-age pension in a country: alone, with Morocco's, or with the Union's."""

from __future__ import annotations

from collections.abc import Callable

from darna.rules.engine.answers import Answer
from darna.rules.engine.decisions import Decision, all_of, any_of
from darna.rules.engine.inquiry import Inquiry
from darna.rules.portability.questions.ages import pension_age
from darna.rules.portability.questions.amounts import tell_amounts
from darna.rules.portability.questions.conditions import (
    agreement_applies,
    counted_together,
    has_periods,
    long_enough,
    not_read,
    together,
)
from darna.rules.portability.questions.europe import by_the_union
from darna.rules.portability.questions.levers import offer_dates, offer_months
from darna.rules.portability.questions.life import Life
from darna.rules.portability.questions.needs import Need, need_of
from darna.rules.portability.questions.notes import tell_notes
from darna.rules.portability.questions.world import MOROCCO, agreement_with, country

Rule = Callable[[Inquiry], Decision]


def old_age(code: str) -> Rule:
    """The rule of a country that asks for a minimum of insured months and a pension age."""

    def rule(ask: Inquiry) -> Decision:
        national = country(code).national
        return decided(ask, code, need_of(ask, f"{national}.qualifying_months"), pension_age(ask, code, national))

    return rule


def decided(
    ask: Inquiry, code: str, need: Need, age: Decision, *other_ways: Decision, life: Life | None = None
) -> Decision:
    """The pension of one country: periods there, enough of them one way or another, and old enough.

    Source: the agreements' article on totalisation; Regulation (EC) 883/2004, art. 6, where the Union's law applies.
    """
    life = life or Life(ask)
    some = has_periods(ask, life, code)
    if some.answer is Answer.NO:
        offer_dates(ask, life)
        return all_of(some, age)
    own = own_periods(ask, life, code, need)
    with_morocco = by_totalisation(ask, life, code, need)
    union = by_the_union(ask, life, code, need)
    ways = [own, with_morocco, *([union] if union else []), *other_ways]
    decision = all_of(some, any_of(*ways), age)
    offer_months(ask, code, need.lacking(life.quiet.months({code})))
    offer_dates(ask, life)
    tell_amounts(ask, life, code, own=own, with_morocco=with_morocco, union=union)
    tell_notes(ask, code, own=own, with_morocco=with_morocco)
    return decision


def own_periods(ask: Inquiry, life: Life, code: str, need: Need) -> Decision:
    """Whether the country's own periods are enough, without any other."""
    has = life.months({code})
    if need.least is None and has is not None:
        need.rest(ask, Answer.UNKNOWN)
        return not_read(ask, "portability.own_need_not_known", country=country(code).name, has=has)
    return need.judged(ask, "portability.own_enough", has, country=country(code).name)


def by_totalisation(ask: Inquiry, life: Life, code: str, need: Need) -> Decision:
    """Whether periods of Morocco and of that country are enough together, under the agreement of that day."""
    applies = agreement_applies(ask, code, "old_age", totalises=True)
    if applies.answer is Answer.NO:
        return applies
    parts = [applies]
    name = agreement_with(ask, code)
    if short := long_enough(ask, life, code, f"{name}.short_period_months"):
        parts.append(short)
    total = _total(ask, life, code, need, applies.answer)
    if applies.answer is Answer.UNKNOWN and total.answer is not Answer.NO:
        # Where nobody knows whether the agreement adds them, no sum is shown as if it did.
        return all_of(*parts)
    return all_of(*parts, total)


def _total(ask: Inquiry, life: Life, code: str, need: Need, applies: Answer) -> Decision:
    certain, possible = counted_together(ask, life, code)
    has = together(life, certain, possible)
    if has is not None:
        # A sum is told only where an agreement certainly makes one.
        if applies is Answer.YES:
            ask.figure("total_months", has, "months")
        offer_months(ask, MOROCCO, need.lacking(has))
    if need.least is None and has is not None:
        need.rest(ask, Answer.UNKNOWN)
        return not_read(ask, "portability.total_need_not_known", countries=_listed(possible), has=has)
    return need.judged(ask, "portability.total_enough", has, countries=_listed(possible))


def _listed(codes: tuple[str, ...]) -> list[object]:
    return [country(code).name for code in codes]


__all__ = ["by_totalisation", "decided", "old_age", "own_periods"]
