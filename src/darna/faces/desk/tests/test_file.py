"""The file shows everything of one person to those who may read it, and nothing to others."""

from __future__ import annotations

import re
from dataclasses import replace
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member, signed_in_client
from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.cases.actions import close_case
from darna.domains.cases.tests.makers import make_case, make_house
from darna.domains.people import actions
from darna.domains.people import queries as people
from darna.domains.people.tests.makers import make_terms
from darna.domains.people.values import PersonCard
from darna.domains.planning.tests.makers import done, make_active
from darna.faces.desk.tests.makers import Desk, address, person_of, register, search, sit_down
from darna.kernel.clock import today
from darna.kernel.locales import day_in_words

QUERIES_OF_A_FILE = 46


@pytest.fixture
def person(worker: Desk) -> UUID:
    """Malika Tahiri, registered by the worker."""
    return person_of(register(worker.client))


def test_no_name_stands_in_the_title_or_an_address(worker: Desk, person: UUID) -> None:
    text = worker.client.get(address("desk:file", person)).content.decode()
    title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
    assert title is not None
    assert "Tahiri" not in title[1]
    assert not [link for link in re.findall(r'(?:href|action|hx-\w+)="([^"]*)"', text) if "ahiri" in link]


def test_every_opening_leaves_one_sentence_however_it_is_asked_for(worker: Desk, person: UUID) -> None:
    worker.client.get(address("desk:file", person))
    # A header that anybody can send must not make a look unseen.
    worker.client.get(address("desk:file", person), headers={"HX-Request": "true"})
    with acting(worker.actor.context):
        opened = list(Entry.objects.filter(verb="person.opened", person_id=person))
    assert len(opened) == 2
    assert b'"is_assigned": true' in bytes(opened[0].detail)


def test_a_colleague_is_told_that_the_opening_is_written_down(person: UUID) -> None:
    colleague = sit_down(Role.CASEWORKER)
    text = colleague.client.get(address("desk:file", person, language="en")).content.decode()
    assert "This opening is written in the trail" in text


def test_a_donor_is_refused_and_another_agency_finds_nothing(person: UUID) -> None:
    donor, other = sit_down(Role.DONOR), sit_down(Role.CASEWORKER, "aideca")
    assert donor.client.get(address("desk:file", person)).status_code == 403
    assert other.client.get(address("desk:file", person)).status_code == 404
    unknown = other.client.get(address("desk:file", uuid4())).content
    assert unknown == other.client.get(address("desk:file", person)).content
    assert address("desk:file", person) not in search(other.client, "Malika Tahiri").content.decode()


def test_the_data_officer_sees_who_and_what_was_agreed_but_no_notes(person: UUID) -> None:
    officer = sit_down(Role.DATA_OFFICER)
    text = officer.client.get(address("desk:file", person)).content.decode()
    assert "Malika Tahiri" in text
    assert "Asked about her contributions." not in text
    assert address("desk:erase", person) in text
    assert address("desk:change", person) not in text


def test_whoever_saves_late_sees_both_texts_and_can_go_on(worker: Desk, person: UUID) -> None:
    page = worker.client.get(address("desk:change", person))
    seen = page.context["form"].initial
    with acting(worker.actor.context):
        actions.change_person(person, {"given_name": "Malika Rim"}, seen_version=seen["seen_version"], by=worker.actor)
    late = _typed(seen) | {"given_name": "Malika Nour"}
    refused = worker.client.post(address("desk:change", person), late)
    text = refused.content.decode()
    assert refused.status_code == 409
    assert "Malika Rim" in text
    assert "Malika Nour" in text
    again = late | {"seen_version": refused.context["form"].data["seen_version"]}
    assert worker.client.post(address("desk:change", person), again).status_code == 302
    with acting(worker.actor.context):
        assert people.person_card(worker.actor, person).names.given_name == "Malika Nour"


