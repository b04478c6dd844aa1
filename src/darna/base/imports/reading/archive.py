"""Packed workbooks looked at before any parser touches them: how much they unpack to, and what is inside.

Nothing in a packed file is taken at its word: a size given in its directory is compared with what really comes out.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from typing import Final, NamedTuple

from darna.base.imports.reading.errors import UnreadableRegister

LARGEST: Final = 200 * 1024 * 1024
"""Bytes: what a workbook may unpack to."""
MOST_CELLS: Final = 20_000_000
"""A parser lays out the whole rectangle of a sheet: one cell in its far corner would take all memory."""
STEEPEST: Final = 200
"""Bytes unpacked for one packed, above a size that harmless repetition never reaches."""
STEEP_FROM: Final = 20 * 1024 * 1024
MOST_ENTRIES: Final = 2_000

_CHUNK: Final = 1024 * 1024
_LOCAL_HEADER: Final = 30
_XLSX: Final = "xl/workbook.xml"
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_REFERENCE: Final = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})?([0-9]{1,7})["']""")
_ANY_CELL: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ANY_ROW: Final = re.compile(rb"<(?:\w+:)?row[\s/>]")
_FORMULA: Final = re.compile(rb"<c\b([^<>]*)>\s*<f\b[^<>]*>([^<]+)</f>(\s*<v\b[^<>/]*>[^<]+</v>)?")
_CELL_NAME: Final = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_REPEATED_CELL: Final = re.compile(
    rb"""<table:(?:covered-)?table-cell\b(?=[^<>]*value-type)[^<>]*number-columns-repeated=["'](\d+)["'][^<>]*>"""
)
_REPEATED_ROW: Final = re.compile(
    rb"""<table:table-row\b[^<>]*number-rows-repeated=["'](\d{5,})["'][^<>]*>(.*?)</table:table-row>""", re.DOTALL
)


class Formula(NamedTuple):
    """A formula as its characters, and whether the file carries its result."""

    text: str
    calculated: bool


