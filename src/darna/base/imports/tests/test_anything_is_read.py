"""Whatever stands in a cell, reading does not fail, and whatever the file is, it fails in a way we can explain."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from darna.base.imports.reading import REASONS, UnreadableRegister, read_register
from darna.base.imports.reading.headings import FIELDS, Column, Layout, find_layout
from darna.base.imports.reading.rows import RowReader
from darna.base.imports.reading.skips import Skips
from darna.base.imports.reading.text import Cell, fold, text_of

from .sheets import TODAY, xls, xlsx

cells: st.SearchStrategy[Cell] = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="0123456789/-. +٠١٢٣abzمحو()", max_size=24),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


def outcome(data: bytes) -> str:
    """What became of the file: `read`, or the reason why not."""
    try:
        read_register(data, today=TODAY)
    except UnreadableRegister as problem:
        return problem.reason
    return "read"


EVERY_FIELD = Layout(1, tuple(Column(place, field, field) for place, field in enumerate(FIELDS)))


@settings(max_examples=300, deadline=None)
@given(st.lists(cells, max_size=len(FIELDS) + 2), st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_no_row_makes_reading_fail(row: list[Cell], today: date) -> None:
    read = RowReader(EVERY_FIELD, today=today).read(7, row)
    assert all(warning.reason in REASONS for warning in read.warnings)
    assert read.refusal is not None or any((read.family_name, read.given_name, read.full_name, read.full_name_arabic))
    assert read.birth is None or read.birth.value <= today
    assert len(read.fingerprint) == 64


def test_somebody_older_than_the_year_of_the_visit_has_an_age_that_cannot_be_read() -> None:
    row: list[Cell] = [None] * len(FIELDS)
    for field, value in {"received_on": date(100, 5, 4), "age": 120, "family_name": "Tazi"}.items():
        row[FIELDS.index(field)] = value
    read = RowReader(EVERY_FIELD, today=TODAY).read(7, row)
    assert read.birth is None


@settings(max_examples=200, deadline=None)
@given(st.lists(cells, min_size=1, max_size=len(FIELDS)).filter(lambda row: any(map(text_of, row))))
def test_no_row_makes_sorting_fail(row: list[Any]) -> None:
    assert Skips(EVERY_FIELD).reason(row) in {None, *REASONS}
    find_layout([(1, row), (2, row)])


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_opening_fail_unexplained(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"\xff\xfe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        assert outcome(start + data) in {"read", *REASONS}


@settings(max_examples=15, deadline=None)
@given(st.binary(max_size=900))
def test_a_broken_old_workbook_is_explained(data: bytes) -> None:
    with pytest.raises(UnreadableRegister):
        read_register(OLD_WORKBOOK[:700] + data, today=TODAY)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 5_000), st.integers(0, 255))
def test_a_damaged_workbook_is_explained(place: int, byte: int) -> None:
    data = bytearray(WORKBOOK)
    data[place % len(data)] = byte
    assert outcome(bytes(data)) in {"read", *REASONS}


OLD_WORKBOOK = xls([("Nom", "Prénom"), ("Alami", "Nadia")])
WORKBOOK = xlsx([("Nom", "Prénom"), ("Alami", "Nadia")])
