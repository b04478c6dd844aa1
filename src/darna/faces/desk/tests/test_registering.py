"""A person is searched, registered with consent, and met again in their file."""

from __future__ import annotations

import pytest

from darna.base.rowsecurity.context import acting
from darna.domains.cases.queries import cases_of_person
from darna.domains.people import queries as people
from darna.faces.desk.tests.makers import ANSWERS, STEPS, Desk, address, person_of, register, save, search


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_worker_searches_registers_and_opens_the_file(worker: Desk, language: str) -> None:
    nobody = search(worker.client, "Malika Tahiri", language=language)
    assert address("desk:register", language=language) in nobody.content.decode()
    saved = register(worker.client, language=language)
    assert saved.status_code == 302, saved.content.decode()
    page = worker.client.get(saved["Location"])
    text = page.content.decode()
    assert page.status_code == 200
    assert "مليكة" in text
    assert "Malika Tahiri" in text
    assert f'lang="{language}"' in text
    found = search(worker.client, "مليكة الطاهري", language=language)
    assert saved["Location"].split("?")[0] in found.content.decode()


def test_everything_told_is_in_the_file_at_once(worker: Desk) -> None:
    person = person_of(register(worker.client))
    with acting(worker.actor.context):
        card = people.person_card(worker.actor, person)
        (case,) = cases_of_person(worker.actor, person)
    assert card.contacts[0].value
    assert card.journeys[0].from_country == "IT"
    assert card.relationships[0].other_name == "Zahra Tahiri"
    assert card.consents[0].state == "given"
    assert case.programme == "returned_mre"


def test_all_questions_fit_on_one_page(worker: Desk) -> None:
    search(worker.client, "Malika Tahiri")
    worker.client.get(address("desk:register"))
    answers = {name: value for step in STEPS for name, value in ANSWERS[step].items()}
    asked = worker.client.get(address("desk:register_step", "all"))
    assert asked.status_code == 200
    checked = worker.client.post(address("desk:register_step", "all"), answers)
    assert checked["Location"] == address("desk:register_check")
    assert save(worker.client).status_code == 302


def test_whoever_refuses_is_registered_all_the_same(worker: Desk) -> None:
    saved = register(worker.client, consent={"consent-state": "refused", "consent-purposes": []})
    assert saved.status_code == 302
    with acting(worker.actor.context):
        card = people.person_card(worker.actor, person_of(saved))
    assert card.consents[0].state == "refused"
    assert not any(line.is_open for line in card.consents)


def test_a_child_is_registered_with_a_guardian_and_their_own_assent(worker: Desk) -> None:
    born = {"birth-birth_year": "2012"}
    search(worker.client, "Malika Tahiri")
    worker.client.get(address("desk:register"))
    refused = worker.client.post(address("desk:register_step", "consent"), {**ANSWERS["consent"], **born})
    assert refused.status_code == 422
    child = {
        **born,
        "consent-given_by": "guardian",
        "consent-guardian": "Zahra Tahiri",
        "consent-has_assented": "true",
        "consent-method": "guardian",
    }
    saved = register(worker.client, consent=child)
    assert saved.status_code == 302, saved.content.decode()
    with acting(worker.actor.context):
        card = people.person_card(worker.actor, person_of(saved))
    assert card.is_minor
    assert card.consents[0].guardian == "Zahra Tahiri"
    assert card.consents[0].has_assented is True


def test_nobody_is_registered_before_a_search(worker: Desk) -> None:
    led = worker.client.get(address("desk:register"))
    assert led["Location"] == address("desk:search")


def test_a_likely_duplicate_is_shown_before_anything_is_saved(worker: Desk) -> None:
    first = person_of(register(worker.client))
    search(worker.client, "Malika Tahiri")
    worker.client.get(address("desk:register"))
    for key in STEPS:
        worker.client.post(address("desk:register_step", key), ANSWERS[key])
    page = worker.client.get(address("desk:register_check"))
    assert address("desk:file", first) in page.content.decode()
    unseen = worker.client.post(address("desk:register_check"), {"seen": ""})
    assert unseen.status_code == 409
    assert save(worker.client).status_code == 302


def test_a_draft_waits_sealed_and_is_dropped_on_request(worker: Desk) -> None:
    search(worker.client, "Malika Tahiri")
    worker.client.get(address("desk:register"))
    worker.client.post(address("desk:register_step", "person"), ANSWERS["person"])
    kept = str(dict(worker.client.session.items()))
    assert "Malika" not in kept
    assert "Tahiri" not in kept
    again = worker.client.get(address("desk:register_step", "person"))
    assert "Malika" in again.content.decode()
    worker.client.post(address("desk:register_leave"))
    assert worker.client.get(address("desk:register_step", "person"))["Location"] == address("desk:register")


def test_a_mistake_is_explained_beside_its_field(worker: Desk) -> None:
    search(worker.client, "Malika Tahiri")
    worker.client.get(address("desk:register"))
    wrong = worker.client.post(address("desk:register_step", "person"), {"person-sex": "F"})
    text = wrong.content.decode()
    assert wrong.status_code == 422
    assert 'href="#id_person-family_name"' in text
    assert "error-summary" in text


@pytest.mark.parametrize(("typed", "is_hinted"), [("Tahiri Malika", True), ("الطاهري مليكة", True), ("Malika", False)])
def test_words_of_a_search_are_no_certain_names_and_the_page_says_so(worker: Desk, typed: str, is_hinted: bool) -> None:
    search(worker.client, typed)
    worker.client.get(address("desk:register", language="en"))
    page = worker.client.get(address("desk:register_step", "person", language="en")).content.decode()
    assert ("in the order it was typed" in page) is is_hinted
