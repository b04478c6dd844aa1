"""Many lives at once are answered as the explained rules answer each alone."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from darna.kernel.dates import PartialDate
from darna.rules.book import book
from darna.rules.engine.answers import Answer
from darna.rules.engine.circumstances import Circumstances
from darna.rules.engine.questions import decide
from darna.rules.portability.careers import Career, Period, Unit
from darna.rules.portability.careers.counting import day_at, place
from darna.rules.portability.careers.units import DAYS_OF_A_MONTH
from darna.rules.portability.planning import (
    NO,
    UNKNOWN,
    YES,
    Lives,
    counting_of,
    if_in_force,
    not_in_force,
    openings,
    terms_of,
    who_would_gain,
)

TODAY = date(2026, 6, 1)
AS_ANSWER = {NO: Answer.NO, UNKNOWN: Answer.UNKNOWN, YES: Answer.YES}
#: Everybody is old enough everywhere and has stopped working: only the periods decide.
SETTLED = {
    "birth_date": PartialDate(date(1940, 1, 1)),
    "stopped_work": True,
    "stopped_work_on": PartialDate(date(2024, 1, 1)),
    "lives_in": "MA",
}


def drawn_careers(code: str, many: int, chance: np.random.Generator) -> list[Career]:
    """Dated lives of both countries; the second begins before, at or after the end of the first."""
    return [_career(code, *chance.integers(0, [300, 300, 60]).tolist()) for _ in range(many)]


def _career(code: str, there: int, here: int, at_once: int) -> Career:
    begin = date(1970, 1, 1)
    second = day_at(place(begin - timedelta(days=1)) + max(0, there - at_once) * DAYS_OF_A_MONTH)
    told = [_period(code, begin, there), _period("MA", second, here)]
    return Career(tuple(one for one in told if one is not None), TODAY)


def _period(code: str, begin: date, months: int) -> Period | None:
    if months == 0:
        return None
    end = day_at(place(begin - timedelta(days=1)) + months * DAYS_OF_A_MONTH) - timedelta(days=1)
    return Period(code, PartialDate(begin), PartialDate(end))


@pytest.mark.parametrize("code", ["FR", "ES", "DE", "IT", "SE", "CA", "NL"])
def test_planning_answers_as_the_explained_rules_do(code: str) -> None:
    known = book()
    careers = drawn_careers(code, 150, np.random.default_rng(7))
    found = openings(Lives.of(careers, (code, "MA")), *terms_of(known.law, code, TODAY))
    for side, country in enumerate((code, "MA")):
        question = known.questions.of(f"portability.old_age.{country}")
        planned = [AS_ANSWER[one] for one in found[side].pension]
        explained = [
            decide(question, Circumstances({**SETTLED, "career": one}, TODAY), known.law).answer for one in careers
        ]
        assert planned == explained, country


@pytest.mark.parametrize("code", ["FR", "IT"])
def test_statements_in_days_and_weeks_are_planned_as_they_are_explained(code: str) -> None:
    """Also with an agreement in force that today is not: to the day, and not to the month."""
    known, chance = book(), np.random.default_rng(5)
    law = if_in_force(known.law, code, TODAY)
    careers = [_statements(code, *chance.integers(1, [3400, 1500]).tolist()) for _ in range(80)]
    careers += [_statements(code, there, days) for there in (366, 2000) for days in (1319, 1320, 3239, 3240)]
    found = openings(Lives.of(careers, (code, "MA"), counting_of(law, TODAY)), *terms_of(law, code, TODAY))
    for side, country in enumerate((code, "MA")):
        question = known.questions.of(f"portability.old_age.{country}")
        told = [Circumstances({**SETTLED, "career": one}, TODAY) for one in careers]
        assert [AS_ANSWER[one] for one in found[side].pension] == [decide(question, one, law).answer for one in told]


def _statements(code: str, there: int, here: int) -> Career:
    """So many days on the statement of one country, so many of the CNSS, and a year and a half in weeks.

    All of it began before 1996: who was first insured in Italy later may go the way of its law 189/2002 besides.
    """
    told = (
        Period(code, PartialDate(date(1970, 1, 1)), amount=there, unit=Unit.DAYS),
        Period("MA", amount=here, unit=Unit.DAYS),
        Period(code, PartialDate(date(1968, 1, 1)), amount=78, unit=Unit.WEEKS),
    )
    return Career(told, TODAY)


def test_only_agreements_that_may_come_into_force_are_asked_about() -> None:
    found = not_in_force(book().law, TODAY)
    assert found[0] == "IT"
    assert not {"FR", "BE", "ES", "DE", "NL"} & set(found)


def test_an_agreement_with_italy_would_give_pensions_and_takes_none() -> None:
    known = book()
    lives = Lives.of(drawn_careers("IT", 300, np.random.default_rng(11)), ("IT", "MA"))
    now = terms_of(known.law, "IT", TODAY)
    then = terms_of(if_in_force(known.law, "IT", TODAY), "IT", TODAY)
    gain = who_would_gain(lives, now, then)
    assert 0 < gain.in_first < gain.persons
    before, after = openings(lives, *now), openings(lives, *then)
    assert all(np.all(one.pension <= other.pension) for one, other in zip(before, after, strict=True))


def test_today_nothing_of_morocco_helps_in_italy() -> None:
    italy, morocco = terms_of(book().law, "IT", TODAY)
    assert (italy.totalises, morocco.totalises) == (Answer.NO, Answer.NO)
