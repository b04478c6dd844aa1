"""Exports of forms filled in on telephones: groups, marks, several choices, repeated parts. Everybody here is invented."""

from __future__ import annotations

import csv
import io
import tracemalloc
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from darna.base.imports.reading import RegisterReader, read_register
from darna.base.imports.reading.columns import look_at
from darna.base.imports.tests.sheets import TODAY, xlsx

KOBO = (
    "start", "end", "today", "deviceid", "phonenumber", "identite/nom", "identite/prenom", "identite/sexe",
    "identite/date_naissance", "contact/telephone", "besoins/besoin", "besoins/besoin/papiers", "besoins/besoin/emploi",
    "gps", "_gps_latitude", "_gps_longitude", "photo", "photo_URL", "remarques", "__version__", "meta/instanceID",
    "_id", "_uuid", "_submission_time", "_validation_status", "_index",
)  # fmt: skip
NADIA = (
    "2026-03-01T09:10:11.000+01:00", "2026-03-01T09:20:00.000+01:00", date(2026, 3, 1), "collect:a1", "+212611111111",
    "Alami", "Nadia", "femme", "1988-04-02", "0612345678", "papiers emploi", 1, 1, "33.2 -7.5 0 0", 33.2, -7.5,
    "p.jpg", "https://example.org/p.jpg", "revient lundi", "v7", "uuid:1111-aa", 41, "1111-aa", "2026-03-01T09:21:00", "", 1,
)  # fmt: skip
ODK = (
    "SubmissionDate", "start", "identite-nom", "identite-prenom", "identite-sexe", "contact-telephone",
    "meta-instanceID", "KEY", "SubmitterName", "Status", "ReviewState", "FormVersion",
)  # fmt: skip
KARIM = (
    "2026-03-02T10:00:00.000Z", "2026-03-02T09:50:00.000+01:00", "Idrissi", "Karim", "homme", "0623456789",
    "uuid:2222-ccc", "uuid:2222-bb", "Enqueteur", "", "approved", "3",
)  # fmt: skip


def text(*rows: Sequence[Any], delimiter: str = ",", encoding: str = "utf-8-sig") -> bytes:
    into = io.StringIO(newline="")
    csv.writer(into, delimiter=delimiter).writerows(rows)
    return into.getvalue().encode(encoding)


def changed(row: Sequence[Any], headings: Sequence[str], **values: Any) -> list[Any]:
    return [
        values.get(heading.replace("/", "_").lstrip("_"), cell) for heading, cell in zip(headings, row, strict=True)
    ]


@pytest.mark.parametrize("data", [xlsx([KOBO, NADIA]), text(KOBO, NADIA), text(KOBO, NADIA, delimiter=";")])
def test_a_kobo_export_is_read_by_its_questions(data: bytes) -> None:
    (person,) = read_register(data, today=TODAY).rows
    assert (person.family_name, person.given_name, person.sex) == ("Alami", "Nadia", "female")
    assert (person.received_on, str(person.birth)) == (date(2026, 3, 1), "1988-04-02")
    # The telephone of the interviewer is nobody's; what the machine wrote is not kept in the note.
    assert [phone.written for phone in person.phones] == ["0612345678"]
    assert set(person.extras) == {"gps", "photo"}


def test_an_odk_export_is_read_by_its_questions() -> None:
    (person,) = read_register(text(ODK, KARIM), today=TODAY).rows
    assert (person.family_name, person.given_name, person.sex) == ("Idrissi", "Karim", "male")
    assert person.received_on == date(2026, 3, 2)
    assert not person.extras


def test_columns_of_the_machine_are_not_asked_about() -> None:
    seen = look_at(xlsx([KOBO, NADIA]))
    headings = [column.heading for column in seen.columns]
    assert (seen.is_form, seen.is_guess, seen.rows) == (True, False, 1)
    assert not {"_uuid", "deviceid", "besoins/besoin/papiers", "photo_URL", "_gps_latitude"} & set(headings)
    assert {column.heading: column.field for column in seen.columns}["today"] == "received_on"


