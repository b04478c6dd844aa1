"""Worked examples of others, to the cent."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from darna.rules.engine.bounds import Between
from darna.rules.portability.reckoning import (
    Cnss,
    Scheme,
    cents,
    compare,
    fortieths,
    pro_rata,
    residence_percent,
    share,
)

YEARS = 12
#: Holzmann, IZA Journal 2016, table 7: two fictional States.
STATE_A = Scheme(base=800, yearly_percent=2, needed_months=20 * YEARS, full_months=40 * YEARS, full_percent=100)
STATE_B = Scheme(base=1000, flat_percent=50, yearly_percent=1, needed_months=25 * YEARS, flat_full_months=30 * YEARS)
OWN_A, OWN_B, TOTAL = 18 * YEARS, 24 * YEARS, 42 * YEARS
AFTER_THE_REFORM = Cnss(
    needed_days=1320, minimum=1000, salary_cap=6000, bands={1320: 600, 1705: 700, 2089: 800, 2473: 900, 2857: 1000}
)


def test_eighteen_years_in_one_state_and_twenty_four_in_the_other_open_no_own_pension() -> None:
    assert STATE_A.independent(OWN_A) is None
    assert STATE_B.independent(OWN_B) is None


def test_the_direct_method_pays_288_and_640() -> None:
    assert (cents(STATE_A.direct(OWN_A)), cents(STATE_B.direct(OWN_B))) == (Decimal("288.00"), Decimal("640.00"))
    assert cents(STATE_A.direct(OWN_A) + STATE_B.direct(OWN_B)) == Decimal("928.00")


def test_pro_rata_pays_360_and_525_71() -> None:
    assert (STATE_A.theoretical(TOTAL), STATE_B.theoretical(TOTAL)) == (800, 920)
    parts = STATE_A.part(OWN_A, TOTAL), STATE_B.part(OWN_B, TOTAL)
    assert tuple(map(cents, parts)) == (Decimal("360.00"), Decimal("525.71"))
    assert cents(sum(parts)) == Decimal("885.71")


def test_rosa_is_paid_1000_by_france_and_400_by_spain() -> None:
    france = compare(800, pro_rata(1500, 20, 30))
    spain = compare(None, pro_rata(1200, 10, 30))
    assert (cents(france.amount), france.by) == (Decimal("1000.00"), "pro_rata")
    assert (cents(spain.amount), spain.by) == (Decimal("400.00"), "pro_rata")
    assert cents(france.amount + spain.amount) == Decimal("1400.00")


def test_fifteen_years_of_residence_are_fifteen_fortieths_of_a_full_canadian_pension() -> None:
    assert fortieths(Between.exactly(15 * YEARS)) == Between.exactly(Fraction(15, 40))
    assert fortieths(Between.exactly(41 * YEARS)) == Between.exactly(1)


def test_two_per_cent_a_year_make_thirty_per_cent_in_fifteen_years() -> None:
    assert residence_percent(Between.exactly(15 * YEARS + 11)) == Between.exactly(30)


def test_4320_days_and_an_average_of_5000_are_a_pension_of_2750() -> None:
    pension = AFTER_THE_REFORM.pension(4320, 5000)
    assert pension is not None
    assert cents(pension.low) == cents(pension.high) == Decimal("2750.00")


def test_1319_days_are_refunded_and_1320_are_a_pension() -> None:
    assert AFTER_THE_REFORM.is_refunded(1319)
    assert AFTER_THE_REFORM.pension(1319, 5000) is None
    assert not AFTER_THE_REFORM.is_refunded(1320)
    assert AFTER_THE_REFORM.pension(1320, None) == Between(600, 600)


def test_each_band_of_days_has_its_least_amount() -> None:
    edges = {1320: 600, 1704: 600, 1705: 700, 2088: 700, 2089: 800, 2472: 800, 2473: 900, 2856: 900, 2857: 1000}
    assert {days: AFTER_THE_REFORM.band(days) for days in edges} == edges
    assert AFTER_THE_REFORM.band(1319) is None


def test_between_1320_and_3239_days_two_scenarios_bound_the_pension() -> None:
    assert AFTER_THE_REFORM.pension(2000, 4000) == Between(700, 2000)
    assert AFTER_THE_REFORM.pension(2000, 1000) == Between(700, 700)


def test_a_salary_above_the_cap_counts_as_the_cap_and_the_highest_pension_is_4200() -> None:
    assert AFTER_THE_REFORM.pension(3240 + 20 * 216, 9000) == Between(4200, 4200)


def test_a_low_salary_is_lifted_to_the_minimum_of_1000() -> None:
    assert AFTER_THE_REFORM.pension(3240, 1500) == Between(1000, 1000)


def test_a_denominator_capped_at_a_full_career_pays_more() -> None:
    assert share(18, 42, most=40) > share(18, 42)
