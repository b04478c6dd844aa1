"""One demo, one browser and one walk through every page for all journeys; journeys come last."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from tests.journeys.browsing import DESKTOP, PHONE, launched
from tests.journeys.colleague import Desk
from tests.journeys.house import House, open_house
from tests.journeys.walking import Sessions, Walk, walk_everywhere

_WALKS = {"ar": "in_arabic", "fr": "in_french"}


class ByWalk(LoadFileScheduling):
    """Whoever asks for the same walk runs in one process, so that on two cores each walk is made once."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0].rpartition("/")[2]
        if file in {"test_power_cut.py", "test_import_cut_off.py", "test_stopping.py"}:
            return "a house of its own"
        if file in {"test_every_page.py", "test_mirror.py"}:
            return "Arabic" if "[ar]" in nodeid or (file == "test_mirror.py" and "[fr]" not in nodeid) else "French"
        return file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByWalk:
    """How `pytest tests/journeys -n 2` shares the journeys out."""
    return ByWalk(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys after everything else, and the one that stops a house at the very end."""
    items.sort(key=lambda item: ("journeys" in item.path.parts, item.path.name == "test_stopping.py"))


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """A running demo."""
    with open_house() as opened:
        yield opened


@pytest.fixture(scope="session")
def lone_house() -> Iterator[House]:
    """Another demo, for those after whom it does not run any more."""
    with open_house() as opened:
        yield opened


@pytest.fixture(scope="session")
def site(house: House) -> str:
    """The address of the demo."""
    return house.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser in which nobody is signed in."""
    with sync_playwright() as playwright:
        opened = launched(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def signed_in(browser: Browser, site: str) -> Sessions:
    """The sessions of those who signed in during the walks, by e-mail address."""
    return {}


@pytest.fixture(scope="session")
def desk(browser: Browser, site: str, signed_in: Sessions) -> Desk:
    """The desk, entered by whoever a journey needs."""
    return Desk(browser, site, signed_in)


@pytest.fixture(scope="session")
def in_arabic(browser: Browser, site: str, signed_in: Sessions) -> Walk:
    """Every page in Arabic on a phone."""
    return walk_everywhere(browser, site, "ar", PHONE, signed_in)


@pytest.fixture(scope="session")
def in_french(browser: Browser, site: str, signed_in: Sessions) -> Walk:
    """Every page in French on a desktop."""
    return walk_everywhere(browser, site, "fr", DESKTOP, signed_in)


@pytest.fixture(scope="session", params=list(_WALKS))
def walk(request: pytest.FixtureRequest) -> Walk:
    """Both walks, one after the other."""
    found: Walk = request.getfixturevalue(_WALKS[request.param])
    return found
