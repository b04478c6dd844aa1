"""What people do to meet every page of child protection: procedures in every state, guardians, clocks and talks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.journeys.walking import Walker


def protect_children(walker: Walker) -> None:
    """Open every procedure of the room, and the file of each child, for links that only some of them have."""
    walker.go("/desk/safeguarding/")
    found = walker.page.locator("main tbody a[href*='/safeguarding/procedures/']")
    for path in [link.get_attribute("href") for link in found.all()]:
        walker.harvest(walker.page.request.get(f"{walker.site}{path}").text())
    walker.wander()
    # The files of children without a procedure: what may be begun in them, and the conversation of one.
    listed = walker.page.request.get(f"{walker.home}/desk/cases/?programme=child_protection&worker=mine").text()
    for path in walker.shown_in(listed, "cases:show"):
        text = walker.page.request.get(walker.site + path).text()
        walker.harvest(text)
        for standing in walker.shown_in(text, "safeguarding:standing"):
            walker.harvest(walker.page.request.get(walker.site + standing).text())
    walker.wander()


def decide_for_a_child(walker: Walker) -> None:
    """A supervisor opens the decision that waits, and the hours of the clock."""
    walker.go("/desk/safeguarding/?state=proposed")
    found = walker.page.locator("main tbody a[href*='/safeguarding/procedures/']")
    for path in [link.get_attribute("href") for link in found.all()]:
        walker.harvest(walker.page.request.get(f"{walker.site}{path}").text())
    walker.wander()
