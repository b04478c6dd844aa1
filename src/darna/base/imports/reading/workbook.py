"""Workbooks opened by what they are, not by what they are called: XLSX, XLS, ODS and CSV, and nothing else."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol, TypeVar

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    ZipError,
)

from darna.base.imports.reading import apart, delimited
from darna.base.imports.reading.archive import LARGEST, Archive, Formula
from darna.base.imports.reading.errors import UnreadableRegister
from darna.base.imports.reading.text import Cell

_PACKED: Final = b"PK\x03\x04"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Seconds: the largest honest file of this kind takes two.
_PATIENCE: Final = 60
_LARGEST_COMPOUND: Final = 60 * 1024 * 1024


_T = TypeVar("_T")


class Sheet(Protocol):
    """One sheet: its name, whether it is hidden, and its rows with the numbers the spreadsheet shows."""

    @property
    def name(self) -> str: ...

    @property
    def hidden(self) -> bool: ...

    def rows(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        """Row number from 1 and the cells from column A on, blank rows included."""
        ...

    def formulas(self) -> Mapping[int, Mapping[int, Formula]]:
        """The formulas by row from 1 and column from 0, as far as the format tells them."""
        ...


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a file, in its order."""

    kind: str
    sheets: tuple[Sheet, ...]


@dataclass(slots=True)
class _CalamineRows:
    name: str
    hidden: bool
    workbook: CalamineWorkbook
    archive: Archive
    _sheet: CalamineSheet | None = field(default=None, repr=False)

    def rows(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        if self._sheet is None:
            self._sheet = _guarded(lambda: self.workbook.get_sheet_by_name(self.name))
        sheet = self._sheet
        if sheet.start is None:
            return
        before: list[Cell] = [""] * sheet.start[1]
        formulas = self.formulas()
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            row: list[Cell] = before + [_whole(cell) for cell in cells]
            if number in formulas:
                _put_back(row, formulas[number])
            yield number, row

    def formulas(self) -> Mapping[int, Mapping[int, Formula]]:
        return self.archive.formulas(self.name)


@dataclass(frozen=True, slots=True)
class _OldRows:
    """A sheet of an old binary workbook, as the lines its own process printed."""

    name: str
    hidden: bool
    lines: Sequence[bytes]

    def rows(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        for number, line in enumerate(self.lines, start=1):
            yield number, [_whole(apart.restored(cell)) for cell in json.loads(line)]

    def formulas(self) -> Mapping[int, Mapping[int, Formula]]:
        return {}


def open_workbook(source: str | Path | bytes) -> Workbook:
    """The workbook of a path or of bytes.

    Raises: UnreadableRegister for anything that is not a plain spreadsheet of a size we can hold.
    """
    data = source if isinstance(source, bytes) else _bytes_of(Path(source))
    if len(data) > LARGEST:
        raise UnreadableRegister("too_large")
    if data.startswith(_PACKED):
        return _opened(data, Archive(data))
    if data.startswith(_COMPOUND):
        _check_compound(data)
        return Workbook("xls", tuple(_apart(data)))
    return Workbook("csv", (delimited.opened(data),))


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableRegister("too_large", path.name)
        return path.read_bytes()
    except OSError as problem:
        raise UnreadableRegister("file_missing", path.name) from problem


def _opened(data: bytes, archive: Archive) -> Workbook:
    workbook = _guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)))
    metadata = _guarded(lambda: workbook.sheets_metadata)
    if any(sheet.typ in (SheetTypeEnum.MacroSheet, SheetTypeEnum.Vba) for sheet in metadata):
        raise UnreadableRegister("macros")
    sheets = (sheet for sheet in metadata if sheet.typ is SheetTypeEnum.WorkSheet)
    visible = SheetVisibleEnum.Visible
    return Workbook(
        archive.kind,
        tuple(_CalamineRows(sheet.name, sheet.visible is not visible, workbook, archive) for sheet in sheets),
    )


def _apart(data: bytes) -> Iterator[_OldRows]:
    """The sheets of an old binary workbook, parsed in a process of its own with little memory, time and nothing else.

    Its inside cannot be checked beforehand like that of a packed file.
    """
    command = [sys.executable, "-I", str(Path(__file__).with_name("apart.py"))]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_PATIENCE, env={}, check=False)
    except subprocess.TimeoutExpired as problem:
        raise UnreadableRegister("too_large") from problem
    if done.returncode == apart.MACROS:
        raise UnreadableRegister("macros")
    if done.returncode:
        raise UnreadableRegister("damaged")
    lines = done.stdout.splitlines()
    while lines:
        name, hidden, rows = json.loads(lines[0])
        yield _OldRows(name, hidden, lines[1 : rows + 1])
        del lines[: rows + 1]


def _guarded(read: Callable[[], _T]) -> _T:
    """What the parser gives, its failures turned into ours; on crafted files it may even panic."""
    try:
        return read()
    except PasswordError as problem:
        raise UnreadableRegister("password_protected") from problem
    except (CalamineError, ZipError, OSError, ValueError, RuntimeError) as problem:
        raise UnreadableRegister("damaged") from problem
    except BaseException as problem:
        # A Rust panic is no Exception, and its class cannot be imported.
        if type(problem).__name__ != "PanicException":
            raise
        raise UnreadableRegister("damaged") from problem


def _check_compound(data: bytes) -> None:
    """An old binary workbook is a small file system; its directory names tell what it carries."""
    if len(data) > _LARGEST_COMPOUND:
        raise UnreadableRegister("too_large")
    if any(name.encode("utf-16-le") in data for name in ("EncryptedPackage", "EncryptionInfo")):
        raise UnreadableRegister("password_protected")
    if any(name.encode("utf-16-le") in data for name in ("_VBA_PROJECT", "VBA\0")):
        raise UnreadableRegister("macros")
    if not any(f"{name}\0".encode("utf-16-le") in data for name in ("Workbook", "Book")):
        raise UnreadableRegister("not_a_workbook")


def _whole(cell: Cell) -> Cell:
    """Whole numbers as such: a spreadsheet keeps every number as a fraction."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2.0**53:
        return int(cell)
    return cell


def _put_back(row: list[Cell], formulas: Mapping[int, Formula]) -> None:
    """Formulas without a result stay in the row as their characters; nothing is ever calculated here."""
    for place, formula in formulas.items():
        if not formula.calculated:
            row.extend([""] * (place + 1 - len(row)))
            row[place] = row[place] or formula.text
