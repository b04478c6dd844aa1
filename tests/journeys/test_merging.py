"""A worker on a phone, in Arabic, unites two files of one person; a supervisor at a desk, in French, parts them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.browsing import DESKTOP, PHONE, path_of
from tests.journeys.colleague import Desk
from tests.journeys.doings import CASEWORKER, SUPERVISOR

pytestmark = pytest.mark.journey
PAIRS = "main section.sheet:has(.side-by-side)"


def test_two_files_are_compared_united_looked_at_and_parted(desk: Desk) -> None:
    with desk.colleague(CASEWORKER, "ar", PHONE) as worker, desk.colleague(SUPERVISOR, "fr", DESKTOP) as supervisor:
        worker.go("/desk/duplicates/?sort=likely")
        waiting = worker.page.locator(PAIRS).count()
        assert waiting, "the demo has pairs to decide"
        worker.press("main a[href$='/compare/']")
        files = [
            str(link.get_attribute("href")) for link in worker.page.locator("main thead a[href*='/desk/files/']").all()
        ]
        assert len(files) == 2
        worker.page.locator("main input[name=keep][value='0']").check()
        worker.press("main form[action$='/unite/'] button")
        assert steps.tail(path_of(worker.page)) == steps.tail(files[0])
        expect(worker.page.locator("main .notice a[href$='/history/']")).to_be_visible()

        # The other file's old address leads here, and nobody is asked about the two any more.
        worker.go(steps.tail(files[1]))
        assert steps.tail(path_of(worker.page)) == steps.tail(files[0])
        worker.press("main .notice a[href$='/history/']")
        assert worker.page.locator("main form[action$='/part/']").count() == 0
        worker.go("/desk/duplicates/?sort=likely")
        assert worker.page.locator(f"main a[href='{files[1]}']").count() == 0

        supervisor.go(f"{steps.tail(files[0])}history/")
        supervisor.press("main form[action$='/part/'] button")
        assert supervisor.page.locator("main form[action$='/part/']").count() == 0
        for file in files:
            supervisor.go(steps.tail(file))
            assert steps.tail(path_of(supervisor.page)) == steps.tail(file)
