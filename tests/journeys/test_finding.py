"""A worker on a phone, in Arabic, finds somebody who was written down in Latin letters; a supervisor has doubles looked for."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.browsing import DESKTOP, PHONE
from tests.journeys.colleague import Colleague, Desk
from tests.journeys.doings import CASEWORKER, SUPERVISOR
from tests.journeys.steps import Newcomer

pytestmark = pytest.mark.journey
SOMEBODY = Newcomer("Hassania Tighremt", "F", "1975", "0600000041")
FOUND = "#found tbody tr"
#: The register of the demo is small, and the worker of the house looks every few seconds.
LOOKED_THROUGH = 90_000


def test_somebody_is_found_however_they_are_called_and_no_other(desk: Desk) -> None:
    with desk.colleague(SUPERVISOR, "fr", DESKTOP) as supervisor, desk.colleague(CASEWORKER, "ar", PHONE) as worker:
        steps.register_quickly(supervisor, SOMEBODY, "returned_mre")
        worker.go("/desk/search/")
        for typed in ("حسنية تيغرمت", "Tighremt Hasania", "hassan tighr", "HassaniaT ighremt", "Hassania Tigremt"):
            ask(worker, typed)
            expect(worker.page.locator(FOUND).first).to_contain_text("Tighremt")
        # One year off counts as the same year, and a sex that nobody asked about as any.
        for field, value, found in (("#id_year", "1990", 0), ("#id_year", "1976", 1)):
            worker.page.locator(field).fill(value)
            expect(worker.page.locator(FOUND, has_text="Tighremt")).to_have_count(found)
        worker.page.locator("#id_sex").select_option("F")
        expect(worker.page.locator(FOUND).first).to_contain_text("Tighremt")
        # What was typed stands in no address.
        assert "Tighremt" not in worker.page.url
        worker.look_over()


def test_the_register_is_looked_through_and_a_pair_says_why(desk: Desk) -> None:
    with desk.colleague(SUPERVISOR, "fr", DESKTOP) as supervisor:
        supervisor.go("/desk/duplicates/")
        supervisor.press("main a[href$='/desk/linkage/']")
        before = supervisor.page.locator("main tbody tr").count()
        supervisor.press("main form[action$='/linkage/look/'] button")
        expect(supervisor.page.locator("main tbody tr")).to_have_count(before + 1)
        # The page asks by itself where the run is, and shows its end.
        expect(supervisor.page.locator("main form[action$='/linkage/look/']")).to_be_visible(timeout=LOOKED_THROUGH)
        expect(supervisor.page.locator("main tbody tr").first).to_contain_text("fait")
        supervisor.look_over()
        supervisor.go("/desk/duplicates/?sort=likely")
        supervisor.press("main a[href$='/compare/']")
        supervisor.page.locator("main details.more summary").first.click()
        assert supervisor.page.locator("main details.more li").count() == 7
        supervisor.look_over()


def ask(worker: Colleague, typed: str) -> None:
    """Type into the box; the answers come while one types."""
    box = worker.page.locator("#id_q")
    box.fill("")
    with worker.page.expect_response(lambda answer: "/desk/search/" in answer.url and answer.request.method == "POST"):
        box.press_sequentially(typed)
