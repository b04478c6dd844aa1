"""A register comes in: written whole, recognised the second time, and taken back where nobody wrote since."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from darna.base.rowsecurity.context import acting
from darna.domains.people.actions import add_contact, change_person, decide_pair, protect_person
from darna.domains.people.bulk import (
    known_identifiers,
    known_source_rows,
    persons_of_source,
    probable_duplicates,
    propose_pairs,
    register_many,
    withdraw_persons,
)
from darna.domains.people.models import Consent, DuplicateProposal, Person, PersonContact
from darna.domains.people.queries import open_pairs, person_card, search
from darna.domains.people.registers import BulkPerson
from darna.domains.people.tests.makers import World, make_draft, make_person, make_terms
from darna.domains.people.tokens import identifier_token
from darna.domains.people.values import ContactDraft, IdentifierDraft
from darna.kernel.dates import PartialDate
from darna.kernel.errors import Invalid, Refused

LETTERS = "bdfghjklmnqrstwz"


def someone(number: int, **values: Any) -> BulkPerson:
    """A person of a register, unlike the one with the next number."""
    family = "".join(LETTERS[int(sign, 16)] + "a" for sign in f"{number:03x}")
    told = {
        "given_name": "Youssef",
        "family_name": f"Ait {family}",
        "birth": PartialDate.parse(str(1930 + 3 * (number % 30))),
        "contacts": (ContactDraft("phone_call", f"06610{number:05d}"),),
        "identifiers": (IdentifierDraft("cin", f"ZZ{number:06d}"),),
    }
    return BulkPerson(make_draft(**{**told, **values}), make_terms(method="recorded_before"), b"row %d" % number)


def test_a_register_is_written_whole_and_found_by_name(world: World) -> None:
    source = uuid4()
    people = [someone(number) for number in range(30)]
    with acting(world.supervisor.context):
        # The code lists are read once a minute by whoever asks first.
        register_many([someone(99)], by=world.supervisor, source=uuid4())
        with CaptureQueriesContext(connection) as queries:
            register_many(people, by=world.supervisor, source=source)
        assert Person.objects.filter(source=source).count() == Consent.objects.count() - 1 == 30
        assert len(queries) <= 13
        card = person_card(world.supervisor, people[7].id)
        assert search(world.supervisor, card.name)[0].id == people[7].id
    assert card.contacts[0].value == "+212661000007"


def test_only_who_may_bring_in_a_register_does_and_a_wrong_row_writes_nothing(world: World) -> None:
    with acting(world.supervisor.context):
        with pytest.raises(Refused):
            register_many([someone(1)], by=world.worker, source=uuid4())
        with pytest.raises(Invalid):
            register_many([someone(1), someone(2, sex="?")], by=world.supervisor, source=uuid4())
        assert not Person.objects.exists()


def test_rows_and_documents_are_known_the_second_time(world: World) -> None:
    with acting(world.supervisor.context):
        people = [someone(1), someone(2)]
        register_many(people, by=world.supervisor, source=uuid4())
        protect_person(people[1].id, [], by=world.supervisor)
        token = identifier_token(world.supervisor.agency_id, "zz 000001")
        known = known_identifiers(world.supervisor.agency_id, [token, b"nobody"])
    with acting(world.colleague.context):
        assert known_source_rows([b"row 1", b"row 2", b"row 3"]) == {b"row 1", b"row 2"}
    assert known[token][0].person_id == people[0].id
    assert str(known[token][0].birth) == "1933"
    with acting(world.partner.context):
        assert known_source_rows([b"row 1"]) == set()
        assert known_identifiers(world.partner.agency_id, [token]) == {}


def test_probable_duplicates_are_told_once_in_a_fixed_number_of_queries(world: World) -> None:
    with acting(world.supervisor.context):
        there = make_person(world.supervisor, given_name="Hamid", family_name="Ouazzani", contacts=(), identifiers=())
        again = someone(1, given_name="Hamid", family_name="Wazzani", birth=PartialDate.parse("1995"))
        twin = someone(2, given_name="حميد", family_name="الوزاني", birth=None)
        people = [again, twin, *(someone(number) for number in range(10, 40))]
        register_many(people, by=world.supervisor, source=uuid4())
        with CaptureQueriesContext(connection) as queries:
            pairs = probable_duplicates(people, by=world.supervisor)
    assert {frozenset((pair.person_id, pair.other_id)) for pair in pairs} == {
        frozenset((again.id, there.pk)),
        frozenset((twin.id, there.pk)),
        frozenset((again.id, twin.id)),
    }
    assert len(pairs) == 3
    assert len(queries) == 4


def test_a_pair_is_proposed_once_and_decided_by_somebody(world: World) -> None:
    with acting(world.supervisor.context):
        people = [someone(1), someone(2, identifiers=(IdentifierDraft("cin", "zz-000001"),))]
        register_many(people, by=world.supervisor, source=uuid4())
        pairs = probable_duplicates(people, by=world.supervisor)
        propose_pairs(pairs, by=world.supervisor)
        propose_pairs(pairs, by=world.supervisor)
        ((line, pair),) = open_pairs(world.supervisor)
        assert {line.id, pair.other.id} == {one.id for one in people}
        assert "identifier" in pair.reasons
        assert person_card(world.supervisor, people[0].id).pairs[0].id == pair.id
        decide_pair(pair.id, False, by=world.supervisor)
        assert open_pairs(world.supervisor) == []
    assert pairs[0].score == 1.0


def test_an_import_is_taken_back_except_where_somebody_wrote(world: World) -> None:
    source = uuid4()
    people = [someone(number) for number in range(4)]
    with acting(world.supervisor.context):
        register_many(people, by=world.supervisor, source=source)
        change_person(people[0].id, {"sex": "M"}, seen_version=1, by=world.supervisor)
        protect_person(people[1].id, [], by=world.supervisor)
        gone = withdraw_persons(source, [one.id for one in people], by=world.supervisor)
        assert gone == 2
        assert set(Person.objects.values_list("pk", flat=True)) == {people[0].id, people[1].id}
        assert PersonContact.objects.count() == 2
        assert search(world.supervisor, "0661000003") == []


def test_a_file_that_was_not_brought_in_cannot_be_made_to_look_as_if_it_was(world: World) -> None:
    source = uuid4()
    with acting(world.supervisor.context):
        person = make_person(world.supervisor)
        Person.objects.filter(pk=person.pk).update(source=source)
        assert withdraw_persons(source, [person.pk], by=world.supervisor) == 0
        assert Person.objects.filter(pk=person.pk).exists()


def test_another_agency_takes_nothing_back(world: World) -> None:
    source, person = uuid4(), someone(1)
    with acting(world.supervisor.context):
        register_many([person], by=world.supervisor, source=source)
    with acting(world.partner.context):
        assert persons_of_source(source) == []
        assert withdraw_persons(source, [person.id], by=world.partner) == 0
    with acting(world.supervisor.context):
        assert Person.objects.filter(pk=person.id).exists()


def test_an_open_pair_of_a_withdrawn_person_goes_too(world: World) -> None:
    source = uuid4()
    with acting(world.supervisor.context):
        there = make_person(world.supervisor)
        person = someone(1)
        register_many([person], by=world.supervisor, source=source)
        pair = DuplicateProposal(agency_id=there.agency_id, person_id=there.pk, other_id=person.id, score=0.9)
        pair.save(force_insert=True)
        withdraw_persons(source, [person.id], by=world.supervisor)
        assert not DuplicateProposal.objects.exists()
        add_contact(there.pk, ContactDraft("email", "f.idrissi@example.org"), by=world.supervisor)
        assert search(world.supervisor, "f.idrissi@example.org")[0].id == there.pk
