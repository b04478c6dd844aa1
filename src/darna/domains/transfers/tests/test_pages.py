"""The pages of hand-overs, transfers and the supervisor's room."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_member, signed_in_client
from darna.base.audit.models import Entry
from darna.base.lists import files
from darna.base.lists.actions import ask_export
from darna.base.lists.actions.exports import Purpose
from darna.base.lists.kinds import Asked, kind_of
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import make_case
from darna.domains.referrals.tests.makers import House
from darna.domains.referrals.tests.makers import make_sent as make_referral
from darna.domains.transfers import actions
from darna.domains.transfers.models import Handover, Transfer
from darna.domains.transfers.tests.makers import NOTE, make_moving_case, make_sent
from darna.kernel.errors import Refused

Case: Any = apps.get_model("cases", "Case")


def page(client: Client, name: str, *args: Any, **query: Any) -> Any:
    return client.get(reverse(f"transfers:{name}", args=args), query)


def send(client: Client, name: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"transfers:{name}", args=args), data)


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_case_is_put_together_sent_by_another_and_taken_on_elsewhere(house: House) -> None:
    case = make_moving_case(house.worker, house.there)
    mine, theirs = signed_in_client(house.worker), signed_in_client(house.supervisor)
    partner = signed_in_client(house.there)
    assert "Transfer to another agency" in words(mine.get(reverse("desk:file", args=[case.person_id])))
    assert page(mine, "prepare", case.pk).status_code == 200
    told = {"agency": house.there.agency_id, "summary": "<b>Call</b>", "parts": ["name"], "seen_version": 1}
    assert send(mine, "prepare", case.pk, **{**told, "summary": ""}).status_code == 422
    assert send(mine, "prepare", case.pk, **told).status_code == 302
    with acting(house.supervisor.context):
        row = Transfer.objects.get()
    assert page(mine, "send", row.pk).status_code == 403
    assert page(partner, "transfer", row.pk).status_code == 404
    assert "&lt;b&gt;Call&lt;/b&gt;" in words(page(theirs, "transfer", row.pk))
    assert "Transfers that wait for you" in words(theirs.get(reverse("desk:today")))
    assert send(theirs, "send", row.pk, seen_version=row.version).status_code == 302
    assert page(partner, "accept", row.pk).status_code == 200
    taken = {"person": "new", "programme": "returned_mre", "worker": house.there.membership_id, "seen_version": 2}
    assert send(partner, "accept", row.pk, **{**taken, "programme": ""}).status_code == 422
    assert send(partner, "accept", row.pk, **taken).status_code == 302
    assert page(partner, "accept", row.pk).status_code == 409
    assert page(partner, "list", side="received").status_code == 200
    assert "accepted" in words(page(theirs, "list", state="accepted"))


def test_abroad_is_refused_with_a_sentence(house: House) -> None:
    case = make_moving_case(house.worker, house.abroad)
    told = {"agency": house.abroad.agency_id, "summary": NOTE, "parts": ["name"], "seen_version": 1}
    answer = send(signed_in_client(house.worker), "prepare", case.pk, **told)
    assert answer.status_code == 403
    assert "works in another country" in words(answer)


def test_declined_with_a_reason(house: House) -> None:
    row = make_sent(house.worker, house.supervisor, house.there)
    partner = signed_in_client(house.there)
    assert send(partner, "decline", row.pk, seen_version=row.version).status_code == 422
    assert send(partner, "decline", row.pk, reason="no_place", seen_version=row.version).status_code == 302
    assert "What was sent is closed to you." in words(page(partner, "transfer", row.pk))


def test_a_request_is_decided_and_the_colleague_confirms(house: House) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    mine, theirs = signed_in_client(house.worker), signed_in_client(house.supervisor)
    colleague = signed_in_client(house.colleague)
    told = {"worker": house.colleague.membership_id, "note": "<i>Soon</i>", "seen_version": 1}
    assert send(mine, "hand_over", case.pk, **{**told, "note": ""}).status_code == 422
    assert send(mine, "hand_over", case.pk, **told).status_code == 302
    with acting(house.supervisor.context):
        row = Handover.objects.get()
    assert "A hand-over waits" in words(mine.get(reverse("desk:file", args=[case.person_id])))
    assert "Hand-overs that wait for you" in words(page(theirs, "room"))
    assert send(theirs, "grant", row.pk, seen_version=1).status_code == 302
    assert "&lt;i&gt;Soon&lt;/i&gt;" in words(page(colleague, "handover", row.pk))
    assert "Hand-overs that wait for you" in words(colleague.get(reverse("desk:today")))
    assert page(mine, "confirm", row.pk).status_code == 403
    assert send(colleague, "confirm", row.pk, seen_version=2).status_code == 302
    assert page(colleague, "confirm", row.pk).status_code == 409


def test_several_are_shown_before_they_are_given_and_come_back(house: House) -> None:
    cases = [make_case(house.worker, worker_id=house.worker.membership_id) for _ in range(2)]
    theirs = signed_in_client(house.supervisor)
    address = f"{reverse('transfers:share_out')}?of={house.worker.membership_id}"
    boxes = [f"{case.pk}:1" for case in cases]
    assert theirs.post(address, {"to": "shared", "note": NOTE}).status_code == 422
    shown = theirs.post(address, {"to": "shared", "note": NOTE, "case": boxes})
    assert "Who would get what" in words(shown)
    plan = [one["told"] for one in shown.context["plan"]]
    led = theirs.post(address, {"to": "shared", "note": NOTE, "case": plan, "give": "1"})
    assert led.status_code == 302
    batch = led["Location"].partition("batch=")[2]
    assert "Take them back" in words(theirs.get(led["Location"]))
    stale = theirs.post(address, {"to": "shared", "note": NOTE, "case": boxes, "give": "1"})
    assert stale.status_code == 409
    assert send(theirs, "undo_batch", batch).status_code == 302
    with acting(house.supervisor.context):
        assert set(Case.objects.values_list("worker_id", flat=True)) == {house.worker.membership_id}


@pytest.mark.parametrize(("name", "code"), [("room", "team"), ("partners", "partners"), ("handovers", "handovers")])
def test_lists_of_the_room_are_carried_out_for_a_purpose_by_a_supervisor(house: House, name: str, code: str) -> None:
    if code == "partners":
        make_referral(house)
    if code == "handovers":
        case = make_case(house.worker, worker_id=house.worker.membership_id)
        with acting(house.supervisor.context):
            actions.share_out({case.pk: (case.version, house.colleague.membership_id)}, NOTE, by=house.supervisor)
    theirs = signed_in_client(house.supervisor)
    assert f"{reverse('lists:ask')}?list={code}" in words(page(theirs, name))
    columns = tuple(column.code for column in kind_of(code).exported)
    asked, why = Asked({}, columns), Purpose("report", "Meeting of the team")
    for form in ("csv", "xlsx"):
        with acting(house.supervisor.context, seconds=600):
            made = ask_export(code, asked, why, form=form, language="en", by=house.supervisor)
            assert Entry.objects.filter(verb="list.exported", object_id=made.pk).count() == 1
        assert b"".join(files.clear_pieces(made.pk))
    for other in (house.worker, make_member(Role.DATA_OFFICER)):
        with acting(other.context), pytest.raises(Refused):
            ask_export(code, asked, why, form="csv", language="en", by=other)


def test_the_team_and_the_partners_are_narrowed_to_where_something_presses(house: House) -> None:
    theirs = signed_in_client(house.supervisor)
    make_case(house.worker, worker_id=house.worker.membership_id)
    send(theirs, "rule", workers_give="on", needs_approval="on", ceiling="1", seen_version="0")
    listed = page(theirs, "room", only="free")
    assert [line.id for line in listed.context["lines"]].count(house.worker.membership_id) == 0
    assert listed.context["lines"]
    assert page(theirs, "room", only="quiet").context["lines"] == ()
    assert "No worker matches" in words(page(theirs, "room", only="late"))
    make_referral(house)
    assert len(page(theirs, "partners", only="waiting").context["lines"]) == 1
    assert "No partner matches" in words(page(theirs, "partners", only="overdue"))
    assert len(page(theirs, "partners", only="nonsense").context["lines"]) == 1


def test_the_room_and_its_rule(house: House, django_assert_max_num_queries: Any) -> None:
    theirs = signed_in_client(house.supervisor)
    for name in ("room", "partners", "handovers", "rule"):
        assert page(theirs, name).status_code == 200
        assert page(signed_in_client(house.worker), name).status_code == 403
    told = {"workers_give": "on", "needs_approval": "on", "ceiling": "20", "seen_version": "0"}
    assert send(theirs, "rule", **{**told, "ceiling": "9000"}).status_code == 422
    assert send(theirs, "rule", **told).status_code == 302
    assert send(theirs, "rule", **told).status_code == 409
    assert send(theirs, "ceiling", house.worker.membership_id, most=3).status_code == 302
    assert send(theirs, "ceiling", house.there.membership_id, most=3).status_code == 404
    make_case(house.worker, worker_id=house.worker.membership_id)
    with django_assert_max_num_queries(24):
        page(theirs, "room", sort="-cases")
