"""Erasing leaves nothing by which the person could be read or found, in any table."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection

from darna.base.agencies.roles import Role
from darna.base.audit.models import Entry
from darna.base.audit.tests.databases import House, house
from darna.base.keys.models import Erasure
from darna.base.keys.queries import ciphers_of
from darna.base.rowsecurity.context import acting
from darna.domains.people import actions
from darna.domains.people.queries import person_card, search
from darna.domains.people.tests.makers import World, make_person, make_terms
from darna.domains.people.values import ContactDraft, JourneyDraft, RelationshipDraft
from darna.kernel.errors import NotFound, Refused

__all__ = ["house"]

CLEAR = ("Zoubaida", "Tazerwalt", "زبيدة", "تازروالت", "661987654", "ZT456789", "Rue des Oliviers")


def fill(house: House) -> UUID:
    """A file with everything in it, committed."""
    supervisor = house.staff(Role.SUPERVISOR)
    with acting(supervisor.context):
        person = make_person(
            supervisor,
            make_terms(given_by="witnessed", witness="Tazerwalt Zoubaida"),
            given_name="Zoubaida",
            family_name="Tazerwalt",
            given_name_ar="زبيدة",
            family_name_ar="تازروالت",
            address="12, Rue des Oliviers",
            contacts=(ContactDraft("whatsapp", "0661987654", advice="ask for Zoubaida"),),
        )
        actions.relate(person.pk, RelationshipDraft("sibling", other_name="Ali Tazerwalt"), by=supervisor)
        actions.add_journey(person.pk, JourneyDraft("departure", "MA", "", "IT"), by=supervisor)
        actions.note_vulnerability(person.pk, "no_income", by=supervisor)
        actions.change_person(person.pk, {"given_name": "Zoubaida Naïma"}, seen_version=1, by=supervisor)
        actions.add_to_household(person.pk, None, "self", by=supervisor)
        actions.note_search(supervisor, "Zoubaida Tazerwalt", search(supervisor, "Zoubaida Tazerwalt"))
    return UUID(str(person.pk))


def everything_clear(house: House) -> str:
    """Every row of every table as text, bytes included, as the role that sees all."""
    found = []
    with house.connect("backup") as reader:
        tables = reader.execute(
            "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables "
            "where schemaname = 'public' and tablename not like 'places%' and tablename not like 'codelists%'"
        ).fetchall()
        for (table,) in tables:
            for (row,) in reader.execute(f"select to_jsonb(t)::text from {table} t").fetchall():
                found.append(row)
    return "\n".join(found)


def test_an_erased_person_is_nowhere_in_clear(house: House) -> None:
    person_id = fill(house)
    before = everything_clear(house)
    assert "Zoubaida" in before
    assert "تازروالت" in before
    officer = house.staff(Role.DATA_OFFICER)
    with acting(officer.context):
        actions.erase_person(person_id, "on_request", by=officer)
    after = everything_clear(house)
    for word in CLEAR:
        assert word not in after
        assert word.encode().hex() not in after
    assert str(person_id) in after


def test_what_remains_has_no_key_and_no_way_to_be_found(house: House) -> None:
    person_id = fill(house)
    officer = house.staff(Role.DATA_OFFICER)
    with acting(officer.context):
        reference = person_card(officer, person_id).reference
        actions.erase_person(person_id, "on_request", by=officer)
    with acting(officer.context), connection.cursor() as cursor:
        assert ciphers_of([person_id]) == {}
        for typed in ("Zoubaida Tazerwalt", "0661987654", reference):
            assert person_id not in {line.id for line in search(officer, typed)}
        cursor.execute("select count(*) from people_namekey where person_id = %s", [person_id])
        assert cursor.fetchone() == (0,)
        card = person_card(officer, person_id)
        assert (card.name, card.contacts, card.erased_at is not None) == (reference, (), True)
        assert Erasure.objects.get(pk=person_id).rule == "on_request"
        entry = Entry.objects.filter(person_id=person_id).latest("id")
        assert (entry.verb, bytes(entry.detail)) == ("person.erased", b'\x00{"rule": "on_request"}')
        with pytest.raises(NotFound):
            actions.erase_person(person_id, "on_request", by=officer)


def test_a_protected_file_is_erased_by_a_named_officer(world: World) -> None:
    with acting(world.supervisor.context):
        person = make_person(world.supervisor)
        actions.protect_person(person.pk, [], by=world.supervisor)
    with acting(world.officer.context), pytest.raises(NotFound):
        actions.erase_person(person.pk, "on_request", by=world.officer)
    with acting(world.supervisor.context):
        with pytest.raises(Refused):
            actions.erase_person(person.pk, "on_request", by=world.supervisor)
        actions.name_worker(person.pk, world.officer.membership_id, by=world.supervisor)
    with acting(world.officer.context):
        actions.erase_person(person.pk, "on_request", by=world.officer)
        assert search(world.officer, "Fatima Zahra El Idrissi") == []
