"""What is true of every sharing, whatever the months and the amounts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darna.rules.engine.bounds import Between
from darna.rules.portability.reckoning import Cnss, cents, compare, fortieths, pro_rata, residence_percent, share

months = st.integers(1, 600)
caps = st.one_of(st.none(), st.integers(1, 600))
amounts = st.integers(0, 500_000).map(lambda units: Fraction(units, 100))


@given(st.lists(months, min_size=1, max_size=5))
def test_the_parts_of_all_institutions_are_one_whole(own: list[int]) -> None:
    assert sum(share(one, sum(own)) for one in own) == 1


@given(st.lists(months, min_size=1, max_size=5), amounts)
def test_the_same_theoretical_pension_everywhere_is_paid_exactly_once(own: list[int], theoretical: Fraction) -> None:
    assert sum(pro_rata(theoretical, one, sum(own)) for one in own) == theoretical


@given(st.lists(months, min_size=1, max_size=5), caps)
def test_a_cap_never_takes_from_anybody(own: list[int], most: int | None) -> None:
    total = sum(own)
    assert all(share(one, total) <= share(one, total, most) <= 1 for one in own)


@given(months, months, months, caps)
def test_more_own_months_are_never_a_smaller_part(own: int, more: int, other: int, most: int | None) -> None:
    before, after = share(own, own + other, most), share(own + more, own + more + other, most)
    assert after >= before


@given(months, months, months, caps)
def test_more_months_elsewhere_are_never_a_larger_part(own: int, other: int, more: int, most: int | None) -> None:
    assert share(own, own + other + more, most) <= share(own, own + other, most)


@given(st.one_of(st.none(), amounts), amounts)
def test_the_more_favourable_is_paid(independent: Fraction | None, proportional: Fraction) -> None:
    paid = compare(independent, proportional)
    assert paid.amount == max(independent or 0, proportional)


@given(st.integers(1320, 12_000), st.integers(1, 1000), amounts)
def test_more_days_are_never_a_smaller_pension_of_the_cnss(days: int, more: int, average: Fraction) -> None:
    rules = Cnss(1320, minimum=1000, bands={1320: 600, 1705: 700, 2089: 800, 2473: 900, 2857: 1000})
    before, after = rules.pension(days, average), rules.pension(days + more, average)
    assert before is not None
    assert after is not None
    assert before.low <= after.low
    assert before.high <= after.high


@given(st.integers(0, 900), st.integers(0, 30))
def test_parts_by_residence_stay_between_nothing_and_all(low: int, vague: int) -> None:
    life = Between(low, low + vague)
    assert 0 <= fortieths(life).low <= fortieths(life).high <= 1
    assert 0 <= residence_percent(life).low <= residence_percent(life).high <= 100


@given(amounts)
def test_rounding_moves_an_amount_by_half_a_cent_at_most(amount: Fraction) -> None:
    third = amount / 3
    assert abs(Fraction(cents(third)) - third) <= Fraction(1, 200)


@pytest.mark.parametrize(("own", "total"), [(5, 4), (-1, 4)])
def test_more_than_the_whole_is_not_a_part(own: int, total: int) -> None:
    with pytest.raises(ValueError, match="not a part"):
        share(own, total)
