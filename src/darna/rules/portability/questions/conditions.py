"""Conditions that many countries share: insured there at all, an agreement in force that covers, enough months."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import floor
from typing import Final

from darna.rules.engine.answers import Answer
from darna.rules.engine.bounds import Between
from darna.rules.engine.decisions import Decision, all_of
from darna.rules.engine.inquiry import Inquiry
from darna.rules.portability.questions.levers import offer_agreement
from darna.rules.portability.questions.life import Life
from darna.rules.portability.questions.stated import stated
from darna.rules.portability.questions.world import (
    MOROCCO,
    agreement_with,
    country,
    is_in_force,
    members_of_the_union,
)

#: Where an agreement's own rule on short periods could not be read, less than a year is not decided.
USUAL_SHORT_MONTHS: Final = 12


def not_read(ask: Inquiry, key: str, **values: object) -> Decision:
    """A condition that cannot be told because the law could not be read: nobody's fact is missing."""
    reason = replace(ask.holds(key, Answer.UNKNOWN, **values).reasons[0], because="law_unsure", lacks=())
    return Decision.of(reason)


def has_periods(ask: Inquiry, life: Life, code: str) -> Decision:
    """Whether the person was insured in that country at all."""
    length = life.length({code})
    answer = Answer.UNKNOWN if length is None else length.more_than(0)
    months = None if length is None else Between(floor(length.low), floor(length.high))
    if months is not None:
        ask.figure("own_months", months, "months")
    return ask.holds("portability.has_periods", answer, country=country(code).name, has=months)


def agreement_applies(ask: Inquiry, code: str, branch: str, *, totalises: bool) -> Decision:
    """Whether an agreement of Morocco with that country is in force on the day and covers the branch.

    What is not in force is asked no further, and is tried as a change of the law.
    """
    name = agreement_with(ask, code)
    if name is None:
        return ask.holds("portability.no_agreement", Answer.NO, country=country(code).name)
    in_force = _in_force(ask, name, code)
    if in_force.answer is not Answer.YES:
        offer_agreement(ask, name, code, branch)
    if in_force.answer is Answer.NO:
        return in_force
    parts = [in_force, _covers(ask, name, code, branch)]
    if totalises:
        added = stated(ask, f"{name}.totalises")
        parts.append(ask.holds("portability.agreement_totalises", _answer(added), country=country(code).name))
    return all_of(*parts)


def _in_force(ask: Inquiry, name: str, code: str) -> Decision:
    in_force = stated(ask, f"{name}.in_force")
    title = ask.law_asked.instruments[name].title
    return ask.holds("portability.agreement_in_force", _answer(in_force), country=country(code).name, agreement=title)


def _covers(ask: Inquiry, name: str, code: str, branch: str) -> Decision:
    table, told = _coverage(ask, name, branch)
    stated(ask, table)
    values = {"country": country(code).name, "branch": f"portability.branch.{branch}"}
    return ask.holds("portability.agreement_covers", _answer(told), **values)


def _coverage(ask: Inquiry, name: str, branch: str) -> tuple[str, object]:
    """The list that speaks of a branch, the one that was read before what is known in general, and what it says."""
    for table in ("covers", "covers_general"):
        dated = ask.peek(f"{name}.{table}")
        if dated is not None and isinstance(dated.value, dict) and branch in dated.value:
            return dated.name, dated.value[branch]
    return f"{name}.covers_unsure", None


def _answer(value: object) -> Answer:
    return Answer.of(value if isinstance(value, bool) else None)


def long_enough(ask: Inquiry, life: Life, code: str, rule: str) -> Decision | None:
    """The rule on short periods of one country, asked only of a person whose periods there may be under it.

    None when the periods are certainly long enough for it not to matter.
    """
    dated = ask.peek(rule)
    known = dated is not None and dated.is_sure and isinstance(dated.value, int)
    limit = dated.value if known and dated is not None and isinstance(dated.value, int) else USUAL_SHORT_MONTHS
    has = life.months({code})
    if has is None or has.at_least(limit) is Answer.YES:
        return None
    if dated is not None:
        stated(ask, rule)
    # What the rule then does could not be read, so a short period is never a certain yes by totalisation.
    return not_read(ask, "portability.not_short", country=country(code).name, has=has, needed=limit)


def counted_together(ask: Inquiry, life: Life, code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The countries whose periods an agreement adds: certainly, and perhaps.

    Periods of third States count where the agreement says so and both parties have agreements with them: Member
    States are bound among themselves by the Union's law, of others only Morocco's side is known here.
    """
    both = (code, MOROCCO)
    name = agreement_with(ask, code)
    dated = ask.peek(f"{name}.third_states") if name else None
    if dated is None or not dated.is_sure or dated.value is not True:
        return both, both
    union = members_of_the_union(ask)
    third = [one for one in life.countries if one not in both and is_in_force(ask, one)]
    certain = [one for one in third if {one, code} <= union]
    if third:
        stated(ask, dated.name)
    return (*both, *certain), (*both, *third)


def together(life: Life, certain: Iterable[str], possible: Iterable[str]) -> Between | None:
    """The insured months of all countries that count; between two lengths where it is not certain which do."""
    low, high = life.months(certain), life.months(possible)
    return None if low is None or high is None else Between(low.low, max(low.high, high.high))
