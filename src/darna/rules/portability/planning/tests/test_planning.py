"""Many lives at once are judged as each alone."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
import pytest

from darna.rules.engine.answers import Answer
from darna.rules.portability.careers import Period, Unit
from darna.rules.portability.careers.tests.makers import dated, life
from darna.rules.portability.planning import NO, UNKNOWN, YES, Gain, Lives, Terms, amounts, openings, who_would_gain
from darna.rules.portability.planning.bench import drawn, timed
from darna.rules.portability.reckoning import Scheme, cents, compare

SCHEMES = {
    "two per cent a year up to forty years": Scheme(1500, 2, needed_months=180, full_months=480),
    "half at once and one per cent a year": Scheme(1000, 1, flat_percent=50, needed_months=300),
    "all of it after a full career": Scheme(800, 2, needed_months=240, full_months=480, full_percent=100),
}


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_two_thousand_lives_are_paid_to_the_cent_as_one_by_one(scheme: Scheme) -> None:
    lives = drawn(2000)
    found = amounts(lives.first.low, lives.total.low, scheme)
    for place, (own, total) in enumerate(zip(lives.first.low.tolist(), lives.total.low.tolist(), strict=True)):
        independent, part = scheme.independent(own), scheme.part(own, total)
        assert found.theoretical[place] == cents(scheme.theoretical(total)) * 100
        assert found.pro_rata[place] == cents(part) * 100
        assert found.paid[place] == cents(compare(independent, part).amount) * 100


def test_own_periods_suffice_or_all_together_do_or_nothing_does() -> None:
    lives = Lives.known(np.array([200, 100, 100, 0]), np.array([0, 100, 20, 300]))
    spain = openings(lives, Terms(180, 180, totalises=Answer.YES), Terms(None))[0]
    assert spain.by_own.tolist() == [YES, NO, NO, NO]
    assert spain.by_totalisation.tolist() == [YES, YES, NO, NO]
    assert spain.pension.tolist() == [YES, YES, NO, NO]


def test_without_an_agreement_in_force_nothing_is_added() -> None:
    lives = Lives.known(np.array([144]), np.array([96]))
    italy, morocco = openings(lives, Terms(240, 240, totalises=Answer.NO), Terms(125, 125, totalises=Answer.NO))
    assert (italy.pension[0], morocco.pension[0]) == (NO, NO)


def test_an_agreement_that_is_not_certain_leaves_unknown_what_depends_on_it() -> None:
    lives = Lives.known(np.array([200, 100, 20]), np.array([0, 100, 20]))
    opening = openings(lives, Terms(180, 180, totalises=Answer.UNKNOWN), Terms(None))[0]
    assert opening.pension.tolist() == [YES, UNKNOWN, NO]


def test_between_two_readings_of_the_law_only_the_stricter_is_certain() -> None:
    lives = Lives.known(np.array([40, 40, 20]), np.array([100, 60, 10]))
    terms = Terms(Fraction(1320, 26), Fraction(1320, 26), Fraction(3240, 26), Answer.YES)
    assert openings(lives, terms, Terms(None))[0].by_totalisation.tolist() == [YES, UNKNOWN, NO]


def test_vague_lives_stay_unknown_between_their_bounds() -> None:
    careers = [
        life(dated("ES", "1990", "2004")),
        life(dated("ES", "1990-01-01", "2004-12-31")),
        life(dated("ES", "1990-01-01", "1999-12-31"), Period("MA", amount=2340, unit=Unit.DAYS)),
    ]
    spain = openings(Lives.of(careers, ("ES", "MA")), Terms(180, 180, totalises=Answer.YES), Terms(None))[0]
    assert spain.pension.tolist() == [UNKNOWN, YES, UNKNOWN]


def test_who_would_gain_if_the_agreement_came_into_force() -> None:
    italy_first = Lives.known(np.array([144, 250, 10, 0]), np.array([100, 10, 10, 500]))
    alone = Terms(240), Terms(Fraction(3240, 26))
    agreed = tuple(Terms(one.own_needed, one.own_needed, totalises=Answer.YES) for one in alone)
    found = who_would_gain(italy_first, alone, (agreed[0], agreed[1]))
    assert found == Gain(persons=4, in_first=1, in_second=2, in_either=2, not_known=0)


def test_together_cannot_be_more_than_both() -> None:
    with pytest.raises(ValueError, match="more than both"):
        Lives.known(np.array([12]), np.array([12]), at_once=-1)


def test_a_hundred_thousand_lives_take_less_than_a_second() -> None:
    found = timed(100_000)
    assert found.seconds < 1
    assert found.gain.in_either > 0
    assert found.paid_cents > 0


def test_planning_keeps_nothing_of_a_person_but_months() -> None:
    lives = Lives.of([life(dated("FR", "1990-01-01", "1999-12-31"), on=date(2026, 1, 1))], ("FR", "MA"))
    assert (lives.first.low.tolist(), lives.second.low.tolist(), lives.total.high.tolist()) == ([120], [0], [120])
