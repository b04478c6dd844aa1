"""Every question of the law as it is written can be put on a page, saved and pursued."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from darna.base.agencies.tests.makers import signed_in_client
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.entitlements import asking, forms, queries
from darna.domains.entitlements.law import law_in_force
from darna.domains.entitlements.tests.makers import make_amount, make_period
from darna.domains.entitlements.tests.test_pages import page, send
from darna.domains.entitlements.values import Words
from darna.kernel.clock import today
from darna.rules.book import book
from darna.rules.telling import teller

#: Somebody who worked in two countries.
TOLD: dict[str, object] = {
    "birth_date": "1961-05",
    "lives_in": "MA",
    "nationality": "MA",
    "career": [
        {"country": "FR", "from": "1985", "to": "1999-06"},
        {"country": "MA", "amount": "60", "unit": "months"},
    ],
}


@pytest.mark.django_db
def test_no_question_has_the_address_of_another() -> None:
    known = book()
    addresses = [queries.address_of(question.id, known) for question in known.questions]
    assert len(addresses) > 100
    assert len(set(addresses)) == len(addresses)
    assert queries.question_at("rights.safety") == "rights.asylum_orientation"


@pytest.mark.django_db
def test_every_fact_that_is_asked_has_a_field_and_every_answer_its_words() -> None:
    law, tell = law_in_force(), teller(book(), "ar")
    for question in law.book.questions:
        names = asking.facts_asked(question.id, TOLD, today(), law)
        form = forms.FactsForm(names=names, facts=law.book.facts, known=TOLD)
        assert len(form.fields) == len(names) + 1
        words = Words.of(asking.in_words(asking.explained(question.id, {}, today(), law), tell))
        assert words.title != question.title
        assert words.reasons


@pytest.mark.parametrize("language", ["ar", "it"])
@pytest.mark.urls("darna.domains.entitlements.tests.addresses")
def test_a_pension_from_france_is_asked_saved_and_claimed(house: House, language: str) -> None:
    case = make_case(house.worker)
    make_period(house.worker, case.pk)
    make_amount(house.worker, case.pk)
    client = signed_in_client(house.worker)
    with translation.override(language):
        assert "portability.old_age.FR" in page(client, "survey", case.pk).content.decode()
        told: dict[str, Any] = {"fact-birth_date": "1961", "fact-lives_in": "MA", "on": today()}
        looked = send(client, "ask", case.pk, "portability.old_age.FR", do="ask", **told)
        assert looked.status_code == 200
        saved = send(client, "ask", case.pk, "portability.old_age.FR", do="save", **told)
        assert saved.status_code == 302
        decision = client.get(saved["Location"])
        assert decision.status_code == 200
        opened = client.post(f"{saved['Location']}claim/", {"seen_version": 0, "authority": "CNAV"})
        assert client.get(opened["Location"]).status_code == 200
