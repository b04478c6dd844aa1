"""A photographed or scanned page: known by its content, made small, without what the camera wrote into it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from darna.base.documents import antivirus, apart
from darna.kernel.errors import Invalid

JPEG: Final = "image/jpeg"
PDF: Final = "application/pdf"
#: The endings under which each is handed out.
ENDINGS: Final = {JPEG: "jpg", PDF: "pdf"}

#: Bytes of a file that is sent, and of a PDF, which cannot be made smaller here.
LARGEST: Final = 10 * 1024 * 1024
LARGEST_PDF: Final = 2 * 1024 * 1024

# Seconds: the largest picture takes three, ten on a busy machine; the database waits thirty for who holds a transaction.
_PATIENCE: Final = 20
_END_OF_PDF: Final = b"%%EOF"
#: Writers of PDF may leave some lines behind the mark of the end.
_AFTER_THE_END: Final = 2048
#: Kinds of the pictures that newer telephones take when they are not asked for a JPEG.
_OF_TELEPHONES: Final = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1", b"ftypavif")


@dataclass(frozen=True, slots=True)
class Scan:
    """One page as it is kept."""

    media_type: str
    body: bytes = field(repr=False)

    @property
    def digest(self) -> bytes:
        """By which the same page is known again."""
        return hashlib.sha256(self.body).digest()


def read_scan(body: bytes) -> Scan:
    """What was sent as a page to keep: a picture drawn anew as a JPEG, a PDF as it is.

    Raises: Invalid when it is empty, too large, infected, damaged, or neither a picture nor a PDF.
    """
    if not body:
        raise Invalid("scan", "scan_is_empty")
    if len(body) > LARGEST:
        raise Invalid("scan", "scan_is_too_large")
    antivirus.require_clean("scan", body)
    if body.startswith(b"%PDF-"):
        return _pdf(body)
    if body.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (body[:4], body[8:12]) == (b"RIFF", b"WEBP"):
        return _picture(body)
    if body[4:12] in _OF_TELEPHONES:
        raise Invalid("scan", "scan_is_of_another_kind")
    raise Invalid("scan", "scan_is_no_page")


def _pdf(body: bytes) -> Scan:
    if len(body) > LARGEST_PDF:
        raise Invalid("scan", "scan_pdf_is_too_large")
    if _END_OF_PDF not in body[-_AFTER_THE_END:]:
        raise Invalid("scan", "scan_is_damaged")
    return Scan(PDF, body)


def _picture(body: bytes) -> Scan:
    command = [sys.executable, "-I", str(Path(__file__).with_name("apart.py"))]
    try:
        done = subprocess.run(command, input=body, capture_output=True, timeout=_PATIENCE, env={}, check=False)
    except subprocess.TimeoutExpired as slow:
        raise Invalid("scan", "scan_has_too_many_dots") from slow
    if done.returncode == apart.TOO_MANY_DOTS:
        raise Invalid("scan", "scan_has_too_many_dots")
    if done.returncode or not done.stdout:
        raise Invalid("scan", "scan_is_damaged")
    return Scan(JPEG, done.stdout)
