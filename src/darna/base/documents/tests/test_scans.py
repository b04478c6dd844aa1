"""A page is known by its content, kept small and upright, and says nothing of where it was taken."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO

import pytest
from PIL import Image

from darna.base.documents import apart
from darna.base.documents.scans import JPEG, LARGEST, LARGEST_PDF, PDF, read_scan
from darna.base.documents.tests.papers import drawn, opened, pdf, photographed, written
from darna.kernel.errors import Invalid


def is_black(pixel: tuple[int, ...]) -> bool:
    return max(pixel) < 60


def refusal(body: bytes) -> str:
    with pytest.raises(Invalid) as problem:
        read_scan(body)
    return problem.value.code


def test_where_and_with_what_it_was_taken_is_gone() -> None:
    sent = photographed()
    assert b"Telephone of Fatima" in sent
    kept = read_scan(sent)
    assert (kept.media_type, len(opened(kept.body).getexif())) == (JPEG, 0)
    for note in (b"Telephone of Fatima", b"taken at the house", b"Exif", b"GPS"):
        assert note not in kept.body


@pytest.mark.parametrize(
    ("turned", "size", "corner"),
    [(1, (400, 600), (5, 5)), (3, (400, 600), (394, 594)), (6, (600, 400), (594, 5)), (8, (600, 400), (5, 394))],
)
def test_a_page_stands_upright_however_the_telephone_was_held(
    turned: int, size: tuple[int, int], corner: tuple[int, int]
) -> None:
    page = opened(read_scan(photographed(turned=turned)).body)
    assert page.size == size
    assert is_black(page.getpixel(corner))


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGB"), ("PNG", "1"), ("PNG", "P"), ("PNG", "L"), ("WEBP", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK")],
)
def test_pictures_of_many_kinds_become_a_jpeg(kind: str, mode: str) -> None:
    kept = read_scan(written(drawn(mode=mode), kind))
    page = opened(kept.body)
    assert (kept.media_type, page.format, page.mode) == (JPEG, "JPEG", "RGB")
    assert is_black(page.getpixel((5, 5)))
    assert not is_black(page.getpixel((390, 590)))


def test_what_is_see_through_lies_on_white_paper() -> None:
    page = opened(read_scan(written(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG")).body)
    assert page.getpixel((20, 20)) == (255, 255, 255)


def test_sixteen_bits_of_grey_are_not_cut_off_at_white() -> None:
    page = opened(read_scan(written(Image.new("I;16", (50, 50), 40_000), "PNG")).body)
    assert 140 < page.getpixel((20, 20))[0] < 170


def test_a_large_photograph_becomes_small_enough_for_a_slow_line() -> None:
    noise = Image.effect_noise((3000, 4000), 40).convert("RGB")
    kept = read_scan(written(noise, quality=60))
    assert max(opened(kept.body).size) <= 1800
    assert len(kept.body) <= apart.WANTED


def test_a_picture_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    bomb = written(Image.new("1", (20_000, 20_000)), "PNG")
    assert len(bomb) < 200_000
    assert refusal(bomb) == "scan_has_too_many_dots"


def test_what_is_hidden_behind_a_picture_is_not_kept() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("evil.html", "<script>alert(1)</script>")
    kept = read_scan(written(drawn()) + b"<script>alert(1)</script>" + packed.getvalue())
    assert b"<script>" not in kept.body
    assert not zipfile.is_zipfile(BytesIO(kept.body))


def test_a_pdf_is_kept_as_it_is() -> None:
    kept = read_scan(pdf())
    assert (kept.media_type, kept.body) == (PDF, pdf())


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "scan_is_empty"),
        (b"\xff\xd8\xff" + bytes(LARGEST), "scan_is_too_large"),
        (pdf(LARGEST_PDF + 1), "scan_pdf_is_too_large"),
        (pdf()[:100], "scan_is_damaged"),
        (b"<!doctype html><script>alert(1)</script>", "scan_is_no_page"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "scan_is_no_page"),
        (b"GIF89a" + bytes(50), "scan_is_no_page"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(50), "scan_is_of_another_kind"),
        (b"\xff\xd8\xff" + random.Random(1).randbytes(500), "scan_is_damaged"),
        (photographed()[:2000], "scan_is_damaged"),
        (written(drawn(), "PNG")[:300], "scan_is_damaged"),
    ],
)
def test_each_refusal_has_its_own_reason(body: bytes, code: str) -> None:
    assert refusal(body) == code


def test_a_torn_note_of_the_camera_does_not_lose_the_page() -> None:
    torn = written(drawn(), exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff")
    assert opened(read_scan(torn).body).size == (400, 600)


def test_the_same_page_is_known_again() -> None:
    assert read_scan(photographed()).digest == read_scan(photographed()).digest != read_scan(pdf()).digest
