"""What may be kept as a paper, what is refused and why, and what an antivirus has to say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from darna.base.documents import antivirus, papers
from darna.base.documents.papers import JPEG, PDF, read_paper
from darna.base.documents.scans import read_scan
from darna.base.documents.tests.clamd import Clamd
from darna.base.documents.tests.hostile import REFUSED, SVG, packed, pdf_of, stream
from darna.base.documents.tests.papers import drawn, opened, pdf, photographed, printed, written
from darna.kernel.errors import Invalid


@pytest.mark.parametrize("what", REFUSED)
def test_what_wants_to_do_harm_is_refused_and_told_why(what: str) -> None:
    body, name, code = REFUSED[what]
    with pytest.raises(Invalid) as refused:
        read_paper(body, name)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (photographed(turned=6), "IMG_2034.JPG"),
        (written(drawn(), "PNG"), "scan.png"),
        (written(drawn(), "WEBP"), "../../etc/passwd.webp"),
        (written(drawn()), ""),
    ],
)
def test_a_picture_is_drawn_anew_and_tells_nothing_of_its_camera(body: bytes, name: str) -> None:
    paper = read_paper(body, name)
    assert paper.media_type == JPEG
    assert len(opened(paper.body).getexif()) == 0
    assert b"Fatima" not in paper.body + paper.small
    assert max(opened(paper.small).size) <= 160


def test_a_picture_is_set_upright() -> None:
    assert opened(read_paper(photographed(turned=6)).body).size == (600, 400)


def test_what_is_hidden_behind_a_picture_is_not_kept() -> None:
    paper = read_paper(photographed() + packed() + SVG, "paper.jpg")
    assert b"PK" not in paper.body[-200:]
    assert b"<svg" not in paper.body


def test_a_scanners_pdf_is_kept_as_it_is() -> None:
    whole = pdf_of(b"1 0 obj<</Type/Catalog/OpenAction[3 0 R/Fit]>>endobj", stream(b"/JS is drawn here" * 9))
    assert read_paper(whole, "scan.pdf").body == whole
    assert read_paper(pdf(), "scan").media_type == PDF


def test_the_first_page_of_a_pdf_is_drawn_small() -> None:
    page = opened(read_paper(printed("Acte de naissance"), "scan.pdf").small)
    assert (page.format, max(page.size)) == ("JPEG", 160)
    grey = page.convert("L").getextrema()
    # Neither all white nor all black: something of the page is on it.
    assert grey[0] < 200 < grey[1]


def test_a_pdf_that_cannot_be_drawn_is_kept_without_a_small_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_paper(pdf(), "scan.pdf").small == b""
    monkeypatch.setattr(papers, "_PATIENCE", 0.0001)
    assert papers._first_page(printed("Acte de naissance")) == b""


def test_a_file_beyond_the_bound_is_refused(settings: Any) -> None:
    settings.DARNA_PAPER_MAX_BYTES = 1000
    with pytest.raises(Invalid) as refused:
        read_paper(pdf(2000))
    assert refused.value.code == "paper_is_too_large"
    assert read_paper(pdf(900)).media_type == PDF


@pytest.fixture
def place(tmp_path: Path, settings: Any) -> Path:
    settings.DARNA_CLAMD_SOCKET = str(tmp_path / "clamd")
    return tmp_path / "clamd"


@pytest.fixture
def clean(place: Path) -> Iterator[Clamd]:
    clamd = Clamd(place, b"stream: OK")
    clamd.start()
    yield clamd
    clamd.door.close()


def test_a_clean_file_is_looked_through_whole_and_taken(clean: Clamd) -> None:
    body = pdf(200_000)
    assert read_paper(body).body == body
    assert clean.given == body
    assert antivirus.state() is antivirus.State.ANSWERS


def test_an_infected_file_is_refused(place: Path) -> None:
    clamd = Clamd(place, b"stream: Eicar-Signature FOUND")
    clamd.start()
    for read in (read_paper, read_scan):
        with pytest.raises(Invalid) as refused:
            read(pdf())
        assert refused.value.code == "file_is_infected"
    clamd.door.close()


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR", b""])
def test_an_answer_that_is_no_yes_is_no_yes(place: Path, answer: bytes) -> None:
    clamd = Clamd(place, answer)
    clamd.start()
    with pytest.raises(Invalid) as refused:
        read_paper(pdf())
    assert refused.value.code == "antivirus_is_silent"
    clamd.door.close()


def test_while_the_antivirus_is_silent_nothing_is_taken(place: Path) -> None:
    assert antivirus.state() is antivirus.State.SILENT
    with pytest.raises(Invalid) as refused:
        read_paper(pdf())
    assert refused.value.code == "antivirus_is_silent"


def test_without_an_antivirus_files_are_taken(settings: Any) -> None:
    settings.DARNA_CLAMD_SOCKET = ""
    assert antivirus.state() is antivirus.State.NOT_ASKED
    assert read_paper(pdf()).media_type == PDF
