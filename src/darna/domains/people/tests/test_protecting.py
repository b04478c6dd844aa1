"""A protected file is there for its named workers and for nobody else, whatever they ask with."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction

from darna.base.agencies.roles import Role
from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.people.actions import (
    change_person,
    name_worker,
    protect_person,
    unname_worker,
    unprotect_person,
)
from darna.domains.people.models import Person, PersonContact
from darna.domains.people.queries import names_of, person_card, search
from darna.domains.people.tests.makers import World, make_person
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused


@pytest.fixture
def hidden(world: World) -> Person:
    """A file that the supervisor protected for the worker and herself."""
    with acting(world.worker.context):
        person = make_person(world.worker)
    with acting(world.supervisor.context):
        return protect_person(person.pk, [world.worker.membership_id], by=world.supervisor)


def test_a_named_worker_finds_and_reads_a_protected_file(world: World, hidden: Person) -> None:
    with acting(world.worker.context):
        card = person_card(world.worker, hidden.pk)
        for typed in ("Fatima Zahra Idrissi", "فاطمة الزهراء الإدريسي", "0661234567", hidden.reference):
            assert [line.name for line in search(world.worker, typed)] == ["Fatima Zahra El Idrissi"]
        assert names_of([hidden.pk]) == {hidden.pk: "Fatima Zahra El Idrissi"}
    assert card.name == "Fatima Zahra El Idrissi"
    assert set(card.named_workers) == {world.worker.membership_id, world.supervisor.membership_id}


def test_a_colleague_who_is_not_named_meets_nothing(world: World, hidden: Person) -> None:
    with acting(world.colleague.context):
        for typed in ("Fatima Zahra El Idrissi", "0661234567", "I232540", hidden.reference):
            assert search(world.colleague, typed) == []
        with pytest.raises(NotFound):
            person_card(world.colleague, hidden.pk)
        with pytest.raises(NotFound):
            change_person(hidden.pk, {"sex": "X"}, seen_version=2, by=world.colleague)
        assert names_of([hidden.pk]) == {}
        assert not Person.objects.exists()
        assert not PersonContact.objects.exists()


def test_nobody_names_themselves_for_a_protected_file_by_raw_sql(world: World, hidden: Person) -> None:
    with acting(world.colleague.context):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select sec.protect_person(%s, %s::uuid[])", [hidden.pk, [world.colleague.membership_id]])
        assert not Person.objects.exists()


def test_no_name_of_a_protected_file_is_in_clear_and_no_key_finds_it(world: World, hidden: Person) -> None:
    with acting(world.worker.context), connection.cursor() as cursor:
        person = Person.objects.get(pk=hidden.pk)
        cursor.execute("select count(*) from people_namekey")
        assert cursor.fetchone() == (0,)
    assert (person.given_name, person.family_name, person.given_name_ar, person.family_name_ar) == ("", "", "", "")
    assert b"Idrissi" not in bytes(person.sealed_names)


def test_only_a_supervisor_protects_and_only_for_workers_of_the_house(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
        with pytest.raises(Refused):
            protect_person(person.pk, [], by=world.worker)
    with acting(world.supervisor.context), pytest.raises(Invalid):
        protect_person(person.pk, [world.partner.membership_id], by=world.supervisor)
    with acting(world.partner.context), pytest.raises(NotFound):
        protect_person(person.pk, [], by=world.partner)


def test_a_name_is_changed_in_a_protected_file_and_stays_sealed(world: World, hidden: Person) -> None:
    with acting(world.worker.context):
        change_person(hidden.pk, {"family_name": "Amrani"}, seen_version=2, by=world.worker)
        assert person_card(world.worker, hidden.pk).name == "Fatima Zahra Amrani"
        assert [line.id for line in search(world.worker, "Fatima Amrani")] == [hidden.pk]
        assert Person.objects.get(pk=hidden.pk).family_name == ""


def test_workers_are_named_and_taken_off_but_never_the_last(world: World, hidden: Person) -> None:
    with acting(world.supervisor.context):
        name_worker(hidden.pk, world.colleague.membership_id, by=world.supervisor)
        with pytest.raises(AlreadyDone):
            name_worker(hidden.pk, world.colleague.membership_id, by=world.supervisor)
        for actor in (world.colleague, world.worker):
            unname_worker(hidden.pk, actor.membership_id, by=world.supervisor)
        with pytest.raises(Invalid):
            unname_worker(hidden.pk, world.supervisor.membership_id, by=world.supervisor)
        verbs = list(Entry.objects.filter(person_id=hidden.pk).order_by("id").values_list("verb", flat=True))
    assert verbs[2:] == ["worker.named", "worker.unnamed", "worker.unnamed"]
    with acting(world.worker.context):
        assert search(world.worker, "Fatima Idrissi") == []


def test_a_file_is_an_ordinary_one_again(world: World, hidden: Person) -> None:
    with acting(world.supervisor.context):
        unprotect_person(hidden.pk, by=world.supervisor)
    with acting(world.colleague.context):
        assert [line.id for line in search(world.colleague, "Fatima Zahra Idrissi")] == [hidden.pk]
        card = person_card(world.colleague, hidden.pk)
    assert (card.name, card.is_protected, card.named_workers, card.version) == ("Fatima Zahra El Idrissi", False, (), 3)


def test_a_forged_role_does_not_open_the_file(world: World, hidden: Person) -> None:
    forged = replace(world.colleague, role=Role.SUPERVISOR)
    with acting(forged.context), pytest.raises(NotFound):
        unprotect_person(hidden.pk, by=forged)
