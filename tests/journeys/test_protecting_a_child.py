"""A child comes alone: a worker on a phone, in Arabic, and a supervisor at a desk, in French, find what is best."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from darna.kernel.clock import today
from tests.journeys import steps
from tests.journeys.browsing import DESKTOP, PHONE, path_of
from tests.journeys.colleague import Colleague, Desk
from tests.journeys.doings import CASEWORKER, SUPERVISOR
from tests.journeys.steps import Newcomer

pytestmark = pytest.mark.journey
CHILD = Newcomer("Rayan Tazarourte-Essai", "M", str(today().year - 15), "0600000031")
SAID = "أريد أن أبقى عند خالتي."


def register_a_child(by: Colleague) -> str:
    """On one page, with a case of child protection; whoever brings him consents for him. Returns the file."""
    by.go("/desk/search/")
    steps.search_in_vain(by, CHILD.name)
    by.press("main button[name=go][value=page]")
    steps.agree(by, CHILD)
    by.give(**{"consent-given_by": "guardian", "consent-guardian": "خالته", "consent-method": "guardian"})
    by.give(**{"consent-has_assented": "true", "needs-programme": "child_protection"})
    by.press(steps.GO_ON)
    by.press("main form:has(input[name=seen]) button")
    return path_of(by.page)


def finish_every_step(by: Colleague) -> None:
    """One after the other, safety first, the meeting last."""
    for kind in ("safety", "guardian", "heard", "tracing", "assessment", "panel"):
        by.press(f"#step-{kind} a[href$='/done/']")
        if kind == "heard":
            by.give(manner="alone")
        if kind == "panel":
            by.give(present=["child", "supervisor"])
        by.send(words="ينام عند خالته وهو بخير.")


def test_a_child_is_protected_from_the_first_hour_to_the_decision(desk: Desk) -> None:
    with desk.colleague(CASEWORKER, "ar", PHONE) as worker, desk.colleague(SUPERVISOR, "fr", DESKTOP) as supervisor:
        file = register_a_child(worker)
        # What does not wait comes first; the supervisor's Today shows how much is left.
        worker.press("main a[href$='/clock/']")
        worker.send(concern="no_safe_place", words="لا مكان آمن له هذه الليلة.")
        clock = path_of(worker.page)
        supervisor.go("/desk/")
        assert supervisor.page.locator(f"main a[href$='{steps.tail(clock)}']").count() == 1
        worker.press("main a[href$='/stop/']")
        worker.send(stop="called", note="تم الاتصال بوحدة حماية الطفولة.")

        # Who stands for him, and what he says himself.
        worker.go(steps.tail(file))
        worker.press("section:has(#safeguarding) .cluster a[href*='/safeguarding/persons/']")
        worker.press("main a[href$='/guardian/']")
        worker.send(name="Zineb Tazarourte-Essai", basis="family", since=today())
        worker.press("main a[href$='/confirm/']")
        worker.send(note="رأينا وثيقة القاضي.")
        worker.press("main a[href$='/assent/']")
        worker.send(subject="decision", answer="agrees", words=SAID)

        # The procedure, from its first step to a decision that a second person approves.
        worker.go(steps.tail(file))
        worker.press("section:has(#safeguarding) a[href$='/procedure/']")
        worker.send(reason="without_family", concern="جاء وحده.", asks_restriction=True)
        procedure = steps.tail(path_of(worker.page))
        finish_every_step(worker)
        for kind in ("wider_family", "care_home"):
            worker.press("main a[href$='/option/']")
            worker.send(kind=kind, speaks_for="قريب من المدرسة.", speaks_against="البيت صغير.")
        worker.press("main a[href$='/propose/']")
        worker.page.locator("main input[name=option]").first.check()
        worker.send(words="البقاء عند خالته.", review_on=today() + timedelta(days=60))
        supervisor.go(procedure)
        supervisor.press("main a[href$='/approve/']")
        supervisor.send()
        expect(supervisor.page.locator("main a[href$='/approve/']")).to_have_count(0)
        expect(supervisor.page.locator("main img")).to_have_count(0)

        # The supervisor restricts the file, as the worker asked: both see it still, the room shows it to nobody else.
        supervisor.press("main a[href*='/protection/']")
        assert re.search("/protection/", supervisor.page.url)


def test_a_conversation_about_leaving_leads_to_offers_and_to_no_number(desk: Desk) -> None:
    with desk.colleague(CASEWORKER, "ar", PHONE) as worker:
        worker.go("/desk/cases/?programme=child_protection&worker=mine")
        worker.press("main tbody a[href*='/desk/cases/']")
        worker.press("section:has(#safeguarding) a[href$='/talk/']")
        worker.give(q_debt="اقترض عمي المال.")
        worker.press("main form[data-guard] button[name=look]")
        expect(worker.page.locator("main .notice ul li")).to_have_count(2)
        worker.send(offers=["legal_information", "family_mediation"])
        assert worker.page.locator("main .plain-list li").count() == 2
        assert not re.search(r"\d+\s*/\s*\d+|%", worker.page.locator("main .plain-list").inner_text())
