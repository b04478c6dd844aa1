"""A workbook is brought in on a desktop in French, published by a second person, answered in Arabic on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from darna.faces.demo.assessments import SETTINGS, SURVEY, workbook
from tests.journeys import steps
from tests.journeys.browsing import DESKTOP, PHONE
from tests.journeys.colleague import Desk
from tests.journeys.doings import ADMINISTRATOR, CASEWORKER, SUPERVISOR
from tests.journeys.steps import Newcomer

pytestmark = pytest.mark.journey
SOMEBODY = Newcomer("Hayat Ouzoud-Essai", "F", "1991", "0600000037")
TITLE = SETTINGS[1][3]


def test_a_workbook_is_brought_in_published_and_answered_in_arabic_on_a_phone(desk: Desk) -> None:
    newer = (*SURVEY, ("text", "whom", "Qui y va ?", "من سيذهب؟", "", ""))
    with desk.colleague(SUPERVISOR, "fr", DESKTOP) as supervisor:
        supervisor.go("/desk/questionnaires/?state=draft")
        supervisor.press(supervisor.page.locator("main tbody th a", has_text=TITLE))
        supervisor.press("main a[href$='/take-away/']")
        supervisor.press("main form button.btn-danger")
        supervisor.go("/desk/questionnaires/bring-in/")
        file = {"name": "visite.xlsx", "mimeType": "application/octet-stream", "buffer": workbook(newer)}
        supervisor.page.locator("main input[type=file]").set_input_files(files=[file])
        supervisor.press("main form button.btn-primary")
        expect(supervisor.page.locator("main a[href$='/publish/']")).to_have_count(0)
    with desk.colleague(ADMINISTRATOR, "fr", DESKTOP) as second:
        second.go("/desk/questionnaires/?state=draft")
        second.press(second.page.locator("main tbody th a", has_text=TITLE))
        second.press("main a[href$='/publish/']")
        second.press("main form button.btn-primary")
    with desk.colleague(CASEWORKER, "ar", PHONE) as worker:
        worker.go(steps.tail(steps.register_quickly(worker, SOMEBODY, "returned_mre")))
        worker.press("main a[href*='/questionnaires/cases/']")
        worker.press(worker.page.locator("main a[href*='/begin/']", has_text=SETTINGS[1][4]))
        worker.press("main form button.btn-primary")
        page = worker.page
        expect(page.locator("#questions [dir=rtl]").first).to_be_visible()
        expect(page.locator("input[name=why]")).to_have_count(0)
        page.locator("input[name=came][value=no]").check()
        page.locator("input[name=why]").fill("كان مريضا")
        page.locator("main input[name=next]").fill("نتصل به غدا")
        worker.press("#questions .btn-primary[value=next]")
        worker.press("main form button.btn-primary")
        expect(page.locator("main")).to_contain_text("كان مريضا")
