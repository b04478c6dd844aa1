"""A paper is photographed on a telephone in Arabic; at the desk in French it is not accepted, and harmful files are not taken."""

from __future__ import annotations

import pytest

from darna.base.documents.tests.hostile import SVG
from darna.base.documents.tests.papers import photographed
from tests.journeys import steps
from tests.journeys.browsing import DESKTOP, PHONE
from tests.journeys.colleague import SEND, Desk
from tests.journeys.doings import CASEWORKER
from tests.journeys.steps import Newcomer

pytestmark = pytest.mark.journey
SOMEBODY = Newcomer("Brahim Tazi-Essai", "M", "1971", "0600000047")


@pytest.fixture(scope="module")
def papers(desk: Desk) -> str:
    """The papers of somebody with a case, none yet: their address without the language."""
    with desk.colleague(CASEWORKER, "fr", DESKTOP) as worker:
        steps.register_quickly(worker, SOMEBODY, "returned_mre")
        link = worker.page.locator("#papers a[href*='/desk/papers/persons/']:not([href$='/add/'])").first
        address = str(link.get_attribute("href"))
    return address.removeprefix("/fr")


def test_a_photographed_paper_is_kept_then_refused_then_brought_again(desk: Desk, papers: str) -> None:
    with desk.colleague(CASEWORKER, "ar", PHONE) as phone:
        phone.go(f"{papers}add/")
        camera = phone.page.locator("main input[name=photograph]")
        assert camera.get_attribute("capture") == "environment"
        phone.give(kind="birth_certificate")
        picture = {"name": "Brahim Tazi.jpg", "mimeType": "image/jpeg", "buffer": photographed(turned=6)}
        camera.set_input_files(picture)
        phone.press(SEND)
        assert phone.page.locator("#files").count() == 1
        assert "Brahim Tazi.jpg" not in phone.page.content()
        paper = phone.page.url.split("/ar")[-1]
    with desk.colleague(CASEWORKER, "fr", DESKTOP) as worker:
        worker.go(paper)
        worker.press("main a[href$='/refuse/']")
        worker.send(reason="Le verso manque.")
        assert "Le verso manque." in worker.page.locator("main").inner_text()
        assert worker.page.locator("main a[href$='/check/']").count() == 0
        worker.press("main a[href$='/bring/']")
        worker.page.locator("main input[name=file]").set_input_files(
            {"name": "verso.jpg", "mimeType": "image/jpeg", "buffer": photographed(turned=3)}
        )
        worker.press(SEND)
        worker.press("main a[href$='/check/']")
        worker.send()
        assert worker.page.locator("section[aria-labelledby=files] li").count() == 2


def test_a_drawing_with_a_script_is_not_taken_in(desk: Desk, papers: str) -> None:
    with desk.colleague(CASEWORKER, "fr", DESKTOP) as worker:
        worker.go(f"{papers}add/")
        worker.give(kind="other")
        drawing = {"name": "carte.jpg", "mimeType": "image/jpeg", "buffer": SVG}
        worker.page.locator("main input[name=file]").set_input_files(drawing)
        with worker.page.expect_navigation() as answer:
            worker.page.locator(SEND).click()
        assert answer.value is not None
        assert answer.value.status == 422
        assert "SVG" in worker.page.locator("main").inner_text()
        # The browser's console notes every refusal.
        worker.faults.clear()
        worker.go(papers)
        assert worker.page.locator("main img").count() == 0
