"""Who may live together is found in what files say, and decided by a person."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House
from darna.domains.families import actions, queries
from darna.domains.families.actions import finding
from darna.domains.families.tests.makers import done, make_family, make_sharing_a_phone, night, register
from darna.domains.families.values import FamilyFilters
from darna.domains.people.actions import add_to_household, protect_person
from darna.domains.people.queries.families import households_of
from darna.domains.people.values import ContactDraft
from darna.kernel.dates import PartialDate
from darna.kernel.errors import AlreadyDone, Invalid, Refused, StaleVersion


def lines(by: Any, **told: Any) -> list[Any]:
    with acting(by.context):
        return list(queries.family_lines(by, FamilyFilters(**told)).lines)


def test_a_shared_phone_is_noticed_once_with_what_else_they_have_in_common(house: House) -> None:
    make_sharing_a_phone(house.worker)
    register(house.worker, "Said", contacts=(ContactDraft("phone_call", "06 11 22 33 44"),))
    assert night(house.worker) == 1
    assert night(house.worker) == 0
    (line,) = lines(house.worker)
    assert line.reasons == ("the same phone", "the same family name")
    assert {line.person.name, line.other.name} == {"Malika Ouhaddou", "Ayoub Ouhaddou"}
    with acting(house.worker.context):
        assert Entry.objects.filter(verb="family.proposed").count() == 1


def test_pairs_proposed_before_do_not_keep_new_ones_from_being_found(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST", 1)
    make_sharing_a_phone(house.worker)
    other = ContactDraft("phone_call", "06 55 44 33 22")
    for given in ("Said", "Hind"):
        register(house.worker, given, "Zaki", contacts=(other,))
    assert [night(house.worker) for _ in range(3)] == [1, 1, 0]


def test_the_same_address_is_told_and_who_may_be_one_person_is_not_a_family(house: House) -> None:
    home = "12, rue des Oliviers"
    register(house.worker, "Malika", address=home)
    register(house.worker, "Karim", "Tazi", address="12 RUE DES OLIVIERS")
    register(house.worker, "Malika", "Ouhadou", birth=PartialDate.parse("1995-04-12"))
    night(house.worker)
    told = {frozenset((one.person.name, one.other.name)): one.reasons for one in lines(house.worker)}
    assert told[frozenset(("Malika Ouhaddou", "Karim Tazi"))] == ("the same phone", "the same address")
    assert frozenset(("Malika Ouhaddou", "Malika Ouhadou")) not in told


def test_an_address_with_a_number_finds_who_lives_there_however_it_is_written(house: House) -> None:
    khenifra = {"contacts": (), "commune": "05081010301"}
    one = register(house.worker, "Malika", address="12, rue des Oliviers", **khenifra)
    other = register(house.worker, "Karim", "Tazi", address="١٢ RUE DES OLIVIERS", **khenifra)
    register(house.worker, "Said", "Zaki", address="14, rue des Oliviers", **khenifra)
    register(house.worker, "Hind", "Alami", address="12, rue des Oliviers", contacts=(), commune="05081010303")
    assert [night(house.worker), night(house.worker)] == [1, 0]
    (line,) = lines(house.worker, reason="address")
    assert {line.person.id, line.other.id} == {one, other}
    assert line.reasons == ("the same address", "the same commune")


def test_a_quarter_is_a_home_only_of_those_of_one_family_name(house: House) -> None:
    there = {"contacts": (), "commune": "05081010301", "address": "Hay Salam"}
    one, other = (register(house.worker, given, **there) for given in ("Malika", "Ayoub"))
    register(house.worker, "Karim", "Tazi", **there)
    assert night(house.worker) == 1
    (line,) = lines(house.worker)
    assert {line.person.id, line.other.id} == {one, other}


def test_an_address_of_many_is_that_of_a_block_and_protected_files_take_no_part(house: House) -> None:
    block = {"contacts": (), "address": "Immeuble 4"}
    persons = [register(house.worker, f"Person {sign}", f"Family{sign}", **block) for sign in "ABCDEFG"]
    assert night(house.worker) == 0
    for person in persons[:5]:
        done(house.supervisor, protect_person, person, [house.worker.membership_id])
    assert night(house.worker) == 1
    (line,) = lines(house.worker)
    assert {line.person.id, line.other.id} == set(persons[5:])


def test_a_phone_of_many_is_that_of_a_house_and_proposes_nobody(house: House) -> None:
    for number in range(7):
        register(house.worker, f"Person {chr(65 + number)}", f"Family{chr(65 + number)}")
    assert night(house.worker) == 0


def test_neighbouring_rows_of_a_register_are_proposed(house: House) -> None:
    persons = [
        register(house.worker, given, contacts=(), commune="05081010301") for given in ("Malika", "Ayoub", "Said")
    ]
    of = {"agency_id": house.worker.agency_id}
    zeros = {"rows": 4, "created": 4, "known": 0, "proposed": 0, "refused": 0}
    with acting(house.worker.context):
        batch = apps.get_model("imports", "ImportBatch").objects.create(**of, file_hash=b"h", sheet="1", **zeros)
        for row, person in zip((2, 3, 30), persons, strict=True):
            apps.get_model("imports", "ImportedRow").objects.create(
                **of, batch=batch, row=row, mark=bytes([row]), came_as="created", person_id=person,
                case_id=person, encounter_id=person, made_person=True, made_case=True,
            )  # fmt: skip
    assert night(house.worker) == 1
    (line,) = lines(house.worker, reason="neighbours")
    assert {line.person.id, line.other.id} == set(persons[:2])


def test_protected_files_and_those_of_others_take_no_part(house: House) -> None:
    mother, _son = make_sharing_a_phone(house.worker)
    register(house.partner, "Hassan")
    done(house.supervisor, protect_person, mother, [house.worker.membership_id])
    assert night(house.worker) == 0
    row = make_family(house.worker)
    assert lines(house.partner) == []
    done(house.supervisor, protect_person, row.person_id, [house.worker.membership_id])
    assert row.pk not in {line.id for line in lines(house.colleague)}
    assert row.pk in {line.id for line in lines(house.worker, state="open")}


def test_confirmed_they_are_in_one_household(house: House) -> None:
    row = make_family(house.worker)
    with pytest.raises(Invalid):
        done(house.worker, actions.confirm_family, row.pk, "landlord", seen_version=1)
    done(house.worker, actions.confirm_family, row.pk, "child", seen_version=1)
    with acting(house.worker.context):
        homes = households_of((row.person_id, row.other_id))
    assert len(homes) == 2
    assert len(set(homes.values())) == 1
    assert [line.state for line in lines(house.worker, state="")] == ["together"]
    with pytest.raises(AlreadyDone):
        done(house.worker, actions.decline_family, row.pk, seen_version=2)


@pytest.mark.parametrize("place", ["person_id", "other_id"])
def test_whoever_has_a_household_is_joined_there(house: House, place: str) -> None:
    row = make_family(house.worker)
    member = done(house.worker, add_to_household, getattr(row, place), None, "self")
    done(house.worker, actions.confirm_family, row.pk, "child", seen_version=1)
    with acting(house.worker.context):
        assert set(households_of((row.person_id, row.other_id)).values()) == {member.household_id}


def test_declined_they_are_not_proposed_again(house: House) -> None:
    row = make_family(house.worker)
    with pytest.raises(StaleVersion):
        done(house.worker, actions.decline_family, row.pk, seen_version=7)
    with pytest.raises(Refused):
        done(house.officer, actions.decline_family, row.pk, seen_version=1)
    done(house.worker, actions.decline_family, row.pk, seen_version=1)
    assert night(house.worker) == 0


def test_the_pages_lead_to_a_decision(house: House, django_assert_max_num_queries: Any) -> None:
    row = make_family(house.worker)
    client = signed_in_client(house.worker)
    page = client.get(reverse("families:list"), {"state": "open", "reason": "phone", "sort": "-found"})
    assert reverse("families:show", args=[row.pk]) in page.content.decode()
    assert "Nobody fits" in client.get(reverse("families:list"), {"reason": "address"}).content.decode()
    with django_assert_max_num_queries(20):
        shown = client.get(reverse("families:show", args=[row.pk])).content.decode()
    assert "the same phone" in shown
    together = reverse("families:together", args=[row.pk])
    assert client.get(together).status_code == 200
    assert client.post(together, {"role": "", "seen_version": 1}).status_code == 422
    assert client.post(together, {"role": "child", "seen_version": 1}).status_code == 302
    assert client.get(reverse("families:apart", args=[row.pk])).status_code == 200
    assert signed_in_client(house.planner).get(reverse("families:list")).status_code == 403
