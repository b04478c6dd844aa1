"""The supervisor sees who carries how much, and gives cases to somebody else, all of them or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import signed_in_client
from darna.base.rowsecurity.context import acting
from darna.domains.cases import actions as cases
from darna.domains.cases.queries.workload import cases_to_give
from darna.domains.cases.tests.makers import House, make_case, make_shared_case, verbs_of
from darna.domains.people.actions import protect_person
from darna.domains.planning import actions, queries
from darna.domains.planning.tests.makers import done, make_proposed
from darna.domains.planning.tests.test_progress import RETURNED, publish
from darna.kernel.clock import now, today
from darna.kernel.errors import Invalid, NotFound, Refused, StaleVersion


def load(house: House) -> Any:
    with acting(house.supervisor.context):
        return queries.workload_of(house.supervisor)


def line(house: House, who: str = "worker") -> Any:
    return next(one for one in load(house).workers if one.id == getattr(house, who).membership_id)


def test_open_cases_are_counted_by_programme_against_the_ceiling_of_the_agency(house: House) -> None:
    publish(house, replace(RETURNED, ceiling=1))
    mine = {"worker_id": house.worker.membership_id}
    for programme in ("returned_mre", "returned_mre", "child_protection"):
        make_case(house.worker, programme=programme, **mine)
    done(house.worker, cases.close_case, make_case(house.worker, **mine).pk, "lost_contact", seen_version=1)
    found = line(house)
    assert [(one.programme, one.cases, one.ceiling, one.is_over) for one in found.loads] == [
        ("returned_mre", 2, 1, True),
        ("child_protection", 1, 25, False),
    ]
    assert (found.cases, found.is_over, line(house, "colleague").cases) == (3, True, 0)


def test_late_tasks_and_files_without_contact_are_counted(house: House) -> None:
    old = today() - timedelta(days=90)
    quiet = make_case(house.worker, worker_id=house.worker.membership_id, opened_on=old)
    met = make_case(house.worker, worker_id=house.worker.membership_id, opened_on=old)
    told = {"kind": "call", "note": "She called.", "happened_at": now() - timedelta(days=3)}
    done(house.worker, cases.write_encounter, met.pk, **told)
    done(house.worker, cases.set_task, quiet.pk, "Call", today() - timedelta(days=1))
    done(house.worker, cases.set_task, quiet.pk, "Write", today())
    assert (line(house).late_tasks, line(house).quiet_cases) == (1, 1)


def test_the_numbers_lead_to_the_cases_they_count(house: House) -> None:
    old, mine = today() - timedelta(days=90), {"worker_id": house.worker.membership_id}
    quiet, _young = make_case(house.worker, opened_on=old, **mine), make_case(house.worker, **mine)
    met = make_case(house.worker, opened_on=old, **mine)
    done(house.worker, cases.write_encounter, met.pk, kind="call", note="She called.", happened_at=now())
    theirs = make_case(house.colleague, worker_id=house.colleague.membership_id, opened_on=old)
    done(
        house.supervisor,
        cases.set_task,
        theirs.pk,
        "Call",
        today() - timedelta(days=1),
        assigned_id=house.worker.membership_id,
    )
    client = signed_in_client(house.supervisor)
    shown = client.get(reverse("planning:workload")).content.decode()
    for field, expected in (("quiet", quiet), ("late", theirs)):
        way = f"{reverse('cases:list')}?{field}={house.worker.membership_id}"
        assert way in shown
        listed = client.get(way)
        assert [one.id for one in listed.context["list"].lines] == [expected.pk]
        assert house.worker.name in listed.content.decode()


def test_cases_of_nobody_and_plans_that_wait_are_shown(house: House) -> None:
    case = make_case(house.worker)
    make_proposed(house.worker, case.pk)
    found = load(house)
    assert (found.unassigned, [plan.case_id for plan in found.waiting]) == (1, [case.pk])
    assert found.waiting[0].person_name


def test_a_plan_of_a_case_that_was_closed_waits_for_nobody(house: House) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    make_proposed(house.worker, case.pk)
    with acting(house.supervisor.context):
        assert len(queries.today_lines(house.supervisor).waiting) == 1
    done(house.worker, cases.close_case, case.pk, "lost_contact", seen_version=1)
    with acting(house.supervisor.context):
        assert queries.today_lines(house.supervisor).waiting == ()
    assert load(house).waiting == ()


def test_what_another_agency_shows_and_what_is_protected_is_not_counted(house: House) -> None:
    from darna.base.agencies.tests.makers import make_member

    shown, _share = make_shared_case(house.partner, house.worker)
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    with acting(house.supervisor.context):
        before = queries.workload_of(house.supervisor)
    assert (before.unassigned, line(house).cases) == (0, 1)
    done(make_member(Role.SUPERVISOR), protect_person, case.person_id, [house.worker.membership_id])
    assert line(house).cases == 0
    assert shown.agency_id == house.partner.agency_id


def test_the_page_costs_the_same_however_many_cases_there_are(house: House) -> None:
    def cost() -> int:
        with acting(house.supervisor.context), CaptureQueriesContext(connection) as asked:
            queries.workload_of(house.supervisor)
        return len(asked)

    make_proposed(house.worker, make_case(house.worker).pk)
    load(house)
    once = cost()
    for _number in range(4):
        make_proposed(house.worker, make_case(house.worker, worker_id=house.worker.membership_id).pk)
    assert cost() == once <= 10


def test_counting_begins_with_a_worker_and_stops_at_its_bound(house: House) -> None:
    for _number in range(4):
        make_case(house.worker, worker_id=house.worker.membership_id)
    with patch("darna.domains.cases.queries.workload.MOST_OF_ONE", 3):
        assert line(house).cases == 3
    make_case(house.worker)
    with patch("darna.domains.cases.queries.workload.MOST_OF_NOBODY", 1):
        assert load(house).unassigned == 1


def test_whoever_does_not_supervise_sees_no_workload(house: House) -> None:
    for who in (house.worker, house.reception, house.officer, house.planner):
        with acting(who.context), pytest.raises(Refused):
            queries.workload_of(who)


def test_several_cases_are_given_at_once_each_with_its_own_sentence(house: House) -> None:
    given = [make_case(house.worker, worker_id=house.worker.membership_id) for _number in range(3)]
    told = {case.pk: 1 for case in given}
    colleague = house.colleague.membership_id
    assert done(house.supervisor, actions.reassign_cases, told, colleague) == 3
    assert (line(house).cases, line(house, "colleague").cases) == (0, 3)
    assert [verbs_of(house.supervisor, case.person_id)[-1] for case in given] == ["case.assigned"] * 3


def test_if_one_of_them_changed_meanwhile_none_is_given(house: House) -> None:
    given = [make_case(house.worker, worker_id=house.worker.membership_id) for _number in range(2)]
    done(house.worker, cases.change_case, given[1].pk, "high", None, seen_version=1)
    with pytest.raises(StaleVersion):
        done(house.supervisor, actions.reassign_cases, {case.pk: 1 for case in given}, None)
    with acting(house.supervisor.context):
        stayed = cases_to_give(house.supervisor, house.worker.membership_id)
    assert {line.id for line in stayed} == {case.pk for case in given}


def test_nothing_too_many_and_cases_of_others_are_not_given(house: House) -> None:
    case = make_case(house.worker)
    for chosen in ({}, {make_case(house.worker).pk: 1, **dict.fromkeys(range(60), 1)}):
        with pytest.raises(Invalid):
            done(house.supervisor, actions.reassign_cases, chosen, None)
    with pytest.raises(Invalid):
        done(house.supervisor, actions.reassign_cases, {case.pk: 1}, house.partner.membership_id)
    with pytest.raises(NotFound):
        done(house.supervisor, actions.reassign_cases, {make_case(house.partner).pk: 1}, None)
    with pytest.raises(Refused):
        done(house.worker, actions.reassign_cases, {case.pk: 1}, house.worker.membership_id)
