"""A caseworker writes a working life in a case, asks the law for a pension, pursues a right and takes a letter along."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.browsing import DESKTOP, PHONE, path_of
from tests.journeys.colleague import SEND, Colleague, Desk
from tests.journeys.doings import CASEWORKER, SUPERVISOR

pytestmark = pytest.mark.journey
PERIODS: tuple[dict[str, str | bool], ...] = (
    {"country": "FR", "first": "1979-03-01", "last": "1996-12-31"},
    {"country": "IT", "first": "1998", "last": "2008"},
    {"country": "MA", "amount": "1400", "unit": "days"},
)
PENSION = "portability.old_age.FR"
RIGHT = "rights.customs-definitive-return"


def test_the_law_in_a_case_in_arabic_on_a_phone(desk: Desk, tmp_path: Path) -> None:
    law_in_the_case(desk, "ar", PHONE, tmp_path, place=0)


def test_the_law_in_a_case_in_french_at_a_desk(desk: Desk, tmp_path: Path) -> None:
    law_in_the_case(desk, "fr", DESKTOP, tmp_path, place=1)


def law_in_the_case(desk: Desk, language: str, screen: dict[str, int], folder: Path, *, place: int) -> None:
    """Periods, drawing, letter, answer and claim by a caseworker; the count by a supervisor."""
    with desk.colleague(CASEWORKER, language, screen) as worker:
        law = law_of_a_case(worker, place)
        write_periods(worker)
        take_letter(worker, folder / "letter.pdf")
        save_answer(worker, law, PENSION)
        save_answer(worker, law, RIGHT)
        pursue(worker)
        worker.go(worker.site + law)
        assert worker.page.locator("main a[href*='/decisions/']").count() == 2
        assert worker.page.locator("main a[href*='/claims/']").count() == 1
        worker.go("/desk/law/changed/")
    with desk.colleague(SUPERVISOR, language, screen) as supervisor:
        supervisor.go("/desk/law/gain/")
        assert supervisor.page.locator("main dl.facts dd").count() >= 3


def law_of_a_case(by: Colleague, place: int) -> str:
    """Open what the law says in a case of one's own in which nothing is noted yet. Returns the address."""
    by.go("/desk/cases/?programme=mre_abroad&worker=mine")
    # Each line is a card on a phone, and its name is the link that lies over all of it.
    by.press(by.page.locator("main tbody tr").nth(place).locator("a").first)
    by.press("main a[href*='/desk/law/cases/']")
    return path_of(by.page)


def write_periods(by: Colleague) -> None:
    """Three countries, by hand."""
    for period in PERIODS:
        by.press("main a[href$='/period/']")
        by.send(**period)
    assert by.page.locator("main a[href*='/periods/'][href$='/change/']").count() == len(PERIODS)


def take_letter(by: Colleague, path: Path) -> None:
    """The drawing shows every period and a table says the same; the letter comes as a PDF."""
    by.press("main a[href*='/desk/life/']")
    assert by.page.locator(".timeline-of-work > svg .tl-sure").count() >= 2
    assert by.page.locator(".timeline-of-work tbody tr").count() == len(PERIODS)
    by.give(to="FR")
    with by.page.expect_download() as taken:
        by.touch(by.page.locator("main form[method=post] button.btn-primary"))
    taken.value.save_as(path)
    assert path.read_bytes().startswith(b"%PDF-")


def save_answer(by: Colleague, law: str, question: str) -> None:
    """Found among all questions, asked with what is known, and kept; the page of the saved answer gives its reasons."""
    by.go(by.site + law)
    by.press("main a[href$='/questions/']")
    by.press(f"main a[href$='/{question}/']")
    by.press("main form button[name=do][value=save]")
    assert "/decisions/" in path_of(by.page)
    assert by.page.locator("main [aria-labelledby=saved] .rows-list li").count()


def pursue(by: Colleague) -> None:
    """A claim in one step from the saved answer; its papers and steps are there, and one paper is marked."""
    by.press("main a[href$='/claim/']")
    by.press(SEND)
    assert "/claims/" in path_of(by.page)
    assert by.page.locator("main input[name=steps]").count()
    by.page.locator("main select[name^='paper-']").first.select_option("brought")
    by.press("main form[action$='/mark/'] button.btn-primary")
    assert by.page.locator("main select[name^='paper-']").first.input_value() == "brought"
