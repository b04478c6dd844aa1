"""What is done with training actions, cohorts and their cases, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member
from darna.base.rowsecurity.context import acting
from darna.domains.cases.actions import close_case
from darna.domains.cases.tests.makers import House, make_case, make_person, make_shared_case, verbs_of
from darna.domains.cohorts import actions, queries
from darna.domains.cohorts.models import CaseReview, CohortCase
from darna.domains.cohorts.tests.makers import (
    cohort_draft,
    cohort_in,
    found,
    make_action,
    make_cohort,
    make_draft,
    make_entry,
    make_review,
)
from darna.domains.cohorts.values import Coach
from darna.domains.people.actions import protect_person
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused, StaleVersion
from darna.kernel.text import LocalText


def test_an_action_goes_from_planned_to_running_to_ended_and_never_back(house: House) -> None:
    by = house.supervisor
    action = make_action(by, runs=False)
    with acting(by.context):
        action = actions.start_action(action.pk, seen_version=1, by=by)
        with pytest.raises(AlreadyDone):
            actions.start_action(action.pk, seen_version=action.version, by=by)
        action = actions.end_action(action.pk, seen_version=action.version, by=by)
        assert (action.state, action.started_at is not None, action.ended_at is not None) == ("ended", True, True)
        for verb in (actions.start_action, actions.end_action):
            with pytest.raises(AlreadyDone):
                verb(action.pk, seen_version=action.version, by=by)
        with pytest.raises(Refused):
            actions.change_action(action.pk, make_draft(target=9), seen_version=action.version, by=by)


def test_an_action_without_an_agency_does_not_start(house: House) -> None:
    by = house.supervisor
    with acting(by.context):
        action = actions.plan_action(make_draft(), by=by)
        with pytest.raises(Refused, match="action_has_no_cohort"):
            actions.start_action(action.pk, seen_version=1, by=by)


def test_an_action_that_other_agencies_alone_bring_cases_to_may_start(house: House) -> None:
    assert make_action(house.supervisor, house.partner.agency_id).state == "running"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"label": LocalText(ar="تكوين")}, "label_fr"),
        ({"target": 0}, "target"),
        ({"points": ()}, "points"),
        ({"points": ("weather",)}, "points"),
        ({"ends_on": today() - timedelta(days=30)}, "ends_on"),
    ],
)
def test_an_action_that_cannot_be_is_explained_at_its_field(house: House, wrong: dict[str, object], field: str) -> None:
    with acting(house.supervisor.context), pytest.raises(Invalid) as told:
        actions.plan_action(make_draft(**wrong), by=house.supervisor)
    assert told.value.field == field


def test_the_points_stay_once_cases_are_reviewed_on_them(house: House) -> None:
    by, action = house.supervisor, make_action(house.supervisor)
    with acting(by.context), pytest.raises(Invalid, match="points_are_fixed"):
        actions.change_action(action.pk, make_draft(points=("plan_made",)), seen_version=action.version, by=by)


def test_two_people_change_one_action_and_the_second_is_told(house: House) -> None:
    by, action = house.supervisor, make_action(house.supervisor, runs=False)
    with acting(by.context):
        actions.change_action(action.pk, make_draft(target=30), seen_version=1, by=by)
        with pytest.raises(StaleVersion):
            actions.change_action(action.pk, make_draft(target=60), seen_version=1, by=by)


def test_only_the_agency_that_leads_changes_the_action(house: House) -> None:
    partner = make_member(Role.SUPERVISOR, agency=make_agency("entraide"))
    action = make_action(house.supervisor, house.supervisor.agency_id, partner.agency_id)
    with acting(partner.context):
        with pytest.raises(Refused, match="action_is_led_by_another_agency"):
            actions.change_action(action.pk, make_draft(target=9), seen_version=action.version, by=partner)
        with pytest.raises(Refused):
            actions.add_cohort(action.pk, partner.agency_id, cohort_draft(), by=partner)
        with pytest.raises(Refused):
            actions.end_action(action.pk, seen_version=action.version, by=partner)


def test_an_agency_that_takes_no_part_knows_of_no_action(house: House) -> None:
    outsider = make_member(Role.SUPERVISOR, agency=make_agency("aideca"))
    action = make_action(house.supervisor, house.supervisor.agency_id, house.partner.agency_id)
    with acting(outsider.context), pytest.raises(NotFound):
        queries.action_card(outsider, action.pk)


def test_an_agency_is_brought_in_once(house: House) -> None:
    by, action = house.supervisor, make_action(house.supervisor, house.partner.agency_id)
    with acting(by.context), pytest.raises(AlreadyDone, match="agency_takes_part_already"):
        actions.add_cohort(action.pk, house.partner.agency_id, cohort_draft(), by=by)


def test_an_administrator_keeps_names_and_chooses_no_case(house: House) -> None:
    administrator = make_member(Role.AGENCY_ADMINISTRATOR)
    cohort, case = make_cohort(house.supervisor), make_case(house.worker)
    with acting(administrator.context):
        changed = actions.change_cohort(cohort.pk, cohort_draft("Autre nom"), seen_version=1, by=administrator)
        assert changed.label_fr == "Autre nom"
        for verb in (
            lambda: actions.add_case(cohort.pk, case.pk, by=administrator),
            lambda: actions.name_coach(cohort.pk, Coach(name="X"), seen_version=2, by=administrator),
        ):
            with pytest.raises(Refused):
                verb()


def test_a_supervisor_takes_an_open_case_of_the_own_agency_in_and_out(house: House) -> None:
    by, case = house.supervisor, make_case(house.worker)
    cohort = make_cohort(by, coach=house.worker)
    entry = make_entry(by, cohort, case=case)
    with acting(by.context):
        with pytest.raises(AlreadyDone, match="case_is_in_the_cohort"):
            actions.add_case(cohort.pk, case.pk, by=by)
        actions.take_case_out(entry.pk, seen_version=1, by=by)
        with pytest.raises(AlreadyDone, match="case_has_left"):
            actions.take_case_out(entry.pk, seen_version=2, by=by)
        assert queries.cases_in(cohort.pk) == frozenset()
        actions.add_case(cohort.pk, case.pk, by=by)
    kept = ["cohort.case_added", "cohort.case_taken_out", "cohort.case_added"]
    assert verbs_of(by, case.person_id)[-3:] == kept


def test_a_closed_case_and_one_of_another_agency_do_not_come_in(house: House) -> None:
    by, case = house.supervisor, make_case(house.worker, worker_id=house.worker.membership_id)
    cohort = make_cohort(by)
    shared, _share = make_shared_case(house.partner, by)
    with acting(house.worker.context):
        close_case(case.pk, "lost_contact", seen_version=1, by=house.worker)
    with acting(by.context):
        with pytest.raises(Refused, match="case_is_closed"):
            actions.add_case(cohort.pk, case.pk, by=by)
        with pytest.raises(Refused, match="case_is_of_another_agency"):
            actions.add_case(cohort.pk, shared.pk, by=by)


def protected_case(house: House, *named: object) -> object:
    person = make_person(house.worker)
    case = make_case(house.worker, person)
    with acting(house.supervisor.context):
        members = [worker.membership_id for worker in (house.supervisor, *named)]  # type: ignore[attr-defined]
        protect_person(person, members, by=house.supervisor)
    return case


def test_a_protected_case_comes_in_only_where_the_coach_is_named_for_it(house: House) -> None:
    by = house.supervisor
    cohort, case = make_cohort(by, coach=house.worker), protected_case(house)
    with acting(by.context), pytest.raises(Invalid, match="coach_is_not_named"):
        actions.add_case(cohort.pk, case.pk, by=by)  # type: ignore[attr-defined]
    with acting(by.context), pytest.raises(Invalid, match="coach_is_not_named"):
        actions.add_case(make_cohort(by).pk, case.pk, by=by)  # type: ignore[attr-defined]
    assert make_entry(by, cohort, case=protected_case(house, house.worker)).pk


def test_nobody_becomes_coach_of_a_protected_case_they_are_not_named_for(house: House) -> None:
    by = house.supervisor
    cohort = make_cohort(by, coach=house.worker)
    make_entry(by, cohort, case=protected_case(house, house.worker))
    with acting(by.context):
        for coach in (Coach(house.colleague.membership_id), Coach(name="Aziza Benali"), Coach()):
            with pytest.raises(Invalid, match="coach_is_not_named"):
                actions.name_coach(cohort.pk, coach, seen_version=cohort.version, by=by)


@pytest.mark.parametrize("coach", [Coach(name="Aziza Benali", organisation="Institut"), Coach()])
def test_a_coach_may_come_from_outside_or_be_nobody_yet(house: House, coach: Coach) -> None:
    by, cohort = house.supervisor, make_cohort(house.supervisor, coach=house.worker)
    with acting(by.context):
        actions.name_coach(cohort.pk, coach, seen_version=cohort.version, by=by)
        assert queries.cohort_card(by, cohort.pk).coach == coach


def test_a_member_of_another_agency_or_a_receptionist_is_no_coach(house: House) -> None:
    by, cohort = house.supervisor, make_cohort(house.supervisor)
    with acting(by.context):
        for member in (house.partner, house.reception):
            with pytest.raises(Invalid, match="not_a_worker_of_the_agency"):
                actions.name_coach(cohort.pk, Coach(member.membership_id), seen_version=1, by=by)


def test_a_coach_reviews_round_after_round_and_the_last_one_counts(house: House) -> None:
    cohort = make_cohort(house.supervisor, coach=house.worker)
    entry = make_entry(house.supervisor, cohort)
    make_review(house.worker, entry, found(no=("plan_made",)))
    assert counted(house, cohort) == (1, 1, 0)
    make_review(house.worker, entry)
    assert counted(house, cohort) == (1, 1, 1)
    make_review(house.worker, entry, found(no=("needs_noted",)))
    assert counted(house, cohort) == (1, 1, 0)


def counted(house: House, cohort: object) -> tuple[object, ...]:
    with acting(house.supervisor.context):
        counts = queries.counts_of([cohort.pk])[cohort.pk]  # type: ignore[attr-defined]
    return counts.cases, counts.reviewed, counts.complete


def test_remark_and_next_step_are_sealed_and_read_again(house: House) -> None:
    cohort = make_cohort(house.supervisor, coach=house.worker)
    entry = make_entry(house.supervisor, cohort)
    make_review(house.worker, entry, found(remark="Le plan manque.", next_step="Appeler la mère"))
    with acting(house.worker.context):
        (row,) = CaseReview.objects.filter(entry_id=entry.pk)
        assert "plan" not in bytes(row.sealed_remark).decode("latin-1")
        (line,) = queries.entry_card(house.worker, entry.pk).reviews
    assert (line.remark, line.next_step) == ("Le plan manque.", "Appeler la mère")


def test_every_point_is_answered_and_with_an_answer_of_the_list(house: House) -> None:
    cohort = make_cohort(house.supervisor, coach=house.worker)
    entry = make_entry(house.supervisor, cohort)
    whole = dict(found().answers)
    for answers in ({**whole, "plan_made": "maybe"}, {"plan_made": "yes"}, {**whole, "weather": "yes"}):
        with pytest.raises(Invalid):
            make_review(house.worker, entry, found(answers=answers))
    for wrong in ({"next_on": today() - timedelta(days=3)}, {"reviewed_on": today() + timedelta(days=1)}):
        with pytest.raises(Invalid):
            make_review(house.worker, entry, found(**wrong))


def test_two_coaches_do_not_write_the_same_round(house: House) -> None:
    cohort = make_cohort(house.supervisor, coach=house.worker)
    entry = make_entry(house.supervisor, cohort)
    make_review(house.worker, entry)
    with acting(house.supervisor.context), pytest.raises(StaleVersion):
        actions.write_review(entry.pk, found(), seen_version=entry.version, by=house.supervisor)


def test_a_colleague_who_is_not_the_coach_sees_no_case_of_the_cohort(house: House) -> None:
    cohort = make_cohort(house.supervisor, coach=house.worker)
    entry = make_entry(house.supervisor, cohort)
    with acting(house.colleague.context):
        assert not CohortCase.objects.exists()
        for look in (
            lambda: queries.cohort_card(house.colleague, cohort.pk),
            lambda: queries.entry_card(house.colleague, entry.pk),
            lambda: actions.write_review(entry.pk, found(), seen_version=1, by=house.colleague),
        ):
            with pytest.raises(NotFound):
                look()


def test_a_supervisor_reviews_in_the_place_of_a_coach_from_outside(house: House) -> None:
    by, cohort = house.supervisor, make_cohort(house.supervisor)
    with acting(by.context):
        actions.name_coach(cohort.pk, Coach(name="Aziza Benali"), seen_version=1, by=by)
    assert make_review(by, make_entry(by, cohort)).round == 1


def test_a_review_is_corrected_by_its_writer_and_by_a_supervisor_and_the_count_follows(house: House) -> None:
    cohort = make_cohort(house.supervisor, coach=house.worker)
    entry = make_entry(house.supervisor, cohort)
    first, last = make_review(house.worker, entry), make_review(house.worker, entry)
    with acting(house.worker.context):
        actions.correct_review(first.pk, found(no=("plan_made",)), seen_version=1, by=house.worker)
    assert counted(house, cohort) == (1, 1, 1)
    with acting(house.supervisor.context):
        actions.correct_review(last.pk, found(no=("plan_made",)), seen_version=1, by=house.supervisor)
        with pytest.raises(StaleVersion):
            actions.correct_review(last.pk, found(), seen_version=1, by=house.supervisor)
    assert counted(house, cohort) == (1, 1, 0)


def test_nothing_is_reviewed_before_the_action_runs_or_after_it_ends(house: House) -> None:
    by = house.supervisor
    planned = make_cohort(by, action=make_action(by, runs=False))
    entry = make_entry(by, planned)
    with pytest.raises(Refused, match="case_is_not_reviewed_now"):
        make_review(by, entry)
    running = make_action(by)
    entry, cohort = make_entry(by, cohort_in(running, by)), cohort_in(running, by)
    review = make_review(by, entry)
    with acting(by.context):
        actions.end_action(running.pk, seen_version=running.version, by=by)
        for verb in (
            lambda: actions.correct_review(review.pk, found(), seen_version=1, by=by),
            lambda: actions.add_case(cohort.pk, make_case(house.worker).pk, by=by),
            lambda: actions.take_case_out(entry.pk, seen_version=2, by=by),
            lambda: actions.change_cohort(cohort.pk, cohort_draft("X"), seen_version=1, by=by),
        ):
            with pytest.raises(Refused):
                verb()
