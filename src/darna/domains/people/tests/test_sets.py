"""Rows written by one statement are those that would be written one by one."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from darna.base.database.sets import insert_rows
from darna.base.keys.actions import make_keys
from darna.base.rowsecurity.context import acting
from darna.domains.people.models import NameKey, Person, PersonContact
from darna.domains.people.tests.makers import World

#: What cells of real sheets hold, and what is a sign to PostgreSQL.
NASTY = ('"', "\\", "{a,b}", "NULL", "null", "a,b", "L'été\n\tà «Béni»", "مدينة", "  ", "{}", '\\"', "$1 %s", "")


def _columns(world: World, **values: Any) -> dict[str, Any]:
    told = {"id": uuid4(), "agency_id": world.worker.agency_id, "given_name": "Nadia", "reference": uuid4().hex[:8]}
    return told | values


@pytest.mark.parametrize("text", NASTY)
def test_every_text_arrives_as_it_was_written(world: World, text: str) -> None:
    row = _columns(world, family_name=text, nationalities=["MA", text[:2]], sealed_address=text.encode())
    with acting(world.worker.context):
        make_keys([(row["id"], row["agency_id"])])
        insert_rows(Person, [row])
        kept = Person.objects.get(pk=row["id"])
    assert (kept.family_name, kept.nationalities) == (text, ["MA", text[:2]])
    assert bytes(kept.sealed_address) == text.encode()


def test_what_a_row_leaves_out_is_as_in_a_row_of_its_own(world: World) -> None:
    days = ((date(1990, 5, 12), "day"), (None, ""))
    rows = [_columns(world, born_on=day, born_precision=how) for day, how in days]
    single = _columns(world, born_on=None)
    with acting(world.worker.context):
        make_keys((row["id"], row["agency_id"]) for row in (*rows, single))
        with CaptureQueriesContext(connection) as queries:
            insert_rows(Person, rows)
        Person.objects.create(**single)
        one, many = (Person.objects.filter(pk=row["id"]).values().get() for row in (single, rows[1]))
        assert Person.objects.get(pk=rows[0]["id"]).born_on == date(1990, 5, 12)
    different = {name for name in one if one[name] != many[name]}
    assert different == {"id", "reference", "registered_at"}
    assert len(queries) == 1


def test_lists_of_different_lengths_and_made_keys_arrive(world: World) -> None:
    rows = [_columns(world) for _ in range(2)]
    agency = world.worker.agency_id
    with acting(world.worker.context):
        make_keys((row["id"], agency) for row in rows)
        insert_rows(Person, rows)
        insert_rows(
            NameKey,
            [
                {"person_id": row["id"], "agency_id": agency, "keys": keys, "birth_year": None}
                for row, keys in zip(rows, ([1, -2, 3], []), strict=True)
            ],
        )
        told = {
            "agency_id": agency,
            "channel": "email",
            "sealed_value": b"\x00\xff",
            "value_token": b"",
            "is_safe": False,
        }
        insert_rows(PersonContact, [told | {"person_id": row["id"]} for row in rows])
        contacts = list(PersonContact.objects.all())
    assert len({contact.pk for contact in contacts}) == 2
    assert {(bytes(one.sealed_value), one.is_safe) for one in contacts} == {(b"\x00\xff", False)}


def test_a_row_of_another_agency_is_refused_with_all_others(world: World) -> None:
    rows = [_columns(world), _columns(world, agency_id=world.partner.agency_id)]
    with acting(world.worker.context):
        make_keys((row["id"], world.worker.agency_id) for row in rows)
        with pytest.raises(DatabaseError), transaction.atomic():
            insert_rows(Person, rows)
        assert not Person.objects.filter(pk__in=[row["id"] for row in rows]).exists()
    insert_rows(Person, [])


def test_a_zero_byte_is_refused_before_it_reaches_the_database(world: World) -> None:
    with pytest.raises(ValueError, match="zero byte"):
        insert_rows(Person, [_columns(world, family_name="a\x00b")])
