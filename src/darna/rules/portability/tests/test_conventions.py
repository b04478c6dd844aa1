"""What the data packages promise about Morocco's agreements, asked of them on real days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from darna.rules.book import book
from darna.rules.engine.citations import Certainty
from darna.rules.engine.parameters import Dated, Instrument

NAMES = {
    *("in_force", "covers", "covers_unsure", "totalises", "exports", "method", "denominator_capped"),
    *("third_states", "short_period_months", "posting_months", "forms", "liaison", "persons"),
}
BRANCHES = {
    *("old_age", "survivors", "invalidity", "sickness", "health_of_pensioners"),
    *("work_accident", "family", "unemployment", "death_grant"),
}
METHODS = {"compare", "own_periods_only", "n_of_40", "residence", "pro_rata", "unknown"}
TODAY = date(2026, 11, 22)


def agreements() -> list[Instrument]:
    """Every agreement of Morocco with another country, and the one of the Arab Maghreb Union."""
    return [
        one
        for one in book().instruments.values()
        if one.id == "uma_1991" or (one.id.startswith("ma_") and one.id != "ma_cnss")
    ]


def value(name: str, on: date) -> Dated:
    return book().law.value(name, on)


def test_every_agreement_says_the_same_things() -> None:
    assert len(agreements()) == 24
    for one in agreements():
        assert set(one.parameters) >= NAMES, one.id
        covers = one.parameters["covers"].on(TODAY).value or {}
        unsure = one.parameters["covers_unsure"].on(TODAY)
        general = one.parameters["covers_general"].on(TODAY).value if "covers_general" in one.parameters else {}
        assert isinstance(covers, dict), one.id
        assert isinstance(general, dict), one.id
        assert isinstance(unsure.value, list), one.id
        # A branch is covered, not covered, or open; never two of these and never forgotten.
        assert sorted([*covers, *general, *unsure.value]) == sorted(BRANCHES), one.id
        assert one.parameters["method"].on(TODAY).value in METHODS, one.id


def test_italy_and_morocco_have_had_no_agreement_in_force_on_any_day() -> None:
    parameter = book().law.parameter("ma_it_1994.in_force")
    assert [(one.value, one.valid_to) for one in parameter.values] == [(False, None)]
    assert parameter.values[0].citation.certainty is Certainty.VERIFIED
    assert value("ma_it_1994.totalises", TODAY).value is False


@pytest.mark.parametrize(
    ("before", "after", "first_day"),
    [("ma_fr_1965", "ma_fr_2007", date(2011, 6, 1)), ("ma_be_1968", "ma_be_2014", date(2022, 6, 1))],
)
def test_when_a_new_agreement_begins_the_former_ends_the_day_before(before: str, after: str, first_day: date) -> None:
    eve = first_day - timedelta(days=1)
    assert [value(f"{name}.in_force", eve).value for name in (before, after)] == [True, False]
    assert [value(f"{name}.in_force", first_day).value for name in (before, after)] == [False, True]


@pytest.mark.parametrize(
    ("agreement", "first_day"),
    [
        ("ma_fr_1965", date(1967, 1, 1)),
        ("ma_be_1968", date(1971, 8, 1)),
        ("ma_es_1979", date(1982, 10, 1)),
        ("ma_de_1981", date(1986, 8, 1)),
        ("ma_se_1980", date(1982, 6, 1)),
        ("ma_ca_1998", date(2010, 3, 1)),
    ],
)
def test_an_agreement_whose_day_was_read_begins_on_that_day(agreement: str, first_day: date) -> None:
    eve = value(f"{agreement}.in_force", first_day - timedelta(days=1))
    day = value(f"{agreement}.in_force", first_day)
    assert (eve.value, day.value) == (False, True)
    assert eve.is_sure
    assert day.citation.certainty is Certainty.VERIFIED


def test_a_day_of_entry_that_nobody_read_is_not_invented() -> None:
    open_today = ("ma_dk_1982", "ma_pt_1998", "ma_ro_1983", "ma_tn_2015", "ma_dz_1991", "ma_eg_2006", "ma_bg_2016")
    for agreement in (*open_today, "ma_gb", "ma_tr"):
        assert not value(f"{agreement}.in_force", TODAY).is_sure, agreement
    # Within the year that is known there is an open stretch, not a guessed day.
    for agreement, within, after in (
        ("ma_nl_1972", date(1973, 6, 1), date(1974, 1, 1)),
        ("ma_tn_1987", date(1987, 6, 1), date(1988, 1, 1)),
        ("ma_ly_1983", date(1983, 10, 1), date(1984, 1, 1)),
        ("ma_qc_2000", date(2010, 6, 1), date(2011, 1, 1)),
        ("ma_lu_2006", date(2013, 6, 1), date(2014, 2, 6)),
    ):
        assert not value(f"{agreement}.in_force", within).is_sure, agreement
        assert value(f"{agreement}.in_force", after).value is True, agreement


def test_the_union_adds_periods_of_its_states_and_never_those_of_morocco() -> None:
    assert value("eu_ma_1996.aggregates_member_states", TODAY).value is True
    assert value("eu_ma_1996.aggregates_with_morocco", TODAY).value is False
    assert value("eu_1231_2010.adds_morocco", TODAY).value is False
    bound = value("eu_1231_2010.bound_states", TODAY).value
    assert isinstance(bound, list)
    assert {"IT", "ES", "FR"} <= set(bound)
    assert "DK" not in bound


def test_the_moroccan_pension_asks_3240_days_until_2022_and_1320_afterwards() -> None:
    assert value("ma_cnss.qualifying_days", date(2022, 12, 31)).value == 3240
    assert value("ma_cnss.qualifying_days", date(2023, 1, 1)).value == 1320
    # What totalised periods have to reach since the reform, and the rate in between, nobody has read.
    assert not value("ma_cnss.totalisation_target_days", TODAY).is_sure
    assert not value("ma_cnss.rate_below_former_days", TODAY).is_sure


def test_the_minimum_amounts_rise_with_the_days_and_begin_where_the_pension_begins() -> None:
    bands = value("ma_cnss.minimum_by_days", TODAY).value
    assert isinstance(bands, dict)
    assert list(bands) == sorted(bands)
    assert list(bands.values()) == sorted(bands.values())
    assert min(bands) == value("ma_cnss.qualifying_days", TODAY).value


def test_what_was_read_says_where() -> None:
    for one in book().instruments.values():
        for parameter in one.parameters.values():
            for dated in parameter.values:
                if dated.citation.certainty is Certainty.VERIFIED:
                    assert dated.citation.source.reference, parameter.name
