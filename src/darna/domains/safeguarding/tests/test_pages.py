"""The pages as a browser meets them: a procedure from the first word to its end, guardians, clocks and conversations."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.rowsecurity.context import acting
from darna.domains.cases.queries import file_cases
from darna.domains.cases.tests.makers import House
from darna.domains.safeguarding import queries
from darna.domains.safeguarding.models import Guardianship, Option, Procedure, Talk, Urgency
from darna.domains.safeguarding.tests.makers import (
    make_childs_case,
    make_clock,
    make_decided,
    make_guardian,
    make_procedure,
    make_proposed,
    make_talk,
    steps_of,
)
from darna.domains.safeguarding.values import ProcedureFilters
from darna.kernel.clock import today

pytestmark = pytest.mark.urls("darna.domains.safeguarding.tests.addresses")


def page(client: Client, name: str, *args: Any, **query: Any) -> Any:
    return client.get(reverse(f"safeguarding:{name}", args=args), query)


def send(client: Client, route: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"safeguarding:{route}", args=args), {"seen_version": 0, **data})


def only(house: House, model: Any) -> Any:
    with acting(house.worker.context):
        return model.objects.get()


def test_a_procedure_is_led_on_pages_from_the_first_word_to_its_end(house: House) -> None:
    case = make_childs_case(house.worker)
    mine, theirs = signed_in_client(house.worker), signed_in_client(house.supervisor)
    assert send(mine, "open", case.pk, reason="separated", concern=" ").status_code == 422
    assert (
        send(mine, "open", case.pk, reason="separated", concern="<b>Alone</b>", asks_restriction="on").status_code
        == 302
    )
    key = only(house, Procedure).pk
    shown = page(theirs, "procedure", key).content.decode()
    assert "&lt;b&gt;Alone&lt;/b&gt;" in shown
    assert "The worker asks that named workers alone see this file." in shown
    assert "El Idrissi" not in shown
    steps = steps_of(house.worker, key)
    told: dict[str, Any] = {"words": "Found.", "done_on": today(), "seen_version": 1}
    assert send(mine, "finish_step", steps["heard"].pk, manner="alone", **told).status_code == 403
    assert send(mine, "plan_step", steps["panel"].pk, due_on=today(), seen_version=1).status_code == 302
    for kind, step in steps.items():
        more = {"heard": {"manner": "alone"}, "panel": {"present": ["child"], "seen_version": 2}}.get(kind, {})
        if kind in {"heard", "panel"}:
            assert send(mine, "finish_step", step.pk, **told).status_code == 422
        if kind == "tracing":
            assert send(mine, "leave_out_step", step.pk, note="Not safe.", seen_version=1).status_code == 302
        else:
            assert send(mine, "finish_step", step.pk, **{**told, **more}).status_code == 302
    assert page(mine, "propose", key).status_code == 409
    for kind in ("wider_family", "care_home", "join_family"):
        words = {"speaks_for": "Near.", "speaks_against": "Small."}
        assert send(mine, "weigh_option", key, kind=kind, **words).status_code == 302
    with acting(house.worker.context):
        options = {one.kind: one for one in Option.objects.all()}
    assert send(mine, "remove_option", options["join_family"].pk, seen_version=1).status_code == 302
    decision = {"option": options["wider_family"].pk, "words": "Stay.", "seen_version": 1}
    far = today() + timedelta(days=200)
    assert send(mine, "propose", key, review_on=far, **decision).status_code == 422
    assert send(mine, "propose", key, review_on=today() + timedelta(days=30), **decision).status_code == 302
    assert page(mine, "approve", key).status_code == 403
    assert send(theirs, "send_back", key, note="Ask again.", seen_version=2).status_code == 302
    assert "Ask again." in page(mine, "procedure", key).content.decode()
    again = {**decision, "seen_version": 3, "review_on": today() + timedelta(days=30)}
    assert send(mine, "propose", key, **again).status_code == 302
    assert send(theirs, "approve", key, seen_version=4).status_code == 302
    assert send(mine, "review", key, words="Well.", outcome="holds", seen_version=5).status_code == 422
    later = today() + timedelta(days=60)
    assert (
        send(mine, "review", key, words="Well.", outcome="holds", holds_until=later, seen_version=5).status_code == 302
    )
    closing = {"closing": "safe_with_family", "note": "At her aunt's.", "seen_version": 6}
    assert send(mine, "close", key, **closing).status_code == 302
    assert only(house, Procedure).state == "closed"


def test_whoever_came_too_late_is_told_what_was_saved(house: House) -> None:
    made = make_procedure(house.worker, make_childs_case(house.worker).pk)
    step = steps_of(house.worker, made.pk)["safety"]
    client = signed_in_client(house.worker)
    assert send(client, "plan_step", step.pk, due_on=today(), seen_version=1).status_code == 302
    late = send(client, "plan_step", step.pk, due_on=today() + timedelta(days=2), seen_version=1)
    assert late.status_code == 409
    assert (
        send(client, "hand_over", made.pk, responsible=house.colleague.membership_id, seen_version=1).status_code == 302
    )
    with acting(house.worker.context):
        assert Procedure.objects.get().responsible_id == house.colleague.membership_id


def test_guardians_and_the_childs_word_are_written_on_pages(house: House) -> None:
    case = make_childs_case(house.worker)
    client = signed_in_client(house.worker)
    told = {"name": "Zineb Amrani", "basis": "kafala", "since": today()}
    assert send(client, "add_guardian", case.person_id, has_conflict="on", **told).status_code == 422
    assert send(client, "add_guardian", case.person_id, **told).status_code == 302
    key = only(house, Guardianship).pk
    assert send(client, "confirm_guardian", key, note="The paper.", seen_version=1).status_code == 302
    assert page(client, "confirm_guardian", key).status_code == 409
    assert send(client, "note_conflict", key, note="He wants her to work.", seen_version=2).status_code == 302
    asked = page(client, "add_assent", case.person_id).content.decode()
    assert "You may say yes or no" in asked
    assert (
        send(client, "add_assent", case.person_id, subject="tracing", answer="disagrees", words="No!").status_code
        == 302
    )
    shown = page(client, "standing", case.person_id).content.decode()
    for words in ("Zineb Amrani", "conflict of interest", "does not agree", "No!"):
        assert words in shown
    assert send(client, "end_guardian", key, note="Over.", ended_on=today(), seen_version=3).status_code == 302
    assert page(signed_in_client(house.partner), "standing", case.person_id).status_code == 404


def test_a_clock_is_started_shown_today_and_stopped_on_pages(house: House) -> None:
    case = make_childs_case(house.worker)
    reception, worker = signed_in_client(house.reception), signed_in_client(house.worker)
    assert send(reception, "start_clock", case.pk, concern="violence", words="Hurt.").status_code == 302
    key = only(house, Urgency).pk
    today_page = worker.get(reverse("desk:today")).content.decode()
    assert "23 hours left" in today_page
    assert "Hurt." not in today_page
    assert "Hurt." in page(worker, "clock", key).content.decode()
    # The reception started it, and reads no words of a case.
    assert "Hurt." not in page(reception, "clock", key).content.decode()
    assert send(worker, "stop_clock", key, stop="called", seen_version=1).status_code == 422
    assert send(worker, "stop_clock", key, stop="called", note="2511.", seen_version=1).status_code == 302
    assert page(worker, "stop_clock", key).status_code == 409
    assert "Violence" not in worker.get(reverse("desk:today")).content.decode()


def test_the_hours_are_set_by_a_supervisor_within_bounds(house: House) -> None:
    client = signed_in_client(house.supervisor)
    assert page(signed_in_client(house.worker), "hours").status_code == 403
    assert send(client, "hours", hours=100).status_code == 422
    assert send(client, "hours", hours=12).status_code == 302
    assert b'value="12"' in page(client, "hours").content


def test_a_conversation_shows_fitting_offers_before_it_is_saved(house: House) -> None:
    case = make_childs_case(house.worker)
    client = signed_in_client(house.worker)
    looked = send(client, "write_talk", case.pk, q_debt="My uncle borrowed.", look="1")
    assert looked.status_code == 200
    for words in ("talk over these offers", "Mediation with the family", "My uncle borrowed."):
        assert words in looked.content.decode()
    with acting(house.worker.context):
        assert not Talk.objects.exists()
    asked = send(client, "write_talk", case.pk, q_debt="My uncle borrowed.")
    assert asked.status_code == 422
    assert "talk over these offers" in asked.content.decode()
    assert send(client, "write_talk", case.pk, q_debt="My uncle borrowed.", offers=["school"]).status_code == 302
    shown = page(client, "talk", only(house, Talk).pk).content.decode()
    assert "My uncle borrowed." in shown
    for who in (house.reception, house.officer):
        assert page(signed_in_client(who), "talk", only(house, Talk).pk).status_code == 403


def test_the_room_is_narrowed_and_sorted_in_a_fixed_number_of_queries(house: House) -> None:
    make_proposed(house.worker, make_childs_case(house.worker).pk)
    few = _queries(house)
    make_procedure(house.worker, make_childs_case(house.worker).pk)
    make_decided(house.worker, house.supervisor, make_childs_case(house.worker).pk)
    assert _queries(house) == few <= 5
    client = signed_in_client(house.worker)
    for query, rows in (({}, 3), ({"state": "proposed"}, 1), ({"reason": "exploitation"}, 0), ({"is_mine": "on"}, 3)):
        for sort in queries.SORTS:
            shown = page(client, "list", sort=sort, **query).content.decode()
            assert shown.count("/safeguarding/procedures/") == rows
            assert "<img" not in shown


def _queries(house: House) -> int:
    with acting(house.worker.context), CaptureQueriesContext(connection) as asked:
        queries.procedure_lines(house.worker, ProcedureFilters())
    return len(asked)


def test_the_file_and_today_ask_one_query_more_however_much_there_is(house: House) -> None:
    case = make_childs_case(house.worker)
    with acting(house.worker.context):
        cases = file_cases(house.worker, case.person_id)
        for _again in range(2):
            with CaptureQueriesContext(connection) as asked:
                part = queries.file_part(house.worker, case.person_id, cases, is_minor=True)
            assert len(asked) == 1
            with CaptureQueriesContext(connection) as asked:
                found = queries.today_part(house.worker)
            assert len(asked) == (2 if found.lines else 1)
            if not part or not part.lines:
                make_guardian(house.worker, case.person_id)
                make_procedure(house.worker, case.pk)
                make_clock(house.worker, case.pk)
                make_talk(house.worker, case.pk)
    assert part is not None
    assert {line.what for line in part.lines} == {"guardian", "procedure", "urgency", "talk"}
    reception = signed_in_client(house.reception).get(reverse("desk:file", args=[case.person_id])).content.decode()
    assert "Something does not wait" in reception
    assert "Best-interests procedure" not in reception
