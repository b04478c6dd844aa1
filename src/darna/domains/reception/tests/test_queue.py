"""Who comes in gets a number, waits, is called, is met or leaves; and everybody sees the same queue."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from darna.base.audit.models import Entry
from darna.base.audit.tests.databases import own_house
from darna.base.rowsecurity.context import acting
from darna.domains.reception import actions, queries
from darna.domains.reception.models import Arrival, TicketCounter
from darna.domains.reception.tests.makers import House, come_in, done, sit_down_with
from darna.domains.reception.values import LAST_NUMBER, ArrivalDraft, ticket
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused

RECEIPTS = 12


def queue(by: Any) -> Any:
    with acting(by.context):
        return queries.queue_of_today(by)


def test_tickets_are_numbered_by_agency_and_day(house: House) -> None:
    assert [come_in(house.reception).number for _ in range(3)] == [1, 2, 3]
    assert come_in(house.partner).number == 1
    with patch("darna.domains.reception.actions.queue.today", lambda: today() + timedelta(days=1)):
        assert come_in(house.reception).number == 1


@given(st.integers(1, LAST_NUMBER))
def test_a_ticket_is_short_and_its_number_is_found_again(number: int) -> None:
    letter, place = ticket(number).split("-")
    assert (ord(letter) - ord("A")) * 99 + int(place) == number
    assert len(ticket(number)) <= 4


def test_a_ticket_that_is_undone_gives_its_number_back(house: House) -> None:
    come_in(house.reception)
    with acting(house.reception.context):
        undone = transaction.savepoint()
        actions.add_arrival(ArrivalDraft("papers"), by=house.reception)
        transaction.savepoint_rollback(undone)
    assert come_in(house.reception).number == 2


def test_the_database_gives_no_number_twice(house: House) -> None:
    first = come_in(house.reception)
    again = {"agency_id": first.agency_id, "day": first.day, "number": 1, "reason": "papers"}
    with acting(house.reception.context), pytest.raises(IntegrityError), transaction.atomic():
        Arrival.objects.create(**again, arrived_at=first.arrived_at, added_by=first.added_by)


def test_when_all_numbers_are_given_the_reception_says_so(house: House) -> None:
    with acting(house.reception.context):
        TicketCounter.objects.create(agency_id=house.reception.agency_id, day=today(), last=LAST_NUMBER)
    with pytest.raises(AlreadyDone) as told:
        come_in(house.reception)
    assert told.value.code == "tickets_are_used_up"


def test_a_child_alone_comes_first_then_whoever_goes_first_then_in_turn(house: House) -> None:
    for priority in ("ordinary", "first", "ordinary", "child_alone", "first"):
        come_in(house.reception, priority=priority)
    waiting = queue(house.worker).waiting
    assert [line.number for line in waiting] == [4, 2, 5, 1, 3]
    assert [line.place for line in waiting] == [1, 2, 3, 4, 5]
    assert [done(house.worker, actions.call_next).number for _ in range(5)] == [4, 2, 5, 1, 3]
    with pytest.raises(AlreadyDone) as told:
        done(house.worker, actions.call_next)
    assert told.value.code == "nobody_waits"


def test_a_visit_goes_from_waiting_to_done(house: House) -> None:
    arrival = come_in(house.reception)
    done(house.worker, actions.call_next)
    assert [line.worker for line in queue(house.reception).called] == [house.worker.name]
    done(house.worker, actions.meet_visitor, arrival.pk)
    assert [line.is_mine for line in queue(house.worker).with_workers] == [True]
    ended = done(house.worker, actions.finish_arrival, arrival.pk)
    assert (ended.state, queue(house.worker).ended) == ("done", 1)


def test_whoever_did_not_hear_waits_again_at_their_place(house: House) -> None:
    first, _second = come_in(house.reception), come_in(house.reception)
    done(house.worker, actions.call_next)
    done(house.worker, actions.call_arrival, first.pk)
    done(house.worker, actions.put_back, first.pk)
    line = queue(house.worker).waiting[0]
    assert (line.number, line.times_called) == (1, 2)


#: Every deed, and the states in which it may be done.
DEEDS = {
    "call_arrival": {"waiting", "called"},
    "meet_visitor": {"waiting", "called"},
    "put_back": {"called", "with_worker"},
    "mark_left": {"waiting", "called"},
    "finish_arrival": {"with_worker"},
}
WAYS: dict[str, tuple[str, ...]] = {
    "waiting": (),
    "called": ("call_arrival",),
    "with_worker": ("call_arrival", "meet_visitor"),
    "done": ("call_arrival", "meet_visitor", "finish_arrival"),
    "left": ("mark_left",),
}


@pytest.mark.parametrize("state", WAYS)
@pytest.mark.parametrize("deed", DEEDS)
def test_no_other_way_leads_from_one_state_to_another(house: House, state: str, deed: str) -> None:
    arrival = come_in(house.reception)
    for step in WAYS[state]:
        done(house.worker, getattr(actions, step), arrival.pk)
    if state in DEEDS[deed]:
        done(house.colleague, getattr(actions, deed), arrival.pk)
        return
    with pytest.raises(AlreadyDone) as told:
        done(house.colleague, getattr(actions, deed), arrival.pk)
    assert told.value.values["state"] == state


def test_another_agency_and_whoever_does_not_receive_are_refused(house: House) -> None:
    arrival = come_in(house.reception)
    with pytest.raises(NotFound):
        done(house.partner, actions.call_arrival, arrival.pk)
    for action in (actions.call_next, lambda by: actions.add_arrival(ArrivalDraft("papers"), by=by)):
        with pytest.raises(Refused):
            done(house.planner, action)
    assert queue(house.partner).waiting == ()


def test_yesterdays_tickets_are_over(house: House) -> None:
    arrival = come_in(house.reception)
    with acting(house.reception.context):
        Arrival.objects.filter(pk=arrival.pk).update(day=today() - timedelta(days=1))
    assert queue(house.reception).waiting == ()
    with pytest.raises(NotFound):
        done(house.worker, actions.call_arrival, arrival.pk)


@pytest.mark.parametrize("wrong", [{"reason": "x"}, {"language": "x"}, {"priority": "x"}])
def test_codes_are_of_their_lists(house: House, wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        come_in(house.reception, **wrong)


def test_the_queue_is_read_in_two_queries_however_long_it_is(house: House) -> None:
    for _ in range(30):
        come_in(house.reception)
    sit_down_with(house.worker)
    queue(house.worker)
    with acting(house.worker.context), CaptureQueriesContext(connection) as seen:
        assert len(queries.queue_of_today(house.worker).waiting) == 30
    assert len(seen) == 2, [query["sql"][:90] for query in seen]


def test_the_screen_shows_numbers_and_nothing_else(house: House) -> None:
    come_in(house.reception, priority="child_alone"), come_in(house.reception), sit_down_with(house.worker)
    come_in(house.reception, priority="first")
    done(house.worker, actions.call_next)
    with acting(house.reception.context):
        wall = queries.wall_of_today(house.reception)
    assert (wall.called, wall.waiting) == (("A-1",), ("A-2", "A-4"))


def test_each_deed_leaves_one_sentence_without_a_person(house: House) -> None:
    arrival = sit_down_with(house.worker)
    done(house.worker, actions.finish_arrival, arrival.pk)
    with acting(house.worker.context):
        told = list(Entry.objects.filter(verb__startswith="arrival.").order_by("id").values_list("verb", "person_id"))
    verbs = ["arrival.added", "arrival.called", "arrival.met", "arrival.finished"]
    assert told == [(verb, None) for verb in verbs]


@pytest.fixture
def open_house(django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    """The house in a database of its own, where what is done is committed and others see it."""
    from darna.domains.reception.tests.makers import make_house

    with django_db_blocker.unblock(), own_house() as database:
        url = database.server.url("migrator", database.database)
        with patch.dict("os.environ", DATABASE_MIGRATOR_URL=url):
            yield make_house()


def at_once(*deeds: Any) -> list[Any]:
    """What each deed gave or raised, all begun together on connections of their own."""
    start, answers = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(place: int, deed: Any) -> None:
        start.wait(timeout=20)
        try:
            answers[place] = deed()
        except AlreadyDone as problem:
            answers[place] = problem.code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def test_two_receptionists_at_once_give_no_number_twice_and_leave_none_out(open_house: House) -> None:
    desks = (open_house.reception, open_house.worker)
    for _ in range(RECEIPTS // 2):
        at_once(*(lambda by=by: come_in(by) for by in desks))
    with acting(open_house.reception.context):
        numbers = list(Arrival.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, RECEIPTS + 1))


def test_two_workers_who_call_next_at_once_call_two_people(open_house: House) -> None:
    come_in(open_house.reception), come_in(open_house.reception)
    called = at_once(
        lambda: done(open_house.worker, actions.call_next).number,
        lambda: done(open_house.colleague, actions.call_next).number,
    )
    assert sorted(called) == [1, 2]


def test_two_workers_who_sit_down_with_one_visitor_are_told_apart(open_house: House) -> None:
    arrival = come_in(open_house.reception)
    met = at_once(
        lambda: done(open_house.worker, actions.meet_visitor, arrival.pk).state,
        lambda: done(open_house.colleague, actions.meet_visitor, arrival.pk).state,
    )
    assert sorted(met) == ["ticket_is_elsewhere", "with_worker"]
