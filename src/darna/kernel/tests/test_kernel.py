"""The kernel keeps its promises about problems, days and texts."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from darna.kernel import clock
from darna.kernel.codes import CountryCode, Language
from darna.kernel.dates import PartialDate, Precision
from darna.kernel.errors import AlreadyDone, ConsentMissing, Invalid, NotFound, Problem, Refused, StaleVersion
from darna.kernel.text import LocalText, isolated

PROBLEMS = [
    Problem("odd"),
    NotFound("person", "BM-1"),
    Refused("case_is_closed", reference="BM-1"),
    ConsentMissing(purpose="referral"),
    StaleVersion(4, 3),
    Invalid("born_on", "in_the_future", value="2090"),
    AlreadyDone(),
]


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.code)
def test_a_problem_survives_the_way_to_a_worker_and_back(problem: Problem) -> None:
    again = pickle.loads(pickle.dumps(problem))
    assert (type(again), again.code, again.values, str(again)) == (
        type(problem),
        problem.code,
        problem.values,
        str(problem),
    )


def test_missing_consent_is_a_refusal_so_a_face_may_catch_both() -> None:
    with pytest.raises(Refused) as caught:
        raise ConsentMissing(purpose="referral")
    assert caught.value.code == "consent_missing"


def test_shortly_before_midnight_utc_it_is_already_tomorrow_in_rome() -> None:
    with time_machine.travel(datetime(2026, 7, 1, 22, 30, tzinfo=UTC), tick=False):
        assert clock.now() == datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
        assert clock.today("Europe/Rome") == date(2026, 7, 2)
        assert clock.today("UTC") == date(2026, 7, 1)


@given(
    st.builds(PartialDate, st.dates(min_value=date(1000, 1, 1), max_value=date(9990, 1, 1)), st.sampled_from(Precision))
)
def test_a_partial_date_is_read_back_as_it_was_written(born: PartialDate) -> None:
    assert PartialDate.parse(str(born)) == born
    assert born.earliest <= born.value <= born.latest


@pytest.mark.parametrize(
    "text", ["", "85", "1985-6", "1985-00", "1985-02-30", "0000", "١٩٨٥", "1985-06-12T00", "~1985"]
)
def test_a_text_that_is_no_date_is_refused_beside_its_field(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        PartialDate.parse(text, field="born_on")
    assert (caught.value.field, caught.value.code) == ("born_on", "not_a_date")


def test_two_people_known_by_the_same_year_only_have_equal_dates() -> None:
    assert PartialDate(date(1985, 3, 1), Precision.YEAR) == PartialDate(date(1985, 9, 9), Precision.YEAR)


def test_a_text_without_italian_reads_french_to_an_italian_and_stays_frozen() -> None:
    text = LocalText(ar="دعم", fr="appui")
    assert (text.in_("it"), dict(text), hash(text) == hash(LocalText(ar="دعم", fr="appui"))) == (
        "appui",
        {"ar": "دعم", "fr": "appui"},
        True,
    )
    with pytest.raises(AttributeError):
        text.ar = ""  # type: ignore[misc]


@pytest.mark.parametrize("letters", ["", "M", "MAR", "M1", "مغ", "ßß", "M\n"])
def test_a_country_code_has_two_letters_and_nothing_else(letters: str) -> None:
    with pytest.raises(Invalid):
        CountryCode(letters)


def test_only_arabic_is_written_from_the_right() -> None:
    assert [language.value for language in Language if language.direction == "rtl"] == ["ar"]


def test_words_of_two_scripts_side_by_side_do_not_turn_each_other_round() -> None:
    assert isolated(["Itto", "", "+212 4"]) == "\u2068Itto\u2069 · \u2068+212 4\u2069"
