"""A replayed day reads forms as a browser does, and says what went wrong."""

from __future__ import annotations

import subprocess
import sys

import pytest

from darna.faces.cli import exits
from darna.faces.cli.day.browser import Browser, Form, Page, Trouble, _kind, _Reader
from darna.faces.cli.day.replay import LIMIT_MS, _told
from darna.faces.cli.day.visits import Worker

PAGE = """
<form action="/fr/desk/search/" method="post"><input name="q"></form>
<a href="/fr/desk/files/0977fa71-ee99-4814-bc73-761efd6e8228/">A file</a>
<form method="post"><input type="hidden" name="seen" value="3"><textarea name="note">
Old words</textarea><select name="kind"><option value="call">Call</option>
<option value="visit" selected>Visit</option></select>
<input type="radio" name="state" value="given"><input type="radio" name="state" value="refused" checked>
<input type="checkbox" name="purposes" value="sharing"><button name="go" value="next">Go on</button></form>
"""


def _page() -> Page:
    reader = _Reader()
    reader.feed(PAGE)
    return Page("/fr/desk/register/all/", 200, PAGE, reader.forms, reader.links)


def test_a_form_sends_what_stands_in_it_and_what_was_filled() -> None:
    sent = _page().form("/register/all/").filled({"note": "New words", "purposes": ["sharing"], "go": "next"})
    assert sent == [
        ("seen", "3"),
        ("kind", "visit"),
        ("state", "refused"),
        ("note", "New words"),
        ("purposes", "sharing"),
        ("go", "next"),
    ]


def test_a_field_the_form_does_not_have_is_an_error() -> None:
    with pytest.raises(Trouble, match="has no colour"):
        _page().form("/register/all/").filled({"colour": "green"})


def test_a_page_without_the_form_or_the_link_says_so() -> None:
    assert "0977fa71" in _page().link("/desk/files/")
    for asked in (lambda: _page().form("/nowhere/"), lambda: _page().link("/nowhere/")):
        with pytest.raises(Trouble, match="nowhere"):
            asked()


def test_times_are_counted_by_page_and_name_nobody() -> None:
    assert _kind("/fr/desk/files/0977fa71-ee99-4814-bc73-761efd6e8228/?new=1") == "desk/files/*/"


def test_the_report_tells_who_waited_too_long_and_what_failed() -> None:
    browser = Browser("http://127.0.0.1:1", "fr")
    browser.times = [("GET desk/", 0.1)] * 10 + [("GET desk/cases/", 0.9)] * 10
    report = _told([Worker("somebody@maison.example", browser, ["registered"])], 2, 3.0, ["visitor 1: 500"])
    assert report.p95_ms > LIMIT_MS
    assert report.slowest[0][0] == "GET desk/cases/"
    assert "1 troubles" in report.lines()[0]
    assert report.lines()[-1] == "visitor 1: 500"
    assert Form("", "get").filled({}) == []


def test_a_day_against_an_address_where_nobody_answers_says_so() -> None:
    command = [sys.executable, "-m", "darna.faces.cli.main", "bench", "day", "--site", "http://127.0.0.1:9"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == exits.MISSING
    assert "No Darna answers at http://127.0.0.1:9" in ended.stderr
    assert "Traceback" not in ended.stderr
