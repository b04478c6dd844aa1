"""A paper of a person as it may be kept: known by its content, looked through, drawn anew or taken as it is."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.conf import settings

from darna.base.documents import antivirus, apart, apart_pdf
from darna.base.documents.scans import ENDINGS, JPEG, PDF
from darna.kernel.errors import Invalid

__all__ = ["ENDINGS", "JPEG", "PDF", "Paper", "kind_of", "read_paper"]

#: Seconds a file may take to be read; the database waits thirty for whoever holds a transaction.
_PATIENCE: Final = 20
_LENGTH: Final = 4
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_OF_TELEPHONES: Final = (b"ftyphei", b"ftyphev", b"ftypmif1", b"ftypmsf1", b"ftypavif")
_PACKED: Final = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ")
_PROGRAMS: Final = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_OFFICE: Final = (b"\xd0\xcf\x11\xe0", b"{\\rtf")
#: The endings a file of each kind may have; a name without an ending says nothing wrong.
_NAMES: Final = {
    "jpeg": frozenset({"jpg", "jpeg", "jpe", "jfif"}),
    "png": frozenset({"png"}),
    "webp": frozenset({"webp"}),
    "pdf": frozenset({"pdf"}),
}
_SAYS: Final = {
    apart_pdf.DAMAGED: "paper_is_damaged",
    apart_pdf.LOCKED: "paper_is_locked",
    apart_pdf.ACTING: "paper_acts_by_itself",
    apart_pdf.BOMB: "paper_unpacks_too_large",
    apart_pdf.TWO_KINDS: "paper_is_two_kinds",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as it is kept, and the small picture that is shown before it is opened, where one could be drawn."""

    media_type: str
    body: bytes = field(repr=False)
    small: bytes = field(default=b"", repr=False)

    @property
    def digest(self) -> bytes:
        """By which the same file is known again."""
        return hashlib.sha256(self.body).digest()


def read_paper(body: bytes, name: str = "") -> Paper:
    """What was sent: a picture drawn anew as a JPEG without what the camera wrote into it, a PDF as it is.

    Shape: of the name only its ending is looked at, and it is never kept.
    Raises: Invalid when it is empty, too large, infected, damaged, of a kind that is not taken, or not what it says.
    """
    if not body:
        raise Invalid("file", "paper_is_empty")
    if len(body) > settings.DARNA_PAPER_MAX_BYTES:
        raise Invalid("file", "paper_is_too_large")
    kind = kind_of(body)
    ending = _ending(name)
    if ending and ending not in _NAMES[kind]:
        raise Invalid("file", "paper_is_not_what_it_says")
    antivirus.require_clean("file", body)
    return _pdf(body) if kind == "pdf" else _picture(body)


def kind_of(body: bytes) -> str:
    """The kind of a file by its first bytes: jpeg, png, webp or pdf. Raises: Invalid for any other, saying which."""
    if body.startswith(_PICTURES):
        return "jpeg" if body[0] == 0xFF else "png"
    if (body[:4], body[8:12]) == (b"RIFF", b"WEBP"):
        return "webp"
    if body.startswith(b"%PDF-"):
        return "pdf"
    raise Invalid("file", _why_not(body))


def _why_not(body: bytes) -> str:
    head = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if body[4:11] in _OF_TELEPHONES or body[4:12] in _OF_TELEPHONES:
        return "paper_is_of_a_telephone"
    if head.startswith(b"<") or b"<svg" in head or b"<script" in head or b"<html" in head:
        return "paper_is_a_page_of_the_web"
    if body.startswith(_PACKED):
        return "paper_is_packed"
    if body.startswith(_PROGRAMS):
        return "paper_is_a_program"
    if body.startswith(_OFFICE):
        return "paper_is_of_an_office"
    return "paper_is_of_no_kind"


def _ending(name: str) -> str:
    return name.rpartition(".")[2].strip().lower() if "." in name else ""


def _pdf(body: bytes) -> Paper:
    done = _read_apart("apart_pdf.py", body)
    if done.returncode:
        raise Invalid("file", _SAYS.get(done.returncode, "paper_is_damaged"))
    return Paper(PDF, body, _first_page(body))


def _first_page(body: bytes) -> bytes:
    """The first page drawn small; nothing where it cannot be drawn."""
    try:
        done = _read_apart("apart_small.py", body)
    except Invalid:
        return b""
    return done.stdout if not done.returncode and done.stdout.startswith(_PICTURES[0]) else b""


def _picture(body: bytes) -> Paper:
    done = _read_apart("apart.py", body, "small")
    if done.returncode == apart.TOO_MANY_DOTS:
        raise Invalid("file", "paper_unpacks_too_large")
    if done.returncode or len(done.stdout) <= _LENGTH:
        raise Invalid("file", "paper_is_damaged")
    ends = _LENGTH + int.from_bytes(done.stdout[:_LENGTH], "big")
    return Paper(JPEG, done.stdout[ends:], done.stdout[_LENGTH:ends])


def _read_apart(program: str, body: bytes, *told: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-I", str(Path(__file__).with_name(program)), *told]
    try:
        return subprocess.run(command, input=body, capture_output=True, timeout=_PATIENCE, env={}, check=False)
    except subprocess.TimeoutExpired as slow:
        raise Invalid("file", "paper_unpacks_too_large") from slow
