"""Many new rows are noted by statement, each exactly as it would be noted alone."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import psycopg
import pytest

from darna.base.audit.tests.databases import House
from darna.base.rowsecurity.context import fresh_token

#: A table with a column of every kind, watched row by row and by statement.
_PROBES = """
create table public.probe_{0} (id uuid primary key, agency_id uuid, person_id uuid, sealed_note bytea, words text,
  nothing text, empty text, list text[], empty_list text[], number int, zero int, yes boolean, no boolean, day date,
  "odd ""name" text);
create trigger noted after insert on public.probe_{0} {1} execute function sec.{2}('person_id');
"""
_VALUES = """insert into public.probe_{0} select id, agency_id, person_id, '\\xbeef', 'L''été "à" la\\ مدينة', null, '',
  array['a', 'b'], '{{}}', 7, 0, true, false, '2026-01-31', 'odd' from unnest(%s::uuid[], %s::uuid[], %s::uuid[])
  as t (id, agency_id, person_id)"""
_NOTED = """select row_id, epoch, txid, kind, agency_id, membership_id, subject_id, person_id, operation, fields,
  "values" from audit_change where table_name = %s order by id"""


@pytest.fixture
def probes(house: House) -> Any:
    """The two tables, in a transaction that is undone, acting as somebody of the house."""
    with house.connect("super") as connection:
        connection.execute(_PROBES.format("one", "for each row", "note_change"))
        connection.execute(
            _PROBES.format("many", "referencing new table as fresh for each statement", "note_additions")
        )
        connection.execute("select set_config('app.ctx', %s, true)", [fresh_token(house.staff().context)])
        yield connection
        connection.rollback()


def _noted(probes: psycopg.Connection[Any], table: str) -> list[Any]:
    return probes.execute(_NOTED, [f"probe_{table}"]).fetchall()


def test_many_rows_are_noted_as_each_alone(house: House, probes: psycopg.Connection[Any]) -> None:
    people = [house.open_file()[0] for _ in range(3)]
    ids, agencies = [uuid4() for _ in people], [house.agency_id, house.agency_id, None]
    for table in ("one", "many"):
        probes.execute(_VALUES.format(table), [ids, agencies, people])
    one, many = _noted(probes, "one"), _noted(probes, "many")
    assert [line[0] for line in many] == ids
    assert many == one
    assert one[0][-1]["sealed_note"] == [None, "\\xbeef"]
    assert {"nothing", "empty", "empty_list", "no"}.isdisjoint(one[0][-2])


def test_a_person_without_a_key_leaves_only_hashes_that_nobody_can_try(probes: psycopg.Connection[Any]) -> None:
    ids = [uuid4(), uuid4()]
    probes.execute(_VALUES.format("many"), [ids, [None, None], [uuid4(), uuid4()]])
    first, second = (line[-1]["words"] for line in _noted(probes, "many"))
    assert first != second


def test_what_is_of_nobody_is_hashed_with_the_salt_of_the_house(probes: psycopg.Connection[Any]) -> None:
    ids = [uuid4(), uuid4()]
    for table in ("one", "many"):
        probes.execute(_VALUES.format(table), [ids, [None, None], [None, None]])
    assert _noted(probes, "one") == _noted(probes, "many")
