"""What people do so that pages of hand-overs and transfers are met from both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.journeys.browsing import press

if TYPE_CHECKING:
    from tests.journeys.walking import Walker


def look_at_moves(walker: Walker) -> None:
    """Whatever the lists of hand-overs and transfers hold for this reader is opened, and its deeds are met."""
    for path in ("room/hand-overs/", ""):
        listed = f"{walker.home}/desk/transfers/{path}"
        for kind in ("transfers:handover", "transfers:transfer"):
            for one in walker._linked(listed, kind):
                walker._linked(walker.site + one, "")


def meet_a_transfer(walker: Walker) -> None:
    """The partner opens what was sent to them."""
    walker.page.goto(f"{walker.home}/desk/transfers/?side=received")
    press(walker.page, "main tbody a")
    walker.remember()
