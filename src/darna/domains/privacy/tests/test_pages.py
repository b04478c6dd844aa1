"""The pages as a browser meets them: asked at the desk, answered by the officer, proved by paper."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case, make_person, make_shared_case
from darna.domains.people.actions import protect_person
from darna.domains.privacy.shipped import ACTIVITIES
from darna.domains.privacy.tests.makers import done, make_erased, make_in_hand, make_processing, make_request
from darna.kernel.clock import today

PersonRequest: Any = apps.get_model("privacy", "PersonRequest")
Emergency: Any = apps.get_model("people", "EmergencyAccess")


def page(client: Client, name: str, /, *args: Any, **query: Any) -> Any:
    return client.get(reverse(f"privacy:{name}", args=args), query)


def send(client: Client, name: str, /, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"privacy:{name}", args=args), data)


def words(answer: Any) -> str:
    return str(answer.content.decode())


def told(**more: Any) -> dict[str, Any]:
    usual = {"kind": "copy", "asked_by": "self", "way": "desk", "received_on": today(), "language": "fr"}
    return {**usual, **more}


def test_a_request_goes_from_the_desk_to_the_officer_and_back_to_the_person(house: House) -> None:
    person = make_person(house.worker)
    desk, officer = signed_in_client(house.reception), signed_in_client(house.officer)
    file = words(desk.get(reverse("desk:file", args=[person])))
    assert reverse("privacy:of_person", args=[person]) in file
    assert send(desk, "take", person, **told(kind="rectification")).status_code == 422
    assert send(desk, "take", person, **told(kind="rectification", words="<b>1996</b>")).status_code == 302
    row = PersonRequest.objects.using("default").none()
    with acting(house.officer.context):
        row = PersonRequest.objects.get()
    assert "&lt;b&gt;1996&lt;/b&gt;" in words(page(desk, "request", row.pk))
    assert page(desk, "in_hand", row.pk).status_code == 403
    today_page = words(officer.get(reverse("desk:today")))
    assert reverse("privacy:request", args=[row.pk]) in today_page
    assert send(officer, "in_hand", row.pk, identity="paper", seen_version=1).status_code == 302
    assert page(officer, "in_hand", row.pk).status_code == 409
    assert send(officer, "answer", row.pk, answer="granted", words="Done.", seen_version=2).status_code == 422
    worker = signed_in_client(house.worker)
    given = {"worker": house.worker.membership_id, "seen_version": 2}
    assert send(officer, "corrector", row.pk, **given).status_code == 302
    assert "Corrections a person asked for" in words(worker.get(reverse("desk:today")))
    assert page(officer, "corrected", row.pk).status_code == 403
    assert send(worker, "corrected", row.pk, seen_version=3).status_code == 302
    assert send(officer, "answer", row.pk, answer="granted", words="It is 1996.", seen_version=4).status_code == 302
    assert "It is 1996." in words(page(officer, "request", row.pk))
    assert send(officer, "told", row.pk, way="letter", on=today(), seen_version=5).status_code == 302
    assert page(officer, "told", row.pk).status_code == 409


def test_the_copy_comes_as_a_file_that_names_nobody_and_nothing_of_it_stays(house: House) -> None:
    person = make_person(house.worker)
    make_case(house.worker, person)
    row = make_in_hand(house.officer, person)
    officer = signed_in_client(house.officer)
    assert "Parts to leave out" in words(page(officer, "copy", row.pk))
    answer = send(officer, "copy", row.pk, form="json", seen_version=2)
    assert answer["Content-Disposition"] == 'attachment; filename="copy.json"'
    assert answer["Cache-Control"] == "no-store"
    assert json.loads(answer.content)["format"] == "darna-portable-copy"
    assert send(officer, "copy", row.pk, form="json", seen_version=2).status_code == 409
    left = send(officer, "copy", row.pk, form="json", leave_out=["notes"], seen_version=3)
    assert "notes" not in {part.get("code") for part in json.loads(left.content)["sections"]}
    assert "What was talked of" in words(page(officer, "request", row.pk))


def test_erasing_leads_to_the_certificate_and_its_paper(house: House) -> None:
    person = make_person(house.worker)
    officer = signed_in_client(house.officer)
    row = make_in_hand(house.officer, person, "erasure")
    with acting(house.officer.context):
        reference = PersonRequest.objects.get(pk=row.pk).person.reference
    assert send(officer, "erase", row.pk, reference="X", seen_version=2).status_code == 422
    led = send(officer, "erase", row.pk, reference=reference.lower(), seen_version=2)
    shown = words(officer.get(led["Location"]))
    assert reference in shown
    paper = officer.get(led["Location"] + "paper.pdf")
    assert paper.status_code == 200
    assert (
        send(officer, "copies_end", led["Location"].rstrip("/").split("/")[-1], day="", seen_version=1).status_code
        == 422
    )
    assert "cannot be read" in words(page(officer, "request", row.pk))
    assert reference in words(page(officer, "certificates"))


def test_an_emergency_is_opened_followed_ended_and_looked_into(house: House) -> None:
    person = make_person(house.worker)
    with acting(house.worker.context):
        reference = apps.get_model("people", "Person").objects.get(pk=person).reference
    done(house.supervisor, protect_person, person, [house.worker.membership_id])
    colleague, officer = signed_in_client(house.colleague), signed_in_client(house.officer)
    asked = {"cause": "life", "reason": "A nurse asks.", "hours": 2}
    assert page(officer, "open_in_emergency").status_code == 403
    wrong = send(colleague, "open_in_emergency", reference="BM-000000", **asked)
    assert (wrong.status_code, "No protected file" in words(wrong)) == (422, True)
    led = send(colleague, "open_in_emergency", reference=reference, **asked)
    assert led["Location"] == reverse("desk:file", args=[person])
    assert colleague.get(led["Location"]).status_code == 200
    with acting(house.officer.context):
        row = Emergency.objects.get()
    assert "Emergencies nobody looked into yet" in words(officer.get(reverse("desk:today")))
    listed = words(page(officer, "emergencies", state="to_review"))
    assert reference not in listed
    assert "a protected file" in listed
    assert page(colleague, "review", row.pk).status_code == 403
    assert send(colleague, "end_emergency", row.pk, seen_version=1).status_code == 302
    assert colleague.get(led["Location"]).status_code == 404
    assert send(officer, "review", row.pk, finding="not_justified", remark="", seen_version=2).status_code == 422
    assert send(officer, "review", row.pk, finding="justified", remark="", seen_version=2).status_code == 302
    assert "it was needed" in words(page(officer, "emergency", row.pk))


def test_the_register_is_begun_completed_and_printed(house: House) -> None:
    officer = signed_in_client(house.officer)
    assert send(officer, "begin", seen_version=0).status_code == 302
    assert words(page(officer, "register")).count("being written") >= len(ACTIVITIES)
    row = make_processing(house.officer)
    shown = words(page(officer, "change", row.pk))
    assert "Paper register of the reception" in shown
    form = {
        "name": "Paper",
        "purpose": "Know.",
        "ground": "public",
        "persons": ["visitors"],
        "categories": ["identity"],
    }
    form |= {"formality": "authorised", "review_on": today() + timedelta(days=9), "seen_version": 1}
    assert send(officer, "change", row.pk, **form).status_code == 422
    form |= {"authority_number": "A-9/2026", "granted_on": today()}
    assert send(officer, "change", row.pk, **form).status_code == 302
    assert send(officer, "use", row.pk, day=today(), seen_version=2).status_code == 302
    assert "A-9/2026" in words(page(officer, "register_paper"))
    assert send(officer, "end", row.pk, day=today(), seen_version=3).status_code == 302


@pytest.mark.parametrize(
    "name", ["room", "requests", "certificates", "register", "register_paper", "consents", "disclosures", "abroad"]
)
@pytest.mark.parametrize("language", ["ar", "fr", "it", "en"])
def test_every_list_of_the_room_is_there_full_and_empty(house: House, name: str, language: str) -> None:
    client = signed_in_client(house.officer)
    client.cookies["darna_language"] = language
    assert page(client, name).status_code == 200
    make_shared_case(house.worker, house.partner)
    make_request(house.worker, make_person(house.worker))
    make_processing(house.officer)
    make_erased(house.officer, make_person(house.worker))
    assert page(client, name).status_code == 200


def test_clocks_are_set_on_their_page(house: House) -> None:
    client = signed_in_client(house.officer)
    days = {"copy": 20, "rectification": 10, "objection": 10, "erasure": 20, "seen_version": 0}
    assert send(client, "clocks", **{**days, "copy": 0}).status_code == 422
    assert send(client, "clocks", **days).status_code == 302
    assert 'value="20"' in words(page(client, "clocks"))
