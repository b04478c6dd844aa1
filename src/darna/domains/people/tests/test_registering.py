"""Somebody comes for the first time: what is written, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.people.actions import register_person
from darna.domains.people.models import Consent, Person, PersonContact, PersonIdentifier
from darna.domains.people.queries import person_card
from darna.domains.people.tests.makers import World, make_draft, make_person, make_terms
from darna.kernel.dates import PartialDate
from darna.kernel.errors import Invalid, NotFound, Refused


def test_a_person_is_registered_with_consent_contact_and_card(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
        card = person_card(world.worker, person.pk)
    assert card.name == "Fatima Zahra El Idrissi"
    assert card.reference.startswith("BM-")
    assert len(card.reference) == 10
    assert card.contacts[0].value == "+212661234567"
    assert card.identifiers[0].number == "I 232540"
    assert card.consents[0].is_open
    assert card.consents[0].purposes == ("accompaniment",)


def test_registering_leaves_exactly_one_sentence(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
        verbs = list(Entry.objects.filter(person_id=person.pk).values_list("verb", flat=True))
    assert verbs == ["person.registered"]


def test_phone_and_document_are_not_stored_in_clear(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
        contact = PersonContact.objects.get(person=person)
        document = PersonIdentifier.objects.get(person=person)
    assert b"661234567" not in bytes(contact.sealed_value)
    assert b"232540" not in bytes(document.sealed_number)


def test_whoever_refuses_is_registered_all_the_same(world: World) -> None:
    terms = make_terms(state="refused", purposes=("accompaniment", "photo"))
    with acting(world.worker.context):
        person = make_person(world.worker, terms)
        answer = Consent.objects.get(person=person)
    assert (answer.state, answer.purposes, answer.recipients) == ("refused", ["accompaniment"], [])


def test_another_agency_sees_nothing_of_the_person(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
    with acting(world.partner.context):
        assert not Person.objects.filter(pk=person.pk).exists()
        assert not PersonContact.objects.exists()
        assert not Consent.objects.exists()
        with pytest.raises(NotFound):
            person_card(world.partner, person.pk)


def test_whoever_does_not_meet_persons_neither_registers_nor_reads(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
    with acting(world.planner.context):
        assert not Person.objects.exists()
        with pytest.raises(Refused):
            make_person(world.planner)
        with pytest.raises(Refused):
            person_card(world.planner, person.pk)


def test_a_minor_comes_with_a_guardian_and_is_asked_too(world: World) -> None:
    child = {"birth": PartialDate(date(2012, 5, 1))}
    with acting(world.worker.context):
        for terms, field in (
            (make_terms(), "guardian"),
            (make_terms(given_by="guardian"), "guardian"),
            (make_terms(given_by="guardian", guardian="Hamid Ouazzani"), "has_assented"),
            (make_terms(given_by="guardian", guardian="Hamid Ouazzani", has_assented=False), "has_assented"),
        ):
            with pytest.raises(Invalid) as refusal:
                make_person(world.worker, terms, **child)
            assert refusal.value.field == field
        agreed = make_terms(given_by="guardian", guardian="Hamid Ouazzani", has_assented=True)
        person = make_person(world.worker, agreed, **child)
        card = person_card(world.worker, person.pk)
    assert card.is_minor
    assert card.consents[0].guardian == "Hamid Ouazzani"


def test_a_minor_nobody_answers_for_is_registered_in_their_best_interest(world: World) -> None:
    terms = make_terms(best_interest="Alone since Tuesday, no relative known", has_assented=True)
    with acting(world.worker.context):
        person = make_person(world.worker, terms, birth=PartialDate.parse("2010"))
        assert person_card(world.worker, person.pk).consents[0].best_interest.startswith("Alone")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"given_name": "", "family_name": ""}, "family_name"),
        ({"birth": PartialDate.parse("2090-01-01")}, "birth"),
        ({"birth": PartialDate.parse("1850")}, "birth"),
        ({"sex": "unknown"}, "sex"),
        ({"nationalities": ("Maroc",)}, "country"),
    ],
)
def test_what_cannot_be_true_is_refused_before_anything_is_written(
    world: World, values: dict[str, object], field: str
) -> None:
    with acting(world.worker.context):
        with pytest.raises(Invalid) as refusal:
            register_person(make_draft(**values), make_terms(), by=world.worker)
        assert not Person.objects.exists()
    assert refusal.value.field == field


def test_a_file_costs_a_fixed_number_of_queries(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
        person_card(world.worker, person.pk)
        with CaptureQueriesContext(connection) as queries:
            person_card(world.worker, person.pk)
    assert len(queries) <= 14
