"""Help from another agency: asked for at one screen, answered at another, exactly as people do it."""

from __future__ import annotations

from random import Random

from darna.faces.cli.day.browser import Form, Page, Trouble
from darna.faces.cli.day.house import Worker

#: Needs that a partner of the demo's region answers.
NEEDS = ("social_aid", "cooperative_creation", "training", "housing")
_RECEIVED = "/desk/referrals/"
_ASKED = "Essai de charge : situation expliquée au guichet, évaluation demandée."


def refer(worker: Worker, file: Page, chance: Random) -> None:
    """Choose the need, the service, what is told; look at it; send. Raises: Trouble."""
    browser = worker.browser
    page = browser.go(file.link("/referrals/cases/"))
    page = browser.go(page.link("/referrals/needs/"))
    offered = [form for form in page.forms if _is_offer(form)]
    if not offered:
        worker.done.append("no service of a partner")
        return
    page = browser.send_form(page, chance.choice(offered))
    page = browser.send(page, "/edit/", summary=_ASKED)
    page = browser.send(page, "/preview/")
    if "/preview/" in page.url:
        raise Trouble(f"{page.url} was not sent")
    worker.done.append("referral sent")


def answer(worker: Worker, chance: Random) -> None:
    """Take what came in first: accept it, or bring to an end what was accepted. Raises: Trouble."""
    browser = worker.browser
    came_in = browser.go(_RECEIVED)
    keys = [link for link in came_in.links if _is_referral(link)]
    if not keys:
        return
    page = browser.go(keys[0])
    if (link := _way(page, "/accept/")) and chance.random() < 0.85:
        browser.send(browser.go(link), "/accept/")
        worker.done.append("referral accepted")
    elif link := _way(page, "/decline/"):
        form = (page := browser.go(link)).form("/decline/")
        browser.send(page, "/decline/", reason=form.choices["reason"][0])
        worker.done.append("referral declined")
    elif link := _way(page, "/finish/"):
        browser.send(browser.go(link), "/finish/", result="completed", note="Essai de charge : fait.")
        worker.done.append("referral completed")


def _is_offer(form: Form) -> bool:
    return any(name == "service" for name, _value in form.fields)


def _is_referral(link: str) -> bool:
    last = link.rstrip("/").rpartition("/")[2]
    return "/desk/referrals/" in link and len(last) == 36 and last.count("-") == 4


def _way(page: Page, part: str) -> str:
    return next((link for link in page.links if part in link), "")
