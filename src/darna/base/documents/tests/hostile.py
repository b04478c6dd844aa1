"""Files that want to do harm, or that nobody should be given; made here, of nobody."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from darna.base.documents.tests.papers import drawn, pdf, written

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"<!doctype html><script>alert(1)</script>"


def packed(inside: bytes = b"hello") -> bytes:
    """A ZIP file."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("paper.txt", inside)
    return body.getvalue()


def pdf_of(*objects: bytes) -> bytes:
    """A PDF with these objects in it."""
    return b"%PDF-1.7\n" + b"\n".join(objects) + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def stream(body: bytes, said: bytes = b"") -> bytes:
    """An object with a packed stream."""
    small = zlib.compress(body, 9)
    return b"5 0 obj<</Filter/FlateDecode %s/Length %d>>\nstream\n%s\nendstream\nendobj" % (said, len(small), small)


def bomb_of_dots() -> bytes:
    """A PNG of a few kilobytes that says it is forty thousand dots wide and as high."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


#: What it is → the file, its name, and the code it is refused with.
REFUSED: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "paper.jpg", "paper_is_empty"),
    "svg with a script": (SVG, "paper.svg", "paper_is_a_page_of_the_web"),
    "svg called a picture": (SVG, "paper.png", "paper_is_a_page_of_the_web"),
    "page of the web called a pdf": (PAGE, "paper.pdf", "paper_is_a_page_of_the_web"),
    "zip": (packed(), "paper.zip", "paper_is_packed"),
    "zip bomb called a picture": (packed(b"\0" * 50_000_000), "paper.jpg", "paper_is_packed"),
    "program": (b"MZ\x90\0" + b"\0" * 100, "paper.pdf", "paper_is_a_program"),
    "office": (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "paper.doc", "paper_is_of_an_office"),
    "heic": (b"\0\0\0\x18ftypheic" + b"\0" * 100, "paper.heic", "paper_is_of_a_telephone"),
    "gif": (b"GIF89a" + b"\0" * 100, "paper.gif", "paper_is_of_no_kind"),
    "pdf called a picture": (pdf(), "paper.jpg", "paper_is_not_what_it_says"),
    "picture called a pdf": (written(drawn()), "paper.pdf", "paper_is_not_what_it_says"),
    "picture called a program": (written(drawn()), "paper.jpg.exe", "paper_is_not_what_it_says"),
    "torn picture": (written(drawn())[:500], "paper.jpg", "paper_is_damaged"),
    "picture of too many dots": (bomb_of_dots(), "paper.png", "paper_unpacks_too_large"),
    "torn pdf": (pdf()[:-10], "paper.pdf", "paper_is_damaged"),
    "pdf that is a zip too": (pdf() + packed() + b"%%EOF", "paper.pdf", "paper_is_two_kinds"),
    "pdf that is a page of the web too": (b"%PDF-1.4\n" + PAGE + pdf(), "paper.pdf", "paper_is_two_kinds"),
    "locked pdf": (pdf_of(b"1 0 obj<</Type/Catalog>>endobj", b"trailer<</Encrypt 2 0 R>>"), "a.pdf", "paper_is_locked"),
    "pdf with a script": (
        pdf_of(b"1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>endobj"),
        "paper.pdf",
        "paper_acts_by_itself",
    ),
    "pdf with a script under another spelling": (
        pdf_of(b"1 0 obj<</OpenAction<</S/J#61vaScript/J#53(x)>>>>endobj"),
        "paper.pdf",
        "paper_acts_by_itself",
    ),
    "pdf with a script in a packed table": (
        pdf_of(b"1 0 obj<</Type/Catalog>>endobj", stream(b"7 0 <</S/JavaScript/JS(x)>>", b"/Type/ObjStm/N 1/First 4")),
        "paper.pdf",
        "paper_acts_by_itself",
    ),
    "pdf that starts a program": (
        pdf_of(b"1 0 obj<</OpenAction<</S /Launch /F(cmd.exe)>>>>endobj"),
        "paper.pdf",
        "paper_acts_by_itself",
    ),
    "pdf with another file inside": (
        pdf_of(b"1 0 obj<</Names<</EmbeddedFiles 3 0 R>>>>endobj"),
        "paper.pdf",
        "paper_acts_by_itself",
    ),
    "pdf bomb": (
        pdf_of(b"1 0 obj<</Type/Catalog>>endobj", stream(b"\0" * 300_000_000)),
        "paper.pdf",
        "paper_unpacks_too_large",
    ),
}
