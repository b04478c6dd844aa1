"""The steps of a claim say who does what by which day, also those no catalogue knows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.entitlements import actions
from darna.domains.entitlements.models import Claim, ClaimPart
from darna.domains.entitlements.tests.makers import done, make_claim, small_law
from darna.domains.entitlements.tests.test_pursuing import card, move
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused, StaleVersion

WORDS = "Ask the uncle in Khouribga for the booklet"
SOON = today() + timedelta(days=3)


def a_claim(house: House) -> Any:
    return make_claim(house.worker, make_case(house.worker, worker_id=house.worker.membership_id).pk)


def add(by: Any, claim: Any, *said: Any, version: int = 1) -> Any:
    return done(by, actions.add_step, claim.pk, *said, seen_version=version)


def plan(by: Any, claim: Any, part: Any, *said: Any, version: int = 1) -> Any:
    return done(by, actions.plan_part, claim.pk, part, *said, seen_version=version)


def test_a_step_in_ones_own_words_says_who_and_until_when_and_is_the_day_that_comes(house: House) -> None:
    claim = a_claim(house)
    add(house.worker, claim, WORDS, "together", SOON)
    found = card(house.worker, claim)
    own = found.steps[-1]
    assert (own.label, own.doer, own.due_on, found.line.due_on) == (WORDS, "together", SOON, SOON)
    with acting(house.worker.context):
        (row,) = ClaimPart.objects.filter(code__startswith="own_")
        assert b"Khouribga" not in bytes(row.sealed_words)
        assert Entry.objects.filter(verb="claim.step_added").count() == 1


def test_a_part_is_given_to_somebody_with_a_day_and_the_worker_is_reminded_anew(house: House) -> None:
    claim = a_claim(house)
    with acting(house.worker.context):
        row = Claim.objects.get(pk=claim.pk)
        row.reminded_on = today()
        row.save(update_fields=["reminded_on"])
    paper = card(house.worker, claim).documents[0]
    plan(house.worker, claim, paper.id, "person", SOON)
    found = card(house.worker, claim)
    assert (found.documents[0].doer, found.documents[0].due_on, found.line.due_on) == ("person", SOON, SOON)
    with acting(house.worker.context):
        assert Claim.objects.get(pk=claim.pk).reminded_on is None
    with pytest.raises(AlreadyDone):
        plan(house.worker, claim, paper.id, "person", SOON, version=2)
    with pytest.raises(StaleVersion):
        plan(house.worker, claim, paper.id, "house", SOON)
    done(house.worker, actions.mark_claim, claim.pk, {paper.id}, seen_version=2)
    assert card(house.worker, claim).line.due_on != SOON


def test_the_day_of_an_appeal_is_not_moved_by_a_step(house: House) -> None:
    claim, last = a_claim(house), today() + timedelta(days=30)
    move(house.worker, claim, "refused", "No seat.", last)
    add(house.worker, claim, WORDS, "house", SOON, version=2)
    assert card(house.worker, claim).line.due_on == last


@pytest.mark.parametrize("said", [("", "house", None), (WORDS, "neighbour", None), (WORDS, "", today() - timedelta(9))])
def test_a_step_without_words_by_nobody_or_before_the_claim_is_refused(house: House, said: Any) -> None:
    with pytest.raises(Invalid):
        add(house.worker, a_claim(house), *said)


def test_nothing_is_planned_in_a_claim_that_ended_or_by_who_may_not_write(house: House) -> None:
    claim, other = a_claim(house), a_claim(house)
    part = card(house.worker, claim).steps[0].id
    with pytest.raises(NotFound):
        plan(house.worker, other, part, "house", None)
    for by, refusal in ((house.partner, NotFound), (house.reception, Refused)):
        with pytest.raises(refusal):
            add(by, claim, WORDS)
        with pytest.raises(refusal):
            plan(by, claim, part, "house", None)
    move(house.worker, claim, "obtained")
    with pytest.raises(AlreadyDone):
        add(house.worker, claim, WORDS, version=2)


def test_the_database_keeps_doers_to_those_that_exist_and_own_words_to_steps(house: House) -> None:
    claim = a_claim(house)
    with acting(house.worker.context):
        parts = ClaimPart.objects.filter(claim_id=claim.pk, kind="document")
        for columns in ({"doer": "nobody"}, {"sealed_words": b"x"}):
            with pytest.raises(DatabaseError), transaction.atomic():
                parts.update(**columns)


def test_pages_add_a_step_and_say_who_does_a_part(house: House) -> None:
    claim, client = a_claim(house), signed_in_client(house.worker)
    here = reverse("entitlements:claim", args=[claim.pk])
    with small_law():
        step = reverse("entitlements:add_step", args=[claim.pk])
        assert step in client.get(here).content.decode()
        assert client.post(step, {"seen_version": 1, "words": ""}).status_code == 422
        sent = client.post(step, {"seen_version": 1, "words": WORDS, "doer": "house", "due_on": SOON.isoformat()})
        assert sent["Location"] == here
        part = card(house.worker, claim).steps[-1].id
        address = reverse("entitlements:plan_part", args=[claim.pk, part])
        assert address in client.get(here).content.decode()
        assert WORDS in client.get(address).content.decode()
        assert client.post(address, {"seen_version": 2, "doer": "office", "due_on": ""}).status_code == 302
        shown = client.get(here).content.decode()
        assert "the office" in shown
        assert client.get(reverse("entitlements:plan_part", args=[claim.pk, claim.pk])).status_code == 404
        move(house.worker, claim, "withdrawn")
        assert step not in client.get(here).content.decode()