def test_parts_are_added_and_ended_one_by_one(worker: Desk, person: UUID) -> None:
    added = {
        "contact": {"channel": "email", "value": "malika@example.org", "is_unsafe": "on", "advice": "Not at night"},
        "identifier": {"kind": "cin", "number": "I 232540"},
        "journey": {"direction": "internal", "started_year": "2020", "from_commune": "Khénifra"},
        "relative": {"kind": "child", "other_name": "Rim"},
        "circumstance": {"kind": "no_income"},
    }
    for part, answers in added.items():
        assert worker.client.get(address("desk:add", person, part)).status_code == 200
        answer = worker.client.post(address("desk:add", person, part), answers)
        assert answer.status_code == 302, answer.content.decode()
    with acting(worker.actor.context):
        card = people.person_card(worker.actor, person)
    rows = {
        "contact": card.contacts[-1],
        "identifier": card.identifiers[0],
        "journey": card.journeys[0],
        "relative": card.relationships[0],
        "circumstance": card.vulnerabilities[0],
    }
    for part, row in rows.items():
        there = address("desk:end", person, part, row.id)
        assert worker.client.get(there).status_code == 200
        assert worker.client.post(there, {"seen_version": row.version + 7}).status_code == 409
        assert worker.client.post(there, {"seen_version": row.version}).status_code == 302


def test_a_document_is_masked_and_its_sense_explained_when_wrong(worker: Desk, person: UUID) -> None:
    worker.client.post(address("desk:add", person, "identifier"), {"kind": "cin", "number": "I 232540"})
    officer = sit_down(Role.DATA_OFFICER)
    assert "232540" not in officer.client.get(address("desk:file", person)).content.decode()
    empty = worker.client.post(address("desk:add", person, "contact"), {"channel": "phone_call", "value": "12"})
    assert empty.status_code == 422


def test_people_who_live_together_share_a_household(worker: Desk, person: UUID) -> None:
    other = person_of(register(worker.client, person={"person-given_name": "Youssef", "person-given_name_ar": "يوسف"}))
    with acting(worker.actor.context):
        reference = people.references_of([other])[other]
    told = {"other_reference": reference.lower(), "role": "spouse"}
    assert worker.client.post(address("desk:add", person, "household"), told).status_code == 302
    with acting(worker.actor.context):
        (home,) = people.person_card(worker.actor, person).households
    assert {member.person_id for member in home.members} == {person, other}
    wrong = worker.client.post(address("desk:add", person, "household"), {**told, "other_reference": "XX-0000-00"})
    assert wrong.status_code == 422


def test_a_consent_is_recorded_and_withdrawn_in_place(worker: Desk, person: UUID) -> None:
    partner = make_agency("entraide")
    answer = {
        "state": "given",
        "notice_language": "fr",
        "purposes": ["accompaniment", "sharing_with_partner"],
        "recipients": [str(partner.pk)],
        "method": "written",
        "given_by": "self",
        "has_assented": "unknown",
    }
    saved = worker.client.post(address("desk:consent", person), answer)
    assert saved.status_code == 302, saved.content.decode()
    with acting(worker.actor.context):
        newest = people.person_card(worker.actor, person).consents[0]
    assert newest.recipients == (partner.pk,)
    assert "entraide fr" in worker.client.get(address("desk:file", person)).content.decode()
    assert worker.client.post(address("desk:withdraw", person, newest.id)).status_code == 302
    assert worker.client.post(address("desk:withdraw", person, newest.id)).status_code == 409


def test_the_head_of_a_file_tells_refused_and_withdrawn_from_never_asked(worker: Desk, person: UUID) -> None:
    def head() -> str:
        text = worker.client.get(address("desk:file", person, language="en")).content.decode()
        return text[text.index("Parts of this file") :].split('href="#reach"')[0]

    on = day_in_words(today(), "en_GB")
    assert "Consent given" in head()
    with acting(worker.actor.context):
        (consent,) = people.person_card(worker.actor, person).consents
        actions.withdraw_consent(consent.id, by=worker.actor)
    assert "Consent withdrawn" in head()
    assert on in head()
    with acting(worker.actor.context):
        actions.record_consent(person, make_terms(state="refused"), by=worker.actor)
    assert "Consent refused" in head()
    assert f"asked on {on} · Accompaniment" in head()
    with acting(worker.actor.context):
        actions.record_consent(person, make_terms(state="requested"), by=worker.actor)
    assert "No answer yet" in head()


