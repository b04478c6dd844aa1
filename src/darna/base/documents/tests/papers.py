"""Pages as telephones, scanners and people with bad intentions send them; made here, of nobody."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageDraw

#: The number of the GPS part among the notes of a camera, and of the note that says how it was held.
GPS, ORIENTATION = 0x8825, 0x0112


def drawn(width: int = 400, height: int = 600, mode: str = "RGB") -> Image.Image:
    """A white page with a black corner at its top, at the left."""
    page = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(page).rectangle((0, 0, width // 4, height // 4), fill="black")
    return page.convert(mode)


def written(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """A picture as a file."""
    body = io.BytesIO()
    picture.save(body, kind, **options)
    return body.getvalue()


def photographed(*, turned: int = 1) -> bytes:
    """A page taken with a telephone that says where, with what, and how it was held."""
    notes = Image.Exif()
    notes[ORIENTATION] = turned
    notes[0x010F] = "Telephone of Fatima"
    notes[GPS] = {1: "N", 2: (32.0, 20.0, 15.0), 3: "W", 4: (6.0, 21.0, 3.0)}
    return written(drawn(), exif=notes, comment=b"taken at the house")


def pdf(size: int = 400) -> bytes:
    """A scanner's PDF of about that many bytes."""
    head, end = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n", b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    return head + b"%" * max(0, size - len(head) - len(end)) + end


def printed(words: str) -> bytes:
    """A PDF of one page with something on it."""
    return written(drawn(), "PDF", title=words)


def opened(body: bytes) -> Image.Image:
    """What was kept, as a picture."""
    return Image.open(io.BytesIO(body))
