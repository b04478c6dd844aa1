"""The pages as a browser meets them: a plan from the first word to the person's yes, meetings, calendar, workload."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.rowsecurity.context import acting
from darna.domains.cases import actions as cases
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.planning import actions, printing, queries
from darna.domains.planning.models import Appointment, Plan, PlanItem
from darna.domains.planning.tests.makers import done, make_active, make_meeting, make_plan, make_proposed
from darna.domains.planning.tests.test_appointments import make_reachable
from darna.kernel.clock import now, today

pytestmark = pytest.mark.urls("darna.domains.planning.tests.addresses")


def page(client: Client, name: str, *args: Any, **query: Any) -> Any:
    return client.get(reverse(f"planning:{name}", args=args), query)


def send(client: Client, name: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"planning:{name}", args=args), data)


def only(house: House, model: Any) -> Any:
    with acting(house.worker.context):
        return model.objects.get()


def test_a_plan_is_made_on_pages_from_the_first_word_to_the_persons_yes(house: House) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    mine, theirs = signed_in_client(house.worker), signed_in_client(house.supervisor)
    assert send(mine, "write_plan", case.pk, seen_version=0, goal=" ").status_code == 422
    made = send(mine, "write_plan", case.pk, seen_version=0, goal="A <b>pension</b>", commitment="I bring papers")
    plan = only(house, Plan)
    assert made["Location"] == reverse("planning:plan", args=[plan.pk])
    wrong = send(mine, "add_item", plan.pk, seen_version=0, action="Answer", who="institution")
    assert wrong.status_code == 422
    for told in ({"who": "worker"}, {"who": "person"}, {"who": "institution", "institution": "cnss"}):
        assert (
            send(mine, "add_item", plan.pk, seen_version=0, action="Do it", due_on=today(), **told).status_code == 302
        )
    shown = page(mine, "plan", plan.pk).content.decode()
    assert "A &lt;b&gt;pension&lt;/b&gt;" in shown
    assert "El Idrissi" not in shown
    assert send(mine, "propose", plan.pk, seen_version=1).status_code == 302
    assert page(mine, "approve", plan.pk).status_code == 403
    assert send(theirs, "send_back", plan.pk, seen_version=2, note="Who goes along?").status_code == 302
    assert "Who goes along?" in page(mine, "plan", plan.pk).content.decode()
    assert send(mine, "propose", plan.pk, seen_version=3).status_code == 302
    assert send(theirs, "approve", plan.pk, seen_version=4).status_code == 302
    assert send(mine, "begin", plan.pk, seen_version=5, agreed_on=today()).status_code == 422
    assert send(mine, "begin", plan.pk, seen_version=5, agreed_on=today(), has_agreed="on").status_code == 302
    assert only(house, Plan).state == "active"


def test_an_item_is_finished_and_another_given_up_on_pages(house: House) -> None:
    plan = make_active(house.worker, house.supervisor, make_case(house.worker).pk)
    item, client = only(house, PlanItem), signed_in_client(house.worker)
    assert send(client, "drop_item", item.pk, seen_version=1, note="").status_code == 422
    assert send(client, "finish_item", item.pk, seen_version=1, note="Done.", done_on=today()).status_code == 302
    assert send(client, "finish_item", item.pk, seen_version=2, note="", done_on=today()).status_code == 302
    words = page(client, "plan", plan.pk).content.decode()
    assert "finished or given up before" in words
    assert "Done." in words
    assert send(client, "complete", plan.pk, seen_version=4, note="The pension is paid.").status_code == 302
    assert "The pension is paid." in page(client, "plan", plan.pk).content.decode()


def test_whoever_saves_a_plan_late_sees_both_texts(house: House) -> None:
    plan = make_plan(house.worker, make_case(house.worker).pk, "The first text")
    done(house.worker, actions.change_plan, plan.pk, "The second text", seen_version=1)
    client = signed_in_client(house.colleague)
    late = send(client, "change_plan", plan.pk, seen_version=1, goal="The third text")
    words = late.content.decode()
    assert late.status_code == 409
    assert "The second text" in words
    assert "The third text" in words
    assert send(client, "change_plan", plan.pk, seen_version=2, goal="The third text").status_code == 302


def test_the_same_button_pressed_twice_says_that_the_plan_moved_on(house: House) -> None:
    plan = make_proposed(house.worker, make_case(house.worker).pk)
    client = signed_in_client(house.supervisor)
    assert send(client, "approve", plan.pk, seen_version=2).status_code == 302
    assert send(client, "approve", plan.pk, seen_version=2).status_code == 409


def test_progress_is_marked_on_one_page(house: House) -> None:
    case = make_case(house.worker)
    client = signed_in_client(house.worker)
    assert "Consent asked, answer recorded" in page(client, "progress", case.pk).content.decode()
    told = {"items": ["consent_asked"], "documents": ["identity_document"], "other": "A letter"}
    assert send(client, "mark_progress", case.pk, seen_version=0, **told).status_code == 302
    late = send(client, "mark_progress", case.pk, seen_version=0, items=["needs_noted"])
    assert (late.status_code, "Nothing was overwritten" in late.content.decode()) == (409, True)
    assert send(client, "mark_progress", case.pk, seen_version=1, items=["nothing"]).status_code == 422
    assert send(client, "move_stage", case.pk, seen_version=1, stage="assessment").status_code == 302
    shown = page(client, "progress", case.pk).content.decode()
    assert "A letter" in shown
    assert "From “Reception” to “Assessment”" in shown
    reads = page(signed_in_client(house.reception), "progress", case.pk).content.decode()
    assert "A letter" not in reads
    assert '<form method="post"' not in reads.partition("<main")[2]


def test_a_meeting_is_made_moved_and_kept_on_pages(house: House) -> None:
    case = make_reachable(house)
    client, day = signed_in_client(house.reception), today() + timedelta(days=3)
    told = {"day": day, "at": "10:30", "minutes": 45, "purpose": "documents", "mode": "at_the_house", "seen_version": 0}
    told |= {"worker": house.worker.membership_id, "place": "Room 2", "reminds_person": "on"}
    assert send(client, "make_appointment", case.pk, **{**told, "minutes": 2}).status_code == 422
    assert send(client, "make_appointment", case.pk, **told).status_code == 302
    meeting = only(house, Appointment)
    assert f"{timezone.localtime(meeting.starts_at):%H:%M}" == "10:30"
    shown = page(client, "appointment", meeting.pk).content.decode()
    assert "Room 2" in shown
    assert "El Idrissi" not in shown
    moved = {**told, "seen_version": 1, "at": "11:00"}
    assert send(client, "change_appointment", meeting.pk, **moved).status_code == 302
    assert send(client, "change_appointment", meeting.pk, **moved).status_code == 409
    with time_machine.travel(now() + timedelta(days=4)):
        later = signed_in_client(house.worker)
        assert send(later, "keep_appointment", meeting.pk, seen_version=2).status_code == 302
    assert only(house, Appointment).state == "kept"


def test_the_calendar_shows_day_week_and_month_and_survives_any_address(house: House) -> None:
    meeting = make_meeting(house.worker, make_case(house.worker).pk, now() + timedelta(minutes=1))
    client = signed_in_client(house.worker)
    for span in ("day", "week", "month"):
        shown = page(client, "calendar", span=span).content.decode()
        assert reverse("planning:appointment", args=[meeting.pk]) in shown
        assert "El Idrissi" in shown
    for asked in ({"day": "yesterday"}, {"day": "9999-12-31"}, {"span": "year"}, {"who": "team"}, {"who": "x"}):
        assert page(client, "calendar", **asked).status_code == 200
    assert page(signed_in_client(house.planner), "calendar").status_code == 403
    empty = page(signed_in_client(house.colleague), "calendar").content.decode()
    assert "Nothing is planned in these days" in empty


def test_the_calendar_file_names_nobody(house: House) -> None:
    case = make_case(house.worker)
    meeting = make_meeting(house.worker, case.pk, now() + timedelta(minutes=1), place="Lawyer")
    client = signed_in_client(house.worker)
    for answer in (page(client, "calendar_file", span="month"), page(client, "appointment_file", meeting.pk)):
        body = answer.content.decode()
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert "SUMMARY:Appointment" in body
        assert not [word for word in ("Idrissi", "Lawyer", "Follow", case.reference, house.worker.name) if word in body]


def test_the_file_and_the_day_show_what_is_planned(house: House) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    plan = make_active(house.worker, house.supervisor, case.pk)
    meeting = make_meeting(house.worker, case.pk)
    client = signed_in_client(house.worker)
    shown = client.get(reverse("desk:file", args=[case.person_id])).content.decode()
    for name, key in (("plan", plan.pk), ("appointment", meeting.pk), ("progress", case.pk)):
        assert reverse(f"planning:{name}", args=[key]) in shown
    assert "A pension from Turin." in shown
    closed = signed_in_client(house.reception).get(reverse("desk:file", args=[case.person_id])).content.decode()
    assert "A pension from Turin." not in closed
    other = make_proposed(house.colleague, make_case(house.colleague).pk)
    waiting = signed_in_client(house.supervisor).get(reverse("desk:today")).content.decode()
    assert reverse("planning:plan", args=[other.pk]) in waiting


def test_a_supervisor_reads_the_workload_and_gives_cases(house: House) -> None:
    given = [make_case(house.worker, worker_id=house.worker.membership_id) for _number in range(2)]
    client = signed_in_client(house.supervisor)
    assert page(client, "workload").status_code == 200
    listed = page(client, "reassign", of=house.worker.membership_id).content.decode()
    boxes = re.findall(r'name="case" value="([^"]+)"', listed)
    assert sorted(boxes) == sorted(f"{case.pk}:1" for case in given)
    address = reverse("planning:reassign") + f"?of={house.worker.membership_id}"
    colleague = str(house.colleague.membership_id)
    assert client.post(address, {"worker": colleague}).status_code == 422
    assert client.post(address, {"case": boxes, "worker": ""}).status_code == 422
    done(house.worker, cases.change_case, given[0].pk, "high", None, seen_version=1)
    assert client.post(address, {"case": boxes, "worker": colleague}).status_code == 409
    assert client.post(address, {"case": [f"{given[1].pk}:1"], "worker": colleague}).status_code == 302
    assert page(signed_in_client(house.worker), "workload").status_code == 403


@pytest.mark.parametrize("language", ["ar", "fr", "it"])
def test_pages_are_drawn_in_every_language(house: House, language: str) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    plan = make_proposed(house.worker, case.pk)
    meeting = make_meeting(house.worker, case.pk)
    client = signed_in_client(house.supervisor)
    for name, args in (
        ("calendar", []),
        ("workload", []),
        ("reassign", []),
        ("progress", [case.pk]),
        ("move_stage", [case.pk]),
        ("plan", [plan.pk]),
        ("approve", [plan.pk]),
        ("print_plan", [plan.pk]),
        ("appointment", [meeting.pk]),
        ("make_appointment", [case.pk]),
        ("change_appointment", [meeting.pk]),
    ):
        address = reverse(f"planning:{name}", args=args).replace("/en/", f"/{language}/", 1)
        answer = client.get(address)
        assert (answer.status_code, f'lang="{language}"' in answer.content.decode()) == (200, True), name


@pytest.mark.parametrize(
    ("language", "heading"), [("fr", "Ce que nous avons convenu"), ("ar", "Ce que nous avons convenu")]
)
def test_the_sheet_to_sign_speaks_arabic_and_the_language_of_the_page(
    house: House, language: str, heading: str
) -> None:
    plan = make_active(house.worker, house.supervisor, make_case(house.worker).pk)
    client = signed_in_client(house.worker)
    with translation.override(language):
        answer = page(client, "plan_sheet", plan.pk)
        told = sheet_words(plan.pk, house)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "no-store"
    assert (heading in told, "ما اتفقنا" in told, "El Idrissi" in told) == (True, True, False)
    assert page(signed_in_client(house.reception), "plan_sheet", plan.pk).status_code == 403


def sheet_words(plan_id: Any, house: House) -> str:
    """What the press is given to draw."""
    drawn: list[str] = []

    def draw(template: str, context: Any, *, style: str) -> bytes:
        drawn.append(render_to_string(template, context))
        return b""

    with pytest.MonkeyPatch.context() as press, acting(house.worker.context):
        press.setattr(printing, "pdf_of", draw)
        printing.sheet_as_pdf(queries.plan_card(house.worker, plan_id), "Maison")
    return drawn[0]
