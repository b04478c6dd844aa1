"""What people do to meet every page of data protection: requests in every state, the register, emergencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.journeys.walking import Walker


def keep_the_room(walker: Walker) -> None:
    """The officer opens every request, entry and emergency, for links that only some of them have."""
    for listed, kind in (
        ("/desk/data-protection/requests/", "privacy:request"),
        ("/desk/data-protection/processing/", "privacy:entry"),
        ("/desk/data-protection/emergencies/", "privacy:emergency"),
    ):
        walker.go(listed)
        text = walker.page.request.get(walker.home + listed).text()
        for path in walker.shown_in(text, kind):
            walker.harvest(walker.page.request.get(walker.site + path).text())
    walker.wander()


def compare_across(walker: Walker) -> None:
    """A supervisor opens every possible match, for links that only some of them have."""
    listed = "/desk/matches/"
    walker.go(listed)
    text = walker.page.request.get(walker.home + listed).text()
    for path in walker.shown_in(text, "matches:show"):
        walker.harvest(walker.page.request.get(walker.site + path).text())
    walker.wander()


def correct_a_file(walker: Walker) -> None:
    """A worker opens the correction that stands on Today, and what is asked in an emergency."""
    text = walker.page.request.get(f"{walker.home}/desk/").text()
    for path in walker.shown_in(text, "privacy:request"):
        walker.harvest(walker.page.request.get(walker.site + path).text())
    walker.go("/desk/data-protection/emergencies/")
    walker.wander()
