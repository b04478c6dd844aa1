"""The timeline shows what is certain, what is not, what was at once and what is missing; in Arabic from the right."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from darna.faces.portal.rights.answering import page_teller
from darna.faces.portal.rights.timeline import WIDTH, sums, table, timeline
from darna.rules.portability.careers import Career, read_career

TODAY = date(2026, 6, 1)
pytestmark = pytest.mark.django_db

LIFE = read_career(
    [
        {"country": "FR", "from": "1979-03-01", "to": "1990-12-31"},
        {"country": "IT", "from": "1990-06", "to": "2001"},
        {"country": "FR", "from": "2005-01-01", "to": "2006-12-31"},
        {"country": "MA", "days": 1400},
    ]
)


def drawn(language: str = "en", life: Career = LIFE):  # type: ignore[no-untyped-def]
    found = timeline(life, page_teller(language), on=TODAY)
    assert found is not None
    return found


def test_each_country_has_a_line_and_an_amount_lies_over_the_whole_time() -> None:
    drawing = drawn()
    assert len(drawing.lanes) == 3
    assert [[bar.look for bar in lane.bars] for lane in drawing.lanes] == [
        ["sure", "sure"],
        ["maybe", "sure"],
        ["amount"],
    ]
    amount = drawing.lanes[2].bars[0]
    assert amount.width > 300


def test_in_arabic_the_line_runs_from_the_right() -> None:
    left, right = drawn("en").lanes[0].bars[0], drawn("ar").lanes[0].bars[0]
    assert right.x == pytest.approx(WIDTH - left.x - left.width, abs=0.2)
    assert [mark.x for mark in drawn("ar").marks] == sorted((mark.x for mark in drawn("ar").marks), reverse=True)


def test_what_was_at_once_and_what_is_missing_are_seen_and_told() -> None:
    drawing, told = drawn(), sums(LIFE, page_teller("en"), lambda where: LIFE.months(where), on=TODAY)
    assert (len(drawing.at_once), len(drawing.gaps)) == (1, 1)
    assert "2001" in told.gaps[0] or "2002" in told.gaps[0]
    assert len(told.at_once) == 1


def test_no_date_at_all_is_no_drawing_but_still_a_table() -> None:
    life = read_career([{"country": "MA", "days": 1400}])
    with translation.override("en"):
        assert timeline(life, page_teller("en"), on=TODAY) is None
        (line,) = table(life, page_teller("en"), on=TODAY)
    assert (line.first, line.last) == ("not known", "not known")
    assert line.length == "days: 1,400"


def test_whoever_is_still_insured_is_drawn_until_today() -> None:
    life = read_career([{"country": "BE", "from": "2020-01-01"}])
    bar = drawn("en", life).lanes[0].bars[0]
    assert bar.look == "sure"
    with translation.override("en"):
        assert table(life, page_teller("en"), on=TODAY)[0].last == "still insured"


def test_everything_stays_on_the_sheet() -> None:
    life = read_career([{"country": "FR", "from": str(year), "to": str(year + 3)} for year in range(1950, 2020, 5)])
    drawing = drawn("ar", life)
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for lane in drawing.lanes for bar in lane.bars)
    assert len(drawing.marks) <= 8
