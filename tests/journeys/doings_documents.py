"""What people do on the pages of papers, so that each of them is met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.journeys.browsing import press

if TYPE_CHECKING:
    from tests.journeys.walking import Walker


def open_a_paper(walker: Walker) -> None:
    """A paper that waits to be checked: what may be done with it hangs on its page."""
    page = walker.page
    page.goto(f"{walker.home}/desk/papers/?state=received")
    press(page, "main tbody a[href*='/desk/papers/']:not([href*='/persons/'])")
    walker.remember()
    walker.wander()
