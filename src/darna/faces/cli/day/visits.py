"""What happens when somebody comes to the Maison: looked for, registered or found, accompanied, helped on."""

from __future__ import annotations

import re
import time
from random import Random
from urllib.parse import urlsplit

from darna.faces.cli.day import referrals, tickets
from darna.faces.cli.day.browser import Browser, Page, Trouble
from darna.faces.cli.day.house import Worker

#: Invented words that no list of names holds: whoever reads the register knows them for what they are.
GIVEN = ("Essai", "Exemple", "Modele", "Journee", "Visite", "Epreuve", "Mesure", "Passage")
FAMILY = ("Dufictif", "Delessai", "Dunombre", "Duguichet", "Delafile", "Dumatin", "Dusoir", "Delattente")
_CODE = re.compile(r"\b(\d{6})\b")
_STEP_SECONDS = 30


def sign_in(worker: Worker, password: str) -> None:
    """Sign in with the password and the code that the demo shows beside the account. Raises: Trouble."""
    page = worker.browser.go("/account/sign-in/")
    page = worker.browser.send(page, "/sign-in/", login=worker.email, password=password)
    try:
        worker.browser.send(page, "/code/", code=_code_of(worker))
    except Trouble:
        # A code serves once; whoever has just signed in elsewhere waits for the next.
        time.sleep(_STEP_SECONDS)
        worker.browser.send(worker.browser.go("/account/sign-in/code/"), "/code/", code=_code_of(worker))


def receive(worker: Worker, number: int) -> None:
    """One visitor from the number at the door to the end of the visit. Raises: Trouble."""
    chance = Random(number)  # noqa: S311 - a script, not a secret
    worker.browser.go("/desk/")
    if chance.random() < 0.1:
        tickets.ask_without_a_file(worker, chance)
        return
    ticket = tickets.draw(worker, chance)
    tickets.meet(worker, ticket)
    file = _registered(worker, number, chance) if chance.random() < 0.6 else _found(worker, chance, ticket)
    if file is None:
        worker.done.append("looked for and not found")
    else:
        _accompany(worker, _with_case(worker, file, chance), chance)
    tickets.end(worker, ticket)
    if not worker.is_at_reception and chance.random() < 0.4:
        referrals.answer(worker, chance)
    if chance.random() < 0.3:
        worker.browser.go("/desk/cases/")


def _accompany(worker: Worker, file: Page, chance: Random) -> None:
    _write(worker, file, chance)
    if not worker.is_at_reception and "registered" in worker.done[-4:] and chance.random() < 0.5:
        referrals.refer(worker, file, chance)


def _registered(worker: Worker, number: int, chance: Random) -> Page:
    """Searched for, not there, asked for consent, registered with a need."""
    browser, given, family = worker.browser, chance.choice(GIVEN), f"{chance.choice(FAMILY)} {number:03}"
    browser.send(browser.go("/desk/search/"), "/desk/search/", q=f"{given} {family}")
    browser.go("/desk/register/")
    page = browser.go("/desk/register/all/")
    partners = page.form("/register/all/").choices.get("consent-recipients", [])
    page = browser.send(
        page,
        "/register/all/",
        go="next",
        consent__state="given",
        consent__notice_language=browser.language,
        consent__purposes=["accompaniment", "sharing_with_partner"],
        consent__recipients=partners,
        consent__given_by="self",
        consent__method="written",
        person__given_name=given,
        person__family_name=family,
        person__sex=chance.choice("FM"),
        birth__birth_year=str(chance.randint(1950, 2004)),
        needs__programme=_programme_of(worker),
        needs__needs=[chance.choice(referrals.NEEDS)],
    )
    page = browser.send(page, "/register/check/")
    worker.done.append("registered")
    return page


def _found(worker: Worker, chance: Random, ticket: str) -> Page | None:
    browser = worker.browser
    page = browser.send(
        browser.go("/desk/search/"), "/desk/search/", q=chance.choice(("Fatima", "Mohamed", "فاطمة", "Ait"))
    )
    files = [
        link
        for link in page.links
        if "/desk/files/" in link and urlsplit(link).path.startswith(f"/{browser.language}/")
    ]
    if not files:
        return None
    worker.done.append("found")
    return tickets.tie(worker, ticket, browser.go(chance.choice(files)))


def _with_case(worker: Worker, file: Page, chance: Random) -> Page:
    """The file with a case that is open; opened where there is none."""
    if any("/encounter/" in form.action for form in file.forms):
        return file
    opening = next((link for link in file.links if "/cases/open/" in link), "")
    if not opening:
        return file
    page = worker.browser.go(opening)
    worker.done.append("case opened")
    return worker.browser.send(page, "/cases/open/", programme=_programme_of(worker))


def _write(worker: Worker, file: Page, chance: Random) -> None:
    writing = next((form.action for form in file.forms if "/encounter/" in form.action), "")
    if not writing:
        return
    worker.browser.send(file, writing, note="Essai de charge : la personne est venue, on a parlé de ses démarches.")
    worker.done.append("note written")
    case = writing.split("/")[-3]
    if chance.random() < 0.3 and any(f"{case}/task/" in link for link in file.links):
        page = worker.browser.go(f"/desk/cases/{case}/task/")
        worker.browser.send(page, "/task/", title="Rappeler", due_on=time.strftime("%Y-12-31"))
        worker.done.append("task set")
    if chance.random() < 0.15 and any(f"{case}/slip/" in link for link in file.links):
        worker.browser.go(f"/desk/cases/{case}/slip/")
        worker.done.append("slip printed")


def _programme_of(worker: Worker) -> str:
    """A programme in which this member may write."""
    role = worker.email.split("@")[0]
    return {"mobility-adviser": "mobility_candidate", "enterprise-adviser": "informal_to_formal"}.get(
        role, "returned_mre"
    )


def _code_of(worker: Worker) -> str:
    # Asked for by a stranger: somebody half signed in is led on to the second step.
    page = Browser(worker.browser.site, worker.browser.language).go("/account/sign-in/")
    words = re.sub(r"<[^>]+>", " ", page.text[page.text.index(worker.email) :][:3000])
    found = _CODE.search(words)
    if found is None:
        raise Trouble(f"the sign-in page shows no code for {worker.email}: is this a demo?")
    return found.group(1)
