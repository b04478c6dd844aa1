"""A person is found however the name is spelled, and by whatever else they can say or show."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.people.actions import change_person, note_search
from darna.domains.people.queries import Narrowing, likely_duplicates, names_of, search
from darna.domains.people.references import SIGNS, check_sign, new_reference, read_reference
from darna.domains.people.tests.makers import World, make_draft, make_person
from darna.domains.people.values import ContactDraft, IdentifierDraft
from darna.kernel.dates import PartialDate

NOBODY = {"contacts": (), "identifiers": ()}


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Fatima Zahra El Idrissi", "exact"),
        ("fatimazahra idrissi", "exact"),
        ("Fatma Zohra Idrissy", "spelling"),
        ("IDRISSY Fatima", "order"),
        ("الإدريسي فاطمة الزهراء", "other_script"),
        ("Fatina Idrissi", "one_letter"),
        ("fatima idr", "beginning"),
        ("fat idr", "beginning"),
        ("FatimaZahraEl Idrissi", "one_letter"),
        ("Fatima ZahraI drissi", "one_letter"),
        ("idri", "beginning"),
        ("F. Idrissi", "initial"),
        ("Idrissi F.", "initial"),
        ("Fatima I", "initial"),
        ("ف. الإدريسي", "initial"),
        ("0661234567", "phone"),
        ("+212 6 61-23.45.67", "phone"),
        ("00212661234567", "phone"),
        ("i232540", "identifier"),
        ("CIN: I 232 540", "identifier"),
        ("Idrissi 1995", "birth_year"),
    ],
)
def test_a_person_is_found_by_what_was_typed(world: World, typed: str, reason: str) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
        make_person(world.worker, given_name="Mohamed", family_name="Ouazzani", **NOBODY)
        found = search(world.worker, typed)
    assert [line.id for line in found] == [person.pk]
    assert reason in found[0].reasons


def test_a_reference_is_found_however_it_is_typed(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
        told = person.reference.lower().replace("-", " ").replace("0", "o").replace("1", "i")
        for typed in (person.reference, told, person.reference.removeprefix("BM-")):
            assert [line.id for line in search(world.worker, typed)] == [person.pk]


def test_a_wrong_sign_or_two_swapped_ones_are_noticed() -> None:
    body = new_reference("BM").replace("-", "")[2:]
    wrong = SIGNS[(SIGNS.index(body[0]) + 1) % 32] + body[1:]
    assert read_reference("BM" + body, "BM") is not None
    assert read_reference("BM" + wrong, "BM") is None
    assert read_reference("EN" + body, "BM") is None
    assert check_sign("AB000") != check_sign("BA000")


def test_another_agency_finds_nobody_and_the_same_phone_tells_it_nothing(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
    with acting(world.partner.context):
        for typed in ("Fatima Zahra El Idrissi", "0661234567", "I232540", person.reference):
            assert search(world.partner, typed) == []
        assert likely_duplicates(world.partner, make_draft()) == []
        assert names_of([person.pk]) == {}


def test_the_likeliest_come_first(world: World) -> None:
    with acting(world.worker.context):
        make_person(world.worker, given_name="Hamida", family_name="Ouazani", **NOBODY)
        right = make_person(world.worker, given_name="Hamid", family_name="Ouazzani", **NOBODY)
        found = search(world.worker, "Hamid Ouazzani")
    assert found[0].id == right.pk
    assert found[0].score > found[1].score


def test_a_birth_year_keeps_out_who_was_born_another_year(world: World) -> None:
    with acting(world.worker.context):
        older = make_person(world.worker, birth=PartialDate.parse("1970"), **NOBODY)
        younger = make_person(world.worker, birth=PartialDate.parse("1996"), **NOBODY)
        found = search(world.worker, "Fatima Zahra El Idrissi", narrowed=Narrowing(birth_year=1995))
    assert [line.id for line in found] == [younger.pk]
    assert older.pk not in {line.id for line in found}


@pytest.mark.parametrize("known", [Narrowing(sex="M"), Narrowing(commune="05.091.03.01")], ids=["sex", "commune"])
def test_sex_and_commune_keep_out_others_and_nobody_of_whom_they_are_not_known(world: World, known: Narrowing) -> None:
    with acting(world.worker.context):
        meant = make_person(world.worker, sex="M", commune="05.091.03.01", **NOBODY)
        unknown = make_person(world.worker, sex="U", commune="", **NOBODY)
        make_person(world.worker, sex="F", commune="05.091.03.05", **NOBODY)
        found = search(world.worker, "Fatima Zahra El Idrissi", narrowed=known)
    assert {line.id for line in found} == {meant.pk, unknown.pk}
    assert found[0].id == meant.pk or known.sex


def test_namesakes_do_not_hide_who_is_spelled_otherwise(world: World) -> None:
    with acting(world.worker.context):
        for _ in range(3):
            make_person(world.worker, **NOBODY)
        otherwise = make_person(world.worker, given_name="Fatma", family_name="Idrissy", **NOBODY)
        found = search(world.worker, "Fatima Zahra El Idrissi")
    assert len(found) == 4
    assert found[-1].id == otherwise.pk


@pytest.mark.parametrize("changed", [{"sex": "M"}, {"commune": "05.091.03.05"}])
def test_what_is_corrected_in_the_file_narrows_a_search_from_then_on(world: World, changed: dict[str, str]) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker, sex="F", commune="05.091.03.01", **NOBODY)
        change_person(person.pk, {**changed}, seen_version=person.version, by=world.worker)
        found = search(world.worker, "Fatima Zahra El Idrissi", narrowed=Narrowing(**changed))
    assert [line.id for line in found] == [person.pk]


@pytest.mark.parametrize("typed", ["Fatima Zahra El Idrissi", "0661234567", "Nobody Unheardof", "idri", "BM-7K3Q-9Z"])
def test_a_search_costs_a_fixed_number_of_queries(world: World, typed: str) -> None:
    with acting(world.worker.context):
        for number in range(12):
            make_person(world.worker, given_name=f"Fatima{number}", contacts=(), identifiers=())
        make_person(world.worker)
        with CaptureQueriesContext(connection) as queries:
            search(world.worker, typed)
    assert len(queries) <= 5


def test_a_search_leaves_a_mark_that_nobody_can_read_the_name_from(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
        note_search(world.worker, "Fatima Idrissi", search(world.worker, "Fatima Idrissi"))
        entry = Entry.objects.get(verb="person.searched")
    detail = bytes(entry.detail).decode()
    assert str(person.pk) in detail
    assert "atima" not in detail


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        ({"given_name": "Fatma Zohra", "family_name": "Idrissi", **NOBODY}, "name"),
        ({"given_name": "", "family_name": "", "given_name_ar": "فاطمة الزهراء", "family_name_ar": "الإدريسي"}, "name"),
        ({"given_name": "Zineb", "identifiers": (IdentifierDraft("cin", "i232540"),)}, "identifier"),
        ({"family_name": "Idrisi", "birth": None, "contacts": (ContactDraft("whatsapp", "+212661234567"),)}, "phone"),
    ],
)
def test_likely_duplicates_are_shown_before_saving(world: World, draft: dict[str, object], reason: str) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
        with CaptureQueriesContext(connection) as queries:
            found = likely_duplicates(world.worker, make_draft(**{**NOBODY, **draft}))
    assert [line.id for line in found] == [person.pk]
    assert reason in found[0].reasons
    assert len(queries) <= 4


def test_a_namesake_of_another_age_and_a_relative_on_the_same_phone_are_no_duplicates(world: World) -> None:
    with acting(world.worker.context):
        make_person(world.worker)
        namesake = make_draft(birth=PartialDate.parse("1960-01-01"), **NOBODY)
        brother = make_draft(given_name="Youssef", birth=PartialDate.parse("1990"), identifiers=())
        assert likely_duplicates(world.worker, namesake) == []
        assert likely_duplicates(world.worker, brother) == []
