"""What is done with complaints so that each of their pages has something to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.journeys.browsing import press

if TYPE_CHECKING:
    from tests.journeys.walking import Walker

OFFICER = "complaints-officer@maison.example"


def officer(walker: Walker) -> None:
    """A complaints officer opens one that came in, one that is looked into, and every form in them."""
    walker.go("/desk/")
    walker.go("/desk/complaints/?state=looked_into")
    walker.go("/desk/complaints/?state=received")
    page = walker.page
    for state in ("looked_into", "received"):
        page.goto(f"{walker.home}/desk/complaints/?state={state}")
        press(page, "main tbody th a")
        walker.remember()
    walker.wander()


def visitor_complains(walker: Walker) -> None:
    """Somebody complains, looks at the receipt and at the answer to come, withdraws it and asks for another look."""
    page = walker.page
    page.goto(f"{walker.home}/complain/tell/")
    page.locator("main input[name=kind][value=waiting]").check()
    page.locator("main textarea[name=what]").fill(f"Trois heures d’attente. {walker.language}")
    # Nobody writes a complaint in less than three seconds.
    page.wait_for_timeout(3100)
    press(page, "main form[data-guard] button.btn-primary")
    walker.look("portal:complain_sent")
    walker.go("/complain/answer/", "portal:complain_answer read")
    walker.go("/complain/answer/end/", "portal:complain_end")
    press(page, "main form button.btn-danger")
    walker.go("/complain/answer/review/", "portal:complain_review")
