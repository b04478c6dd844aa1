"""The pages as a browser meets them: proposed by one, agreed by another, and the person asked."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.closing.models import Closing
from darna.domains.closing.tests.makers import make_closed, make_proposed, wants_two
from darna.kernel.clock import today


def page(client: Client, name: str, *args: Any, **query: Any) -> Any:
    return client.get(reverse(f"closing:{name}", args=args), query)


def send(client: Client, name: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"closing:{name}", args=args), data)


def words(answer: Any) -> str:
    return str(answer.content.decode())


def newest(house: House) -> Closing:
    with acting(house.supervisor.context):
        return Closing.objects.order_by("-proposed_at")[0]


def test_one_proposes_another_agrees_and_the_person_is_asked(house: House) -> None:
    wants_two(house.supervisor)
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    mine, theirs = signed_in_client(house.worker), signed_in_client(house.supervisor)
    led = mine.get(reverse("cases:close", args=[case.pk]))
    assert led["Location"] == reverse("closing:propose", args=[case.pk])
    told = {"outcome": "goals_achieved", "note": "<b>Paid</b>", "closed_on": today(), "seen_version": 1}
    assert send(mine, "propose", case.pk, **{**told, "outcome": ""}).status_code == 422
    assert send(mine, "propose", case.pk, **told).status_code == 302
    row = newest(house)
    assert "Closing proposed" in words(mine.get(reverse("desk:file", args=[case.person_id])))
    assert "Closings waiting for approval" in words(theirs.get(reverse("desk:today")))
    assert page(mine, "approve", row.pk).status_code == 403
    assert "&lt;b&gt;Paid&lt;/b&gt;" in words(page(theirs, "closing", row.pk))
    assert send(theirs, "approve", row.pk, seen_version=1).status_code == 302
    file = words(mine.get(reverse("desk:file", args=[case.person_id])))
    assert "the person was not asked yet what they think of it" in file
    assert send(mine, "opinion", row.pk, seen_version=3, opinion="good", on=today()).status_code == 422
    said = {"opinion": "good", "way": "paper", "words": "Thank you.", "on": today(), "seen_version": 3}
    assert send(mine, "opinion", row.pk, **said).status_code == 302
    assert "Thank you." in words(page(mine, "closing", row.pk))
    assert send(mine, "opinion", row.pk, **said).status_code == 409
    assert send(mine, "check", row.pk, finding="nobody", on=today(), seen_version=4).status_code == 302
    assert "Nobody could be reached." in words(page(mine, "closing", row.pk))
    assert page(mine, "check", row.pk).status_code == 409


def test_a_proposal_comes_back_with_what_is_missing_or_is_withdrawn(house: House) -> None:
    mine, theirs = signed_in_client(house.worker), signed_in_client(house.supervisor)
    row = make_proposed(house.worker, make_case(house.worker).pk)
    assert send(theirs, "send_back", row.pk, remark="", seen_version=1).status_code == 422
    assert send(theirs, "send_back", row.pk, remark="Ask the fund.", seen_version=1).status_code == 302
    assert "Ask the fund." in words(page(mine, "closing", row.pk))
    other = make_proposed(house.worker, make_case(house.worker).pk)
    assert page(theirs, "withdraw", other.pk).status_code == 403
    assert send(mine, "withdraw", other.pk, seen_version=1).status_code == 302
    assert page(mine, "withdraw", other.pk).status_code == 409


def test_the_list_and_the_rule(house: House) -> None:
    case = make_case(house.worker)
    make_closed(house.worker, case.pk)
    theirs = signed_in_client(house.supervisor)
    shown = words(page(theirs, "list"))
    assert "Goals achieved" in shown
    assert "Fewer than five people were asked" in shown
    assert "Fewer than five people were asked" not in words(page(signed_in_client(house.worker), "list"))
    assert "No closing matches" in words(page(theirs, "list", opinion="bad"))
    assert "Goals achieved" in words(page(theirs, "list", sort="-check", state="closed"))
    assert send(theirs, "rule", needs_approval="on", check_days=9999, seen_version=0).status_code == 422
    assert send(theirs, "rule", needs_approval="on", check_days=30, seen_version=0).status_code == 302
    late = send(theirs, "rule", check_days=60, seen_version=0)
    assert late.status_code == 409
    assert 'value="60"' in words(late)


def test_reading_notes_is_not_the_receptions(house: House) -> None:
    row = make_closed(house.worker, make_case(house.worker).pk)
    reception = signed_in_client(house.reception)
    assert "The pension is paid." not in words(page(reception, "closing", row.pk))
    assert page(reception, "list").status_code == 403
    assert page(signed_in_client(house.partner), "closing", row.pk).status_code == 404
