"""One page of a list is cut out of it, and what stands around it is read from the address."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from darna.base.pages.lines import COUNTED, LAST_PAGE, Lines, page_of
from darna.base.pages.listing import Address, columns, number_in, page_number, pager, pager_of_total, sort_in

SORTS = frozenset({"opened", "-opened", "state"})


def cut(number: int, there: int) -> Lines[int]:
    rows = range(there)
    return page_of(number, lambda start: rows[start : start + 51], lambda: min(there, COUNTED + 1), tuple)


def test_a_page_says_where_it_stands() -> None:
    page = cut(2, 120)
    assert (page.first, page.last, page.total, page.has_next, page.is_more) == (51, 100, 120, True, False)
    assert page.lines[0] == 50


def test_a_list_that_fits_on_one_page_is_not_counted() -> None:
    def never() -> int:
        raise AssertionError("counted for nothing")

    assert page_of(1, lambda start: [1, 2], never, tuple).total == 2


def test_counting_stops_and_says_so() -> None:
    page = cut(1, 3000)
    assert (page.total, page.is_more) == (COUNTED, True)


def test_whoever_asks_beyond_the_end_is_shown_the_last_page() -> None:
    page = cut(9, 120)
    assert (page.number, page.first, page.last) == (3, 101, 120)
    assert (cut(7, 0).number, cut(7, 0).lines) == (1, ())


@pytest.mark.parametrize(
    ("text", "number"), [("", 1), ("0", 1), ("7", 7), ("-3", 1), ("seven", 1), ("٣", 1), ("99999", LAST_PAGE)]
)
def test_the_page_of_an_address_is_a_number_or_the_first(text: str, number: int) -> None:
    assert page_number(QueryDict(mutable=True) | {"page": text}) == number


def test_a_place_in_a_list_begins_at_nothing() -> None:
    assert [number_in({"start": text}, "start") for text in ("40", "x", "")] == [40, 0, 0]


def test_an_address_keeps_its_other_words() -> None:
    here = Address(QueryDict("state=open&page=3&show=a&show=b"), "/cases/")
    assert here(sort="due", page=None) == "/cases/?state=open&show=a&show=b&sort=due"


def test_an_unknown_order_is_the_usual_one() -> None:
    assert [sort_in({"sort": wanted}, SORTS, "opened") for wanted in ("-opened", "name")] == ["-opened", "opened"]


def test_a_heading_turns_the_order_round_where_that_is_known() -> None:
    named = [("Person", ""), ("Opened", "opened"), ("State", "state")]
    person, opened, state = columns(named, "opened", SORTS, Address(QueryDict()), newest_first={"opened"})
    assert (person.sort_url, opened.direction, opened.sort_url) == ("", "descending", "?sort=-opened")
    assert (state.direction, state.sort_url) == ("", "?sort=state")
    turned = columns(named, "-opened", SORTS, Address(QueryDict()), newest_first={"opened"})[1]
    assert (turned.direction, turned.sort_url) == ("ascending", "?sort=opened")
    assert columns(named, "state", SORTS, Address(QueryDict()))[2].sort_url == "?sort=state"


def test_the_way_to_the_neighbours_is_shown_where_there_are_any() -> None:
    told = pager(cut(2, 120), 2, Address(QueryDict("q=x&page=2")))
    assert told is not None
    assert (told.previous_url, told.next_url, told.total) == ("?q=x&page=1", "?q=x&page=3", 120)
    assert pager(cut(1, 0), 1, Address(QueryDict())) is None
    long = pager(cut(1, 3000), 1, Address(QueryDict()))
    assert long is not None
    assert (long.total, long.previous_url) == (None, "")


def test_a_counted_list_on_one_page_has_no_pager() -> None:
    assert pager_of_total(1, 10, 10, Address(QueryDict())) is None
    last = pager_of_total(2, 10, 15, Address(QueryDict()))
    assert last is not None
    assert (last.first, last.last, last.next_url) == (11, 15, "")