class Archive:
    """A packed workbook that has passed the checks: `kind` is `xlsx` or `ods`.

    Raises: UnreadableRegister when it is no workbook, holds macros, is locked, damaged, too large or made to do harm.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError) as problem:
            raise UnreadableRegister("damaged") from problem
        self._entries = self._file.infolist()
        self._check_directory()
        self.kind = self._kind()
        self._formulas: dict[str, dict[int, dict[int, Formula]]] = {}
        for entry in self._entries:
            self._check_entry(entry)

    def formulas(self, sheet: str) -> dict[int, dict[int, Formula]]:
        """The formulas of a sheet by row from 1 and column from 0: a parser gives their results and drops the rest."""
        return self._formulas.get(self._sheet_paths().get(sheet, ""), {})

    def _check_directory(self) -> None:
        entries = self._entries
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > LARGEST or len(entries) > MOST_ENTRIES:
            raise UnreadableRegister("too_large")
        packed = sum(entry.compress_size for entry in entries)
        steep = unpacked > STEEP_FROM and unpacked > STEEPEST * max(packed, 1)
        # Entries that share their bytes add up to more than the whole file.
        if steep or packed > len(self.data) or any(_leaves_folder(entry.filename) for entry in entries):
            raise UnreadableRegister("unpacks_suspiciously")
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise UnreadableRegister("password_protected")
        if len({entry.filename for entry in entries}) < len(entries):
            raise UnreadableRegister("unpacks_suspiciously")

    def _kind(self) -> str:
        names = {entry.filename for entry in self._entries}
        lower = {name.lower() for name in names}
        if any(name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in lower):
            raise UnreadableRegister("macros")
        if "mimetype" in names and self._small("mimetype").strip().startswith(_ODS):
            return "ods"
        if _XLSX in names and "[Content_Types].xml" in names:
            if b"macroenabled" in self._small("[Content_Types].xml").lower():
                raise UnreadableRegister("macros")
            return "xlsx"
        raise UnreadableRegister("not_a_workbook")

    def _check_entry(self, entry: zipfile.ZipInfo) -> None:
        sheet = self.kind == "xlsx" and entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml")
        content = self.kind == "ods" and entry.filename == "content.xml"
        unpacked = b"".join(self._inflated(entry, keep=sheet or content))
        if (sheet or content) and b"\0" in unpacked:
            # Another encoding than the usual one would hide the sheet from the checks below.
            raise UnreadableRegister("unpacks_suspiciously", entry.filename)
        if sheet:
            _check_rectangle(unpacked)
            self._formulas[entry.filename] = _formulas(unpacked)
        elif content:
            _check_repetition(unpacked)

    def _inflated(self, entry: zipfile.ZipInfo, *, keep: bool) -> Iterator[bytes]:
        """The entry unpacked in pieces; raises as soon as more comes out than the directory says."""
        packed = self._packed(entry)
        if entry.compress_type == zipfile.ZIP_STORED:
            if len(packed) != entry.file_size:
                raise UnreadableRegister("unpacks_suspiciously", entry.filename)
            yield packed if keep else b""
            return
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            raise UnreadableRegister("unpacks_suspiciously", entry.filename)
        inflating, came_out = zlib.decompressobj(-zlib.MAX_WBITS), 0
        try:
            while not inflating.eof:
                piece = inflating.decompress(packed, _CHUNK)
                packed, came_out = inflating.unconsumed_tail, came_out + len(piece)
                if came_out > entry.file_size or not (piece or inflating.eof):
                    raise UnreadableRegister("unpacks_suspiciously", entry.filename)
                if keep:
                    yield piece
        except zlib.error as problem:
            raise UnreadableRegister("damaged", entry.filename) from problem

    def _packed(self, entry: zipfile.ZipInfo) -> bytes:
        start = entry.header_offset
        header = self.data[start : start + _LOCAL_HEADER]
        if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
            raise UnreadableRegister("damaged", entry.filename)
        begin = (
            start + _LOCAL_HEADER + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        )
        packed = self.data[begin : begin + entry.compress_size]
        if len(packed) < entry.compress_size:
            raise UnreadableRegister("damaged", entry.filename)
        return packed

    def _small(self, name: str) -> bytes:
        entry = self._file.getinfo(name)
        if entry.file_size > _CHUNK:
            raise UnreadableRegister("unpacks_suspiciously", name)
        return b"".join(self._inflated(entry, keep=True))

    def _sheet_paths(self) -> dict[str, str]:
        """The file of each sheet by its name."""
        names = {entry.filename for entry in self._entries}
        relations = "xl/_rels/workbook.xml.rels"
        if self.kind != "xlsx" or relations not in names:
            return {}
        targets = {
            _attribute(tag, "Id"): _attribute(tag, "Target")
            for tag in re.findall(r"<Relationship\b[^<>]*>", self._small(relations).decode(errors="replace"))
        }
        sheets = re.findall(r"<sheet\b[^<>]*>", self._small(_XLSX).decode(errors="replace"))
        paths = {_attribute(tag, "name"): targets.get(_attribute(tag, r"\w+:id"), "") for tag in sheets}
        return {name: path.lstrip("/") if path.startswith("/") else f"xl/{path}" for name, path in paths.items()}


def column_number(letters: str) -> int:
    """The number of a column from 1.

    >>> column_number("A"), column_number("R"), column_number("AB")
    (1, 18, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """The letters of a column counted from 1.

    >>> column_letters(18), column_letters(28)
    ('R', 'AB')
    """
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"""\s{name}=(?:"([^"]*)"|'([^']*)')""", tag)
    return unescape(found[1] or found[2] or "") if found else ""


def _formulas(xml: bytes) -> dict[int, dict[int, Formula]]:
    by_row: dict[int, dict[int, Formula]] = {}
    if b"<f" not in xml:
        return by_row
    for attributes, formula, result in _FORMULA.findall(xml):
        if name := _CELL_NAME.search(attributes):
            # An empty text that was calculated (type "str") is a result: nothing is missing there.
            found = Formula(
                "=" + unescape(formula.decode("utf-8", "replace")), bool(result) or b't="str"' in attributes
            )
            by_row.setdefault(int(name[2]), {})[column_number(name[1].decode()) - 1] = found
    return by_row


def _check_rectangle(xml: bytes) -> None:
    rows, cells, letters = 0, 0, set()
    for column, row in _REFERENCE.findall(xml):
        rows = max(rows, int(row))
        cells += bool(column)
        letters.add(column.upper())
    columns = max((column_number(letter.decode()) for letter in letters if letter), default=0)
    if len(_ANY_CELL.findall(xml)) > cells:
        # Cells may leave out their name: then their place is their rank in the row.
        columns = max(columns, *(len(_ANY_CELL.findall(part)) for part in _ANY_ROW.split(xml)))
        rows = max(rows, len(_ANY_ROW.findall(xml)))
    if rows * columns > MOST_CELLS:
        raise UnreadableRegister("too_large")


def _check_repetition(xml: bytes) -> None:
    """An open-document sheet may say "this cell, a million times"."""
    if any(int(times) > 1_024 for times in _REPEATED_CELL.findall(xml)):
        raise UnreadableRegister("too_large")
    if any(int(times) >= 10_000 and b"value-type" in row for times, row in _REPEATED_ROW.findall(xml)):
        raise UnreadableRegister("too_large")


def _leaves_folder(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or re.match(r"[A-Za-z]:", name) is not None
