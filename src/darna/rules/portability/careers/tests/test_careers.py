"""How long a working life is, told in every way people and institutions tell it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from darna.kernel.errors import Invalid
from darna.rules.engine.answers import Answer
from darna.rules.engine.bounds import Between
from darna.rules.portability.careers import Conversion, Gap, Period, Unit, findings, read_career, written
from darna.rules.portability.careers.tests.makers import TODAY, dated, life


def test_eighteen_years_are_216_months_whatever_the_day_they_begin() -> None:
    for first, last in (("1970-01-01", "1987-12-31"), ("1970-02-15", "1988-02-14"), ("1971-11-30", "1989-11-29")):
        assert life(dated("FR", first, last)).months({"FR"}) == Between.exactly(216)


def test_years_of_which_only_the_year_is_known_are_between_two_lengths() -> None:
    known_to_the_year = life(dated("FR", "1970", "1987"))
    assert known_to_the_year.months({"FR"}) == Between(192, 216)


def test_one_year_of_which_only_the_year_is_known_may_be_one_day_or_twelve_months() -> None:
    assert life(dated("FR", "1985", "1985")).months({"FR"}) == Between(0, 12)


def test_a_month_worked_in_two_countries_counts_once_together_and_once_in_each() -> None:
    both = life(dated("FR", "1990-01-01", "1999-12-31"), dated("MA", "1998-01-01", "2003-12-31"))
    assert both.months({"FR", "MA"}) == Between.exactly(14 * 12)
    assert both.months({"MA"}) == Between.exactly(72)
    assert both.at_once({"FR", "MA"}) == 24


def test_days_of_a_statement_are_months_by_the_agreement_s_own_conversion() -> None:
    statement = life(Period("MA", amount=1320, unit=Unit.DAYS))
    assert statement.months({"MA"}) == Between.exactly(50)
    assert statement.months({"MA"}, {"MA": Conversion(days_per_month=30)}) == Between.exactly(44)
    assert statement.days("MA") == Between.exactly(1320)


def test_forty_four_quarters_are_eleven_years() -> None:
    assert life(Period("FR", amount=44, unit=Unit.QUARTERS)).months({"FR"}) == Between.exactly(132)


def test_two_statements_without_dates_may_tell_of_the_same_time() -> None:
    statements = life(Period("ES", amount=120), Period("MA", amount=96))
    assert statements.months({"ES", "MA"}) == Between(120, 216)
    assert statements.may_be_at_once({"ES", "MA"})
    assert statements.told_apart().months({"ES", "MA"}) == Between.exactly(216)


def test_statements_of_one_scheme_add_up_because_it_counts_no_day_twice() -> None:
    assert life(Period("MA", amount=600, unit=Unit.DAYS), Period("MA", amount=180, unit=Unit.DAYS)).months(
        {"MA"}
    ) == Between.exactly(30)


def test_a_statement_that_says_when_its_days_were_cannot_hide_in_another_decade() -> None:
    apart = life(
        dated("MA", "1990", "1995", amount=60),
        dated("ES", "2001", "2014", amount=120),
    )
    assert apart.months({"MA", "ES"}) == Between.exactly(180)


def test_a_period_that_goes_on_is_counted_until_the_day_that_is_asked_about() -> None:
    going_on = life(dated("MA", "2020-01-01"))
    assert going_on.until(date(2024, 12, 31)).months({"MA"}) == Between.exactly(60)
    assert going_on.until(date(2019, 12, 31)).months({"MA"}) == Between.exactly(0)


def test_what_lies_after_the_day_that_is_asked_about_is_not_counted() -> None:
    planned = life(dated("ES", "2020-01-01", "2029-12-31"), dated("MA", "2027-01-01", "2027-12-31", amount=12))
    assert planned.until(date(2024, 12, 31)).months({"ES", "MA"}) == Between.exactly(60)


def test_years_without_insurance_are_told_as_a_gap() -> None:
    broken = life(dated("FR", "1990-01-01", "1994-12-31"), dated("MA", "1997-03-01", "2003-12-31"))
    assert broken.gaps() == (Gap(date(1995, 1, 1), date(1997, 2, 28)),)
    assert broken.gaps({"FR"}) == ()


def test_eleven_months_in_a_country_are_less_than_a_year_there() -> None:
    short = life(dated("BE", "2001-01-01", "2001-11-30"), dated("DE", "2003", "2004"))
    assert short.is_shorter_than(12, "BE") is Answer.YES
    assert short.is_shorter_than(12, "DE") is Answer.UNKNOWN
    assert short.is_shorter_than(12, "NL") is Answer.YES


def test_the_exact_length_keeps_half_months_until_the_end() -> None:
    halves = life(dated("MA", "2001-01-01", "2001-01-15"), dated("MA", "2002-01-01", "2002-01-15"))
    assert halves.length({"MA"}) == Between.exactly(Fraction(1))
    assert halves.months({"MA"}) == Between.exactly(1)


@pytest.mark.parametrize(
    ("period", "code"),
    [
        (dated("FR", "1999-05-01", "1998-04-30"), "end_before_start"),
        (dated("FR", "2020-01-01", "2031-12-31"), "in_the_future"),
        (dated("FR", "2027"), "in_the_future"),
        (Period("FR"), "no_length"),
        (Period("FR", amount=0), "not_positive"),
        (dated("MA", "2001-01-01", "2001-12-31", amount=366, unit=Unit.DAYS), "more_than_its_dates"),
    ],
)
def test_what_cannot_be_right_is_said(period: Period, code: str) -> None:
    assert [(found.code, found.periods, found.stops) for found in findings(life(period), on=TODAY)] == [
        (code, (0,), True)
    ]


def test_time_told_twice_is_said_with_its_days_and_still_counted() -> None:
    twice = life(dated("FR", "1990-01-01", "1999-12-31"), dated("MA", "1999-01-01", "2003-12-31"))
    (found,) = findings(twice, on=TODAY)
    assert (found.code, found.periods, found.stops) == ("told_twice", (0, 1), False)
    assert (found.values["first"], found.values["last"]) == (date(1999, 1, 1), date(1999, 12, 31))


def test_the_longest_and_the_shortest_life_are_the_bounds_of_a_vague_one() -> None:
    vague = life(dated("FR", "1990", "1999-06"), Period("MA", amount=60), dated("ES", "2001", "2001"))
    where = {"FR", "MA", "ES"}
    assert not vague.are_known
    assert vague.longest().months(where) == Between.exactly(vague.months(where).high)
    assert vague.shortest().months(where).low == vague.months(where).low


def test_a_statement_told_today_does_not_speak_of_tomorrow() -> None:
    told = life(Period("MA", amount=60)).told_by(TODAY)
    tomorrow = told.with_period(dated("MA", "2026-06-02", "2027-06-01")).until(date(2027, 6, 1))
    assert tomorrow.months({"MA"}) == Between.exactly(72)


def test_a_year_of_days_fits_between_its_first_and_its_last() -> None:
    assert findings(life(dated("ES", "2001-01-01", "2001-12-31", amount=365, unit=Unit.DAYS)), on=TODAY) == ()


def test_a_life_that_is_right_has_nothing_to_say() -> None:
    assert findings(life(dated("FR", "1970", "1987"), Period("MA", amount=1320, unit=Unit.DAYS)), on=TODAY) == ()


def test_a_working_life_can_be_written_and_read_again() -> None:
    told = [
        {"country": "FR", "from": "1970", "to": "1987-12-31", "scheme": "agricultural"},
        {"country": "MA", "amount": "1320", "unit": "days", "evidence": "statement"},
    ]
    assert written(read_career(told)) == told


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"country": "Frankreich", "years": 3}, "country"),
        ({"country": "FR", "from": "31/12/1987"}, "from"),
        ({"country": "FR", "amount": "many"}, "amount"),
        ({"country": "FR", "amount": 3, "unit": "moons"}, "unit"),
        ({"country": "FR", "amount": "1e999999"}, "amount"),
        ({"country": "FR", "days": 10**400}, "amount"),
        ({"country": "FR", "days": "0." + "3" * 90}, "amount"),
        ({"country": "FR", "years": 3, "months": 2}, "amount"),
        ({"country": "FR", "employer": "X"}, "career"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_field(told: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_career([told])
    assert refused.value.field == field


def test_a_list_without_end_is_not_counted() -> None:
    with pytest.raises(Invalid) as refused:
        read_career([{"country": "FR", "years": 1}] * 201)
    assert refused.value.code == "too_many_periods"
