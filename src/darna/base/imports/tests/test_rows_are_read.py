"""Every row is read, refused with a reason, or left aside with a reason: none vanishes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from darna.base.imports.reading import REASONS, Consent, RegisterReader, explain, read_register

from .sheets import FRENCH, TODAY, register, xlsx

NADIA = (1, date(2023, 1, 5), "Alami", "Nadia", "F", date(1985, 3, 12), "IA123456", "0661000001", "")


def changed(**cells: Any) -> tuple[Any, ...]:
    """Nadia's row with some cells changed, by position n, received, family, given, sex, birth, cin, phone, notes."""
    names = ("n", "received", "family", "given", "sex", "birth", "cin", "phone", "notes")
    return tuple(cells.get(name, cell) for name, cell in zip(names, NADIA, strict=True))


def test_a_good_row_arrives_whole_and_without_doubt() -> None:
    (nadia,) = register(NADIA).rows
    assert (nadia.row, nadia.number, nadia.family_name, nadia.given_name) == (2, "1", "Alami", "Nadia")
    assert (str(nadia.received_on), str(nadia.birth), nadia.sex) == ("2023-01-05", "1985-03-12", "female")
    assert (nadia.identifiers[0].value, nadia.phones[0].international) == ("IA123456", "+212661000001")
    assert (nadia.warnings, nadia.refusal) == ((), None)


@pytest.mark.parametrize(
    ("cells", "column", "value", "reason"),
    [
        ({"family": "", "given": ""}, "Nom", "", "no_name"),
        ({"family": "-", "given": "?"}, "Nom", "", "no_name"),
        ({"birth": "31/02/1985"}, "Date de naissance", "31/02/1985", "birth_date_impossible"),
        ({"birth": date(2031, 5, 1)}, "Date de naissance", "2031-05-01", "birth_in_future"),
        ({"birth": "1/1/1870"}, "Date de naissance", "1/1/1870", "birth_too_long_ago"),
    ],
)
def test_a_row_that_cannot_be_true_is_refused_once(cells: Any, column: str, value: str, reason: str) -> None:
    (row,) = register(changed(sex="?", **cells)).refused
    assert row.refusal is not None
    assert (row.refusal.column, row.refusal.value, row.refusal.reason) == (column, value, reason)
    assert row.warnings == ()


@pytest.mark.parametrize(
    ("cells", "value", "reason"),
    [
        ({"sex": "?"}, "?", "sex_unknown"),
        ({"phone": "0612"}, "0612", "phone_too_short"),
        ({"birth": 1985}, "1985", "year_only"),
        ({"received": "bientôt"}, "bientôt", "reception_date_unreadable"),
    ],
)
def test_a_row_with_a_doubt_arrives_with_a_warning(cells: Any, value: str, reason: str) -> None:
    (row,) = register(changed(**cells)).accepted
    assert [(warning.value, warning.reason) for warning in row.warnings] == [(value, reason)]


def test_titles_totals_repeated_headings_and_blanks_are_reported() -> None:
    read = register(
        NADIA,
        (),
        (None, "Février 2023"),
        FRENCH,
        (2,),
        ("Semaine 6",),
        ("", "", "شتنبر 2023"),
        ("TOTAL", "", "1 personnes"),
    )
    assert [row.row for row in read.rows] == [2]
    assert read.blank_rows == (3,)
    assert [(skipped.row, skipped.reason) for skipped in read.skipped_rows] == [
        (1, "headings"), (4, "section_title"), (5, "headings_repeated"), (6, "number_only"), (7, "section_title"),
        (8, "section_title"), (9, "total_line"),
    ]  # fmt: skip


def test_a_person_called_total_and_a_person_with_only_a_name_are_people() -> None:
    alone, counted = ("", "", "Alami"), ("", "", "Idrissi", "", "", "", "", "", "3 personnes")
    read = register(changed(family="Total"), alone, counted)
    assert [row.family_name for row in read.accepted] == ["Total", "Alami", "Idrissi"]


@pytest.mark.parametrize(
    "cells", [("Total mars", 35), ("المجموع", "400"), ("Totale: 12",), ("", "", "400 personnes"), ("", "", "TOTAL", 12)]
)
def test_totals_are_no_people(cells: tuple[Any, ...]) -> None:
    assert [skipped.reason for skipped in register(NADIA, cells).skipped_rows] == ["headings", "total_line"]


@pytest.mark.parametrize(
    "text", ["<b>urgent</b>", "=1+1", '=HYPERLINK("http://x.test")', "@SUM(A1)", "+cmd|' /C calc'!A0"]
)
def test_formulas_and_markup_stay_the_text_they_are(text: str) -> None:
    (row,) = register(changed(notes=text, family=text)).rows
    assert (row.texts["notes"], row.family_name) == (text, text)


