"""Facts in a person's own file wait in the case until the law is asked; nobody else reads them, and they can go."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.keys.queries import cipher_of
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case, verbs_of
from darna.domains.entitlements import actions, queries
from darna.domains.entitlements.models import InsurancePeriod, ToldFacts
from darna.domains.entitlements.sealed import TOLD
from darna.domains.entitlements.tests.makers import QUESTION, done, make_decision, make_told, small_law
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, NotFound, Refused, StaleVersion

pytestmark = pytest.mark.urls("darna.domains.entitlements.tests.addresses")


@pytest.fixture(autouse=True)
def law() -> Iterator[None]:
    """Every test reads the small law."""
    with small_law():
        yield


def kept(house: House) -> Any:
    with acting(house.worker.context):
        row = ToldFacts.objects.get()
        return json.loads(cipher_of(row.person_id).open(row.sealed_facts, field=TOLD))


def known(house: House, case: Any) -> dict[str, object]:
    with acting(house.worker.context):
        return queries.asking_of(house.worker, case.pk, QUESTION).known


def bring(house: House, case: Any, facts: dict[str, str], **more: Any) -> Any:
    body = json.dumps({"kind": "darna.my-rights", "version": 1, "facts": facts, **more}).encode()
    file = SimpleUploadedFile("my-rights.json", body, content_type="application/json")
    url = reverse("entitlements:bring_periods", args=[case.pk])
    return signed_in_client(house.worker).post(url, {"seen_version": 0, "file": file})


def test_only_facts_that_the_law_knows_and_reads_are_kept_and_under_the_key(house: House) -> None:
    case = make_case(house.worker)
    make_told(house.worker, case.pk, lives_in="MA", returned_on="3/2026", shoe_size="44", birth_date="soon")
    assert kept(house) == {"lives_in": "MA", "returned_on": "2026-03"}
    with acting(house.worker.context):
        assert b"2026-03" not in bytes(ToldFacts.objects.get().sealed_facts)


def test_nobody_is_said_to_be_born_tomorrow(house: House) -> None:
    make_told(house.worker, make_case(house.worker).pk, lives_in="MA", birth_date="2090")
    assert kept(house) == {"lives_in": "MA"}


def test_the_register_counts_before_the_file_and_a_later_answer_too(house: House) -> None:
    case = make_case(house.worker)
    registered = known(house, case)["birth_date"]
    make_told(house.worker, case.pk, birth_date="1950", returned_on="2026-03", lives_in="FR")
    told = known(house, case)
    assert (told["birth_date"], told["returned_on"]) == (registered, "2026-03")
    make_decision(house.worker, case.pk, {"returned_on": "2026-04-01", "lives_in": "MA"})
    assert known(house, case)["returned_on"] == "2026-04-01"
    # Other questions are asked with what was said last.
    assert kept(house) == {"birth_date": "1950", "returned_on": "2026-04-01", "lives_in": "MA"}


def test_a_second_file_adds_to_the_first_and_the_same_one_is_nothing_new(house: House) -> None:
    case = make_case(house.worker)
    make_told(house.worker, case.pk, lives_in="FR", returned_on="2026")
    make_told(house.worker, case.pk, lives_in="MA")
    assert kept(house) == {"lives_in": "MA", "returned_on": "2026"}
    with pytest.raises(AlreadyDone):
        done(house.worker, actions.bring_periods, case.pk, [], {"lives_in": "MA"})


def test_the_page_shows_what_was_taken_over_and_takes_it_out(house: House) -> None:
    case, client = make_case(house.worker), signed_in_client(house.worker)
    assert bring(house, case, {"lives_in": "MA", "returned_on": "03/2026"}).status_code == 302
    shown = client.get(reverse("entitlements:bring_periods", args=[case.pk])).content.decode()
    assert "Facts that were taken over" in shown
    assert "March 2026" in shown
    assert reverse("desk:bring_by_code", args=[case.pk]) in shown
    away = reverse("entitlements:forget_told", args=[case.pk])
    assert client.get(away).status_code == 200
    assert client.post(away, {"seen_version": 1}).status_code == 302
    assert client.get(away).status_code == 404
    with acting(house.worker.context):
        assert not ToldFacts.objects.exists()
    assert {"insurance.brought", "told_facts.removed"} <= set(verbs_of(house.worker, case.person_id))


def test_a_file_of_facts_and_periods_is_taken_whole_or_not_at_all(house: House) -> None:
    case = make_case(house.worker)
    assert bring(house, case, {"lives_in": "MA"}, periods=[{"country": "FR"}]).status_code == 422
    with acting(house.worker.context):
        assert not ToldFacts.objects.exists()
        assert not InsurancePeriod.objects.exists()


def test_who_does_not_write_in_the_case_takes_nothing_out(house: House) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    make_told(house.worker, case.pk)
    for who, problem in ((house.reception, Refused), (house.colleague, Refused), (house.partner, NotFound)):
        with pytest.raises(problem):
            done(who, actions.forget_told, case.pk, seen_version=1)
    with pytest.raises(StaleVersion):
        done(house.worker, actions.forget_told, case.pk, seen_version=7)


def test_the_survey_is_answered_with_them(house: House) -> None:
    case = make_case(house.worker)
    make_told(house.worker, case.pk, lives_in="FR")
    with acting(house.worker.context):
        lines = queries.survey(house.worker, case.pk, with_others=True).lines
    assert all("Lives here" not in name for line in lines for name in line.missing)
    assert done(house.worker, actions.save_decision, case.pk, QUESTION, known(house, case), today()).answer == "no"
