"""A supervisor gives cases to workers, sends a plan back, runs a cohort, and carries a list out."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from darna.kernel.clock import today
from tests.journeys import steps
from tests.journeys.browsing import DESKTOP, PHONE, path_of
from tests.journeys.colleague import SEND, Colleague, Desk
from tests.journeys.doings import CASEWORKER, SUPERVISOR
from tests.journeys.steps import Newcomer

pytestmark = pytest.mark.journey
WORKER = "Khadija Naciri"
SOMEBODY = Newcomer("Naima Tazarourte-Essai", "F", "1988", "0600000029")
LIST = "programme=youth_orientation&origin=own&show=programme"
POINTS = ("consent_recorded", "needs_noted")


def load_of(supervisor: Colleague, name: str) -> int:
    """How many open cases a worker has, on the page of the workload."""
    supervisor.go("/desk/planning/workload/")
    return int(supervisor.page.locator("main tbody tr", has_text=name).locator("td").first.inner_text())


def without_worker(supervisor: Colleague) -> int:
    """How many open cases nobody accompanies, on the same page."""
    told = supervisor.page.locator("main .notice", has=supervisor.page.locator("a[href$='/workload/give/']"))
    found = re.search(r"\d+", told.inner_text()) if told.count() else None
    return int(found[0]) if found else 0


def test_cases_of_nobody_are_given_to_a_worker_and_the_numbers_follow(desk: Desk) -> None:
    with desk.colleague(SUPERVISOR, "fr", DESKTOP) as supervisor:
        before = load_of(supervisor, WORKER)
        waiting = without_worker(supervisor)
        supervisor.press("main a[href$='/workload/give/']")
        boxes = supervisor.page.locator("main input[name=case]")
        for place in (0, 1):
            boxes.nth(place).check()
        supervisor.page.locator("main select[name=worker]").select_option(label=WORKER)
        supervisor.press("main form button.btn-primary")
        assert load_of(supervisor, WORKER) == before + 2
        assert without_worker(supervisor) == waiting - 2


def test_a_plan_is_sent_back_with_a_remark_that_the_worker_reads(desk: Desk) -> None:
    remark = "Ajouter ce que la personne fait elle-même."
    with desk.colleague(CASEWORKER, "ar", PHONE) as worker, desk.colleague(SUPERVISOR, "fr", DESKTOP) as supervisor:
        worker.go(steps.tail(steps.register_quickly(worker, SOMEBODY, "returned_mre")))
        plan = steps.write_plan(
            worker, "أن تعرف حقوقها.", "آتي إلى المواعيد.", {"work": ("worker", "طلب كشف الاشتراكات")}
        )
        supervisor.go("/desk/")
        supervisor.press(f"main a[href$='{steps.tail(plan)}']")
        supervisor.press("main a[href$='/send-back/']")
        supervisor.send(note=remark)
        worker.go(steps.tail(plan))
        assert remark in worker.told()
        assert worker.page.locator("main a[href$='/item/']").is_visible(), "it can be written on"


def test_a_coach_reviews_a_case_of_a_cohort_and_the_count_grows(desk: Desk) -> None:
    with desk.colleague(SUPERVISOR, "fr", DESKTOP) as supervisor:
        cohort = begin_cohort(supervisor)
    with desk.colleague(CASEWORKER, "ar", PHONE) as coach:
        coach.go(cohort)
        assert counted(coach) == [("2", "2"), ("0", "2"), ("0", "2")]
        coach.press("main tbody th a")
        coach.press("main a[href$='/review/']")
        coach.give(**{f"point_{point}": "yes" for point in POINTS})
        coach.send(remark="الملف كامل.")
        assert "الملف كامل." in coach.told()
        coach.go(cohort)
        assert counted(coach) == [("2", "2"), ("1", "2"), ("1", "2")]


def begin_cohort(supervisor: Colleague) -> str:
    """A training action with two cases of the house and a coach, started. Returns the address of the cohort."""
    supervisor.go("/desk/cohorts/plan/")
    supervisor.give(label_ar="تكوين على الخطة الفردية", label_fr="Formation au plan individuel", starts_on=today())
    supervisor.send(target="2", points=list(POINTS))
    action = path_of(supervisor.page)
    supervisor.press("main a[href$='/agency/']")
    supervisor.give(label_ar="ملفات الدار", label_fr="Dossiers de la Maison", target="2")
    choose(supervisor, "agency", "Maison")
    supervisor.press(SEND)
    supervisor.press("#cohorts tbody th a")
    cohort = steps.tail(path_of(supervisor.page))
    supervisor.press("main a[href$='/coach/']")
    choose(supervisor, "coach", WORKER)
    supervisor.press(SEND)
    supervisor.go(f"{cohort}cases/")
    for place in (0, 1):
        supervisor.page.locator("main input[name=cases]").nth(place).check()
    supervisor.press("main form[method=post] button.btn-primary")
    supervisor.go(steps.tail(action))
    supervisor.press("main a[href$='/start/']")
    supervisor.press(SEND)
    return cohort


def choose(by: Colleague, name: str, words: str) -> None:
    """Choose in a list what has these words, where there is a choice."""
    field = by.page.locator(f"main select[name={name}]")
    value = field.locator("option", has_text=words).first.get_attribute("value")
    field.select_option(value)


def counted(by: Colleague) -> list[tuple[str | None, str | None]]:
    """How far the bars of the page are."""
    return [(bar.get_attribute("value"), bar.get_attribute("max")) for bar in by.page.locator("main progress").all()]


@pytest.mark.parametrize(("language", "screen"), [("ar", PHONE), ("fr", DESKTOP)])
def test_a_kept_list_is_carried_out_as_a_workbook_that_says_what_the_screen_says(
    desk: Desk, tmp_path: Path, language: str, screen: dict[str, int]
) -> None:
    with desk.colleague(SUPERVISOR, language, screen) as supervisor:
        keep_list(supervisor, f"{uuid4().hex[:8]} {language}")
        rows = int(re.findall(r"\d+", supervisor.fact(".page-head [role=status]"))[0])
        supervisor.press(".list-bar a[href*='/exports/ask/']")
        supervisor.give(purpose="report", reason="Bilan de la semaine", form="xlsx")
        supervisor.press("main form[method=post] button.btn-primary")
        ready = supervisor.page.locator("main a[href$='/file/']")
        expect(ready).to_be_visible(timeout=60_000)
        with supervisor.page.expect_download() as taken:
            supervisor.touch(ready)
        file = tmp_path / "list.xlsx"
        taken.value.save_as(file)
        sheet = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
        assert len(sheet) == rows + 1
        first = [cell for cell in sheet[1] if isinstance(cell, str)]
        assert any(cell in first for cell in supervisor_sees(supervisor))
        is_right_to_left = b'rightToLeft="1"' in zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml")
        assert is_right_to_left == (language == "ar")


def keep_list(supervisor: Colleague, name: str) -> None:
    """Cases of one programme, kept under a name, and opened by that name."""
    supervisor.go(f"/desk/cases/?{LIST}")
    supervisor.press(".list-bar a[href*='/lists/keep/']")
    supervisor.page.locator("main input[name=name]").fill(name)
    supervisor.press("main form[novalidate] button.btn-primary")
    supervisor.go("/desk/cases/")
    supervisor.press(supervisor.page.locator(".list-bar a", has_text=name))
    assert supervisor.page.locator(".list-bar a[aria-current=page]").inner_text() == name


def supervisor_sees(supervisor: Colleague) -> list[str]:
    """References of the first case of the list that was carried out."""
    supervisor.go(f"/desk/cases/?{LIST}")
    return re.findall(r"BM-C-\w+-\w+", supervisor.page.locator("main tbody tr").first.inner_text())
