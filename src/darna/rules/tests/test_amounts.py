"""Amounts of rights: what people are told they would pay or get is exact, or lies between honest bounds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from darna.rules.book import book
from darna.rules.engine.circumstances import Circumstances
from darna.rules.engine.decisions import Figure
from darna.rules.engine.questions import decide
from darna.rules.enterprise.reckoning import exceeding_of
from darna.rules.entitlements.reckoning import aid_for
from darna.rules.investment.reckoning import job_premium_of

FIRST = {"schooled": Decimal(300), "unschooled": Decimal(200)}
FURTHER = {"schooled": Decimal(36), "unschooled": Decimal(24)}
LEAST = Decimal(500)
LIMIT = Decimal(80000)
few = st.integers(min_value=0, max_value=3)
money = st.integers(min_value=1, max_value=200000)


def _figures(right: str, *, on: date = date(2026, 11, 21), **facts: object) -> dict[str, Figure]:
    known = book()
    told = Circumstances(known.facts.read(facts), on)
    return dict(decide(known.questions.of(f"rights.{right}"), told, known.law).figures)


@given(few, few)
def test_the_aid_lies_between_its_bounds_whatever_child_is_counted_first(schooled: int, unschooled: int) -> None:
    bounds = aid_for(schooled, unschooled, FIRST, FURTHER, least=LEAST)
    for order in set(permutations(["schooled"] * schooled + ["unschooled"] * unschooled)):
        paid = sum(FIRST[child] for child in order[:3]) + sum(FURTHER[child] for child in order[3:6])
        assert bounds.low <= max(LEAST, Decimal(paid)) <= bounds.high


@given(few, few)
def test_no_family_gets_less_than_the_least_amount_and_one_child_more_takes_nothing_away(first: int, more: int) -> None:
    before = aid_for(first, more, FIRST, FURTHER, least=LEAST)
    after = aid_for(first + 1, more, FIRST, FURTHER, least=LEAST)
    assert before.low >= LEAST
    assert (after.low, after.high) >= (before.low, before.high)


@given(st.lists(money, min_size=1, max_size=4))
def test_what_clients_withhold_is_within_the_bounds_that_the_largest_client_gives(bills: list[int]) -> None:
    bounds = exceeding_of(Decimal(sum(bills)), Decimal(max(bills)), LIMIT)
    exceeding = sum(max(Decimal(0), bill - LIMIT) for bill in bills)
    assert bounds.low <= exceeding <= bounds.high


@given(st.integers(min_value=0, max_value=500), st.integers(min_value=0, max_value=500))
def test_more_jobs_never_lower_the_premium(fewer: int, more: int) -> None:
    rates = {"few": Decimal(5), "some": Decimal(7), "many": Decimal(10)}
    low, high = sorted((fewer, more))
    assert job_premium_of(low, rates) <= job_premium_of(high, rates)


@given(st.integers(min_value=0, max_value=10**10), st.integers(min_value=0, max_value=100))
def test_the_grant_is_a_tenth_of_the_own_contribution_and_never_above_five_million(amount: int, share: int) -> None:
    grant = _figures("mdm_invest", project_amount=amount, own_share_percent=share)["mdm_invest_grant"].value
    assert grant.low == grant.high == min(Decimal(amount) * share / 1000, Decimal(5000000))


def test_nothing_is_worked_out_from_a_law_that_is_not_certain() -> None:
    assert _figures("mdm_invest", on=date(2015, 6, 1), project_amount=2000000, own_share_percent=50) == {}
    told = {"small_or_schooled_children": 2, "unschooled_children": 0, "is_widowed": False}
    assert _figures("direct_social_aid", on=date(2025, 12, 31), **told) == {}


def test_for_a_widow_the_amount_is_not_told() -> None:
    told = {"small_or_schooled_children": 2, "unschooled_children": 0}
    assert _figures("direct_social_aid", is_widowed=True, **told) == {}
    assert _figures("direct_social_aid", **told) == {}
    assert "monthly_aid" in _figures("direct_social_aid", is_widowed=False, **told)


def test_a_trader_and_a_hairdresser_pay_by_the_rate_of_what_they_do() -> None:
    trader = _figures("auto_entrepreneur", activity="trade", yearly_turnover=120000)
    hairdresser = _figures("auto_entrepreneur", activity="services", yearly_turnover=120000, largest_client_year=900)
    assert trader["yearly_tax"].value.low == 600
    assert hairdresser["yearly_tax"].value.low == 1200
    assert "withheld_by_clients" not in trader
