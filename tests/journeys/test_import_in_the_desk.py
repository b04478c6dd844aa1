"""A register is dropped, its columns told, its problems read, its doubles decided; it comes in, and goes out again."""

from __future__ import annotations

from io import BytesIO

import pytest
import xlsxwriter
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.browsing import DESKTOP, PHONE, path_of
from tests.journeys.colleague import Colleague, Desk
from tests.journeys.doings import SUPERVISOR
from tests.journeys.steps import Newcomer

pytestmark = pytest.mark.journey
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KNOWN = Newcomer("Touria Belghazi-Essai", "F", "1975", "0600000025")
#: Somebody new, somebody with a file, somebody born on no day, somebody without a name.
ROWS = (
    ("Nom", "Prénom", "Sexe", "Né(e) le", "Contact de la personne", "Besoin"),
    ("Ouhmad-Essai", "Itto", "F", "04/09/1969", "0600000026", "Retraite Italie"),
    ("Belghazi-Essai", "Touria", "F", "1975", "0600000025", "Carte de séjour"),
    ("Azaroual-Essai", "Said", "M", "31/02/1980", "0600000027", "Formation"),
    (None, None, "M", "12/12/1982", "0600000028", "Formation"),
)


def workbook() -> bytes:
    """The register as an agency keeps it."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Registre")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
    return written.getvalue()


def counts(of: Colleague) -> dict[str, int]:
    """The numbers of a page that tells what became, or would become, of the rows."""
    terms = [
        int(text) for text in of.page.locator("main dl.facts").first.locator("dd").all_inner_texts() if text.isdigit()
    ]
    return dict(zip(("rows", "created", "known", "proposed", "refused"), terms, strict=False))


def test_a_register_comes_in_and_is_taken_back(desk: Desk) -> None:
    with desk.colleague(SUPERVISOR, "fr", DESKTOP) as supervisor:
        steps.register_quickly(supervisor, KNOWN, "returned_mre")
        drop(supervisor)
        tell_columns(supervisor)
        read_problems(supervisor)
        decide_the_pair(supervisor)
        report = bring_in(supervisor)
        supervisor.go(report)
        told = counts(supervisor)
        assert (told["rows"], told["refused"]) == (4, 2)
        supervisor.go("/desk/search/")
        find(supervisor, "Itto Ouhmad-Essai", 1)
        supervisor.go(report)
        supervisor.press("main a[href$='/undo/']")
        supervisor.press("main form button.btn-danger")
        supervisor.go("/desk/search/")
        find(supervisor, "Itto Ouhmad-Essai", 0)
    with desk.colleague(SUPERVISOR, "ar", PHONE) as supervisor:
        supervisor.go(report)
        assert counts(supervisor) == told
        supervisor.go("/desk/cases/imports/")


def drop(by: Colleague) -> None:
    """The workbook is chosen and read."""
    by.go("/desk/cases/imports/")
    file = {"name": "registre.xlsx", "mimeType": XLSX, "buffer": workbook()}
    by.page.locator("main input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    by.press("main form[enctype] button")


def tell_columns(by: Colleague) -> None:
    """The column nobody recognised holds a phone number; its cells stand beside it."""
    column = by.page.locator("main tbody tr", has_text="Contact de la personne")
    assert "0600000026" in column.inner_text()
    column.locator("select").select_option("phone")
    by.press("main form:has(select) button")
    expect(by.page.locator("main form[action$='/bring/']")).to_be_visible(timeout=60_000)


def read_problems(by: Colleague) -> None:
    """Each row that cannot come in is named with its column, its cell and the reason."""
    told = counts(by)
    assert told["rows"] == told["created"] + told["known"] + told["proposed"] + told["refused"] == 4
    problems = by.page.locator("main table tbody tr")
    impossible = problems.filter(has_text="31/02/1980")
    assert impossible.count() == 1
    assert "4" in impossible.locator("th").inner_text(), "its row in the sheet"


def decide_the_pair(by: Colleague) -> None:
    """The row that may be of somebody known stands beside their file; it is the same person."""
    by.press("main a[href$='/pairs/']")
    pair = by.page.locator("main section.sheet")
    assert pair.count() == 1
    assert pair.locator("h2").all_inner_texts() == ["Touria Belghazi-Essai", "Touria Belghazi-Essai"]
    pair.locator("input[type=radio]").first.check()
    by.press("main form:has(fieldset) button")


def bring_in(by: Colleague) -> str:
    """Confirm, leave at once, and come back to the report. Returns its address."""
    by.press("main form[action$='/bring/'] button")
    waits = by.page.url
    by.go("/desk/")
    by.go(waits)
    expect(by.page.locator("main a[href$='/undo/']")).to_be_visible(timeout=60_000)
    return steps.tail(path_of(by.page))


def find(by: Colleague, name: str, number: int) -> None:
    """So many are found under a name."""
    by.page.locator("main input[name=q]").fill(name)
    by.page.keyboard.press("Enter")
    expect(by.page.locator("#found tbody tr, #found .empty")).to_have_count(max(number, 1))
    expect(by.page.locator("#found tbody tr")).to_have_count(number)
