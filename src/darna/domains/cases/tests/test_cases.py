"""Cases are opened, assigned, closed with an outcome and reopened with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from darna.base.rowsecurity.context import acting
from darna.domains.cases import actions, queries
from darna.domains.cases.models import Case, Task
from darna.domains.cases.tests.makers import House, make_case, make_person, verbs_of
from darna.domains.cases.values import NeedDraft
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused, StaleVersion


def test_a_case_is_opened_with_the_needs_that_were_voiced(house: House) -> None:
    case = make_case(house.worker, needs=[NeedDraft("civil_status", "urgent"), NeedDraft("health_cover")])
    with acting(house.worker.context):
        card = queries.case_card(house.worker, case.pk)
    assert card.reference.startswith(f"{house.worker.reference_prefix}-C-")
    assert (card.priority, card.worker) == ("medium", "")
    assert [need.kind for need in card.needs if need.urgency == "urgent"] == ["civil_status"]
    assert verbs_of(house.worker, case.person_id) == ["case.opened"]


def test_a_refused_consent_never_keeps_a_case_from_being_opened(house: House) -> None:
    person = make_person(house.worker, state="refused", purposes=())
    assert make_case(house.worker, person).state == "open"


def test_a_case_is_not_opened_for_a_person_of_another_agency(house: House) -> None:
    person = make_person(house.worker)
    with pytest.raises(NotFound):
        make_case(house.partner, person)


def test_a_planner_opens_no_case(house: House) -> None:
    person = make_person(house.worker)
    with pytest.raises(Refused):
        make_case(house.planner, person)


def test_a_programme_that_is_in_no_list_is_refused(house: House) -> None:
    with pytest.raises(Invalid) as told:
        make_case(house.worker, programme="tourism")
    assert told.value.field == "programme"


def test_a_supervisor_gives_a_case_to_a_worker_and_a_worker_does_not(house: House) -> None:
    case = make_case(house.worker)
    with acting(house.worker.context), pytest.raises(Refused):
        actions.assign_case(case.pk, house.colleague.membership_id, seen_version=1, by=house.worker)
    with acting(house.supervisor.context):
        given = actions.assign_case(case.pk, house.colleague.membership_id, seen_version=1, by=house.supervisor)
    assert given.worker_id == house.colleague.membership_id
    assert verbs_of(house.worker, case.person_id) == ["case.opened", "case.assigned"]


def test_a_worker_says_anew_how_pressing_a_case_is_and_by_when(house: House) -> None:
    case = make_case(house.worker)
    target = today() + timedelta(days=14)
    with acting(house.worker.context):
        actions.change_case(case.pk, "high", target, seen_version=1, by=house.worker)
        card = queries.case_card(house.worker, case.pk)
        with pytest.raises(StaleVersion):
            actions.change_case(case.pk, "low", None, seen_version=1, by=house.worker)
        with pytest.raises(AlreadyDone):
            actions.change_case(case.pk, "high", target, seen_version=2, by=house.worker)
    assert (card.priority, card.target_on, card.version) == ("high", target, 2)
    assert verbs_of(house.worker, case.person_id)[-1] == "case.changed"


def test_a_priority_of_no_list_and_a_target_before_the_opening_are_refused(house: House) -> None:
    case = make_case(house.worker)
    with acting(house.worker.context):
        for priority, target, field in (
            ("urgent", None, "priority"),
            ("low", today() - timedelta(days=1), "target_on"),
        ):
            with pytest.raises(Invalid) as told:
                actions.change_case(case.pk, priority, target, seen_version=1, by=house.worker)
            assert told.value.field == field


@pytest.mark.parametrize("who", ["reception", "officer", "colleague"])
def test_whoever_does_not_write_in_a_case_does_not_plan_it(house: House, who: str) -> None:
    case, other = make_case(house.worker, worker_id=house.worker.membership_id), getattr(house, who)
    with acting(other.context), pytest.raises(Refused):
        actions.change_case(case.pk, "high", None, seen_version=1, by=other)


@pytest.mark.parametrize("who", ["reception", "partner", "officer"])
def test_a_case_is_given_only_to_somebody_who_writes_in_the_agency(house: House, who: str) -> None:
    case = make_case(house.worker)
    with acting(house.supervisor.context), pytest.raises(Invalid):
        actions.assign_case(case.pk, getattr(house, who).membership_id, seen_version=1, by=house.supervisor)


def test_closing_takes_an_outcome_and_drops_what_was_to_do(house: House) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    with acting(house.worker.context):
        actions.set_task(case.pk, "Call the commune", today(), by=house.worker)
        with pytest.raises(Invalid):
            actions.close_case(case.pk, "forgotten", seen_version=1, by=house.worker)
        actions.close_case(case.pk, "goals_achieved", "All papers are here.", seen_version=1, by=house.worker)
        card = queries.case_card(house.worker, case.pk)
        assert Task.objects.get(case_id=case.pk).state == "cancelled"
    assert (card.state, card.closed_on, card.closing_note) == ("closed", today(), "All papers are here.")
    assert verbs_of(house.worker, case.person_id)[-1] == "case.closed"


def test_a_closed_case_is_not_closed_again_nor_written_in(house: House) -> None:
    case = make_case(house.worker)
    with acting(house.worker.context):
        actions.close_case(case.pk, "lost_contact", seen_version=1, by=house.worker)
        with pytest.raises(AlreadyDone):
            actions.close_case(case.pk, "lost_contact", seen_version=2, by=house.worker)
        with pytest.raises(Refused):
            actions.note_need(case.pk, NeedDraft("housing"), by=house.worker)


def test_a_supervisor_reopens_with_a_reason_and_the_closing_stays_readable(house: House) -> None:
    case = make_case(house.worker)
    with acting(house.worker.context):
        actions.close_case(case.pk, "lost_contact", "No answer for a year.", seen_version=1, by=house.worker)
        with pytest.raises(Refused):
            actions.reopen_case(case.pk, "She came back.", seen_version=2, by=house.worker)
    with acting(house.supervisor.context):
        actions.reopen_case(case.pk, "She came back.", seen_version=2, by=house.supervisor)
        line = queries.timeline(house.supervisor, case.person_id)
    told = " ".join(f"{item.title} {item.body}" for item in line.items)
    assert "She came back." in told
    assert "No answer for a year." in told


def test_two_who_change_one_case_do_not_overwrite_each_other(house: House) -> None:
    case = make_case(house.worker)
    with acting(house.supervisor.context):
        actions.assign_case(case.pk, house.worker.membership_id, seen_version=1, by=house.supervisor)
        with pytest.raises(StaleVersion) as told:
            actions.assign_case(case.pk, house.colleague.membership_id, seen_version=1, by=house.supervisor)
        assert Case.objects.get(pk=case.pk).worker_id == house.worker.membership_id
    assert (told.value.found, told.value.seen) == (2, 1)
