"""Run as a program of its own: reads a PDF from standard input and answers by its exit code whether it may be kept.

It imports nothing of ours and shows nothing: it looks for what acts by itself, for what is hidden, and for bombs.
What cannot be told safely is refused, for a page that was scanned or printed to a PDF has none of it.
"""

from __future__ import annotations

import io
import re
import resource
import sys
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

DAMAGED: Final = 10
"""Exit code of a file that does not begin or end as a PDF does."""
LOCKED: Final = 11
"""Exit code of a PDF that asks for a password."""
ACTING: Final = 12
"""Exit code of a PDF with a script, a program to start, a form that is sent, or another file inside."""
BOMB: Final = 13
"""Exit code of a PDF that would become far too large once it is unpacked."""
TWO_KINDS: Final = 14
"""Exit code of a PDF that is another kind of file as well."""

#: Bytes that everything in a PDF may have together once it is unpacked, and all its tables of objects.
MOST: Final = 256 * 1024 * 1024
MOST_OF_TABLES: Final = 32 * 1024 * 1024
_STEP: Final = 1024 * 1024
_MEMORY: Final = 512 * 1024 * 1024
_SECONDS: Final = 15
_TAIL: Final = 2048

_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_ENDS_STREAM: Final = b"endstream"
#: So many bytes before a stream hold what is said of it.
_SAID_BEFORE: Final = 2048
_CODED: Final = re.compile(rb"#([0-9a-fA-F]{2})")
_BEHIND: Final = rb"(?=[\s/<>\[\]()%{}]|$)"
_ACTS: Final = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|EF|RichMedia|XFA|ImportData|SubmitForm|GoToE|GoToR|Sound|Movie|"
    rb"Rendition|3D)" + _BEHIND
)
#: Long enough that no picture holds them by chance.
_ACTS_ANYWHERE: Final = re.compile(rb"/(?:JavaScript|EmbeddedFile|RichMedia|ImportData|SubmitForm|Launch\s*/)")
_LOCKS: Final = re.compile(rb"/Encrypt" + _BEHIND)
_OTHER_KINDS: Final = re.compile(rb"<(?:!doctype|html|script|svg|\?php)", re.IGNORECASE)


class Refused(Exception):
    """The file may not be kept; `code` is the exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def main() -> int:
    """Reads, and answers 0 for what may be kept; anything else is one of the codes above, or a file that breaks it."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        look(sys.stdin.buffer.read())
    except Refused as refused:
        return refused.code
    return 0


def look(body: bytes) -> None:
    """Raises: Refused for what may not be kept."""
    if not re.match(rb"%PDF-[12]\.\d", body) or b"%%EOF" not in body[-_TAIL:] or b"obj" not in body:
        raise Refused(DAMAGED)
    if zipfile.is_zipfile(io.BytesIO(body)) or _OTHER_KINDS.search(body[:1024]) or _OTHER_KINDS.search(body[-_TAIL:]):
        raise Refused(TWO_KINDS)
    said = b"\n".join(_said(body))
    if _LOCKS.search(said):
        raise Refused(LOCKED)
    if _ACTS.search(said) or _ACTS_ANYWHERE.search(_plain(body)):
        raise Refused(ACTING)


def _said(body: bytes) -> Iterator[bytes]:
    """What the file says of itself: everything outside its streams, and its packed tables of objects."""
    place, unpacked, tables = 0, 0, 0
    for begins in _STREAM.finditer(body):
        if begins.start() < place:
            continue
        ends = body.find(_ENDS_STREAM, begins.end())
        if ends < 0:
            break
        yield _plain(body[place : begins.start()])
        # What is said of this stream alone: from the last object that begins before it.
        before = _plain(body[max(place, begins.start() - _SAID_BEFORE) : begins.start()]).rpartition(b" obj")[2]
        if b"Flate" in before or b"/Fl" in before:
            is_table = b"/ObjStm" in before
            kept, size = _unpacked(body[begins.end() : ends], MOST - unpacked, keep=is_table)
            unpacked, tables = unpacked + size, tables + len(kept)
            if tables > MOST_OF_TABLES:
                raise Refused(BOMB)
            if is_table:
                yield _plain(kept)
        elif b"/ObjStm" in before and b"/Filter" in before:
            # Packed in a way that no scanner packs: what it says cannot be told.
            raise Refused(ACTING)
        place = ends
    yield _plain(body[place:])


def _unpacked(packed: bytes, most: int, *, keep: bool) -> tuple[bytes, int]:
    """What a stream holds, if it is to be kept, and how much that is; no more than a step of it at a time."""
    opener, kept, size, rest = zlib.decompressobj(), bytearray(), 0, packed
    while rest and not opener.eof:
        try:
            piece = opener.decompress(rest, _STEP)
        except zlib.error:
            # Torn, or not packed this way after all: a reader shows nothing of it either.
            break
        size += len(piece)
        if size > most:
            raise Refused(BOMB)
        if keep:
            kept += piece
            if len(kept) > MOST_OF_TABLES:
                raise Refused(BOMB)
        if not piece and rest == opener.unconsumed_tail:
            break
        rest = opener.unconsumed_tail
    return bytes(kept), size


def _plain(text: bytes) -> bytes:
    """Names as they are meant: `/J#61vaScript` is `/JavaScript`."""
    return _CODED.sub(lambda found: bytes([int(found[1], 16)]), text) if b"#" in text else text


if __name__ == "__main__":
    sys.exit(main())
