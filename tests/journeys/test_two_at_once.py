"""Two colleagues over one row: the second sees what the first changed, and nothing that was typed is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from darna.kernel.clock import today
from tests.journeys import steps
from tests.journeys.browsing import DESKTOP, PHONE
from tests.journeys.colleague import SEND, Desk
from tests.journeys.doings import CASEWORKER, SUPERVISOR
from tests.journeys.steps import Newcomer

pytestmark = pytest.mark.journey
SOMEBODY = Newcomer("Mouhcine Azelmad-Essai", "M", "1991", "0600000024")


@pytest.fixture(scope="module")
def file(desk: Desk) -> str:
    """The file of somebody with a case."""
    with desk.colleague(CASEWORKER, "fr", DESKTOP) as worker:
        return steps.register_quickly(worker, SOMEBODY, "returned_mre")


def test_case_details_changed_by_two_are_compared_then_saved(desk: Desk, file: str) -> None:
    with (
        desk.colleague(SUPERVISOR, "fr", DESKTOP) as first,
        desk.colleague(CASEWORKER, "ar", PHONE) as second,
    ):
        for colleague in (first, second):
            colleague.go(steps.tail(file))
            colleague.press("main a[href$='/change/'][href*='/cases/']")
        first.send(priority="high")
        target = today() + timedelta(days=90)
        second.collide(target_on=target)
        assert "عالية" in second.fact("main [role=alert] .facts, main .notice-danger .facts"), (
            "what the first one saved"
        )
        assert second.page.locator("main select[name=priority]").input_value() == "high", "and it stands in the form"
        assert second.page.locator("main input[name=target_on]").input_value() == str(target), "what the second typed"
        second.press(SEND)
        assert str(target.year) in second.fact("main section[id^=case-] dl.facts")


def test_an_item_of_a_plan_changed_by_two_keeps_both_wordings_in_sight(desk: Desk, file: str) -> None:
    with (
        desk.colleague(CASEWORKER, "fr", DESKTOP) as first,
        desk.colleague(SUPERVISOR, "fr", DESKTOP) as second,
    ):
        first.go(steps.tail(file))
        first.press("main a[href$='/plan/']")
        first.send(goal="Savoir quels droits sont ouverts.")
        first.press("main a[href$='/item/']")
        first.send(action="Demander le relevé", who="worker")
        item = str(first.page.locator("main a[href$='/change/'][href*='/items/']").get_attribute("href"))
        for colleague in (first, second):
            colleague.go(steps.tail(item))
        first.send(action="Demander le relevé à la CNSS")
        second.collide(action="Demander le relevé de carrière", due_on=today() + timedelta(days=5))
        assert "Demander le relevé à la CNSS" in second.told()
        wording = second.page.locator("main input[name=action]")
        assert wording.input_value() == "Demander le relevé de carrière"
        second.press("main button[name=take_stored][value=action]")
        assert wording.input_value() == "Demander le relevé à la CNSS"
        second.give(action="Demander le relevé de carrière")
        second.press(SEND)
        assert "Demander le relevé de carrière" in second.told()
