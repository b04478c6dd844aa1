"""What the caseworker does so that every page of links is met, and what a partner meets behind one of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.journeys.walking import Walker


def look_at_links(walker: Walker) -> None:
    """Open links in every state, for pages that only some of them have; then the door and the request behind it."""
    walker.search_links()
    walker.wander()
    walker.page.goto(walker.site + walker.links["links:sheet"])
    found = re.search(r"/[a-z]{2}(/link/[\w-]{32}/)", walker.page.content())
    assert found
    walker.go(found[1])
    walker.page.locator("main button[value=open]").click()
    walker.page.locator("#package-title").wait_for()
    walker.look("link:open request")
