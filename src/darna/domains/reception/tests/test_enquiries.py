"""A question is counted and about nobody; small numbers tell of nobody either."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darna.base.rowsecurity.context import acting
from darna.domains.reception import queries
from darna.domains.reception.counting import FLOOR, careful
from darna.domains.reception.identifying import what_it_tells
from darna.domains.reception.models import Enquiry
from darna.domains.reception.tests.makers import House, ask
from darna.kernel.errors import Invalid, Refused


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("rappeler au 06 61 22 33 44", "looks_like_a_phone"),
        ("هاتفه ٠٦٦١٢٢٣٣٤٤", "looks_like_a_phone"),
        ("+39 011 555.01.02", "looks_like_a_phone"),
        ("écrire à samira@example.org", "looks_like_an_address"),
        ("voir www.facebook.com/x", "looks_like_an_address"),
        ("CIN BH 123456", "looks_like_a_paper"),
        ("dossier BM-2026-00042", "looks_like_a_paper"),
        ("passeport 12345", "looks_like_a_paper"),
        ("Mme Tahiri", "looks_like_a_name"),
        ("M. Alaoui", "looks_like_a_name"),
        ("السيد الإدريسي", "looks_like_a_name"),
        ("il s’appelle Karim", "looks_like_a_name"),
    ],
)
def test_words_that_tell_who_somebody_is_are_refused(house: House, note: str, code: str) -> None:
    with pytest.raises(Invalid) as told:
        ask(house.reception, note=note)
    assert (told.value.field, told.value.code) == ("note", code)


@pytest.mark.parametrize(
    "note",
    [
        "a travaillé de 1998 à 2004 en Italie",
        "lui ai donné la liste des 4 pièces, guichet 12",
        "أعطيته لائحة الوثائق، يعود يوم 15",
        "Durata: 3 mesi",
        "",
    ],
)
def test_ordinary_words_are_kept(house: House, note: str) -> None:
    assert ask(house.reception, note=note).note == note


@given(st.text(max_size=60))
def test_no_text_breaks_the_look_for_names(text: str) -> None:
    assert what_it_tells(text) in {
        "",
        "looks_like_a_phone",
        "looks_like_an_address",
        "looks_like_a_paper",
        "looks_like_a_name",
    }


def test_a_question_is_tied_to_no_person_no_ticket_no_member_and_no_hour() -> None:
    columns = {field.name for field in Enquiry._meta.get_fields()}
    assert columns == {"id", "agency", "day", "reason", "language", "answer", "origin", "note"}


def test_counts_are_of_the_own_agency_and_small_ones_are_withheld(house: House) -> None:
    for _ in range(7):
        ask(house.reception, reason="health_cover", language="ary", origin="returned_mre")
    for _ in range(6):
        ask(house.reception, reason="civil_status", answer="oriented", language="ary")
    ask(house.reception, reason="housing", language="fr")
    ask(house.partner)
    with acting(house.worker.context):
        total, tables = queries.enquiry_counts(house.worker)
    by_title = {str(table.title): {count.label: count.number for count in table.counts} for table in tables}
    assert total == 14
    assert sorted(by_title["What was asked"].values(), key=str) == [7, None, None]
    assert None not in by_title["Who asked"].values()


def test_few_questions_on_a_day_are_not_even_summed_up(house: House) -> None:
    ask(house.reception)
    with acting(house.worker.context):
        total, tables = queries.enquiry_counts(house.worker, "week")
    assert total is None
    assert {count.number for table in tables for count in table.counts} == {None}


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 40), max_size=6))
def test_no_withheld_count_is_found_by_subtraction(counts: dict[str, int]) -> None:
    shown = careful(counts)
    assert all(number is None or number == 0 or number >= FLOOR for number in shown.values())
    withheld = [name for name, number in shown.items() if number is None]
    others = [name for name, number in counts.items() if number and name not in withheld]
    assert len(withheld) != 1 or not others


def test_whoever_does_not_receive_counts_nothing(house: House) -> None:
    with pytest.raises(Refused):
        ask(house.planner)
