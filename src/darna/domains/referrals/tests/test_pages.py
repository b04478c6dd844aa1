"""The pages as a browser meets them: who gets which, what is sent, what is said when it is not."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.cases.queries import timeline
from darna.domains.people.actions import change_person, withdraw_consent
from darna.domains.referrals import actions, queries, tasks
from darna.domains.referrals.actions import ending
from darna.domains.referrals.models import Reception, Referral, TransferRecord
from darna.domains.referrals.tests.makers import (
    SUMMARY,
    House,
    make_accepted,
    make_draft,
    make_need,
    make_sent,
    person_of,
    state_of,
)
from darna.domains.referrals.values import ReferralFilters

NAME = "Fatima Zahra El Idrissi"
WHO = ("worker", "colleague", "reception", "officer", "planner", "there", "there_reception", "stranger")


def _page(client: Client, name: str, *args: Any, **query: str) -> Any:
    return client.get(reverse(f"referrals:{name}", args=args), query)


def _send(client: Client, name: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"referrals:{name}", args=args), data)


def _version(page: Any) -> str:
    found = re.search(r'name="seen_version" value="(\d+)"', page.content.decode())
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("show", [200, 200, 200, 200, 403, 200, 200, 404]),
        ("sheet", [200, 200, 200, 200, 403, 200, 200, 404]),
        ("cancel", [200, 403, 403, 403, 403, 404, 403, 404]),
        ("accept", [404, 404, 403, 403, 403, 200, 403, 404]),
        ("decline", [404, 404, 403, 403, 403, 200, 403, 404]),
        ("finish", [404, 404, 403, 403, 403, 403, 403, 404]),
        ("forward", [404, 404, 403, 403, 403, 200, 403, 404]),
        ("assign", [404, 404, 404, 403, 403, 200, 200, 404]),
        ("edit", [403, 403, 403, 403, 403, 404, 403, 404]),
    ],
)
def test_who_opens_which_page_of_a_sent_referral(house: House, name: str, expected: list[int]) -> None:
    sent = make_sent(house)
    answers = [_page(signed_in_client(getattr(house, who)), name, sent.pk).status_code for who in WHO]
    assert answers == expected


def test_from_the_need_to_the_answer_by_hand(house: House) -> None:
    need = make_need(house)
    client = signed_in_client(house.worker)
    assert reverse("referrals:services", args=[need.pk]) in _page(client, "start", need.case_id).content.decode()
    assert "Shelter" in _page(client, "services", need.pk).content.decode()
    chosen = _send(client, "services", need.pk, service=house.service)
    (draft,) = _rows(house)
    assert chosen["Location"] == reverse("referrals:edit", args=[draft.pk])
    written = _page(client, "edit", draft.pk)
    told = {"purpose": "service", "urgency": "urgent", "due_on": draft.due_on.isoformat(), "parts": ["name"]}
    told["seen_version"] = _version(written)
    assert _send(client, "edit", draft.pk, **told).status_code == 422
    assert _send(client, "edit", draft.pk, **told, summary=SUMMARY).status_code == 302
    preview = _page(client, "preview", draft.pk)
    assert SUMMARY in preview.content.decode()
    sent = _send(client, "preview", draft.pk, **preview.context["form"].initial)
    assert (sent.status_code, state_of(house.there, draft.pk)) == (302, "sent")
    there = signed_in_client(house.there)
    shown = _page(there, "show", draft.pk).content.decode()
    assert NAME in shown
    assert "0661" not in shown.replace(" ", "")
    accept = _page(there, "accept", draft.pk)
    assert _send(there, "accept", draft.pk, seen_version=_version(accept), note="Come.").status_code == 302
    assert "Come." in _page(client, "show", draft.pk).content.decode()


def _rows(house: House) -> list[Referral]:
    with acting(house.worker.context):
        return list(Referral.objects.all())


def test_the_preview_shows_word_for_word_what_the_partner_sees(house: House) -> None:
    draft = make_draft(house)
    client = signed_in_client(house.worker)
    preview = _page(client, "preview", draft.pk)
    _send(client, "preview", draft.pk, **preview.context["form"].initial)
    shown = _page(signed_in_client(house.there), "show", draft.pk)
    assert _sheet(preview) == _sheet(shown)
    assert SUMMARY in _sheet(shown)


def _sheet(page: Any) -> str:
    found = re.search(r'aria-labelledby="package-title">.*?</h2>(.*?)</section>', page.content.decode(), re.S)
    assert found
    return found[1].split('<p class="muted">')[0].strip()


def test_without_consent_the_page_leads_to_recording_it(house: House) -> None:
    draft = make_draft(house)
    with acting(house.worker.context):
        shown = queries.preview(house.worker, draft.pk)
        person = person_of(house, draft.pk)
    client = signed_in_client(house.worker)
    with acting(house.worker.context):
        withdraw_consent(apps.get_model("people.Consent").objects.get(person_id=person).pk, by=house.worker)
    page = _page(client, "preview", draft.pk).content.decode()
    assert reverse("desk:consent", args=[person]) in page
    assert "Send exactly this" not in page
    late = _send(client, "preview", draft.pk, seen_version=shown.card.version, seen_mark=shown.mark)
    assert (late.status_code, state_of(house.worker, draft.pk)) == (422, "draft")


def test_what_changed_since_the_look_is_shown_again_before_it_is_sent(house: House) -> None:
    draft = make_draft(house)
    client = signed_in_client(house.worker)
    seen = _page(client, "preview", draft.pk).context["form"].initial
    with acting(house.worker.context):
        change_person(person_of(house, draft.pk), {"family_name": "Benali"}, seen_version=1, by=house.worker)
    late = _send(client, "preview", draft.pk, **seen)
    assert (late.status_code, "Benali" in late.content.decode()) == (409, True)
    again = _send(client, "preview", draft.pk, **{**seen, "seen_mark": late.context["shown"].mark})
    assert (again.status_code, state_of(house.there, draft.pk)) == (302, "sent")


def test_abroad_the_page_asks_for_the_ground(house: House) -> None:
    draft = make_draft(house, to=house.abroad, service=house.service_abroad)
    client = signed_in_client(house.worker)
    seen = _page(client, "preview", draft.pk).context["form"].initial
    assert _send(client, "preview", draft.pk, **seen).status_code == 422
    assert _send(client, "preview", draft.pk, **seen, ground="explicit_consent").status_code == 302
    with acting(house.worker.context):
        assert TransferRecord.objects.get().country == "IT"


def test_the_second_of_two_answers_sees_what_the_first_was_and_loses_nothing(house: House) -> None:
    sent = make_sent(house)
    first, second = signed_in_client(house.there), signed_in_client(house.there_supervisor)
    version = _version(_page(first, "accept", sent.pk))
    _page(second, "show", sent.pk)
    assert _send(first, "accept", sent.pk, seen_version=_now(house, sent), note="Come on Monday.").status_code == 302
    late = _send(second, "decline", sent.pk, seen_version=version, reason="no_place", note="We are full.")
    words = late.content.decode()
    assert late.status_code == 409
    assert "Accepted" in words
    assert "Come on Monday." in words
    assert "We are full." in words
    assert state_of(house.worker, sent.pk) == "accepted"


def _now(house: House, referral: Referral) -> int:
    with acting(house.there.context):
        return Referral.objects.get(pk=referral.pk).version


def test_a_look_marks_as_received_and_leaves_one_sentence_on_each_side(house: House) -> None:
    sent = make_sent(house)
    before = {who: _entries(getattr(house, who)) for who in ("worker", "there")}
    _page(signed_in_client(house.there), "show", sent.pk)
    assert state_of(house.worker, sent.pk) == "received"
    _page(signed_in_client(house.worker), "show", sent.pk)
    assert _entries(house.there) - before["there"] == 1
    assert _entries(house.worker) - before["worker"] == 1


def _entries(actor: Any) -> int:
    with acting(actor.context):
        return Entry.objects.filter(agency_id=actor.agency_id, verb="referral.opened").count()


def test_asking_by_head_is_no_look(house: House) -> None:
    sent = make_sent(house)
    signed_in_client(house.there).head(reverse("referrals:show", args=[sent.pk]))
    assert state_of(house.worker, sent.pk) == "sent"


def test_the_receiver_finds_the_person_or_registers_them_and_opens_a_case(house: House) -> None:
    accepted, there = make_accepted(house), signed_in_client(house.there)
    page = _page(there, "link", accepted.pk)
    assert "No file like it was found: register the person from what was sent" in page.content.decode()
    assert _send(there, "link", accepted.pk, programme="returned_mre").status_code == 422
    made = _send(there, "link", accepted.pk, programme="returned_mre", person="new")
    assert made.status_code == 302
    with acting(house.there.context):
        reception = Reception.objects.get(referral_id=accepted.pk)
    again = make_accepted(house)
    found = _page(there, "link", again.pk)
    assert str(reception.person_id) in found.content.decode()
    linked = _send(there, "link", again.pk, programme="mre_abroad", person=str(reception.person_id))
    assert linked.status_code == 302
    with acting(house.there.context):
        assert Reception.objects.get(referral_id=again.pk).person_id == reception.person_id
    shown = there.get(reverse("desk:file", args=[reception.person_id])).content.decode()
    assert reverse("referrals:show", args=[again.pk]) in shown


def test_the_lists_are_narrowed_sorted_and_say_when_they_are_empty(house: House) -> None:
    there, worker = signed_in_client(house.there), signed_in_client(house.worker)
    assert "Nothing waits for your agency" in _page(there, "received").content.decode()
    sent = make_sent(house)
    assert NAME in _page(there, "received").content.decode()
    assert NAME in _page(worker, "sent", sort="-sent").content.decode()
    assert "No referral matches" in _page(there, "received", need="training").content.decode()
    assert "No answer is overdue" in _page(worker, "overdue").content.decode()
    assert sent.reference in _page(there, "received", worker="none", state="unanswered").content.decode()
    assert _page(there, "received", page="x", sort="; drop", agency="nobody", state="?").status_code == 200
    assert NAME not in _page(signed_in_client(house.stranger), "received").content.decode()


def test_lists_take_a_fixed_number_of_queries(house: House) -> None:
    for _number in range(3):
        make_sent(house)
    with acting(house.there.context):
        queries.received_list(house.there, ReferralFilters())
        with CaptureQueriesContext(connection) as came:
            assert len(queries.received_list(house.there, ReferralFilters()).lines) == 3
    with acting(house.worker.context), CaptureQueriesContext(connection) as went:
        assert len(queries.sent_list(house.worker, ReferralFilters()).lines) == 3
    assert len(came) <= 4, [query["sql"][:80] for query in came]
    assert len(went) <= 4, [query["sql"][:80] for query in went]


def test_the_timeline_of_the_file_tells_of_the_referral(house: House) -> None:
    accepted = make_accepted(house)
    with acting(house.worker.context):
        items = timeline(house.worker, person_of(house, accepted.pk)).items
    told = [item.title for item in items if item.kind == "referral"]
    assert told == [
        "entraide fr accepted the referral: Housing and shelter",
        "Referred to entraide fr: Housing and shelter",
    ]


def test_the_answer_stands_on_the_page_of_today_until_it_is_looked_at(house: House) -> None:
    sent = make_sent(house)
    with acting(house.there.context):
        assert [line.id for line in queries.today_lines(house.there).waiting] == [sent.pk]
        version = actions.open_referral(sent.pk, by=house.there).version
    with acting(house.worker.context):
        assert not queries.today_lines(house.worker)
    with acting(house.there.context):
        actions.accept_referral(sent.pk, seen_version=version, by=house.there)
        assert not queries.today_lines(house.there).waiting
    client = signed_in_client(house.worker)
    assert reverse("referrals:show", args=[sent.pk]) in client.get(reverse("desk:today")).content.decode()
    _page(client, "show", sent.pk)
    with acting(house.worker.context):
        assert not queries.today_lines(house.worker)


def test_the_newest_answer_stands_first_and_none_hides_it(house: House) -> None:
    first, second = (make_accepted(house) for _ in range(2))
    with acting(house.worker.context):
        assert [line.id for line in queries.today_lines(house.worker).answers] == [second.pk, first.pk]
        assert [line.id for line in queries.today_lines(house.worker, limit=1).answers] == [second.pk]


def test_who_worked_on_it_learns_that_it_was_stopped(house: House) -> None:
    accepted = make_accepted(house)
    with acting(house.worker.context):
        actions.cancel_referral(accepted.pk, "changed_mind", seen_version=accepted.version, by=house.worker)
    with acting(house.there.context):
        assert [line.id for line in queries.today_lines(house.there).stopped] == [accepted.pk]
        actions.open_referral(accepted.pk, by=house.there)
        assert not queries.today_lines(house.there)


def test_letters_say_that_something_waits_and_nothing_else(house: House) -> None:
    sent = make_sent(house)
    for agency in (house.there.agency_id, house.worker.agency_id):
        tasks.tell_workers(str(sent.pk), str(agency))
    # Three who answer at Entraide, and the one who sent.
    assert len(mail.outbox) == 4
    for letter in mail.outbox:
        words = f"{letter.subject} {letter.body}"
        assert "Darna" in words
        assert not {"Zahra", sent.reference, "entraide", "referral"} & set(re.findall(r"[\w-]+", words))


def test_the_morning_job_reminds_one_agency_and_ends_what_another_waits_for(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = make_sent(house)
    monkeypatch.setattr(ending, "today", lambda: sent.due_on + timedelta(days=31))
    tasks.look_at_one(str(house.there.agency_id))
    with acting(house.there.context):
        assert Referral.objects.get(pk=sent.pk).reminded_at
    tasks.look_at_one(str(house.worker.agency_id))
    assert state_of(house.worker, sent.pk) == "expired"
