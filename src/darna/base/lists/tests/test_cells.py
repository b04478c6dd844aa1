"""Text stays text in a file that somebody opens in a spreadsheet, whatever it begins with."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from darna.base.lists.cells import LONGEST, looks_like_formula
from darna.base.lists.kinds import Column
from darna.base.lists.writing import csv_bytes, write_xlsx

COLUMNS = (Column("name", "Name"), Column("day", "Day"), Column("count", "Count"))
WICKED = st.sampled_from(
    ["=", "+", "-", "@", "\t", "\r", " =", "\u00a0=", "\uff1d", "\uff0b", "=cmd|' /C calc'!A0", "'", ""]
)
NAMES = st.builds(str.__add__, WICKED, st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20))


def sheet_of(place: Path) -> str:
    with zipfile.ZipFile(place) as packed:
        return packed.read("xl/worksheets/sheet1.xml").decode()


@given(st.lists(NAMES, max_size=8))
def test_no_cell_of_a_text_file_begins_like_a_formula(names: list[str]) -> None:
    told = b"".join(csv_bytes(COLUMNS, [[(name, date(2026, 3, 1), 2) for name in names]])).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(told, newline="")))
    assert rows[0] == ["Name", "Day", "Count"]
    assert [row[0].removeprefix("'") for row in rows[1:]] == [name.removeprefix("'") for name in names]
    assert not any(looks_like_formula(cell) for row in rows[1:] for cell in row)


@given(st.lists(NAMES, min_size=1, max_size=8))
def test_a_workbook_holds_no_formula_and_no_link_and_the_text_as_it_was(names: list[str]) -> None:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w"):
        pass
    place = Path(f"/tmp/{abs(hash(tuple(names)))}.xlsx")
    try:
        write_xlsx(place, "Names", COLUMNS, [[(name, None, 1) for name in names]], right_to_left=False)
        sheet = sheet_of(place)
        rows = CalamineWorkbook.from_path(str(place)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    finally:
        place.unlink(missing_ok=True)
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert [str(row[0]) for row in rows[1:]] == names


def test_a_day_is_a_day_and_a_number_a_number(tmp_path: Path) -> None:
    place = tmp_path / "a.xlsx"
    write_xlsx(place, "Names", COLUMNS, [[("Amal", date(2026, 3, 1), 2)]], right_to_left=False)
    rows = CalamineWorkbook.from_path(str(place)).get_sheet_by_index(0).to_python()
    assert rows[1] == ["Amal", date(2026, 3, 1), 2.0]
    assert b"Amal,2026-03-01,2\r\n" in b"".join(csv_bytes(COLUMNS, [[("Amal", date(2026, 3, 1), 2)]]))


@pytest.mark.parametrize("is_turned", [True, False])
def test_a_sheet_in_arabic_begins_on_the_right(tmp_path: Path, is_turned: bool) -> None:
    place = tmp_path / "a.xlsx"
    write_xlsx(place, "الحالات", COLUMNS, [], right_to_left=is_turned)
    assert ('rightToLeft="1"' in sheet_of(place)) == is_turned


def test_what_is_edited_in_the_spreadsheet_stays_text(tmp_path: Path) -> None:
    place = tmp_path / "a.xlsx"
    write_xlsx(place, "Names", COLUMNS, [[("=1+1", None, 1)]], right_to_left=False)
    with zipfile.ZipFile(place) as packed:
        styles = packed.read("xl/styles.xml").decode()
    assert re.search(r'quotePrefix="1"', styles)


def test_a_cell_longer_than_a_sheet_takes_is_cut(tmp_path: Path) -> None:
    place = tmp_path / "a.xlsx"
    write_xlsx(place, "Names", COLUMNS, [[("a" * 40_000, None, 1)]], right_to_left=False)
    rows = CalamineWorkbook.from_path(str(place)).get_sheet_by_index(0).to_python()
    assert len(rows[1][0]) == LONGEST
