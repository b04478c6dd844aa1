"""The other lives of a referral: declined, passed on, cancelled, taken back with the consent, sent abroad."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.journeys import steps
from tests.journeys.browsing import DESKTOP, PHONE, path_of
from tests.journeys.colleague import SEND, Colleague, Desk, agency
from tests.journeys.doings import CASEWORKER, DATA_OFFICER
from tests.journeys.steps import Newcomer

pytestmark = pytest.mark.journey
SOMEBODY = Newcomer("Lahcen Ouardighi-Essai", "M", "1968", "0600000023")
PARTNERS = ("entraide", "odco", "anolf-piemonte")
#: How the directory names the organisations behind them.
NAMED = {"entraide": "Entraide Nationale", "odco": "coopération", "anolf-piemonte": "ANOLF"}
NEEDS = {
    "housing": "Logement et hébergement",
    "social_aid": "Aide sociale directe",
    "training": "Formation",
    "pension_italy": "Pension d’Italie",
    "cooperative_creation": "Création de coopérative",
}
Refer = Callable[[str, str, str], str]


@pytest.fixture(scope="module")
def file(desk: Desk) -> str:
    """The file of somebody with a case, who agreed that three partners are told."""
    with desk.colleague(CASEWORKER, "fr", DESKTOP) as worker:
        partners = tuple(agency(slug, "fr") for slug in PARTNERS)
        return steps.register_quickly(worker, SOMEBODY, "returned_mre", partners)


@pytest.fixture
def sender(desk: Desk) -> Iterator[Colleague]:
    """The caseworker who refers."""
    with desk.colleague(CASEWORKER, "fr", DESKTOP) as worker:
        yield worker


@pytest.fixture
def refer(sender: Colleague, file: str) -> Refer:
    """Refer one more need of the case to a partner; tells where the referral stands."""

    def referred(need: str, to: str, summary: str) -> str:
        sender.go(sender.site + file)
        case = sender.page.locator("main section[id^=case-]").first.get_attribute("id")
        sender.press("main a[href$='/need/']")
        sender.send(kind=need, urgency="normal")
        sender.go(f"/desk/referrals/cases/{str(case).removeprefix('case-')}/")
        sender.press(sender.page.locator("main .rows-list a", has_text=NEEDS[need]).last)
        steps.tell_partner(sender, NAMED[to], summary)
        if to == "anolf-piemonte":
            sender.give(ground="explicit_consent")
        sender.press(SEND)
        return path_of(sender.page)

    return referred


@contextmanager
def partner(desk: Desk, slug: str, referral: str, language: str = "ar") -> Iterator[Colleague]:
    """The partner's worker, at the referral that came in."""
    with desk.colleague(f"caseworker@{slug}.example", language, PHONE) as worker:
        steps.find_received(worker, referral)
        assert SOMEBODY.name in worker.told()
        yield worker


def reads_nothing(worker: Colleague, referral: str) -> None:
    """What was sent is closed to the partner."""
    worker.go(steps.tail(referral))
    assert SOMEBODY.name not in worker.page.content()
    assert worker.page.locator("main dl:has(bdi.figure)").count() == 0


def test_a_referral_is_declined_with_a_reason(desk: Desk, sender: Colleague, refer: Refer) -> None:
    referral = refer("housing", "entraide", "Cherche un logement avant la fin du mois.")
    with partner(desk, "entraide", referral) as worker:
        worker.press("main a[href$='/decline/']")
        worker.send(reason="no_place", note="كل الأماكن مشغولة إلى يوم الاثنين.")
        reads_nothing(worker, referral)
    sender.go("/desk/")
    sender.press(f"main .sheet-new a[href='{referral}']")
    assert "كل الأماكن مشغولة إلى يوم الاثنين." in sender.told()
    assert "Pas de place pour le moment" in sender.told()


def test_a_referral_to_the_wrong_service_is_passed_on_within_the_agency(
    desk: Desk, sender: Colleague, refer: Refer
) -> None:
    referral = refer("social_aid", "entraide", "Deux enfants à charge.")
    before = service_of(sender)
    with partner(desk, "entraide", referral) as worker:
        worker.press("main a[href$='/forward/']")
        worker.page.locator("main input[name=service]").last.check()
        worker.send(note="المصلحة الأخرى هي المعنية.")
        assert worker.page.locator("main a[href$='/accept/']").is_visible(), "it still waits for an answer"
    sender.go(steps.tail(referral))
    assert service_of(sender) != before
    assert "المصلحة الأخرى هي المعنية." in sender.told()


def test_a_referral_that_is_cancelled_is_closed_to_the_partner(desk: Desk, sender: Colleague, refer: Refer) -> None:
    referral = refer("training", "odco", "Veut apprendre à tenir les comptes.")
    with partner(desk, "odco", referral, "fr") as worker:
        steps.take_it_on(worker, "Brahim Zerhouni")
        sender.go(steps.tail(referral))
        sender.press("main a[href$='/cancel/']")
        sender.send(reason="changed_mind")
        worker.go("/desk/")
        worker.press(f"main .sheet-new a[href='{referral}']")
        reads_nothing(worker, referral)
        assert worker.page.locator("main a[href$='/accept/']").count() == 0


def test_data_that_leave_the_country_leave_a_record(desk: Desk, sender: Colleague, refer: Refer, file: str) -> None:
    referral = refer("pension_italy", "anolf-piemonte", "Onze années de travail à Turin.")
    with partner(desk, "anolf-piemonte", referral, "it") as worker:
        steps.accept(worker, "Lunedì alle dieci.")
    steps.read_answer(sender, referral, "Lunedì alle dieci.")
    with desk.colleague(DATA_OFFICER, "fr", DESKTOP) as officer:
        officer.go(f"/desk/trail/person/{file.rstrip('/').rpartition('/')[2]}/")
        told = officer.page.locator("main tr", has_text=re.compile(r"ANOLF")).first.inner_text()
        assert "Italie" in told
        assert "accepté expressément" in told


def test_who_withdraws_consent_ends_what_the_partner_reads(
    desk: Desk, sender: Colleague, refer: Refer, file: str
) -> None:
    referral = refer("cooperative_creation", "odco", "Veut fonder une coopérative de tissage.")
    with partner(desk, "odco", referral, "fr") as worker:
        steps.accept(worker, "Mardi à neuf heures.")
        sender.go(sender.site + file)
        sender.press("#consent a[href$='/withdraw/']")
        sender.press("main form button.btn-danger")
        worker.go("/desk/")
        worker.press(f"main .sheet-new a[href='{referral}']")
        reads_nothing(worker, referral)
        assert worker.page.locator("main a[href$='/finish/']").count() == 0


def service_of(worker: Colleague) -> str:
    """The service a referral that is open asks."""
    return worker.fact("main .facts > div:last-child dd")
