"""What is kept for the others: a programme of the agency, an entry of the directory; and an exercise done right."""

from __future__ import annotations

import pytest

from tests.journeys import steps
from tests.journeys.browsing import DESKTOP, PHONE, path_of
from tests.journeys.colleague import SEND, Desk
from tests.journeys.doings import ADMINISTRATOR, CASEWORKER, DIRECTORY_KEEPER
from tests.journeys.steps import Newcomer

pytestmark = pytest.mark.journey
RECEPTIONIST = "receptionist@maison.example"
SOMEBODY = Newcomer("Anouar Ighrem-Essai", "M", "2004", "0600000030")
ITEM = {"label_ar": "زيارة مركز التكوين", "label_fr": "Visite du centre de formation"}
ITEM_ABROAD = {"label_it": "Visita al centro di formazione", "label_en": "Visit to the training centre"}


def test_a_new_version_of_a_programme_is_published_and_new_cases_begin_with_it(desk: Desk) -> None:
    with desk.colleague(ADMINISTRATOR, "fr", DESKTOP) as administrator:
        administrator.go("/desk/programmes/")
        administrator.press(administrator.page.locator("main tbody th a", has_text="Orientation des jeunes"))
        administrator.press("main form[action$='/draft/'] button")
        draft = steps.tail(path_of(administrator.page))
        administrator.press("main a[href*='/add/item/?stage=']")
        administrator.send(**ITEM, **ITEM_ABROAD)
        assert ITEM["label_fr"] in administrator.told()
        administrator.go(f"{draft}publish/")
        assert ITEM["label_fr"] in administrator.told(), "the difference is told before"
        administrator.send(reason="Demandé par l'équipe.")
        administrator.go("/desk/programmes/")
        assert (
            administrator.page.locator("main tbody tr", has_text="Orientation des jeunes")
            .locator("a[href$='/draft/']")
            .count()
            == 0
        )
    with desk.colleague(CASEWORKER, "ar", PHONE) as worker:
        worker.go(steps.tail(steps.register_quickly(worker, SOMEBODY, "youth_orientation")))
        asked = steps.checklist(worker)[1]
        worker.press("main a[href$='/progress/']")
        boxes = worker.page.locator("main input[name=items]")
        assert boxes.count() == asked
        worker.page.locator("main .check", has_text=ITEM["label_ar"]).locator("input").check()
        worker.press(SEND)
        assert worker.page.locator("main input[name=items]:checked").count() == 1


def test_a_keeper_changes_an_entry_and_the_others_read_it(desk: Desk) -> None:
    told = "Sur rendez-vous le mardi."
    with desk.colleague(DIRECTORY_KEEPER, "fr", DESKTOP) as keeper:
        keeper.go("/desk/directory/kept/")
        keeper.press("main .rows-list a")
        keeper.press("main .rows-list a[href*='/services/']")
        service = steps.tail(path_of(keeper.page))
        keeper.press("main form[action$='/assured/'] button")
        keeper.go(f"{service}change/")
        keeper.send(note_fr=told, note_ar="بموعد يوم الثلاثاء.")
    with desk.colleague(CASEWORKER, "ar", PHONE) as worker:
        worker.go("/desk/directory/")
        worker.go(service)
        assert "بموعد يوم الثلاثاء." in worker.told()
        assert worker.page.locator("main a[href$='/change/']").count() == 0, "who reads does not change"


def test_an_exercise_is_checked_and_found_right(desk: Desk) -> None:
    with desk.colleague(RECEPTIONIST, "ar", PHONE) as receptionist:
        receptionist.go("/desk/training/")
        receptionist.press("main a[href$='/training/first-ticket/']")
        receptionist.press("main form[action$='/begin/'] button")
        receptionist.press("main form[action$='/check/'] button")
        assert receptionist.page.locator("#answers .notice-success").count() == 0, "nothing was done yet"
        receptionist.press("main a[href$='/desk/reception/']")
        receptionist.give(language="ff", priority="first", needs_interpreter=True)
        receptionist.press("main button[name=reason][value=first_visit]")
        receptionist.go("/desk/training/first-ticket/")
        receptionist.press("main form[action$='/check/'] button")
        assert receptionist.page.locator("#answers .notice-success").is_visible()
        assert receptionist.page.locator("#answers li").count() == 4
