"""Asking all saved answers again: begun by a supervisor or by the night, one run at a time, and told on its page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.entitlements import actions, queries, tasks
from darna.domains.entitlements.actions import runs
from darna.domains.entitlements.models import AskingAgain
from darna.domains.entitlements.tests.makers import done, make_decision, small_law
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Refused

pytestmark = pytest.mark.urls("darna.domains.entitlements.tests.addresses")


@pytest.fixture(autouse=True)
def law() -> Iterator[None]:
    """The law that came after what these tests saved."""
    with small_law(10):
        yield


@pytest.fixture
def deferred(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The jobs that batches leave behind, which these tests begin themselves."""
    left: list[dict[str, str]] = []
    monkeypatch.setattr(tasks.ask_agency_again, "defer", lambda **told: left.append(told))
    return left


def asking(house: House) -> Any:
    with acting(house.worker.context):
        return queries.last_asking(house.worker)


def work(house: House, deferred: list[dict[str, str]], **told: str) -> None:
    """Every job of a run, one after the other."""
    tasks.ask_agency_again(agency_id=str(house.worker.agency_id), **told)
    while deferred:
        tasks.ask_agency_again(**deferred.pop(0))


def test_a_supervisor_asks_again_now_and_the_page_says_how_far_it_is(house: House, deferred: list[Any]) -> None:
    make_decision(house.worker, make_case(house.worker).pk)
    client, list_url = signed_in_client(house.supervisor), reverse("entitlements:changed")
    assert "have not been asked again here yet" in client.get(list_url).content.decode()
    assert client.post(reverse("entitlements:ask_all_again"))["Location"] == list_url
    under_way = client.get(list_url)
    assert "being asked again since" in under_way.content.decode()
    assert (under_way["Refresh"], "Ask again now" in under_way.content.decode()) == ("10", False)
    with acting(house.worker.context):
        run = AskingAgain.objects.get().run
    work(house, deferred, run=str(run))
    told = asking(house)
    assert (told.state, told.asked, told.changed) == ("over", 1, 1)
    shown = client.get(list_url)
    assert "Last asked again on" in shown.content.decode()
    assert "Refresh" not in shown
    # One reason turned, the age.
    assert 'data-label="Reasons that differ">1<' in shown.content.decode()


def test_nobody_asks_everybody_again_twice_at_once(house: House) -> None:
    done(house.supervisor, actions.ask_all_again)
    with pytest.raises(AlreadyDone):
        done(house.supervisor, actions.ask_all_again)
    again = signed_in_client(house.supervisor).post(reverse("entitlements:ask_all_again"), follow=True)
    assert "are being asked again already" in again.content.decode()


def test_the_night_leaves_a_run_alone_that_is_under_way(house: House, deferred: list[Any]) -> None:
    make_decision(house.worker, make_case(house.worker).pk)
    run = done(house.supervisor, actions.ask_all_again)
    work(house, deferred)
    assert (asking(house).state, asking(house).asked) == ("under_way", 0)
    work(house, deferred, run=str(run))
    work(house, deferred)
    told = asking(house)
    # Under the same law nothing is asked a second time, and the night's run says so.
    assert (told.state, told.asked, told.begun_by) == ("over", 0, "")


def test_a_run_that_was_cut_off_gives_way_and_its_late_job_stops(house: House, deferred: list[Any]) -> None:
    make_decision(house.worker, make_case(house.worker).pk)
    first = done(house.supervisor, actions.ask_all_again)
    with time_machine.travel(now() + timedelta(hours=2)):
        assert asking(house).state == "cut_off"
        second = done(house.supervisor, actions.ask_all_again)
        work(house, deferred, run=str(first))
        assert asking(house).asked == 0
        work(house, deferred, run=str(second))
        assert (asking(house).asked, asking(house).state) == (1, "over")


def test_only_a_supervisor_has_everybody_asked_again(house: House) -> None:
    with pytest.raises(Refused):
        done(house.worker, actions.ask_all_again)
    client = signed_in_client(house.worker)
    assert client.post(reverse("entitlements:ask_all_again")).status_code == 403
    assert "Ask again now" not in client.get(reverse("entitlements:changed")).content.decode()


def test_another_agency_sees_nothing_of_a_run_and_cannot_end_it(house: House) -> None:
    done(house.supervisor, actions.ask_all_again)
    with acting(house.partner.context):
        assert not AskingAgain.objects.exists()
        assert AskingAgain.objects.update(ended_at=now()) == 0
        assert not runs.is_current(house.partner, uuid4())
    with acting(house.supervisor.context), pytest.raises(DatabaseError), transaction.atomic():
        AskingAgain.objects.update(changed=5)