def test_a_form_without_known_questions_is_shown_to_be_said() -> None:
    seen = look_at(text(("q1", "q2", "_id", "_uuid"), ("Alami", "Nadia", 1, "1111")))
    assert (seen.is_form, seen.is_guess) == (True, True)
    assert [column.heading for column in seen.columns] == ["q1", "q2"]
    (person,) = read_register(
        text(("q1", "q2", "_id", "_uuid"), ("Alami", "Nadia", 1, "1111")),
        today=TODAY,
        mapping={"q1": "family_name", "q2": "given_name"},
    ).rows
    assert (person.family_name, person.given_name) == ("Alami", "Nadia")


def test_a_submission_is_known_by_its_mark_whatever_was_corrected_or_exported_as() -> None:
    corrected = changed(NADIA, KOBO, identite_prenom="Nadia Salma", index=9)
    marks = {
        read_register(data, today=TODAY, fingerprint_key=b"k").rows[0].fingerprint
        for data in (xlsx([KOBO, NADIA]), text(KOBO, NADIA), text(KOBO, corrected))
    }
    assert len(marks) == 1
    other = text(KOBO, changed(NADIA, KOBO, uuid="3333-dd"))
    assert read_register(other, today=TODAY, fingerprint_key=b"k").rows[0].fingerprint not in marks


def test_a_corrected_odk_submission_keeps_its_key() -> None:
    first, corrected = KARIM, changed(KARIM, ODK, **{"meta-instanceID": "uuid:9999-zz"})
    rows = [read_register(text(ODK, row), today=TODAY).rows[0].fingerprint for row in (first, corrected)]
    assert rows[0] == rows[1]


def test_one_known_choice_among_several_is_taken_and_all_are_kept() -> None:
    (person,) = read_register(
        text(KOBO, NADIA), today=TODAY, recognise=lambda field, word: "work" if word == "emploi" else None
    ).rows
    assert (person.codes["need"], person.texts["need"]) == ("work", "papiers emploi")
    assert "code_unreadable" not in {doubt.reason for doubt in person.warnings}


def test_the_repeated_part_of_a_form_is_not_the_register() -> None:
    household = ("nom", "prenom", "sexe", "age", "telephone", "_index", "_parent_index", "_submission__uuid")
    register = read_register(
        xlsx(
            [KOBO, NADIA], name="form", more={"membres": [household, ("Alami", "Yassine", "M", 4, "", 1, 1, "1111-aa")]}
        ),
        today=TODAY,
    )
    assert (register.sheet, len(register.rows)) == ("form", 1)
    assert [sheet.name for sheet in register.other_sheets] == ["membres"]


def test_rows_of_a_repeated_part_are_told_apart_though_they_share_their_submission() -> None:
    headings = ("nom", "prenom", "sexe", "_index", "_parent_index", "_submission__uuid")
    rows = read_register(
        text(headings, ("Alami", "Yassine", "M", 1, 1, "1111"), ("Alami", "Rim", "F", 2, 1, "1111")), today=TODAY
    ).rows
    assert len({row.fingerprint for row in rows}) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text_is_read_in_the_encodings_of_the_field(encoding: str, delimiter: str) -> None:
    data = text(("Nom", "Prénom", "Observations"), ("العلوي", "نادية", "a"), delimiter=delimiter, encoding=encoding)
    (person,) = read_register(data, today=TODAY).rows
    assert (person.family_name, person.given_name) == ("العلوي", "نادية")


def test_french_text_of_an_old_machine_is_read() -> None:
    (person,) = read_register(text(("Nom", "Prénom"), ("Béchir", "Zoé"), encoding="cp1252"), today=TODAY).rows
    assert (person.family_name, person.given_name) == ("Béchir", "Zoé")


def test_a_long_text_is_not_held_while_it_is_read() -> None:
    line = ("2026-03-01", "Alami", "Nadia", "femme", "x" * 200)
    data = text(("date", "nom", "prenom", "sexe", "remarques"), *([line] * 20_000))
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    reader = RegisterReader(data, today=TODAY)
    assert sum(1 for _ in reader) == 20_000
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    # The bytes themselves are held twice at most; rows would take several times as much.
    assert peak < len(data) + 3_000_000
