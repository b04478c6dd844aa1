"""Files are opened by what they are; what could do harm is turned away before it is parsed."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from pathlib import Path

import pytest

from darna.base.imports.reading import UnreadableRegister, read_register
from darna.base.imports.reading.workbook import open_workbook

from .sheets import TODAY, ods, ods_rows, repacked, xls, xlsx

NADIA = [("Nom", "Prénom", "Téléphone"), ("Alami", "Nadia", "0661000001")]
SHEET = "xl/worksheets/sheet1.xml"


def claiming(size: int) -> bytes:
    """A workbook with an entry of a million bytes of which the directory says another size."""
    bomb = bytearray(repacked(xlsx(NADIA), {"xl/media/bomb.bin": bytes(1_000_000)}))
    struct.pack_into("<I", bomb, bomb.rindex(b"xl/media/bomb.bin") - 46 + 24, size)
    return bytes(bomb)


def every_row(data: bytes) -> list[object]:
    return [row for sheet in open_workbook(data).sheets for row in sheet.rows()]


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableRegister) as caught:
        every_row(data)
    return caught.value.reason


@pytest.mark.parametrize(
    "data",
    [
        xlsx(NADIA),
        xls(NADIA),
        ods(ods_rows(*NADIA)),
        "Nom;Prénom;Téléphone\nAlami;Nadia;0661000001\n".encode(),
        "Nom,Prénom,Téléphone\r\nAlami,Nadia,0661000001\r\n".encode("cp1252"),
        "sep=;\nNom;Prénom;Téléphone\nAlami;Nadia;0661000001\n".encode("utf-8-sig"),
        "Nom\tPrénom\tTéléphone\nAlami\tNadia\t0661000001\n".encode("utf-16"),
    ],
    ids=["xlsx", "xls", "ods", "csv", "csv-windows", "csv-sep", "csv-utf16"],
)
def test_the_same_person_comes_out_of_every_format(data: bytes) -> None:
    (person,) = read_register(data, today=TODAY).rows
    assert (person.row, person.family_name, person.given_name) == (2, "Alami", "Nadia")
    assert person.phones[0].international == "+212661000001"


def test_arabic_csv_from_an_old_windows_is_read() -> None:
    (person,) = read_register("النسب;الاسم الشخصي\nالعلوي;نادية\n".encode("cp1256"), today=TODAY).rows
    assert (person.family_name, person.given_name) == ("العلوي", "نادية")


def test_a_path_is_read_and_a_missing_one_explained(tmp_path: Path) -> None:
    path = tmp_path / "registre.dat"
    path.write_bytes(xlsx(NADIA))
    assert len(read_register(path, today=TODAY).rows) == 1
    with pytest.raises(UnreadableRegister, match="file_missing"):
        read_register(tmp_path / "absent.xlsx", today=TODAY)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 ...", "not_a_workbook"),
        (b"<html><table><tr><td>Nom</td></tr></table></html>", "not_a_workbook"),
        (b"MZ\x90\x00\x03\x00", "not_a_workbook"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (xls(NADIA, stream="WordDocument"), "not_a_workbook"),
        (xls(NADIA, stream="EncryptedPackage"), "password_protected"),
        (xls(NADIA, extra="_VBA_PROJECT".encode("utf-16-le")), "macros"),
        (repacked(xlsx(NADIA), {"xl/vbaProject.bin": b"..."}), "macros"),
        (repacked(xlsx(NADIA), {"xl/workbook.xml": None}), "not_a_workbook"),
        (repacked(xlsx(NADIA), {"../../etc/cron.d/x": b"..."}), "unpacks_suspiciously"),
        (repacked(xlsx(NADIA), {SHEET: b"<worksheet><sheetData><row"}), "damaged"),
        (claiming(201 * 1024 * 1024), "too_large"),
        (claiming(60 * 1024 * 1024), "unpacks_suspiciously"),
        (claiming(10), "unpacks_suspiciously"),
        (ods(ods_rows(*NADIA).replace("-cell ", '-cell table:number-columns-repeated="9999" ', 1)), "too_large"),
        (ods(ods_rows(*NADIA).replace("-row>", '-row table:number-rows-repeated="999999">', 1)), "too_large"),
    ],
)  # fmt: skip
def test_what_is_no_plain_workbook_is_turned_away(data: bytes, reason: str) -> None:
    assert refused(data) == reason


def test_a_macro_workbook_is_turned_away_by_its_content_type() -> None:
    types = zipfile.ZipFile(io.BytesIO(xlsx(NADIA))).read("[Content_Types].xml")
    macro = types.replace(b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")
    assert refused(repacked(xlsx(NADIA), {"[Content_Types].xml": macro})) == "macros"


@pytest.mark.parametrize("far", [b'r="XFD1048576"', b"r='xfd1048576'"])
def test_one_cell_in_the_far_corner_takes_no_memory(far: bytes) -> None:
    sheet = zipfile.ZipFile(io.BytesIO(xlsx(NADIA))).read(SHEET)
    assert refused(repacked(xlsx(NADIA), {SHEET: sheet.replace(b'r="C2"', far, 1)})) == "too_large"


def test_an_old_workbook_that_asks_for_all_memory_harms_only_its_own_room() -> None:
    huge = xls(NADIA).replace(struct.pack("<HHH", 1, 2, 0), struct.pack("<HHH", 65_535, 65_535, 0), 1)
    assert refused(huge) == "damaged"


def test_rows_keep_the_number_of_the_sheet_when_the_table_stands_lower_and_to_the_right() -> None:
    rows = [[], [], [], [None, None, "Nom", "Prénom"], [], [None, None, "Alami", "Nadia"]]
    register = read_register(xlsx(rows), today=TODAY)
    assert [person.row for person in register.rows] == [6]
    assert register.blank_rows == (1, 2, 3, 5)


def test_a_formula_without_result_stays_the_characters_it_is() -> None:
    """Some programs write formulas uncalculated; a parser would drop them without a word."""
    data = xlsx([("Nom", "Observations"), ("Alami", "note")])
    sheet = zipfile.ZipFile(io.BytesIO(data)).read(SHEET)
    sheet = re.sub(rb'<c r="B2"[^>]*>.*?</c>', b'<c r="B2"><f>1+1&amp;"x"</f><v></v></c>', sheet)
    (person,) = read_register(repacked(data, {SHEET: sheet}), today=TODAY).rows
    assert person.texts["notes"] == '=1+1&"x"'
    assert "text_was_formula" in {warning.reason for warning in person.warnings}