def test_an_empty_answer_is_never_a_yes() -> None:
    headings = (*FRENCH, "Accord pour partager (oui/non)")
    answers = ["Oui", "OUI verbal", "non", "", "peut-être", "نعم"]
    read = register(*[(*NADIA, answer) for answer in answers], headings=headings)
    assert [row.consent for row in read.rows] == [
        Consent.YES, Consent.SPOKEN, Consent.NO, Consent.UNKNOWN, Consent.UNKNOWN, Consent.YES,
    ]  # fmt: skip
    assert [row.consent.given for row in read.rows] == [True, True, False, False, False, True]
    assert [warning.reason for warning in read.rows[4].warnings] == ["consent_unreadable"]


def test_words_become_codes_and_unreadable_ones_are_kept() -> None:
    headings = ("Nom", "Prénom", "Sexe", "Profil", "Suite donnée")
    asked: list[tuple[str, str]] = []

    def recognise(field: str, text: str) -> str | None:
        asked.append((field, text))
        return {"MRE": "returnee", "en cours": "ongoing"}.get(text)

    rows = [("Alami", "Nadia", "F", "MRE", "en cours"), ("Idrissi", "Omar", "M", "MRE", "???")]
    read = register(*rows, ("Idrissi", "Omar", "M", "lunaire", ""), headings=headings, recognise=recognise)
    assert [row.codes for row in read.rows] == [
        {"profile": "returnee", "outcome": "ongoing"},
        {"profile": "returnee"},
        {},
    ]
    assert [(warning.value, warning.reason) for warning in read.rows[2].warnings] == [("lunaire", "code_unreadable")]
    assert read.rows[2].texts == {"profile": "lunaire"}
    assert asked.count(("profile", "MRE")) == 1


def test_an_age_becomes_an_estimated_birth_year() -> None:
    headings = ("Date d'accueil", "Nom", "Prénom", "Sexe", "Âge")
    (row,) = register((date(2023, 1, 5), "Alami", "Nadia", "F", "38 ans"), headings=headings).rows
    assert (str(row.birth), row.age, [warning.reason for warning in row.warnings]) == ("1985~", 38, ["estimated_birth"])


def test_a_cell_outside_the_headings_is_kept_and_pointed_out() -> None:
    (row,) = register((*NADIA, "décalé")).rows
    assert row.extras == {"J": "décalé"}
    assert [(warning.column, warning.reason) for warning in row.warnings] == [("J", "cell_without_heading")]


def test_a_row_is_known_again_when_it_moved_and_was_stored_otherwise() -> None:
    (before,) = register(NADIA).rows
    again = changed(n=17, birth="12/03/1985", received="05/01/2023", phone=661000001, cin="ia 123456")
    after = register(changed(family="Idrissi"), (), again).rows[1]
    assert (after.row, after.fingerprint) == (4, before.fingerprint)
    columns = (2, 3, 4, 5, 6, 7, 8, 0, 1)
    (moved,) = register([NADIA[at] for at in columns], headings=[FRENCH[at] for at in columns]).rows
    assert moved.fingerprint == before.fingerprint


@pytest.mark.parametrize("cells", [{"given": "Naima"}, {"birth": date(1985, 3, 13)}, {"notes": "revient lundi"}])
def test_another_content_is_another_row(cells: Any) -> None:
    read = register(NADIA, changed(**cells))
    assert read.rows[0].fingerprint != read.rows[1].fingerprint


def test_a_fingerprint_with_a_key_tells_nothing_without_it() -> None:
    plain, keyed = register(NADIA).rows[0], register(NADIA, fingerprint_key=b"agency").rows[0]
    assert plain.fingerprint != keyed.fingerprint


def test_rows_are_given_one_at_a_time_and_again_from_the_start() -> None:
    reader = RegisterReader(xlsx([FRENCH, NADIA, (), NADIA]), today=TODAY)
    assert next(iter(reader)).row == 2
    assert [row.row for row in reader] == [2, 4]
    assert reader.blank_rows == [3]


def test_every_row_of_a_sheet_is_somewhere() -> None:
    rows = [["Titre"], FRENCH, NADIA, (), changed(birth="31/02/1985"), ("", "Mars 2023"), ("TOTAL", 2)]
    read = read_register(xlsx(rows), today=TODAY)
    placed = [*(row.row for row in read.rows), *read.blank_rows, *(skipped.row for skipped in read.skipped_rows)]
    assert sorted(placed) == [1, 2, 3, 4, 5, 6, 7]


def test_every_reason_is_explained() -> None:
    assert all(explain(code).endswith(".") for code in REASONS)
