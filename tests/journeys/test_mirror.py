"""Arabic is the mirror of French: what begins at the left there begins at the right here."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import DESKTOP, PHONE, visitor
from tests.journeys.doings import CASEWORKER
from tests.journeys.measuring import GEOMETRY
from tests.journeys.walking import Sessions, Walk

pytestmark = pytest.mark.journey
NEAR = 2


def boxes(browser: Browser, signed_in: Sessions, address: str, size: dict[str, int]) -> dict[str, int]:
    """How far from the edge at which reading begins things stand."""
    with visitor(browser, size, storage_state=signed_in[CASEWORKER]) as page:
        page.goto(address)
        return dict(page.evaluate(GEOMETRY)["boxes"])


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", ["desk/", "desk/search/", "desk/cases/", ""])
def test_a_page_in_arabic_is_the_mirror_of_the_same_page_in_french(
    browser: Browser, site: str, in_arabic: Walk, signed_in: Sessions, path: str, size: dict[str, int]
) -> None:
    arabic, french = (boxes(browser, signed_in, f"{site}/{language}/{path}", size) for language in ("ar", "fr"))
    assert len(arabic) >= 3
    assert {name: abs(arabic[name] - french[name]) <= NEAR for name in arabic} == dict.fromkeys(french, True)


def test_the_file_in_arabic_begins_at_the_right(in_arabic: Walk) -> None:
    file = in_arabic.of("desk:file").geometry["boxes"]
    assert 0 <= file["logo"] <= 40
    assert 0 <= file["heading"] <= 40
    assert 0 <= file["dot"] <= 60


def test_arrows_point_the_way_of_reading(walk: Walk) -> None:
    turned = {"ar": "matrix(-1,", "fr": "none"}[walk.language]
    assert walk.of("desk:change").geometry["arrow"].startswith(turned)


def where_is(page: Page, selector: str) -> float:
    """The middle of something, from the left."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2


def test_the_first_room_stands_at_the_right_of_the_second(
    browser: Browser, site: str, in_arabic: Walk, signed_in: Sessions
) -> None:
    with visitor(browser, DESKTOP, storage_state=signed_in[CASEWORKER]) as page:
        page.goto(f"{site}/ar/desk/")
        assert where_is(page, ".desk-nav li:nth-child(1)") > where_is(page, ".desk-nav li:nth-child(2)")
        page.goto(f"{site}/fr/desk/")
        assert where_is(page, ".desk-nav li:nth-child(1)") < where_is(page, ".desk-nav li:nth-child(2)")