def test_nobody_was_asked_where_no_answer_is_on_record(worker: Desk, person: UUID) -> None:
    card = replace(_card(worker, person), consents=())
    with patch("darna.faces.desk.views.file.person_card", return_value=card):
        text = worker.client.get(address("desk:file", person, language="en")).content.decode()
    assert "No consent on record" in text
    assert "refused" not in text


def test_the_key_of_a_person_is_fetched_once_for_their_file(worker: Desk, person: UUID) -> None:
    with CaptureQueriesContext(connection) as made:
        worker.client.get(address("desk:file", person))
    assert len([one for one in made if "keys_personkey" in one["sql"]]) == 1


def _card(worker: Desk, person: UUID) -> PersonCard:
    with acting(worker.actor.context):
        return people.person_card(worker.actor, person)


def test_a_protected_file_is_a_code_for_the_named_and_nothing_for_the_rest(person: UUID, worker: Desk) -> None:
    supervisor = sit_down(Role.SUPERVISOR)
    named = make_member(Role.CASEWORKER, agency=make_agency("maison"))
    chosen = {"go": "protect", "workers": [str(named.membership_id)]}
    assert supervisor.client.post(address("desk:protection", person), chosen).status_code == 302
    assert worker.client.get(address("desk:file", person)).status_code == 404
    client = signed_in_client(named)
    found = search(client, "Malika Tahiri").content.decode()
    assert address("desk:file", person) in found
    assert "مليكة" not in found
    assert client.get(address("desk:file", person)).status_code == 200
    assert supervisor.client.get(address("desk:protection", person)).status_code == 200
    assert supervisor.client.post(address("desk:protection", person), {"go": "unprotect"}).status_code == 302
    assert worker.client.get(address("desk:file", person)).status_code == 200


def test_erasing_asks_for_the_reference_once_more(person: UUID) -> None:
    officer = sit_down(Role.DATA_OFFICER)
    there = address("desk:erase", person)
    assert officer.client.post(there, {"rule": "on_request", "reference": "wrong"}).status_code == 422
    with acting(officer.actor.context):
        reference = people.references_of([person])[person]
    assert officer.client.post(there, {"rule": "on_request", "reference": reference}).status_code == 302
    gone = officer.client.get(address("desk:file", person)).content.decode()
    assert "Tahiri" not in gone


def test_a_file_costs_a_fixed_number_of_queries(worker: Desk, person: UUID, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    worker.client.get(address("desk:file", person))
    with django_assert_max_num_queries(QUERIES_OF_A_FILE) as counted:
        worker.client.get(address("desk:file", person))
    before = len(counted)
    for number in range(3):
        worker.client.post(address("desk:add", person, "contact"), {"channel": "sms", "value": f"066100000{number}"})
        worker.client.post(address("desk:add", person, "journey"), {"direction": "transit"})
    worker.client.get(address("desk:file", person))
    with django_assert_max_num_queries(before):
        worker.client.get(address("desk:file", person))


def _typed(initial: dict[str, object]) -> dict[str, object]:
    born = initial["birth"]
    day = {"birth_day": born.value.day, "birth_month": born.value.month, "birth_year": born.value.year}  # type: ignore[attr-defined]
    kept = {name: value for name, value in initial.items() if value not in {None, False, ""} and name != "birth"}
    return kept | day


def test_after_closing_the_file_leads_to_plan_and_progress_and_knows_who_accompanied(db: None) -> None:
    house = make_house()
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    plan = make_active(house.worker, house.supervisor, case.pk)
    done(house.worker, close_case, case.pk, "lost_contact", seen_version=1)
    mine, colleague = signed_in_client(house.worker), signed_in_client(house.colleague)
    there = address("desk:file", case.person_id, language="en")
    shown = mine.get(there).content.decode()
    for name, key in (("plan", plan.pk), ("progress", case.pk)):
        assert address(f"planning:{name}", key, language="en") in shown
        assert mine.get(address(f"planning:{name}", key, language="en")).status_code == 200
    assert "You do not accompany this person" not in shown
    assert "You do not accompany this person" in colleague.get(there).content.decode()
    with acting(house.supervisor.context):
        openings = Entry.objects.filter(verb="person.opened", person_id=case.person_id)
        # The trail says who accompanies the person at that moment: nobody, once the case is closed.
        assert not [entry for entry in openings if b'"is_assigned": true' in bytes(entry.detail)]
