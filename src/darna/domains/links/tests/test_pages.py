"""The pages as browsers meet them: the desk from the need to the sheet, and the partner behind the link."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from darna.base.accounts.models import Account
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_member, signed_in_client
from darna.base.rowsecurity.context import acting
from darna.domains.cases.queries import timeline
from darna.domains.directory.tests.makers import make_offer
from darna.domains.links import actions, queries, tasks
from darna.domains.links.models import LinkReferral
from darna.domains.links.tests.makers import (
    EMAIL,
    SUMMARY,
    agree,
    answer,
    make_draft,
    make_need,
    make_sent,
    now_of,
    opened,
    send,
    token,
)
from darna.domains.links.values import LinkFilters, Terms
from darna.domains.people.actions import withdraw_consent
from darna.domains.referrals.tests.makers import House
from darna.domains.referrals.values import Draft, Question
from darna.kernel.clock import now, today

NAME = "Fatima Zahra El Idrissi"


def _page(client: Client, name: str, *args: Any, **query: str) -> Any:
    return client.get(reverse(f"links:{name}", args=args), query)


def _send(client: Client, name: str, /, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"links:{name}", args=args), data)


def _hidden(page: Any, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    assert found, name
    return found[1]


def _address(link: LinkReferral, language: str = "en") -> str:
    with translation.override(language):
        return reverse("link:open", args=[token(link)])


def _entered(link: LinkReferral) -> tuple[Client, Any]:
    client = Client()
    assert client.post(_address(link), {"do": "open"}).status_code == 302
    return client, client.get(_address(link))


def test_the_desk_writes_looks_asks_for_consent_and_sends(house: House) -> None:
    client, need = signed_in_client(house.worker), make_need(house.worker, house.there)
    assert _send(client, "start", need.pk).status_code == 422
    made = _send(client, "start", need.pk, name="Association Amal", email=EMAIL, language="ar", country="MA")
    with acting(house.worker.context):
        link = LinkReferral.objects.get()
    assert made["Location"] == reverse("links:edit", args=[link.pk])
    written = _page(client, "edit", link.pk)
    told = {"purpose": "service", "urgency": "urgent", "due_on": today().isoformat(), "parts": ["name"]}
    told |= {"channel": "email", "email": "", "language": "ar", "days": "7", "summary": SUMMARY}
    told["seen_version"] = _hidden(written, "seen_version")
    assert _send(client, "edit", link.pk, **told).status_code == 422
    assert _send(client, "edit", link.pk, **{**told, "email": EMAIL}).status_code == 302
    looked = _page(client, "preview", link.pk).content.decode()
    assert SUMMARY in looked
    assert "seen_mark" not in looked
    consent = reverse("desk:consent", args=[link.person_id]) + f"?link={link.pk}&partner={link.partner_id}"
    assert consent.replace("&", "&amp;") in looked
    asked = client.get(consent).content.decode()
    assert f'value="{link.partner_id}"' in asked
    with acting(house.worker.context):
        agree(house.worker, link)
    last = _page(client, "preview", link.pk)
    sent = {"seen_version": _hidden(last, "seen_version"), "seen_mark": _hidden(last, "seen_mark")}
    assert _send(client, "preview", link.pk, **{**sent, "seen_mark": "0" * 32}).status_code == 422
    assert _send(client, "preview", link.pk, **sent).status_code == 302
    assert now_of(house.worker, link).state == "sent"
    assert "/ar/link/" in mail.outbox[0].body
    assert _send(client, "preview", link.pk, **sent).status_code == 403


def test_a_service_of_the_directory_without_an_account_becomes_a_partner(house: House) -> None:
    client, need = signed_in_client(house.worker), make_need(house.worker, house.there)
    assert _send(client, "start", need.pk, service=house.service).status_code == 403
    assert (
        reverse("links:start", args=[need.pk])
        in client.get(reverse("referrals:services", args=[need.pk])).content.decode()
    )
    with acting(house.worker.context):
        assert queries.partners_of(house.worker) == {}


def test_a_service_chosen_from_the_directory_is_asked_by_a_link(house: House) -> None:
    client, need = signed_in_client(house.worker), make_need(house.worker, house.there)
    offer = make_offer(make_member(Role.DIRECTORY_KEEPER))
    made = _send(client, "start", need.pk, service=offer.pk)
    with acting(house.worker.context):
        link = LinkReferral.objects.select_related("partner").get()
    assert made["Location"] == reverse("links:edit", args=[link.pk])
    assert link.partner.organisation_id == offer.organisation_id
    with acting(house.worker.context):
        agree(house.worker, link)
        draft = Draft(SUMMARY, frozenset({"name"}))
        asked = Question("service", "urgent", today() + timedelta(days=3))
        actions.write_link(
            link.pk, asked, draft, Terms("paper", "fr", 7, ""), seen_version=link.version, by=house.worker
        )
    assert send(house.worker, link).state == "sent"
    _client, shown = _entered(now_of(house.worker, link))
    assert SUMMARY in shown.content.decode()
    # The same organisation, chosen again, is the same partner.
    _send(client, "start", make_need(house.worker, house.there).pk, service=offer.pk)
    with acting(house.worker.context):
        assert len(queries.partners_of(house.worker)) == 1
        assert LinkReferral.objects.count() == 2


def test_abroad_the_last_look_asks_for_the_ground(house: House) -> None:
    client, draft = signed_in_client(house.worker), make_draft(house.worker, house.there, country="IT", abroad=True)
    last = _page(client, "preview", draft.pk)
    assert 'name="ground"' in last.content.decode()
    told = {"seen_version": _hidden(last, "seen_version"), "seen_mark": _hidden(last, "seen_mark")}
    assert _send(client, "preview", draft.pk, **told).status_code == 422
    assert _send(client, "preview", draft.pk, **told, ground="explicit_consent").status_code == 302


def test_before_withdrawing_the_page_counts_the_links_that_die(house: House) -> None:
    link = make_sent(house.worker, house.there)
    make_draft(house.worker, house.there)
    address = reverse("desk:withdraw", args=[link.person_id, link.consent_id])
    page = signed_in_client(house.worker).get(address, headers={"accept-language": "en"})
    assert [(line.agency, line.links) for line in page.context["ending"] if line.links] == [("Association Amal", 1)]


def test_the_door_tells_nothing_and_opens_by_its_button(house: House) -> None:
    link = make_sent(house.worker, house.there)
    door = Client().get(_address(link))
    for word in ("Fatima", "Idrissi", SUMMARY, link.reference):
        assert word not in door.content.decode()
    assert "no-store" in door["Cache-Control"]
    assert "noindex" in door["X-Robots-Tag"]
    assert now_of(house.worker, link).state == "sent"
    _client, shown = _entered(link)
    told = shown.content.decode()
    assert NAME in told
    assert SUMMARY in told
    title = re.search(r"<title>(.*?)</title>", told, re.S)
    assert title
    assert "Fatima" not in title[1]
    assert now_of(house.worker, link).state == "opened"


def test_the_same_form_sent_twice_is_thanked_and_then_it_is_over(house: House) -> None:
    link = make_sent(house.worker, house.there)
    client, shown = _entered(link)
    said = {"do": "declined", "declined-step": _hidden(shown, "declined-step")}
    assert client.post(_address(link), said).status_code == 422
    said |= {"declined-reason": "no_place", "declined-note": "Full until June."}
    assert client.post(_address(link), said).status_code == 200
    assert client.post(_address(link), said).status_code == 200
    other = {**said, "declined-step": str(uuid4())}
    assert client.post(_address(link), other).status_code == 410
    assert client.get(_address(link)).status_code == 410


def test_whoever_answers_second_is_told_so(house: House) -> None:
    link = make_sent(house.worker, house.there)
    client, shown = _entered(link)
    assert answer(link, "accepted").value == "done"
    said = {"do": "accepted", "accepted-step": _hidden(shown, "accepted-step")}
    assert client.post(_address(link), said).status_code == 409
    assert client.get(_address(link)).status_code == 200


def test_consent_withdrawn_at_noon_answers_no_longer_available_at_once(house: House) -> None:
    link = make_sent(house.worker, house.there)
    client, shown = _entered(link)
    assert NAME in shown.content.decode()
    with acting(house.worker.context):
        withdraw_consent(now_of(house.worker, link).consent_id, by=house.worker)
    gone = client.get(_address(link))
    assert gone.status_code == 410
    assert "This request is no longer available" in gone.content.decode()
    assert NAME not in gone.content.decode()
    file = signed_in_client(house.worker).get(reverse("desk:file", args=[link.person_id])).content.decode()
    shown_to = file[file.index("What was shown to others") :]
    assert shown_to.count("Association Amal") >= 2


def test_wrong_links_are_unknown_and_then_one_waits(house: House) -> None:
    client = Client()
    for number in range(20):
        assert client.get(f"/en/link/{number:032d}/").status_code == 404
    assert client.get(f"/en/link/{99:032d}/").status_code == 429


def test_the_sheet_on_paper_bears_the_code_and_nothing_of_the_person(house: House) -> None:
    link = make_sent(house.worker, house.there, channel="paper")
    assert mail.outbox == []
    client = signed_in_client(house.worker)
    sheet = _page(client, "sheet", link.pk).content.decode()
    assert f"/fr/link/{token(link)}/" in sheet
    assert 'lang="ar"' in sheet
    assert "<svg" in sheet
    for word in ("Fatima", SUMMARY):
        assert word not in sheet
    paper = _page(client, "sheet_pdf", link.pk)
    assert paper.content[:5] == b"%PDF-" or b"No PDF on this machine" in paper.content


def test_the_desk_replies_renews_and_takes_back(house: House) -> None:
    link, client = make_sent(house.worker, house.there), signed_in_client(house.worker)
    opened(link)
    answer(link, "asked", note="Which papers has he?")
    assert "Which papers has he?" in _page(client, "show", link.pk).content.decode()
    page = _page(client, "reply", link.pk)
    assert _send(client, "reply", link.pk, note="All.", seen_version=_hidden(page, "seen_version")).status_code == 302
    page = _page(client, "renew", link.pk)
    assert _send(client, "renew", link.pk, days="9", seen_version="1").status_code == 409
    old = _address(link)
    assert _send(client, "renew", link.pk, days="9", seen_version=_hidden(page, "seen_version")).status_code == 302
    assert Client().get(old).status_code == 410
    page = _page(client, "cancel", link.pk)
    taken = _send(client, "cancel", link.pk, reason="sent_by_mistake", seen_version=_hidden(page, "seen_version"))
    assert taken.status_code == 302
    assert Client().get(_address(now_of(house.worker, link))).status_code == 410
    assert _page(client, "renew", link.pk).status_code == 403


def test_a_draft_is_dropped_and_strangers_find_nothing(house: House) -> None:
    draft = make_draft(house.worker, house.there)
    for who, expected in (("stranger", 404), ("colleague", 403), ("planner", 403)):
        assert _page(signed_in_client(getattr(house, who)), "edit", draft.pk).status_code == expected
    client = signed_in_client(house.worker)
    page = _page(client, "drop", draft.pk)
    assert _send(client, "drop", draft.pk, seen_version=_hidden(page, "seen_version")).status_code == 302
    assert _page(client, "show", draft.pk).status_code == 404


def test_the_list_the_day_and_the_timeline_tell_of_links(house: House) -> None:
    link = make_sent(house.worker, house.there)
    opened(link)
    answer(link, "asked", note="When?")
    client = signed_in_client(house.worker)
    for query in ({}, {"state": "asking"}, {"state": "unanswered", "worker": "mine"}, {"sort": "-sent"}):
        assert NAME in _page(client, "list", **query).content.decode()
    assert NAME not in _page(client, "list", state="ended").content.decode()
    assert reverse("links:show", args=[link.pk]) in client.get(reverse("desk:today")).content.decode()
    with acting(house.worker.context):
        titles = [item.title for item in timeline(house.worker, link.person_id).items]
        assert queries.links_left_open(house.worker, link.case_id) != []
    assert any("asked a question by the link" in title for title in titles)


def test_the_list_asks_as_often_for_many_as_for_one(house: House) -> None:
    make_sent(house.worker, house.there)
    counts = []
    for _more in range(2):
        with acting(house.worker.context), CaptureQueriesContext(connection) as asked:
            queries.link_list(house.worker, LinkFilters())
        counts.append(len(asked))
        make_sent(house.worker, house.there)
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("late", "verb"), [(False, "link.reminded"), (True, "link.escalated")])
def test_a_quiet_partner_is_reminded_once_and_the_supervisors_are_told(house: House, late: bool, verb: str) -> None:
    link = make_sent(house.worker, house.there, due_on=today() + timedelta(days=3))
    mail.outbox.clear()
    with time_machine.travel(now() + timedelta(days=8 if late else 2)), acting(house.supervisor.context):
        did = actions.escalate_links if late else lambda agency: actions.remind_partners(agency, {"fr": "La Maison"})
        assert (did(house.worker.agency_id), did(house.worker.agency_id)) == (1, 0)
        if not late:
            (letter,) = mail.outbox
            assert letter.to == [EMAIL]
            assert "La Maison" in letter.body
            assert token(link) not in letter.body
            assert "Fatima" not in letter.body
    if late:
        tasks.tell_workers(str(link.pk), str(link.agency_id), is_late=True)
        with acting(house.supervisor.context):
            addresses = set(Account.objects.filter(pk=house.supervisor.account_id).values_list("email", flat=True))
        assert {to for letter in mail.outbox for to in letter.to} >= addresses


def test_the_hourly_job_ends_what_is_over(house: House) -> None:
    link = make_sent(house.worker, house.there, days=1)
    with time_machine.travel(now() + timedelta(days=2)):
        tasks.look_at_one(str(link.agency_id))
        assert now_of(house.worker, link).state == "expired"
