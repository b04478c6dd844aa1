"""A case moves: to a colleague, with a note that is read; and to another agency, with the consent of the person."""

from __future__ import annotations

import time

import pytest

from tests.journeys import steps
from tests.journeys.browsing import DESKTOP, PHONE, path_of
from tests.journeys.colleague import Colleague, Desk, agency
from tests.journeys.doings import CASEWORKER, PARTNER, SUPERVISOR
from tests.journeys.steps import Newcomer

pytestmark = pytest.mark.journey
ADVISER = "mobility-adviser@maison.example"
ADVISER_NAME = "Salma Tahiri"
HANDED = Newcomer("Brahim Tazarourte-Essai", "M", "1979", "0600000041")
MOVED = Newcomer("Zahra Tazarourte-Essai", "F", "1985", "0600000042")
NOTE = "Le dossier de pension est complet ; rappeler la caisse jeudi."
TOLD = "La famille s’installe près de votre centre ; l’inscription scolaire reste à faire."
#: Seconds within which the house closes what was taken on elsewhere.
CLOSED_WITHIN = 90


def test_a_case_is_asked_for_given_and_taken_on_with_its_note(desk: Desk) -> None:
    with desk.colleague(CASEWORKER, "fr", DESKTOP) as worker:
        file = steps.tail(steps.register_quickly(worker, HANDED, "returned_mre"))
        worker.press("main a[href$='/hand-over/']")
        worker.page.locator("main select[name=worker]").select_option(label=ADVISER_NAME)
        worker.send(note=NOTE)
        handover = steps.tail(path_of(worker.page))
        assert worker.page.locator("main a[href$='/confirm/'], main a[href$='/grant/']").count() == 0
    with desk.colleague(SUPERVISOR, "fr", DESKTOP) as supervisor:
        supervisor.go("/desk/transfers/room/hand-overs/?state=asked&sort=-asked")
        supervisor.press(f"main tbody a[href$='{handover}']")
        assert NOTE in supervisor.told()
        supervisor.press("main a[href$='/grant/']")
        supervisor.send()
    with desk.colleague(ADVISER, "ar", PHONE) as adviser:
        adviser.go("/desk/")
        adviser.press(f"main a[href$='{handover}']")
        assert adviser.page.locator("html").get_attribute("dir") == "rtl"
        assert NOTE in adviser.told()
        adviser.press("main a[href$='/confirm/']")
        adviser.send()
        assert adviser.page.locator("main a[href$='/confirm/']").count() == 0
        adviser.go(file)
        assert ADVISER_NAME in adviser.told()
    with desk.colleague(CASEWORKER, "fr", DESKTOP) as worker:
        worker.go(handover)
        assert worker.page.locator("main form, main a[href$='/withdraw/']").count() == 0


def test_a_case_goes_to_another_agency_and_is_closed_where_it_was(desk: Desk) -> None:
    with desk.colleague(CASEWORKER, "fr", DESKTOP) as worker:
        file = steps.tail(steps.register_quickly(worker, MOVED, "returned_mre", (agency("entraide", "fr"),)))
        transfer = put_together(worker)
        assert worker.page.locator("main a[href$='/send/']").count() == 0, "a second person sends it"
    with desk.colleague(PARTNER, "ar", PHONE) as partner:
        partner.go("/desk/transfers/?side=received")
        assert partner.page.locator(f"main a[href$='{transfer}']").count() == 0, "nothing was sent yet"
    with desk.colleague(SUPERVISOR, "fr", DESKTOP) as supervisor:
        supervisor.go("/desk/")
        supervisor.go(transfer)
        assert TOLD in supervisor.told()
        supervisor.press("main a[href$='/send/']")
        supervisor.send()
    with desk.colleague(PARTNER, "ar", PHONE) as partner:
        partner.go("/desk/transfers/?side=received&state=sent&sort=-begun")
        partner.press(f"main a[href$='{transfer}']")
        assert TOLD in partner.told()
        partner.press("main a[href$='/accept/']")
        partner.page.locator("main input[name=person][value=new]").check()
        partner.send(programme="returned_mre")
        assert partner.page.locator("main section[id^=case-]").count() == 1
    with desk.colleague(CASEWORKER, "fr", DESKTOP) as worker:
        until_closed(worker, file)
        worker.go(transfer)
        assert TOLD in worker.told(), "whoever sent it still reads what was told"


def put_together(worker: Colleague) -> str:
    """What goes with the case of the file that is open; returns the address of the transfer."""
    worker.press("main a[href$='/transfer/']")
    worker.page.locator("main select[name=agency]").select_option(label=agency("entraide", "fr"))
    worker.send(summary=TOLD)
    assert TOLD in worker.told()
    return steps.tail(path_of(worker.page))


def until_closed(worker: Colleague, file: str) -> None:
    """Look at the file until the house has closed its case."""
    deadline = time.monotonic() + CLOSED_WITHIN
    worker.go(file)
    while worker.page.locator("main a[href$='/close/']").count():
        assert time.monotonic() < deadline, "the case of the sender stays open"
        worker.page.wait_for_timeout(1000)
        worker.go(file)
    assert worker.page.locator("main a[href$='/transfer/']").count() == 0
