"""Encounters, needs and tasks: who writes them, who reads them, what is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from darna.base.rowsecurity.context import acting
from darna.domains.cases import actions, queries
from darna.domains.cases.models import Encounter, Task
from darna.domains.cases.tests.makers import House, make_case, verbs_of
from darna.domains.cases.values import NeedDraft
from darna.kernel.clock import now, today
from darna.kernel.errors import AlreadyDone, Invalid, Refused, StaleVersion

SECRET = "She fears her landlord."


def test_what_happened_is_sealed_and_read_again_by_those_who_accompany(house: House) -> None:
    case = make_case(house.worker)
    with acting(house.worker.context):
        written = actions.write_encounter(case.pk, kind="call", note=SECRET, present="Her sister", by=house.worker)
        row = Encounter.objects.get(pk=written.pk)
        line = queries.timeline(house.worker, case.person_id)
    assert SECRET.encode() not in bytes(row.sealed_note)
    assert line.items[0].body == f"{SECRET}\n\nPresent: Her sister"
    assert (line.items[0].kind, line.items[0].by) == ("call", "Samira Idrissi")
    assert verbs_of(house.worker, case.person_id) == ["case.opened", "encounter.written"]


def test_the_reception_notes_a_visit_but_reads_no_note(house: House) -> None:
    case = make_case(house.worker)
    with acting(house.reception.context):
        actions.write_encounter(case.pk, kind="reception", note=SECRET, by=house.reception)
        with pytest.raises(Refused):
            actions.write_encounter(case.pk, kind="home_visit", note=SECRET, by=house.reception)
        found = queries.file_cases(house.reception, case.person_id)
    assert SECRET not in str(found)
    assert found.timeline.hides_notes


def test_a_data_officer_sees_that_something_happened_and_not_what(house: House) -> None:
    case = make_case(house.worker)
    with acting(house.worker.context):
        actions.write_encounter(case.pk, kind="call", note=SECRET, by=house.worker)
        actions.set_task(case.pk, "Find another flat", today(), by=house.worker)
    with acting(house.officer.context):
        found = queries.file_cases(house.officer, case.person_id)
        with pytest.raises(Refused):
            actions.write_encounter(case.pk, kind="call", note="x", by=house.officer)
    assert SECRET not in str(found)
    assert "flat" not in str(found)
    assert len(found.cases[0].tasks) == 1


def test_a_colleague_does_not_write_in_a_case_that_is_somebody_elses(house: House) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    with acting(house.colleague.context), pytest.raises(Refused):
        actions.write_encounter(case.pk, kind="call", note="x", by=house.colleague)
    with acting(house.worker.context):
        actions.write_encounter(case.pk, kind="call", note="x", by=house.worker)
    with acting(house.supervisor.context):
        actions.write_encounter(case.pk, kind="call", note="x", by=house.supervisor)


def test_an_adviser_writes_in_the_programmes_of_the_role_and_in_what_is_theirs(house: House) -> None:
    ours = make_case(house.worker, programme="mobility_candidate")
    other = make_case(house.worker, ours.person_id, programme="returned_mre")
    with acting(house.adviser.context):
        actions.note_need(ours.pk, NeedDraft("training"), by=house.adviser)
        with pytest.raises(Refused):
            actions.note_need(other.pk, NeedDraft("training"), by=house.adviser)
    with acting(house.supervisor.context):
        actions.assign_case(other.pk, house.adviser.membership_id, seen_version=1, by=house.supervisor)
    with acting(house.adviser.context):
        actions.note_need(other.pk, NeedDraft("training"), by=house.adviser)


def test_nothing_is_written_of_a_time_that_has_not_come(house: House) -> None:
    case = make_case(house.worker)
    with acting(house.worker.context), pytest.raises(Invalid) as told:
        actions.write_encounter(case.pk, kind="call", note="x", happened_at=now() + timedelta(hours=2), by=house.worker)
    assert told.value.field == "happened_at"


def test_a_correction_keeps_both_texts_when_somebody_was_faster(house: House) -> None:
    case = make_case(house.worker)
    with acting(house.worker.context):
        row = actions.write_encounter(case.pk, kind="call", note="first", by=house.worker)
        actions.correct_encounter(row.pk, note="second", present="", seen_version=1, by=house.worker)
        with pytest.raises(StaleVersion) as told:
            actions.correct_encounter(row.pk, note="third", present="", seen_version=1, by=house.worker)
        card, _case = queries.encounter_card(house.worker, row.pk)
    assert (card.note, told.value.values["note"]) == ("second", "third")
    with acting(house.colleague.context), pytest.raises(Refused):
        actions.correct_encounter(row.pk, note="x", present="", seen_version=2, by=house.colleague)


def test_a_need_is_settled_once_with_a_result(house: House) -> None:
    case = make_case(house.reception)
    with acting(house.reception.context):
        need = actions.note_need(case.pk, NeedDraft("health_cover", "urgent", "cnss"), by=house.reception)
    with acting(house.worker.context):
        with pytest.raises(Invalid):
            actions.resolve_need(need.pk, "in_progress", seen_version=1, by=house.worker)
        actions.resolve_need(need.pk, "obtained", seen_version=1, by=house.worker)
        with pytest.raises(AlreadyDone):
            actions.resolve_need(need.pk, "refused", seen_version=2, by=house.worker)
    assert verbs_of(house.worker, case.person_id) == ["case.opened", "need.noted", "need.resolved"]


def test_a_task_is_finished_by_whom_it_was_given_to(house: House) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    with acting(house.worker.context):
        task = actions.set_task(
            case.pk, "Call the commune", today(), assigned_id=house.colleague.membership_id, by=house.worker
        )
    with acting(house.colleague.context):
        assert [line.title for line in queries.open_tasks(house.colleague)] == ["Call the commune"]
        actions.finish_task(task.pk, "They answered.", seen_version=1, by=house.colleague)
        assert queries.open_tasks(house.colleague) == []
    assert verbs_of(house.worker, case.person_id) == ["case.opened", "task.set", "task.finished"]


def test_a_task_is_dropped_with_a_reason(house: House) -> None:
    case = make_case(house.worker)
    with acting(house.worker.context):
        task = actions.set_task(case.pk, "Call the commune", today(), by=house.worker)
        with pytest.raises(Invalid):
            actions.drop_task(task.pk, "  ", seen_version=1, by=house.worker)
        actions.drop_task(task.pk, "No longer needed.", seen_version=1, by=house.worker)
        assert Task.objects.get(pk=task.pk).state == "cancelled"
    assert verbs_of(house.worker, case.person_id)[-1] == "task.dropped"
