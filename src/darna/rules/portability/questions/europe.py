"""Periods of several Member States: the Union adds them together for people who lived and worked there lawfully.

Periods of Morocco are never added through it.
"""

from __future__ import annotations

from darna.rules.engine.answers import Answer
from darna.rules.engine.decisions import Decision, all_of, any_of
from darna.rules.engine.inquiry import Inquiry, fact_lever
from darna.rules.portability.questions.conditions import not_read
from darna.rules.portability.questions.life import Life
from darna.rules.portability.questions.needs import Need
from darna.rules.portability.questions.stated import stated
from darna.rules.portability.questions.world import MOROCCO, country, members_of_the_union


def by_the_union(ask: Inquiry, life: Life, code: str, need: Need) -> Decision | None:
    """Whether periods of the Member States together are enough in one of them; None when there is only one."""
    states = _states(ask, life)
    if code not in states or len(states) < 2:
        return None
    has = life.months(states)
    if has is not None:
        ask.figure("union_months", has, "months")
    listed = [country(one).name for one in states]
    if need.least is None and has is not None:
        need.rest(ask, Answer.UNKNOWN)
        enough = not_read(ask, "portability.total_need_not_known", countries=listed, has=has)
        return all_of(_applies(ask), _lawful(ask), enough)
    enough = need.judged(ask, "portability.union_enough", has, countries=listed)
    return all_of(_applies(ask), _lawful(ask), enough)


def aggregation(ask: Inquiry) -> Decision:
    """Whether the periods of several Member States are added together for this person.

    Source: Association Agreement EC–Morocco of 26 February 1996, art. 65(2); Regulation (EU) 1231/2010.
    """
    life = Life(ask)
    states = _states(ask, life)
    ask.fact("career")
    if life.career is None:
        return ask.holds("portability.two_states", Answer.UNKNOWN, countries=[])
    two = ask.holds(
        "portability.two_states", Answer.of(len(states) > 1), countries=[country(one).name for one in states]
    )
    if states and (has := life.quiet.months(states)) is not None:
        ask.figure("union_months", has, "months")
    decision = all_of(two, _applies(ask), _lawful(ask))
    if MOROCCO in life.countries and ask.peek("eu_ma_1996.aggregates_with_morocco"):
        stated(ask, "eu_ma_1996.aggregates_with_morocco")
        ask.note("portability.note.morocco_not_by_union")
    return decision


def _states(ask: Inquiry, life: Life) -> tuple[str, ...]:
    members = members_of_the_union(ask)
    return tuple(code for code in life.countries if code in members)


def _applies(ask: Inquiry) -> Decision:
    """One of the two texts in force on that day is enough."""
    named = {
        "eu_ma_1996.in_force": "portability.association_agreement",
        "eu_1231_2010.in_force": "portability.regulation_1231",
    }
    found = [_one(ask, name, key) for name, key in named.items()]
    return any_of(*found)


def _one(ask: Inquiry, name: str, key: str) -> Decision:
    if ask.peek(name) is None:
        return ask.holds(key, Answer.NO)
    value = stated(ask, name)
    if name.startswith("eu_ma") and ask.peek("eu_ma_1996.aggregates_member_states"):
        stated(ask, "eu_ma_1996.aggregates_member_states")
    return ask.holds(key, Answer.of(value if isinstance(value, bool) else None))


def _lawful(ask: Inquiry) -> Decision:
    lawful = ask.truth("legally_resident_in_eu")
    if lawful is not Answer.YES:
        ask.lever(fact_lever("legally_resident_in_eu", True))
    if ask.peek("eu_ma_1996.excludes_unlawful_stay"):
        stated(ask, "eu_ma_1996.excludes_unlawful_stay")
    return ask.holds("portability.lawful_in_union", lawful)
