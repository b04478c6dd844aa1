"""The words behind a PDF, read back by the tables that every reader of PDFs uses."""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj", re.S)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_FONT = re.compile(rb"/([\w+-]+) (\d+) 0 R")
_PAGE = re.compile(rb"/Type /Page\b")
_TITLE = re.compile(rb"/Title (?:\((.*?)\)|<([0-9a-fA-F]+)>)")
_SHOWN = re.compile(r"/([\w+-]+) [\d.]+ Tf|<([0-9a-fA-F]+)>")


def words_of(pdf: bytes) -> str:
    """Everything that is drawn, without the blanks, in the order in which it is drawn."""
    objects, tables = _read(pdf)
    drawn = [_drawn(_opened(body).decode("latin-1"), tables) for body in objects.values() if b"stream" in body]
    return "".join(drawn)


def drawings_of(pdf: bytes, letter: str) -> int:
    """In how many ways one letter is drawn in one font: more than one where it joins its neighbours."""
    tables = _read(pdf)[1].values()
    return max((sum(sign == letter for sign in table.values()) for table in tables), default=0)


def pages_of(pdf: bytes) -> int:
    """How many pages the file has."""
    return sum(bool(_PAGE.search(body)) for body in _read(pdf)[0].values())


def titles_of(pdf: bytes) -> list[str]:
    """The title of the file and of its bookmarks."""
    told = [found for body in _read(pdf)[0].values() for found in _TITLE.findall(body)]
    return [
        plain.decode("latin-1") if plain else bytes.fromhex(coded.decode()).decode("utf-16") for plain, coded in told
    ]


def _read(pdf: bytes) -> tuple[dict[int, bytes], dict[str, dict[int, str]]]:
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    for body in list(objects.values()):
        objects |= _packed(body)
    tables = {
        name.decode(): table
        for body in objects.values()
        if b"/Font" in body or b"/Type /Font" in body or b"<<" in body
        for name, number in _FONT.findall(body)
        if (table := _table(objects, int(number)))
    }
    return objects, tables


def _packed(body: bytes) -> dict[int, bytes]:
    if b"/ObjStm" not in body:
        return {}
    inside = _opened(body)
    first = int(re.search(rb"/First (\d+)", body)[1])  # type: ignore[index]
    numbers = [int(part) for part in inside[:first].split()]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    ends = [start for _number, start in pairs[1:]] + [len(inside) - first]
    return {number: inside[first + start : first + end] for (number, start), end in zip(pairs, ends, strict=True)}


def _opened(body: bytes) -> bytes:
    found = _STREAM.search(body)
    if not found:
        return b""
    try:
        return zlib.decompressobj().decompress(found[1])
    except zlib.error:
        return found[1]


def _table(objects: dict[int, bytes], number: int) -> dict[int, str]:
    found = re.search(rb"/ToUnicode (\d+) 0 R", objects.get(number, b""))
    text = _opened(objects.get(int(found[1]), b"")).decode("latin-1") if found else ""
    return {
        int(code, 16): bytes.fromhex(sign).decode("utf-16-be")
        for code, sign in re.findall(r"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>", text)
    }


def _drawn(content: str, tables: dict[str, dict[int, str]]) -> str:
    table: dict[int, str] = {}
    signs: list[str] = []
    for font, codes in _SHOWN.findall(content):
        if font:
            table = tables.get(font, {})
        else:
            signs += [table.get(int(codes[at : at + 4], 16), "") for at in range(0, len(codes) - 3, 4)]
    return "".join(signs).replace(" ", "")
