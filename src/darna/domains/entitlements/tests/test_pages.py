"""The pages as a browser meets them: a career, a question put and saved, a claim, and those whose answer changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.entitlements import actions
from darna.domains.entitlements.models import Claim, ClaimPart, Decision, InsurancePeriod, LaterAnswer
from darna.domains.entitlements.tests.makers import (
    QUESTION,
    done,
    make_amount,
    make_changed,
    make_claim,
    make_decision,
    make_period,
    small_law,
)
from darna.domains.people.actions import protect_person
from darna.kernel.clock import today

pytestmark = pytest.mark.urls("darna.domains.entitlements.tests.addresses")
#: In addresses the right has its neutral name.
BUS = "rights.school-bus"


@pytest.fixture(autouse=True)
def law() -> Iterator[None]:
    """Every page of these tests reads the small law."""
    with small_law():
        yield


def page(client: Client, name: str, *args: Any, **query: Any) -> Any:
    return client.get(reverse(f"entitlements:{name}", args=args), query)


def send(client: Client, name: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"entitlements:{name}", args=args), data)


def only(house: House, model: Any, **where: Any) -> Any:
    with acting(house.worker.context):
        return model.objects.get(**where)


def test_a_career_is_noted_put_right_and_taken_out_on_pages(house: House) -> None:
    case = make_case(house.worker)
    client = signed_in_client(house.worker)
    wrong = send(client, "add_period", case.pk, seen_version=0, country="FR", evidence="told", first="88")
    assert wrong.status_code == 422
    assert "Write a year, a month or a day" in wrong.content.decode()
    told = {"country": "FR", "scheme": "<b>CNAV</b>", "first": "1970", "last": "1987-12", "evidence": "payslips"}
    assert send(client, "add_period", case.pk, seen_version=0, **told).status_code == 302
    shown = page(client, "case", case.pk).content.decode()
    assert "&lt;b&gt;CNAV&lt;/b&gt;" in shown
    assert "from 1970 to December 1987" in shown
    row = only(house, InsurancePeriod)
    changed = {**told, "first": "", "last": "", "amount": "60", "unit": "months"}
    assert send(client, "change_period", row.pk, seen_version=1, **changed).status_code == 302
    late = send(client, "change_period", row.pk, seen_version=1, **told)
    assert (late.status_code, "Months: 60" in late.content.decode()) == (409, True)
    assert send(client, "remove_period", row.pk, seen_version=2).status_code == 302
    assert "Nothing is noted yet" in page(client, "case", case.pk).content.decode()


def test_the_survey_answers_by_what_the_register_says(house: House) -> None:
    case = make_case(house.worker)
    # The bus is for children, so all rights are asked for.
    shown = page(signed_in_client(house.worker), "survey", case.pk, all="1").content.decode()
    assert reverse("entitlements:ask", args=[case.pk, BUS]) in shown
    # The register knows the birth date of a grown-up.
    assert "No, by the published conditions" in shown


def test_a_question_is_looked_at_before_it_is_saved(house: House) -> None:
    case = make_case(house.worker)
    make_amount(house.worker, case.pk)
    client = signed_in_client(house.worker)
    assert "Age:" in page(client, "ask", case.pk, BUS).content.decode()
    told = {"fact-birth_date": "2012-05", "fact-lives_in": "MA", "on": today()}
    looked = send(client, "ask", case.pk, BUS, do="ask", **told)
    assert (looked.status_code, "Yes, by the published conditions" in looked.content.decode()) == (200, True)
    with acting(house.worker.context):
        assert not Decision.objects.exists()
    wrong = send(client, "ask", case.pk, BUS, do="save", **{**told, "fact-birth_date": "May"})
    assert wrong.status_code == 422
    saved = send(client, "ask", case.pk, BUS, do="save", **told)
    row = only(house, Decision)
    assert (saved["Location"], row.answer) == (reverse("entitlements:decision", args=[row.pk]), "yes")
    shown = page(client, "decision", row.pk).content.decode()
    assert "Règlement du transport scolaire" in shown
    assert "May 2012" in shown
    assert "2012-05" in page(client, "ask", case.pk, BUS).content.decode()


@pytest.mark.parametrize(("language", "words"), [("ar", "حافلة المدرسة"), ("it", "Lo scuolabus")])
def test_a_saved_answer_is_read_in_the_language_of_the_reader(house: House, language: str, words: str) -> None:
    decision = make_decision(house.worker, make_case(house.worker).pk)
    client = signed_in_client(house.worker)
    with translation.override(language):
        shown = page(client, "decision", decision.pk).content.decode()
    assert words in shown


def test_a_claim_is_opened_marked_and_ended_on_pages(house: House) -> None:
    case = make_case(house.worker)
    decision = make_decision(house.worker, case.pk)
    client = signed_in_client(house.worker)
    assert 'value="The school"' in page(client, "open_claim", decision.pk).content.decode()
    opened = send(client, "open_claim", decision.pk, seen_version=0, authority="The school of Kasba Tadla")
    claim = only(house, Claim)
    assert opened["Location"] == reverse("entitlements:claim", args=[claim.pk])
    shown = page(client, "claim", claim.pk).content.decode()
    assert all(words in shown for words in ("Proof of birth", "Ask the school", "perhaps", "The school of Kasba Tadla"))
    paper = only(house, ClaimPart, code="birth_proof")
    other = only(house, ClaimPart, code="protection")
    marked = {f"paper-{paper.pk}": "brought", f"paper-{other.pk}": "asked"}
    assert send(client, "mark_claim", claim.pk, seen_version=1, **marked).status_code == 302
    assert send(client, "mark_claim", claim.pk, seen_version=1, **marked).status_code == 409
    assert send(client, "move_claim", claim.pk, seen_version=2, state="refused", on=today()).status_code == 422
    told = {"state": "refused", "on": today(), "note": "No seat.", "due_on": "2090-01-31"}
    assert send(client, "move_claim", claim.pk, seen_version=2, **told).status_code == 302
    refused = page(client, "claim", claim.pk).content.decode()
    assert "Call us" in refused
    assert "No seat." in refused
    assert "31 January 2090" in refused
    assert "31 January 2090" in page(client, "case", case.pk).content.decode()


def test_people_whose_answer_changed_are_listed_narrowed_and_sorted(house: House) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    later = make_changed(house.worker, house.supervisor, case.pk)
    mine, theirs = signed_in_client(house.worker), signed_in_client(house.colleague)
    decision_url = reverse("entitlements:decision", args=[later.decision_id])
    assert decision_url in page(mine, "changed").content.decode()
    for query, client, is_there in (
        ({"mine": "on"}, mine, True),
        ({"mine": "on"}, theirs, False),
        ({"answer": "no"}, theirs, True),
        ({"answer": "yes"}, theirs, False),
        ({"question": QUESTION, "sort": "question"}, theirs, True),
        ({"seen": "on"}, theirs, False),
        ({"since": str(later.changed_on)}, theirs, True),
        ({"since": str(later.changed_on + timedelta(days=1))}, theirs, False),
        ({"sort": "-differing"}, theirs, True),
    ):
        shown = page(client, "changed", **query).content.decode()
        assert (decision_url in shown) is is_there, query
    told = page(mine, "decision", later.decision_id).content.decode()
    assert "answers otherwise" in told
    # One reason turned, the age; where the child lives is as it was.
    assert told.count("not so before") == 1
    assert send(mine, "seen", later.pk, seen_version=1).status_code == 302
    assert decision_url not in page(mine, "changed").content.decode()
    assert only(house, LaterAnswer).seen_by == house.worker.membership_id


def test_a_protected_file_says_that_it_is_not_asked_at_night(house: House) -> None:
    case = make_case(house.worker)
    client = signed_in_client(house.supervisor)
    assert "asked again at night" not in page(client, "case", case.pk).content.decode()
    done(house.supervisor, protect_person, case.person_id, [house.supervisor.membership_id])
    assert "asked again at night" in page(client, "case", case.pk).content.decode()


def test_another_agency_finds_none_of_it_and_the_reception_is_told_no(house: House) -> None:
    case = make_case(house.worker)
    period, claim = make_period(house.worker, case.pk), make_claim(house.worker, case.pk)
    places = (
        ("case", case.pk),
        ("survey", case.pk),
        ("change_period", period.pk),
        ("decision", claim.decision_id),
        ("claim", claim.pk),
    )
    for who, code in ((house.partner, 404), (house.reception, 403)):
        client = signed_in_client(who)
        assert [page(client, *place).status_code for place in places] == [code] * len(places)


def test_lists_and_cards_ask_a_fixed_number_of_questions(house: House, django_assert_max_num_queries: Any) -> None:
    from darna.domains.entitlements import queries
    from darna.domains.entitlements.values import ChangedFilters

    case = make_case(house.worker)
    for _ in range(4):
        make_amount(house.worker, case.pk)
        make_decision(house.worker, case.pk)
    with small_law(10):
        done(house.supervisor, actions.ask_again)
    with acting(house.worker.context):
        # Names of countries are read once in each process, whoever comes first.
        queries.case_law(house.worker, case.pk)
        with django_assert_max_num_queries(8):
            queries.case_law(house.worker, case.pk)
        with django_assert_max_num_queries(4):
            queries.changed_answers(house.worker, ChangedFilters(), 1)
