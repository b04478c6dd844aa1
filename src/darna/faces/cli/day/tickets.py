"""The number at the door: drawn, called, met and ended, as the screens of the reception do it."""

from __future__ import annotations

from random import Random
from urllib.parse import parse_qs, urlsplit

from darna.faces.cli.day.browser import Page, Trouble
from darna.faces.cli.day.house import Worker

_QUEUE = "/desk/reception/"


def draw(worker: Worker, chance: Random) -> str:
    """A number for somebody who comes in; its key. Raises: Trouble."""
    page = worker.browser.send(
        worker.browser.go(_QUEUE),
        "/reception/arrivals/",
        language=chance.choice(("ary", "ar", "fr", "tzm")),
        reason=chance.choice(("first_visit", "follow_up", "papers", "information")),
        needs_interpreter=["on"] if chance.random() < 0.1 else [],
    )
    worker.done.append("number drawn")
    (key,) = parse_qs(urlsplit(page.url).query).get("new", [""])
    if not key:
        raise Trouble(f"{page.url} does not say which number was drawn")
    return str(key)


def meet(worker: Worker, key: str) -> Page:
    """Call the number and sit down with whoever bears it: the search opens. Raises: Trouble."""
    page = worker.browser.send(worker.browser.go(_QUEUE), f"/arrivals/{key}/call/")
    page = worker.browser.send(page, f"/arrivals/{key}/meet/")
    worker.done.append("visitor met")
    return page


def tie(worker: Worker, key: str, file: Page) -> Page:
    """Say on the file that this is the visitor, if the file asks. Raises: Trouble."""
    if not any(f"/arrivals/{key}/person/" in form.action for form in file.forms):
        return file
    return worker.browser.send(file, f"/arrivals/{key}/person/")


def end(worker: Worker, key: str) -> None:
    """The visitor leaves; the visit is counted. Raises: Trouble."""
    page = worker.browser.go(f"{_QUEUE}arrivals/{key}/finish/")
    worker.browser.send(page, "/finish/")
    worker.done.append("visit ended")


def ask_without_a_file(worker: Worker, chance: Random) -> None:
    """Somebody only asks something: counted, nothing written about them. Raises: Trouble."""
    page = worker.browser.go(f"{_QUEUE}enquiries/")
    form = page.form("/enquiries/")
    asked, told = ([value for value in form.choices[name] if value] for name in ("reason", "answer"))
    worker.browser.send(page, "/enquiries/", reason=chance.choice(asked), answer=chance.choice(told))
    worker.done.append("question answered")
