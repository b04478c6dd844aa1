"""One sentence of the trail a deed: who, what, when, and details that die with the person's key."""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from darna.base.audit.actions import record
from darna.base.audit.models import FIELD, Entry
from darna.base.audit.tests.databases import House
from darna.base.rowsecurity.context import acting


def test_an_entry_names_the_actor_and_seals_the_details_under_the_persons_key(house: House) -> None:
    person, cipher = house.open_file()
    officer = house.staff()
    with acting(officer.context):
        record("person.changed", subject=("people.person", person), person_id=person, detail={"name": "Hamid"})
        entry = Entry.objects.get(verb="person.changed", person_id=person)
    assert (entry.agency_id, entry.membership_id, entry.kind) == (house.agency_id, officer.membership_id, "staff")
    assert b"Hamid" not in bytes(entry.detail)
    assert cipher.open(entry.detail, field=FIELD) == '{"name": "Hamid"}'


def test_details_without_a_person_stay_readable(house: House) -> None:
    with acting(house.staff().context):
        record("member.invited", subject=("agencies.invitation", uuid4()), detail={"role": "caseworker"})
        assert bytes(Entry.objects.latest("id").detail) == b'\x00{"role": "caseworker"}'


def test_an_entry_finds_the_person_on_its_subject_and_costs_one_query(house: House) -> None:
    from django.apps import apps

    person, cipher = house.open_file()
    with acting(house.staff().context):
        subject = apps.get_model("people.Person").objects.get(pk=person)
        with CaptureQueriesContext(connection) as queries:
            record("person.opened", subject=subject, detail={"tab": "file"}, cipher=cipher)
        entry = Entry.objects.get(verb="person.opened", person_id=person)
    assert len(queries) == 1
    assert (entry.object_kind, entry.object_id) == ("people.person", person)


def test_nobody_in_particular_writes_nothing(house: House) -> None:
    with pytest.raises(DatabaseError, match="nobody acts"), transaction.atomic():
        record("person.opened", subject=("people.person", uuid4()))


def test_another_agency_does_not_read_the_entry(house: House) -> None:
    with acting(house.staff().context):
        record("member.invited", subject=("agencies.invitation", None))
    with acting(house.staff(agency_id=house.other_agency_id).context):
        assert not Entry.objects.exists()


@pytest.mark.parametrize("table", ["audit_change", "audit_entry", "audit_seal"])
@pytest.mark.parametrize(
    "deed",
    [
        "update {} set epoch = 2",
        "delete from {}",
        "truncate {}",
        "insert into {} default values",
        "alter table {} disable trigger all",
        "drop table {}",
    ],
)
def test_the_application_cannot_touch_the_trail(house: House, table: str, deed: str) -> None:
    with house.connect("app") as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(deed.format(table))


@pytest.mark.parametrize("table", ["audit_change", "audit_entry", "audit_seal"])
def test_not_even_the_migrator_rewrites_the_trail(house: House, table: str) -> None:
    with (
        house.connect("migrator") as migrator,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"),
    ):
        migrator.execute(f"delete from {table}")
