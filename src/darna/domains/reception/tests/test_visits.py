"""A ticket is tied to a file by the worker who sits with the visitor, and follows the file's guards."""

from __future__ import annotations

import pytest

from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.people.actions import erase_person, protect_person
from darna.domains.reception import actions, queries
from darna.domains.reception.models import Arrival, Visit
from darna.domains.reception.tests.makers import House, come_in, done, make_person, sit_down_with
from darna.domains.reception.values import VisitorFilters
from darna.kernel.errors import AlreadyDone, NotFound, Refused


def visitors(by, **filters):
    with acting(by.context):
        return queries.visitors_of_today(by, VisitorFilters(**filters))


def current(by):
    with acting(by.context):
        return queries.current_arrival(by)


def test_the_visitor_with_a_worker_is_tied_to_their_file(house: House) -> None:
    person, arrival = make_person(house.worker), sit_down_with(house.worker)
    assert (current(house.worker).id, current(house.worker).person_id) == (arrival.pk, None)
    done(house.worker, actions.tie_person, arrival.pk, person)
    assert current(house.worker).person_id == person
    assert current(house.colleague) is None
    (line,) = visitors(house.reception).lines
    assert (line.person_id, bool(line.person_name)) == (person, True)


def test_only_the_worker_who_has_the_visitor_ties_and_unties(house: House) -> None:
    person, arrival = make_person(house.worker), sit_down_with(house.worker)
    with pytest.raises(Refused):
        done(house.colleague, actions.tie_person, arrival.pk, person)
    with pytest.raises(AlreadyDone):
        done(house.worker, actions.untie_person, arrival.pk)
    done(house.worker, actions.tie_person, arrival.pk, person)
    with pytest.raises(AlreadyDone):
        done(house.worker, actions.tie_person, arrival.pk, make_person(house.worker))
    with pytest.raises(Refused):
        done(house.colleague, actions.untie_person, arrival.pk)
    done(house.worker, actions.untie_person, arrival.pk)
    assert current(house.worker).person_id is None


def test_a_file_of_another_agency_is_tied_to_nothing(house: House) -> None:
    theirs, arrival = make_person(house.partner), sit_down_with(house.worker)
    with pytest.raises(NotFound):
        done(house.worker, actions.tie_person, arrival.pk, theirs)


def test_a_protected_file_behind_a_ticket_is_seen_by_its_named_workers_only(house: House) -> None:
    person, arrival = make_person(house.worker), sit_down_with(house.worker)
    done(house.worker, actions.tie_person, arrival.pk, person)
    done(house.supervisor, protect_person, person, [house.worker.membership_id])
    assert [line.person_id for line in visitors(house.worker).lines] == [person]
    assert [line.person_id for line in visitors(house.colleague).lines] == [None]
    with acting(house.colleague.context):
        assert Visit.objects.count() == 0
        assert Arrival.objects.count() == 1
    done(house.worker, actions.put_back, arrival.pk)
    done(house.colleague, actions.meet_visitor, arrival.pk)
    with pytest.raises(AlreadyDone) as told:
        done(house.colleague, actions.tie_person, arrival.pk, make_person(house.worker))
    assert told.value.code == "ticket_is_tied_already"


def test_an_erased_person_leaves_a_ticket_of_nobody(house: House, DATA_OFFICER) -> None:
    person, arrival = make_person(house.worker), sit_down_with(house.worker)
    done(house.worker, actions.tie_person, arrival.pk, person)
    done(DATA_OFFICER, erase_person, person, "on_request")
    with acting(house.worker.context):
        assert not Visit.objects.exists()
    assert [line.person_id for line in visitors(house.worker).lines] == [None]


def test_the_tie_stands_in_the_trail_of_the_person(house: House) -> None:
    person, arrival = make_person(house.worker), sit_down_with(house.worker)
    done(house.worker, actions.tie_person, arrival.pk, person)
    done(house.worker, actions.untie_person, arrival.pk)
    with acting(house.worker.context):
        rows = Entry.objects.filter(person_id=person, verb__startswith="visit.").order_by("id")
        assert list(rows.values_list("verb", flat=True)) == ["visit.tied", "visit.untied"]
        assert not any(b"A-1" in bytes(row.detail) for row in rows)


def test_visitors_are_narrowed_and_sorted(house: House) -> None:
    come_in(house.reception, reason="papers")
    sit_down_with(house.worker)
    assert [line.number for line in visitors(house.reception, sort="-arrived").lines] == [2, 1]
    assert [line.number for line in visitors(house.reception, reason="papers").lines] == [1]
    assert [line.number for line in visitors(house.worker, worker="mine").lines] == [2]
    assert visitors(house.reception, state="done").lines == ()
    assert visitors(house.partner).total == 0
