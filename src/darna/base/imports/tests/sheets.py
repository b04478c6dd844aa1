"""Small workbooks made for the tests: every person in them is invented."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from darna.base.imports.reading import Register, read_register

TODAY = date(2026, 11, 22)
FRENCH = ("N°", "Date d'accueil", "Nom", "Prénom", "Sexe", "Date de naissance", "CIN", "Téléphone", "Observations")


def xlsx(rows: Sequence[Sequence[Any]], *, name: str = "Registre", more: Mapping[str, Sequence[Any]] = {}) -> bytes:
    """A workbook of these rows; dates become real date cells, texts stay texts."""
    into = io.BytesIO()
    book = xlsxwriter.Workbook(into, {"default_date_format": "dd/mm/yyyy", "strings_to_formulas": False})
    for sheet_name, sheet_rows in {name: rows, **more}.items():
        sheet = book.add_worksheet(sheet_name)
        for number, cells in enumerate(sheet_rows):
            for place, cell in enumerate(cells):
                _write(sheet, number, place, cell)
    book.close()
    return into.getvalue()


def _write(sheet: Any, row: int, column: int, cell: Any) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif cell is not None:
        sheet.write(row, column, cell)


def register(*rows: Sequence[Any], headings: Sequence[str] = FRENCH, **options: Any) -> Register:
    """A register of these rows below the headings, read on a fixed day."""
    return read_register(xlsx([headings, *rows]), today=TODAY, **options)


def repacked(data: bytes, changed: Mapping[str, bytes | None]) -> bytes:
    """The packed file with some entries replaced, added, or (None) left out."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as after:
        for name in [*before.namelist(), *(set(changed) - set(before.namelist()))]:
            content = changed[name] if name in changed else before.read(name)
            if content is not None:
                after.writestr(name, content)
    return into.getvalue()


def ods(content: str) -> bytes:
    """An open-document workbook whose table rows are given as XML."""
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    xml = (
        f'<office:document-content xmlns:office="{office}office:1.0" xmlns:table="{office}table:1.0" '
        f'xmlns:text="{office}text:1.0"><office:body><office:spreadsheet><table:table table:name="Registro">'
        f"{content}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        packed.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{manifest}"/>')
        packed.writestr("content.xml", xml)
    return into.getvalue()


def ods_rows(*rows: Sequence[str]) -> str:
    """Rows of texts as open-document XML."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows)


def xls(rows: Sequence[Sequence[str]], *, stream: str = "Workbook", extra: bytes = b"") -> bytes:
    """An old binary workbook of texts: one sheet in the smallest compound file that holds it."""
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0x0600))
    for number, cells in enumerate(rows):
        for place, text in enumerate(cells):
            body = struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")
            sheet += _record(0x0204, struct.pack("<HHH", number, place, 0) + body)
    sheet += _record(0x000A, b"")
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0x0600)) + _record(0x0042, b"\xb0\x04")
    name = b"\x04\x00List"
    globals_ = start + _record(0x0085, struct.pack("<IBB", len(start) + 4 + 6 + len(name) + 4, 0, 0) + name)
    return _compound(stream, globals_ + _record(0x000A, b"") + sheet + extra)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _compound(name: str, stream: bytes) -> bytes:
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0).ljust(109 * 4, b"\xff")
    folder = _folder("Root Entry", 5, child=1, start=0xFFFFFFFE, size=0)
    folder += _folder(name, 2, child=0xFFFFFFFF, start=2, size=len(stream)) + bytes(256)
    return header + table + folder + stream


def _folder(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    return head + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36) + struct.pack("<IQ", start, size)
