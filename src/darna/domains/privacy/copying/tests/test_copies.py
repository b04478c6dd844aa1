"""A person's copy holds everything that is kept about them, and nothing about anybody else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.translation import gettext
from jsonschema import Draft202012Validator

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_member
from darna.base.paper.tests.reading_pdf import pages_of, titles_of, words_of
from darna.base.rowsecurity.context import acting
from darna.domains.cases.actions import write_encounter
from darna.domains.cases.tests.makers import House, make_case, make_person
from darna.domains.people.actions import protect_person
from darna.domains.privacy import copying
from darna.domains.privacy.copying import gathering
from darna.domains.privacy.copying.columns import sources
from darna.domains.privacy.copying.copies import Copy
from darna.domains.privacy.copying.tests.makers import Kept, done, full_file
from darna.domains.privacy.copying.tests.reference import EXAMPLE, SCHEMA
from darna.domains.privacy.copying.values import Column, Missing
from darna.domains.privacy.tests.conftest import house
from darna.domains.retention.actions import postpone_notice
from darna.domains.retention.tests.makers import make_due
from darna.kernel.clock import today
from darna.kernel.errors import NotFound, Refused

__all__ = ["full_file", "house"]


def copied(kept: Kept, **told: Any) -> Copy:
    with acting(kept.officer.context):
        return copying.gather(kept.officer, kept.person_id, **told)


def cells(copy: Copy) -> Iterator[tuple[str, Column, object]]:
    for part in copy.parts:
        for table in part.tables:
            for row in table.rows:
                for column, value in row.cells:
                    yield table.code, column, value


def sealed_columns() -> set[tuple[str, str]]:
    return {(one.model._meta.db_table, column.path) for one in sources() for column in one.columns if column.place}


def test_every_sealed_text_comes_back_in_json(kept: Kept) -> None:
    copy = copied(kept)
    found = list(cells(copy))
    assert [(table, column.name) for table, column, value in found if value is Missing.KEY_IS_GONE] == []
    # Names are sealed in a protected file only, and nobody puts off a child's time: both have their own tests.
    elsewhere = {("people_person", "sealed_names"), ("retention_retentionnotice", "sealed_reason")}
    told = {(table, column.path) for table, column, _value in found} | elsewhere
    assert sealed_columns() - told == set()
    text = copying.as_json(copy).decode()
    for _table, column, value in found:
        if column.place and isinstance(value, str) and not isinstance(value, Missing):
            assert value in text
    for deep in ("kept:answer", "kept:called", "kept:debt", "kept:summary", "kept:draft", "KEPT 232540"):
        assert deep in text


def test_why_a_time_was_put_off_is_told(house: House) -> None:
    row = make_due(house.worker)
    until = today() + timedelta(days=30)
    with acting(house.officer.context):
        postpone_notice(row.pk, until, "kept:postponed", seen_version=row.version, by=house.officer)
        assert b"kept:postponed" in copying.as_json(copying.gather(house.officer, row.person_id))


def test_who_somebody_else_is_is_not_told(kept: Kept) -> None:
    text = copying.as_json(copied(kept)).decode()
    for name in ("relative", "guardian", "witness", "present", "aunt", "source"):
        assert f"HIDDEN {name}" not in text
    assert text.count('"withheld": "another_person"') >= 6
    assert "Samira Idrissi" not in text, "who of the staff did something"


def test_nothing_of_another_person_or_another_agency_is_in_it(kept: Kept) -> None:
    other = make_person(kept.house.worker)
    case = make_case(kept.house.worker, other)
    done(kept.house.worker, write_encounter, case.pk, kind="call", note="of another person")
    abroad = make_person(kept.house.there)
    theirs = make_case(kept.house.there, abroad)
    text = copying.as_json(copied(kept)).decode()
    assert "of another person" not in text
    assert case.reference not in text
    assert theirs.reference not in text
    with acting(kept.officer.context), pytest.raises(NotFound):
        copying.gather(kept.officer, abroad)


def test_a_protected_file_is_copied_by_those_named_for_it_alone(kept: Kept) -> None:
    lead, officer = kept.house.supervisor, kept.officer
    stranger = make_member(Role.DATA_OFFICER)
    done(lead, protect_person, kept.person_id, [officer.membership_id])
    text = copying.as_json(copied(kept)).decode()
    assert '"given_name": "Fatima Zahra"' in text
    with acting(stranger.context), pytest.raises(NotFound):
        copying.gather(stranger, kept.person_id)


def test_whoever_opens_no_files_copies_none(kept: Kept) -> None:
    with acting(kept.house.planner.context), pytest.raises(Refused):
        copying.gather(kept.house.planner, kept.person_id)
    with acting(kept.officer.context), pytest.raises(NotFound):
        copying.gather(kept.officer, uuid4())


def test_tables_that_no_export_may_carry_never_appear(kept: Kept) -> None:
    from darna.base.rowsecurity.lifecycle import declared

    kept_back = {model._meta.db_table for model, lifecycle in declared() if not lifecycle.export}
    told = {table.code for part in copied(kept).parts for table in part.tables}
    assert told & kept_back == set()
    assert {"people_vulnerability", "audit_entry", "keys_personkey"} <= kept_back


def test_a_section_that_is_left_out_is_named_and_not_read(kept: Kept) -> None:
    copy = copied(kept, leave_out=["notes"])
    assert [section.code for section in copy.left_out] == ["notes"]
    text = copying.as_json(copy).decode()
    assert "kept:encounter" not in text
    assert json.loads(text)["left_out"] == [{"section": "notes", "title": "What was talked of"}]


def test_a_section_that_does_not_exist_is_refused(kept: Kept) -> None:
    with acting(kept.officer.context), pytest.raises(ValueError, match="novels"):
        copying.gather(kept.officer, kept.person_id, leave_out=["novels"])


def test_a_copy_without_its_key_says_so(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "ciphers_of", lambda _persons: {})
    copy = copied(kept)
    told = json.loads(copying.as_json(copy))
    assert (copy.is_readable, told["key"]) == (False, "destroyed")
    assert "key_is_gone" in json.dumps(told)
    assert "kept:encounter" not in json.dumps(told)


def test_the_number_of_queries_does_not_grow_with_the_file(kept: Kept) -> None:
    def asked() -> int:
        with (
            acting(kept.officer.context),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            copying.gather(kept.officer, kept.person_id)
        return len(queries)

    asked()
    before = asked()
    for number in range(3):
        done(kept.house.worker, write_encounter, kept.case_id, kind="call", note=f"kept:again {number}")
    assert asked() == before
    assert before <= len(sources()) + 7


def test_telling_a_copy_asks_the_database_nothing(kept: Kept) -> None:
    copy = copied(kept)
    copying.as_json(copy)
    with CaptureQueriesContext(connection) as queries:
        copying.as_json(copy)
    assert len(queries) == 0


def test_json_is_as_the_reference_says(kept: Kept) -> None:
    validator = Draft202012Validator(SCHEMA)
    validator.validate(json.loads(copying.as_json(copied(kept, leave_out=["visits"]))))
    validator.validate(EXAMPLE)


@pytest.mark.parametrize("language", ["ar", "fr", "it", "en"])
def test_codes_days_and_places_are_told_in_the_language_of_the_reader(kept: Kept, language: str) -> None:
    with translation.override(language):
        told = json.loads(copying.as_json(copied(kept)))
    (person,) = told["sections"][0]["tables"][0]["rows"]
    sexes = {"ar": "أنثى", "fr": "Femme", "it": "Femmina", "en": "Female"}
    assert (told["language"], person["sex"]["value"]) == (language, "F")
    assert person["sex"]["words"] == sexes[language]
    assert person["nationalities"]["value"] == ["MA"]
    assert person["nationalities"]["words"] != "MA"


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_paper_is_read_back_in_the_language_of_the_person(kept: Kept, language: str) -> None:
    body = copying.as_pdf(copied(kept), language)
    words = words_of(body)
    with translation.override(language):
        for told in (gettext("Date of birth"), gettext("Household and family"), gettext("Reviews of a case")):
            bare = "".join(told.split())
            # Arabic is drawn from left to right as it is seen: its letters come back in the other order.
            assert (bare[::-1] if language == "ar" else bare) in words
    assert "kept:encounter" in words
    assert "+212661234567" in words, "a phone number keeps its direction"
    assert "HIDDEN" not in words


def test_the_paper_counts_its_pages_and_its_titles_name_nobody(kept: Kept) -> None:
    copy = copied(kept)
    body = copying.as_pdf(copy, "en")
    last = pages_of(body)
    assert all(f"{number}/{last}" in words_of(body) for number in (1, 2, last))
    titles = titles_of(body)
    assert "Copy of what is kept about you" in titles
    for name in ("Fatima", "Idrissi", copy.reference):
        assert not any(name in title for title in titles)
