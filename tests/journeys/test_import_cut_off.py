"""The light goes out while a long register comes in: what is in stays, the same file goes on, and no row comes twice."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import DESKTOP, press, sign_in, visitor
from tests.journeys.doings import SUPERVISOR
from tests.journeys.house import House
from tests.journeys.test_import_in_the_desk import XLSX
from tests.journeys.test_power_cut import cut

pytestmark = pytest.mark.journey
ROWS = 3000
HEADINGS = ("Nom", "Prénom", "Sexe", "Date de naissance", "CIN", "Besoin exprimé")
PATIENCE_MS = 240_000


def workbook() -> bytes:
    """A register of invented persons, each unlike the others."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Registre")
        sheet.write_row(0, 0, HEADINGS)
        for number in range(ROWS):
            letters = "".join(chr(97 + (number // 26**place) % 26) for place in range(3))
            born = f"{1 + number % 28:02d}/{1 + number % 12:02d}/{1940 + number % 60}"
            sheet.write_row(number + 1, 0, (f"Essai-{letters}", "Itto", "F", born, f"ZZ{number:06d}", "Formation"))
    return written.getvalue()


def dropped(page: Page, site: str, file: Any) -> str:
    """The file is dropped, its columns are as they seem, and it is tried. Returns the address where it waits."""
    page.goto(f"{site}/fr/desk/cases/imports/")
    page.locator("main input[type=file]").set_input_files(file)
    press(page, "main form[enctype] button")
    press(page, "main form:has(select) button")
    bring = page.locator("main form[action$='/bring/']")
    expect(bring).to_be_visible(timeout=PATIENCE_MS)
    return page.url


def wait_for_half(page: Page, waits: str) -> None:
    """Look again and again until some thousand rows are in."""
    for _ in range(600):
        told = re.search(r'value="(\d+)" max="(\d+)"', page.request.get(waits).text())
        if told and int(told[2]) >= ROWS and 1000 <= int(told[1]) < ROWS:
            return
        page.wait_for_timeout(150)
    raise AssertionError("it never was half way")


def test_a_register_that_was_cut_off_goes_on(browser: Browser, lone_house: House) -> None:
    file = {"name": "registre.xlsx", "mimeType": XLSX, "buffer": workbook()}
    with visitor(browser, DESKTOP) as page:
        sign_in(page, lone_house.address, "fr", SUPERVISOR)
        waits = dropped(page, lone_house.address, file)
        press(page, "main form[action$='/bring/'] button")
        wait_for_half(page, waits)
        cut(lone_house)
    with visitor(browser, DESKTOP) as page:
        sign_in(page, lone_house.address, "fr", SUPERVISOR)
        page.goto(f"{lone_house.address}/fr/desk/cases/imports/")
        unfinished = page.locator("main table tbody tr th a").first.get_attribute("href") or ""
        again = dropped(page, lone_house.address, file)
        assert unfinished.rstrip("/").rpartition("/")[2] in again, "it goes on with the same import"
        told = re.sub(r"(?<=\d)\s(?=\d)", "", page.locator("main .notice-danger").first.inner_text())
        in_already = [int(number) for number in re.findall(r"\d+", told)]
        assert 1000 <= in_already[0] < ROWS
        press(page, "main form[action$='/bring/'] button")
        expect(page.locator("main a[href$='/undo/']")).to_be_visible(timeout=PATIENCE_MS)
        facts = page.locator("main dl.facts").first.locator("dd").all_inner_texts()
        counted = [int(re.sub(r"\D", "", text)) for text in facts[1:6]]
        assert counted[0] == ROWS
        assert sum(counted[1:]) == ROWS
        assert counted[4] == 0
