"""Dates, phones and document numbers as people write them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from darna.base.imports.reading.dates import read_age, read_birth, read_reception
from darna.base.imports.reading.identifiers import read_identifiers
from darna.base.imports.reading.phones import read_phones

from .sheets import TODAY


@pytest.mark.parametrize(
    ("cell", "read", "reason"),
    [
        (date(1985, 4, 7), "1985-04-07", None),
        (datetime.combine(date(1985, 4, 7), time(12)), "1985-04-07", None),
        ("07/04/1985", "1985-04-07", None),
        ("7.4.1985", "1985-04-07", None),
        ("1985-04-07T00:00:00", "1985-04-07", None),
        ("٠٧/٠٤/١٩٨٥", "1985-04-07", None),
        ("07041985", "1985-04-07", None),
        (31144, "1985-04-07", None),
        ("13-08-79", "1979-08-13", None),
        ("04-03-07", "2007-03-04", "two_digit_year"),
        ("12-11-25", "1925-11-12", None),
        (1985, "1985", "year_only"),
        (1985.0, "1985", "year_only"),
        (date(1905, 6, 7), "1985", "year_only"),
        ("00/00/1985", "1985", "year_only"),
        ("né en 1985", "1985", "year_only"),
        ("1982/10", "1982-10", "month_only"),
        ("1982-3", "1982-03", "month_only"),
        ("10/1982", "1982-10", "month_only"),
        ("vers 1960", "1960~", "estimated_birth"),
        ("حوالي 1960", "1960~", "estimated_birth"),
        ("1er janvier 1985", "1985-01-01", None),
        ("12 غشت 1985", "1985-08-12", None),
        ("5 يوليوز 1990", "1990-07-05", None),
        ("3 كانون الثاني 1990", "1990-01-03", None),
        ("4 maggio 1990", "1990-05-04", None),
        ("March 12, 1990", "1990-03-12", None),
        ("12-févr-85", "1985-02-12", None),
        ("31/02/1985", None, "birth_date_impossible"),
        ("30/02/1985", None, "birth_date_impossible"),
        ("04/13/1985", None, "birth_date_impossible"),
        ("29/02/2001", None, "birth_date_impossible"),
        (date(2031, 5, 1), None, "birth_in_future"),
        (2031, None, "birth_in_future"),
        ("01/01/1880", None, "birth_too_long_ago"),
        (date(1900, 1, 1), None, "birth_date_empty_cell"),
        (time(0, 0), None, "birth_date_empty_cell"),
        ("avant guerre", None, "birth_date_unreadable"),
        ("néant", None, None),
        ("", None, None),
    ],
)
def test_a_birth_date_is_read_as_far_as_it_is_written(cell: object, read: str | None, reason: str | None) -> None:
    found = read_birth(cell, today=TODAY, received_on=date(2023, 1, 5))  # type: ignore[arg-type]
    assert (str(found.value) if found.value else None, found.reason) == (read, reason)


def test_nobody_is_born_after_being_received() -> None:
    """25 is 1925 for who came in January 2023, and 2025 for who comes today."""
    assert str(read_birth("12-11-25", today=TODAY, received_on=date(2023, 1, 5)).value) == "1925-11-12"
    assert str(read_birth("12-11-25", today=TODAY).value) == "2025-11-12"
    assert read_birth("12/11/2025", today=TODAY, received_on=date(2023, 1, 5)).reason == "birth_after_reception"


@pytest.mark.parametrize(
    ("cell", "day", "reason"),
    [
        ("06/01/2023", date(2023, 1, 6), None),
        ("06-01-23", date(2023, 1, 6), None),
        ("31/06/2023", None, "reception_date_impossible"),
        ("2023", None, "reception_date_unreadable"),
        ("05/01/2032", None, "reception_in_future"),
        ("-", None, None),
    ],
)
def test_a_day_of_reception_is_read_or_left_unknown(cell: str, day: date | None, reason: str | None) -> None:
    assert read_reception(cell, today=TODAY) == (day, reason)


@pytest.mark.parametrize(
    ("cell", "age"), [(45, 45), ("45 ans", 45), ("٤٥ سنة", 45), ("12/03/1985", None), ("450", None)]
)
def test_an_age_is_read(cell: int | str, age: int | None) -> None:
    assert read_age(cell) == age


@pytest.mark.parametrize(
    ("cell", "numbers", "reasons"),
    [
        ("+212661000001", ["+212661000001"], [None]),
        ("00212661000001", ["+212661000001"], [None]),
        ("06 61 00 00 01", ["+212661000001"], [None]),
        ("06-61-00-00-01", ["+212661000001"], [None]),
        ("+212 (0) 661-000001", ["+212661000001"], [None]),
        (661000001, ["+212661000001"], [None]),
        (661000001.0, ["+212661000001"], [None]),
        ("٠٦٦١٠٠٠٠٠١", ["+212661000001"], [None]),
        ("+39 333 1234567", ["+393331234567"], [None]),
        (393331234567, ["+393331234567"], ["phone_country_guessed"]),
        ("0661000001 / 0661000002", ["+212661000001", "+212661000002"], [None, None]),
        ("0661000001 - 0523000002", ["+212661000001", "+212523000002"], [None, None]),
        ("06610000010661000002", ["+212661000001", "+212661000002"], [None, None]),
        ("0612", [None], ["phone_too_short"]),
        ("066100000123456789", [None], ["phone_too_long"]),
        ("chez son frère", [None], ["phone_unreadable"]),
        ("néant", [], []),
        ("", [], []),
    ],
)
def test_phone_numbers_become_international(cell: object, numbers: list[str | None], reasons: list[str | None]) -> None:
    found = read_phones(cell)  # type: ignore[arg-type]
    assert ([phone.international for phone in found], [phone.reason for phone in found]) == (numbers, reasons)


@pytest.mark.parametrize(
    ("cell", "kind", "value"),
    [
        ("IC 418139", "cin", "IC418139"),
        ("ia811078", "cin", "IA811078"),
        ("I2 32540", "cin", "I232540"),
        ("i232540", "cin", "I232540"),
        ("V5 84516", "cin", "V584516"),
        ("Q6 95568", "cin", "Q695568"),
        ("CIN : ia-811078", "cin", "IA811078"),
        ("PP 123456", "cin", "PP123456"),
        ("AB1234567", "passport", "AB1234567"),
        ("Passeport n° A12345", "passport", "A12345"),
        ("carte de séjour C025384G", "residence_card", "C025384G"),
        ("12345678901234", "other", "12345678901234"),
    ],
)
def test_a_document_number_gets_one_spelling_and_a_kind(cell: str, kind: str, value: str) -> None:
    ((found,), reason) = read_identifiers(cell)
    assert (found.kind, found.value, found.written) == (kind, value, cell)
    assert reason == ("identifier_shape_unknown" if kind == "other" else None)


@pytest.mark.parametrize("cell", ["néant", "-", "—", "/", "لا يوجد", "", "?"])
def test_no_document_is_no_document(cell: str) -> None:
    assert read_identifiers(cell) == ((), None)


def test_a_document_on_its_way_is_not_a_number() -> None:
    assert read_identifiers("En cours") == ((), "identifier_pending")
