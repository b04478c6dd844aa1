"""Changing what is written: nothing of a colleague's is overwritten, and everything leaves one sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from darna.base.agencies.roles import Role, Verb
from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.people import actions
from darna.domains.people.models import Person, PersonContact
from darna.domains.people.queries import person_card, search
from darna.domains.people.tests.makers import World, make_person
from darna.domains.people.values import ContactDraft, IdentifierDraft, JourneyDraft, RelationshipDraft
from darna.kernel.dates import PartialDate
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused, StaleVersion


def test_a_changed_name_is_found_and_the_old_one_no_longer(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
        changes = {"family_name": "Amrani", "birth": PartialDate.parse("1996"), "languages": ("ar", "fr")}
        actions.change_person(person.pk, changes, seen_version=1, by=world.worker)
        card = person_card(world.worker, person.pk)
        assert search(world.worker, "Fatima Amrani 1996")[0].id == person.pk
        assert search(world.worker, "Zahra Idrissi") == []
    assert (card.names.family_name, str(card.birth), card.languages, card.version) == (
        "Amrani",
        "1996",
        ("ar", "fr"),
        2,
    )


def test_the_second_of_two_savers_is_shown_what_the_first_wrote(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
        actions.change_person(person.pk, {"family_name": "Amrani"}, seen_version=1, by=world.worker)
        with pytest.raises(StaleVersion) as clash:
            actions.change_person(person.pk, {"family_name": "Alami", "sex": "X"}, seen_version=1, by=world.colleague)
        assert Person.objects.get(pk=person.pk).family_name == "Amrani"
    assert (clash.value.found, clash.value.seen) == (2, 1)
    assert clash.value.values["stored"] == {"family_name": "Amrani", "sex": "F"}


def test_what_changes_nothing_or_cannot_be_true_is_not_written(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
        for changes, problem in (
            ({"sex": "F"}, AlreadyDone),
            ({"given_name": "", "family_name": ""}, Invalid),
            ({"reference": "BM-0000-00"}, Invalid),
        ):
            with pytest.raises(problem):
                actions.change_person(person.pk, changes, seen_version=1, by=world.worker)
        assert Person.objects.get(pk=person.pk).version == 1


def test_a_contact_is_removed_only_as_it_was_seen(world: World) -> None:
    with acting(world.worker.context):
        contact = PersonContact.objects.get(person=make_person(world.worker))
        with pytest.raises(StaleVersion):
            actions.remove_contact(contact.pk, seen_version=0, by=world.worker)
        actions.remove_contact(contact.pk, seen_version=1, by=world.worker)
        assert search(world.worker, "0661234567") == []
        with pytest.raises(NotFound):
            actions.remove_contact(contact.pk, seen_version=1, by=world.worker)


def test_a_household_and_its_ties_are_shown_from_both_sides(world: World) -> None:
    with acting(world.worker.context):
        mother = make_person(world.worker)
        son = make_person(world.worker, given_name="Amine", sex="M", contacts=(), identifiers=())
        home = actions.add_to_household(mother.pk, None, "self", by=world.worker)
        actions.add_to_household(son.pk, home.household_id, "child", by=world.worker)
        actions.relate(son.pk, RelationshipDraft("mother", other_id=mother.pk), by=world.worker)
        actions.relate(son.pk, RelationshipDraft("legal_guardian", other_name="Hamid Ouazzani"), by=world.worker)
        card, other = person_card(world.worker, son.pk), person_card(world.worker, mother.pk)
    assert [member.name for member in card.households[0].members] == ["Fatima Zahra El Idrissi", "Amine El Idrissi"]
    assert {tie.other_name for tie in card.relationships} == {"Fatima Zahra El Idrissi", "Hamid Ouazzani"}
    assert [(tie.kind, tie.other_name, tie.is_reverse) for tie in other.relationships] == [
        ("mother", "Amine El Idrissi", True)
    ]


def test_a_household_shows_no_name_of_a_protected_member(world: World) -> None:
    with acting(world.supervisor.context):
        mother = make_person(world.supervisor)
        son = make_person(world.supervisor, given_name="Amine", contacts=(), identifiers=())
        home = actions.add_to_household(mother.pk, None, "self", by=world.supervisor)
        actions.add_to_household(son.pk, home.household_id, "child", by=world.supervisor)
        actions.relate(son.pk, RelationshipDraft("mother", other_id=mother.pk), by=world.supervisor)
        actions.protect_person(mother.pk, [], by=world.supervisor)
    with acting(world.colleague.context):
        card = person_card(world.colleague, son.pk)
    assert [member.person_id for member in card.households[0].members] == [son.pk]
    assert [tie.other_name for tie in card.relationships] == [""]


def test_journeys_away_and_inside_the_country_are_kept_in_order(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
        back = JourneyDraft("return", "IT", "", "MA", started=PartialDate.parse("2019"), return_manner="spontaneous")
        actions.add_journey(person.pk, back, by=world.worker)
        away = JourneyDraft("departure", "MA", "", "IT", started=PartialDate.parse("2008-09"))
        actions.add_journey(person.pk, away, by=world.worker)
        wrong = JourneyDraft("return", started=PartialDate.parse("2019"), ended=PartialDate.parse("2018"))
        with pytest.raises(Invalid):
            actions.add_journey(person.pk, wrong, by=world.worker)
        journeys = person_card(world.worker, person.pk).journeys
    assert [(line.direction, str(line.started)) for line in journeys] == [("departure", "2008-09"), ("return", "2019")]


def test_a_circumstance_is_noted_once_and_ends(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
        noted = actions.note_vulnerability(person.pk, "single_parent", by=world.worker)
        with pytest.raises(AlreadyDone):
            actions.note_vulnerability(person.pk, "single_parent", by=world.worker)
        actions.end_vulnerability(noted.pk, seen_version=1, by=world.worker)
        with pytest.raises(AlreadyDone):
            actions.end_vulnerability(noted.pk, seen_version=2, by=world.worker)
        assert person_card(world.worker, person.pk).vulnerabilities[0].until is not None


Deed = Callable[[UUID, Any], object]
DEEDS: dict[str, Deed] = {
    "person.changed": lambda key, by: actions.change_person(key, {"sex": "X"}, seen_version=1, by=by),
    "contact.added": lambda key, by: actions.add_contact(key, ContactDraft("email", "a@example.org"), by=by),
    "identifier.added": lambda key, by: actions.add_identifier(key, IdentifierDraft("passport", "AB123456"), by=by),
    "household.joined": lambda key, by: actions.add_to_household(key, None, "self", by=by),
    "person.related": lambda key, by: actions.relate(key, RelationshipDraft("sibling", other_name="Ali"), by=by),
    "journey.added": lambda key, by: actions.add_journey(key, JourneyDraft("departure"), by=by),
    "vulnerability.noted": lambda key, by: actions.note_vulnerability(key, "disability", by=by),
}


@pytest.mark.parametrize("verb", DEEDS)
def test_every_deed_leaves_one_sentence_and_is_for_the_own_agency_alone(world: World, verb: str) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
        DEEDS[verb](person.pk, world.worker)
        verbs = list(Entry.objects.filter(person_id=person.pk).order_by("id").values_list("verb", flat=True))
    assert verbs == ["person.registered", verb]
    with acting(world.partner.context), pytest.raises(NotFound):
        DEEDS[verb](person.pk, world.partner)
    assert not world.officer.may(Verb.EDIT_PERSON)
    assert world.officer.role == Role.DATA_OFFICER
    with acting(world.officer.context), pytest.raises(Refused):
        DEEDS[verb](person.pk, world.officer)
