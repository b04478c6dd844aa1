"""The person's word on sharing: asked from a referral, and taken back with its ends told before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.rowsecurity.context import acting
from darna.domains.cases.actions import share_case
from darna.domains.people.actions import record_consent, withdraw_consent
from darna.domains.people.tests.makers import make_terms
from darna.domains.referrals.tests.makers import House, make_draft, make_house, make_need, person_of, refer, state_of
from darna.faces.desk.tests.makers import address
from darna.kernel.clock import today


@pytest.fixture
def house(db: None) -> House:
    """The Maison, its partners, and their services."""
    return make_house()


def _agreed_to_two(house: House) -> tuple[Any, Any, Any]:
    """A person with a referral to Entraide under one consent and a view for Aideca under another."""
    need = make_need(house)
    sent = refer(house.worker, need.pk, house.service)
    with acting(house.worker.context):
        case = apps.get_model("cases.Case").objects.get(pk=need.case_id)
        terms = make_terms(purposes=("sharing_with_partner",), recipients=(house.stranger.agency_id,))
        later = record_consent(case.person_id, terms, by=house.worker)
        share_case(case.pk, house.stranger.agency_id, today() + timedelta(days=9), by=house.worker)
    return case.person_id, sent, later


def test_before_withdrawing_the_page_names_every_agency_and_what_it_loses(house: House) -> None:
    person, sent, later = _agreed_to_two(house)
    page = signed_in_client(house.worker).get(address("desk:withdraw", person, later.pk, language="en"))
    lines = {line.agency: line for line in page.context["ending"]}
    text = page.content.decode()
    assert [(line.views, line.referrals, line.is_named) for line in lines.values()] == [(1, 0, True), (0, 1, False)]
    assert all(name and name in text for name in lines)
    assert text.index("1 case is no longer shown") < text.index("named in another consent")
    assert "1 referral under way ends" in text
    with acting(house.worker.context):
        withdraw_consent(later.pk, by=house.worker)
    assert state_of(house.worker, sent.pk) == "revoked"


def test_a_consent_to_accompaniment_alone_takes_nothing_from_a_partner(house: House) -> None:
    person, sent, _later = _agreed_to_two(house)
    with acting(house.worker.context):
        plain = record_consent(person, make_terms(), by=house.worker)
    page = signed_in_client(house.worker).get(address("desk:withdraw", person, plain.pk, language="en"))
    assert "Nothing is shown to another agency or to a partner now" in page.content.decode()
    with acting(house.worker.context):
        withdraw_consent(plain.pk, by=house.worker)
    assert state_of(house.worker, sent.pk) == "sent"


def _asked(house: House) -> tuple[Client, Any, str]:
    """A worker before a referral nobody agreed to, the referral, and where its page leads to ask."""
    draft = make_draft(house)
    with acting(house.worker.context):
        consent = apps.get_model("people.Consent").objects.get(person_id=person_of(house, draft.pk))
        withdraw_consent(consent.pk, by=house.worker)
    client = signed_in_client(house.worker)
    page = client.get(reverse("referrals:preview", args=[draft.pk])).content.decode()
    start = page.index(reverse("desk:consent", args=[consent.person_id]))
    return client, draft, page[start : page.index('"', start)].replace("&amp;", "&")


def test_from_a_referral_the_answer_names_its_partner_and_leads_back_to_it(house: House) -> None:
    client, draft, url = _asked(house)
    form = client.get(url).context["form"]
    assert form["purposes"].value() == ["accompaniment", "sharing_with_partner"]
    assert form["recipients"].value() == [str(house.there.agency_id)]
    told = {"state": "given", "notice_language": "fr", "method": "written", "given_by": "self"}
    told |= {"purposes": form["purposes"].value(), "recipients": form["recipients"].value(), "has_assented": "unknown"}
    assert client.post(url, told)["Location"] == reverse("referrals:preview", args=[draft.pk])


@pytest.mark.parametrize(
    "tail",
    ["?referral=https://elsewhere.example/", "?partner=1fd4c6a2-0f0f-4c57-9c4e-111111111111", "?referral="],
)
def test_an_address_that_names_nothing_of_ours_changes_nothing(house: House, tail: str) -> None:
    client, _draft, url = _asked(house)
    page = client.get(url.split("?")[0] + tail)
    assert page.context["form"]["purposes"].value() == ["accompaniment"]
    assert page.context["back"] == reverse("desk:file", args=[page.context["card"].id])
