"""Searching comes first, leaves one sentence in the trail, and nothing of it in the address."""

from __future__ import annotations

import pytest

from darna.base.agencies.roles import Role
from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.people.actions import register_person
from darna.domains.people.values import ConsentTerms, PersonDraft
from darna.faces.desk.tests.makers import Desk, address, search, sit_down
from darna.kernel.dates import PartialDate


def _known(by: Desk, given: str, family: str, birth: str, **values: object) -> str:
    draft = PersonDraft(given_name=given, family_name=family, birth=PartialDate.parse(birth), **values)  # type: ignore[arg-type]
    with acting(by.actor.context):
        person = register_person(draft, ConsentTerms(notice_version="2026-1", notice_language="fr"), by=by.actor)
    return address("desk:file", person.pk)


def test_homonyms_are_told_apart_by_what_stands_beside_them(worker: Desk) -> None:
    one = _known(worker, "Mohamed", "Alaoui", "1961", sex="M", commune="05.091.01.01")
    two = _known(worker, "Mohammed", "El Alaoui", "1988", sex="M")
    text = search(worker.client, "محمد العلوي").content.decode()
    assert one in text
    assert two in text
    assert "1961" in text
    assert "1988" in text
    assert "Béni Mellal" in text
    assert "<mark>" in text


def test_a_birth_year_is_asked_for_when_several_bear_the_name(worker: Desk) -> None:
    one, two = _known(worker, "Mohamed", "Alaoui", "1961"), _known(worker, "Mohamed", "Alaoui", "1988")
    asked = search(worker.client, "Mohamed Alaoui", language="en").content.decode()
    assert "Ask for the birth year" in asked
    told = search(worker.client, "Mohamed Alaoui", year="1988").content.decode()
    assert two in told
    assert one not in told


def test_what_was_searched_is_in_no_address_and_once_in_the_trail(worker: Desk) -> None:
    page = search(worker.client, "Mohamed Alaoui")
    assert page.request["QUERY_STRING"] == ""
    assert "q=" not in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    with acting(worker.actor.context):
        (entry,) = Entry.objects.filter(verb="person.searched", membership_id=worker.actor.membership_id)
    assert b"Alaoui" not in bytes(entry.detail)


def test_typing_with_scripts_fetches_only_the_answers(worker: Desk) -> None:
    there = address("desk:search")
    part = worker.client.post(there, {"q": "Mohamed Alaoui"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    one_sign = worker.client.post(there, {"q": "M"}, headers={"HX-Request": "true"}).content.decode()
    assert address("desk:register") not in one_sign


def test_registering_is_offered_only_after_a_search_and_to_those_who_may(worker: Desk) -> None:
    # The menu leads there too, and from there back to the search.
    before = worker.client.get(address("desk:search", language="en")).content.decode()
    assert "Register a new person" not in before
    assert "Register a new person" in search(worker.client, "Nobody Known", language="en").content.decode()
    officer = sit_down(Role.DATA_OFFICER)
    assert "Register a new person" not in search(officer.client, "Nobody Known", language="en").content.decode()


@pytest.mark.parametrize("role", [Role.DONOR, Role.PLANNER, Role.PLATFORM_ADMINISTRATOR])
def test_roles_without_persons_are_refused(db: None, role: Role) -> None:
    sitting = sit_down(role)
    assert sitting.client.get(address("desk:search")).status_code == 403
    assert search(sitting.client, "Mohamed").status_code == 403


def test_an_impossible_year_is_explained(worker: Desk) -> None:
    assert search(worker.client, "Mohamed", year="85").status_code == 422
