"""A person asks about their data at the desk, on a phone in Arabic; the officer answers in French, and proves it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.browsing import DESKTOP, PHONE, path_of
from tests.journeys.colleague import Colleague, Desk
from tests.journeys.doings import CASEWORKER, DATA_OFFICER, SUPERVISOR
from tests.journeys.steps import Newcomer

pytestmark = pytest.mark.journey
ROOM = "/desk/data-protection"
RECEPTION = "receptionist@maison.example"


def ask(by: Colleague, file: str, **told: object) -> str:
    """Take a request down from the file; the address of the request."""
    by.go(f"{steps.tail(file)}")
    by.press("main a[href*='/data-protection/requests/of/']")
    by.press("main a[href$='/take/']")
    by.send(**told)
    return steps.tail(path_of(by.page))


def hand_over(officer: Colleague, form: str) -> bytes:
    """Make the copy that the page offers, as the browser saves it."""
    officer.press("main a[href$='/copy/']")
    officer.give(form=form)
    with officer.page.expect_download() as saved:
        officer.page.locator("main form[data-guard] button").first.click()
    return Path(str(saved.value.path())).read_bytes()


def test_a_copy_a_correction_and_an_erasure_from_asking_to_the_proof(desk: Desk) -> None:
    person = Newcomer("Malika Tazarourte-Essai", "F", "1968", "0600000047")
    with desk.colleague(RECEPTION, "ar", PHONE) as reception, desk.colleague(DATA_OFFICER, "fr", DESKTOP) as officer:
        file = steps.register_quickly(reception, person, "returned_mre")
        copied = ask(reception, file, kind="copy", language="ar")
        wrong = ask(reception, file, kind="rectification", words="سنة ميلادي 1966.", language="ar")

        # Nothing is handed over before it is known who asks.
        officer.go(copied)
        assert officer.page.locator("main a[href$='/copy/']").count() == 0
        officer.press("main a[href$='/in-hand/']")
        officer.send(identity="paper")
        told = json.loads(hand_over(officer, "json"))
        assert told["format"] == "darna-portable-copy"
        assert "Tazarourte-Essai" in json.dumps(told, ensure_ascii=False)
        officer.go(copied)
        assert hand_over(officer, "pdf").startswith(b"%PDF-")
        officer.go(copied)
        officer.press("main a[href$='/answer/']")
        officer.send(answer="granted", words="سلمت النسخة.")
        officer.press("main a[href$='/told/']")
        officer.send(way="desk")
        expect(officer.page.locator("main a[href$='/told/']")).to_have_count(0)

        officer.go(wrong)
        officer.press("main a[href$='/in-hand/']")
        officer.send(identity="known")
        officer.press("main a[href$='/corrector/']")
        chosen = officer.page.locator("main select[name=worker] option")
        # The caseworker of the demo; the list names members by their names alone.
        officer.give(worker=str(chosen.nth(1).get_attribute("value")))
        officer.send()
        assert officer.page.locator("main a[href$='/corrector/']").count() == 1

        # An erasure, and the paper that says so; afterwards nobody reads the name.
        gone = ask(reception, file, kind="erasure", language="fr")
        officer.go(gone)
        officer.press("main a[href$='/in-hand/']")
        officer.send(identity="paper")
        reference = officer.page.locator("main .kicker").inner_text()
        officer.press("main a[href$='/erase/']")
        officer.send(reference=reference)
        expect(officer.page.locator("main a[href$='/paper.pdf']")).to_have_count(1)
        paper = officer.page.request.get(officer.page.url.rstrip("/") + "/paper.pdf")
        assert paper.body().startswith(b"%PDF-")
        reception.go("/desk/search/")
        steps.search_in_vain(reception, person.name)


def test_a_protected_file_is_opened_for_hours_and_looked_into(desk: Desk) -> None:
    child = Newcomer("Ilyas Tazarourte-Essai", "M", "1990", "0600000048")
    with desk.colleague(SUPERVISOR, "fr", DESKTOP) as supervisor, desk.colleague(CASEWORKER, "ar", PHONE) as worker:
        file = steps.register_quickly(supervisor, child, "returned_mre")
        reference = supervisor.page.locator("main .kicker").first.inner_text().split()[0]
        supervisor.press("main a[href*='/protection/']")
        supervisor.press("main form button[value=protect]")
        assert worker.page.request.get(desk.site + path_of_language(file, "ar")).status == 404
        worker.go(f"{ROOM}/emergencies/open/")
        worker.send(reference=reference, cause="life", reason="اتصل المستشفى.", hours=2)
        assert steps.tail(path_of(worker.page)) == steps.tail(file)
        with desk.colleague(DATA_OFFICER, "fr", DESKTOP) as officer:
            officer.go(f"{ROOM}/emergencies/?state=to_review")
            officer.press("main tbody a")
            assert reference not in officer.page.locator("main").inner_text()
            officer.press("main a[href$='/end/']")
            officer.send()
            assert worker.page.request.get(desk.site + path_of_language(file, "ar")).status == 404
            officer.press("main a[href$='/review/']")
            officer.send(finding="justified")
            expect(officer.page.locator("main a[href$='/review/']")).to_have_count(0)


def path_of_language(path: str, language: str) -> str:
    """The same page in another language."""
    return f"/{language}{steps.tail(path)}"
