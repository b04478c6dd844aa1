"""Dates, numbers, phones and names read as people of each language write them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from darna.faces.shell.icons import DIRECTIONAL, ICONS, icon_svg
from darna.faces.shell.languages import language_of_path, path_in
from darna.faces.shell.templatetags import darna_format as formats

NOVEMBER = dt.date(2026, 11, 3)


@pytest.mark.parametrize(
    ("language", "words"),
    [("ar", "3 نونبر 2026"), ("fr", "3 novembre 2026"), ("it", "3 novembre 2026"), ("en", "3 November 2026")],
)
def test_a_day_is_written_in_the_language_with_moroccan_months(language: str, words: str) -> None:
    with translation.override(language):
        assert formats.day(NOVEMBER) == words


def test_an_instant_is_told_in_the_time_of_the_place(settings: object) -> None:
    with translation.override("fr"):
        told = formats.moment(dt.datetime(2026, 6, 3, 23, 30, tzinfo=dt.UTC))
    assert "4 juin 2026" in told
    assert "00:30" in told


def test_numbers_carry_the_separators_of_the_language() -> None:
    with translation.override("ar"):
        assert formats.number(12345.5) == "12.345,5"
    with translation.override("en"):
        assert formats.number(12345.5) == "12,345.5"


def test_a_phone_is_grouped_and_read_from_left_to_right() -> None:
    assert formats.phone("+212661234567") == '<bdi class="figure" dir="ltr">+212 6 61 23 45 67</bdi>'
    assert formats.phone("ask at the shop") == '<bdi class="figure" dir="ltr">ask at the shop</bdi>'


@pytest.mark.parametrize(
    "write", [formats.day, formats.day_short, formats.moment, formats.number, formats.phone, formats.bdi]
)
def test_what_is_not_known_is_written_as_nothing(write: object) -> None:
    assert write(None) == ""  # type: ignore[operator]


def test_only_icons_with_a_direction_turn_round() -> None:
    assert set(ICONS) >= DIRECTIONAL
    assert "icon-flip" in icon_svg("arrow-next")
    assert "icon-flip" not in icon_svg("clock")
    assert 'aria-hidden="true"' in icon_svg("clock")


@pytest.mark.parametrize(
    ("path", "french"),
    [("/ar/", "/fr/"), ("/ar/cases/?q=1", "/fr/cases/?q=1"), ("/", "/fr/"), ("/arch/", "/fr/"), ("/ar", "/fr/")],
)
def test_the_same_page_in_french(path: str, french: str) -> None:
    assert path_in("fr", path) == french


def test_an_address_without_a_language_names_none() -> None:
    assert language_of_path("/static/x.css") == ""
    assert language_of_path("/it/privacy/") == "it"


def test_a_state_is_a_word_with_an_icon() -> None:
    html = formats.tag("new", "New")
    assert "<svg" in html
    assert "New" in html
    assert "tag-neutral" in formats.tag("<b>", "Odd")


@pytest.mark.parametrize(("language", "aloud"), [("en", "Call: A-9"), ("fr", "Call : A-9")])
def test_a_word_of_a_row_is_read_aloud_as_one_sentence_of_its_language(language: str, aloud: str) -> None:
    with translation.override(language):
        read = formats.act("Call", "A-9").replace("\N{NO-BREAK SPACE}", " ").replace("\u202f", " ")
    assert read == f'<span aria-hidden="true">Call</span><span class="visually-hidden">{aloud}</span>'


def test_what_a_row_is_about_is_escaped_when_read_aloud() -> None:
    assert "<b>" not in formats.act("Call", "<b>")
