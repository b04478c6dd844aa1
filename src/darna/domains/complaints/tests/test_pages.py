"""Pages of officers, of the office and of the desk."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from darna.base.agencies.tests.makers import signed_in_client
from darna.domains.asking.codes import read_code
from darna.domains.complaints.tests.makers import Desk, acknowledged, card, make_complaint, make_handover, read, version


def get(client: Client, page: str, *args: Any, **query: str) -> str:
    response = client.get(reverse(f"complaints:{page}", args=args), query)
    assert response.status_code == 200, (page, response.status_code)
    return str(response.content.decode())


def send(client: Client, page: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"complaints:{page}", args=args), data)


def test_an_officer_goes_from_the_list_to_the_answer(desk: Desk) -> None:
    complaint, _code = make_complaint(desk.worker.agency_id, kind="abuse")
    client = signed_in_client(desk.officer)
    listed = get(client, "list", sort="-received", kind="abuse", is_late="")
    assert str(complaint) in listed
    assert "They made me wait." not in listed
    assert "They made me wait." in get(client, "complaint", complaint)
    for page in ("acknowledge", "write", "answer", "step_back", "keep_from", "propose"):
        get(client, page, complaint)
    send(client, "acknowledge", complaint, text="Read.", seen_version=version(desk.officer, complaint))
    send(client, "write", complaint, text="Which day?", seen_version=version(desk.officer, complaint))
    send(client, "look_into", complaint, seen_version=version(desk.officer, complaint))
    told = {"text": "You were right.", "outcome": "upheld", "remedy": "rule", "lesson": ""}
    send(client, "answer", complaint, **told, seen_version=version(desk.officer, complaint))
    assert card(desk.officer, complaint).state == "answered"
    assert reverse("complaints:list") in client.get(reverse("desk:today")).content.decode()


def test_who_came_too_late_is_told_and_a_form_without_a_version_changes_nothing(desk: Desk) -> None:
    complaint, _code = make_complaint(desk.worker.agency_id)
    client = signed_in_client(desk.officer)
    acknowledged(desk.second, complaint)
    assert send(client, "acknowledge", complaint, text="Me too.", seen_version=1).status_code == 409
    assert send(client, "look_into", complaint).status_code == 302
    assert card(desk.officer, complaint).state == "acknowledged"


def test_a_member_is_kept_from_it_and_finds_no_such_page(desk: Desk) -> None:
    complaint, _code = make_complaint(desk.worker.agency_id)
    client = signed_in_client(desk.officer)
    told = {"member": str(desk.second.membership_id), "seen_version": version(desk.officer, complaint)}
    assert send(client, "keep_from", complaint, **told)["Location"] == reverse("complaints:list")
    other = signed_in_client(desk.second)
    assert other.get(reverse("complaints:complaint", args=[complaint])).status_code == 404
    assert str(complaint) not in get(other, "list")
    assert send(client, "step_back", complaint, seen_version=1).status_code == 302
    assert str(complaint) in get(signed_in_client(desk.overseer), "list")


def test_the_office_sees_numbers_alone_and_sets_the_clocks(desk: Desk) -> None:
    complaint, _code = make_complaint(desk.worker.agency_id)
    office = signed_in_client(desk.office)
    assert str(complaint) not in get(office, "counts")
    file = get(office, "counts_file")
    assert "Waiting too long,received,,1,0," in file
    assert "They made me wait." not in file
    assert office.get(reverse("complaints:list")).status_code == 403
    days = {"acknowledges_days": 3, "answers_days": 20, "urgent_days": 5, "kept_days": 60, "is_open": "on"}
    get(office, "settings")
    told = {**days, "overseer_id": str(desk.overseer.agency_id), "seen_version": 1}
    assert send(office, "settings", **{**told, "answers_days": 90}).status_code == 422
    assert send(office, "settings", **told).status_code == 302


def test_a_complaint_told_aloud_gets_a_code_on_a_slip_and_nobody_is_named(desk: Desk) -> None:
    client = signed_in_client(desk.worker)
    html = get(client, "take_down")
    showing = re.search(r'name="showing"[^>]*value="([^"]*)"', html)
    assert showing
    told = {"agency": str(desk.worker.agency_id), "kind": "money", "about": "worker", "what": "He asked 100."}
    slip = send(client, "take_down", **told, language="ar", showing=showing[1])
    code = read_code("".join(re.findall(r"<bdi>(\w{3})</bdi>", slip.content.decode())))
    found = read(code)
    assert found is not None
    assert found.is_urgent
    assert card(desk.officer, found.id).is_by_voice
    assert send(client, "take_down", **{**told, "what": ""}, language="ar", showing=showing[1]).status_code == 422


def test_the_desk_takes_over_what_was_agreed(desk: Desk) -> None:
    complaint, code = make_complaint(desk.worker.agency_id)
    handover = make_handover(desk.officer, complaint, code)
    client = signed_in_client(desk.worker)
    assert str(handover) in get(client, "handovers")
    assert "Needs a bed tonight." in get(client, "handover", handover)
    send(client, "take_handover", handover, seen_version=2)
    assert card(desk.officer, complaint).handovers[0].state == "taken"
