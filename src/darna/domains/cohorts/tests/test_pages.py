"""Pages of training actions in a browser without scripts."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member, signed_in_client
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.cohorts import queries
from darna.domains.cohorts.models import CohortCase, ProgrammeAction
from darna.domains.cohorts.tests.makers import cohort_in, found, make_action, make_cohort, make_entry, make_review
from darna.kernel.clock import today

PLANNED = {
    "label_ar": "خمسة عشر ملفا لكل مؤسسة",
    "label_fr": "Quinze dossiers par institution",
    "starts_on": "2026-03-02",
    "target": "45",
    "points": ["consent_recorded", "plan_made"],
}


@pytest.fixture
def desk(house: House) -> Client:
    return signed_in_client(house.supervisor)


def test_an_action_is_planned_joined_started_filled_and_reviewed_page_by_page(house: House, desk: Client) -> None:
    assert desk.post(reverse("cohorts:plan"), PLANNED).status_code == 302
    with acting(house.supervisor.context):
        action = ProgrammeAction.objects.get()
    cohort = {
        "agency": str(house.supervisor.agency_id),
        "label_ar": "المجموعة",
        "label_fr": "La Maison",
        "target": "15",
    }
    assert desk.post(reverse("cohorts:add_cohort", args=[action.pk]), cohort).status_code == 302
    assert desk.post(reverse("cohorts:start", args=[action.pk]), {"seen_version": 1}).status_code == 302
    made, case = cohort_in(action, house.supervisor), make_case(house.worker)
    assert desk.post(reverse("cohorts:add_cases", args=[made.pk]), {"cases": [str(case.pk)]}).status_code == 302
    with acting(house.supervisor.context):
        entry = CohortCase.objects.get()
    answers = {"seen_version": 1, "reviewed_on": today(), "point_consent_recorded": "yes", "point_plan_made": "not_yet"}
    assert desk.post(reverse("cohorts:review", args=[entry.pk]), answers).status_code == 302
    page = desk.get(reverse("cohorts:entry", args=[entry.pk])).content.decode()
    assert "Round" in page
    assert "Not yet" in page


def test_another_agency_reads_fewer_than_five_on_its_page(house: House) -> None:
    neighbour = make_member(Role.SUPERVISOR, agency=make_agency("entraide"))
    action = make_action(house.supervisor, house.supervisor.agency_id, neighbour.agency_id)
    make_entry(house.supervisor, cohort_in(action, house.supervisor))
    page = signed_in_client(neighbour).get(reverse("cohorts:action", args=[action.pk])).content.decode()
    assert "fewer than 5" in page
    assert reverse("cohorts:cohort", args=[cohort_in(action, house.supervisor).pk]) not in page


def test_the_page_of_a_cohort_names_persons_and_is_noted_once(house: House, desk: Client) -> None:
    from darna.base.audit.models import Entry

    cohort = make_cohort(house.supervisor, coach=house.worker)
    make_entry(house.supervisor, cohort)
    assert "El Idrissi" in desk.get(reverse("cohorts:cohort", args=[cohort.pk])).content.decode()
    with acting(house.supervisor.context):
        assert Entry.objects.filter(verb="cohort.opened").count() == 1


def test_the_sheet_to_print_names_cases_by_reference_only(house: House, desk: Client) -> None:
    cohort, case = make_cohort(house.supervisor), make_case(house.worker)
    make_review(house.supervisor, make_entry(house.supervisor, cohort, case=case))
    sheet = desk.get(reverse("cohorts:sheet", args=[cohort.pk])).content.decode()
    assert case.reference in sheet
    assert "El Idrissi" not in sheet


def test_a_stale_review_shows_both_versions(house: House, desk: Client) -> None:
    entry = make_entry(house.supervisor, make_cohort(house.supervisor))
    make_review(house.supervisor, entry, found(remark="Le plan est fait."))
    answers = {f"point_{point}": answer for point, answer in found().answers.items()}
    told = {**answers, "seen_version": 1, "reviewed_on": today(), "remark": "Rien n'est fait."}
    answer = desk.post(reverse("cohorts:review", args=[entry.pk]), told)
    assert answer.status_code == 409
    assert "Le plan est fait." in answer.content.decode()
    assert "Rien n&#x27;est fait." in answer.content.decode()


def test_a_review_without_an_answer_is_explained(house: House, desk: Client) -> None:
    entry = make_entry(house.supervisor, make_cohort(house.supervisor))
    answer = desk.post(reverse("cohorts:review", args=[entry.pk]), {"seen_version": 1, "reviewed_on": today()})
    assert answer.status_code == 422
    assert 'href="#id_point_plan_made' in answer.content.decode()


def test_all_ticked_cases_come_in_or_none(house: House, desk: Client) -> None:
    cohort, case = make_cohort(house.supervisor), make_case(house.worker)
    answer = desk.post(reverse("cohorts:add_cases", args=[cohort.pk]), {"cases": [str(case.pk), str(cohort.pk)]})
    assert answer.status_code == 422
    with acting(house.supervisor.context):
        assert queries.cases_in(cohort.pk) == frozenset()


def test_a_caseworker_who_coaches_nothing_is_told_so(house: House) -> None:
    make_cohort(house.supervisor)
    page = signed_in_client(house.colleague).get(reverse("cohorts:list")).content.decode()
    assert "You coach no cohort" in page


@pytest.mark.parametrize("sort", ["reviewed", "-reviewed", "added", "-added"])
def test_the_cases_of_a_cohort_are_sorted_and_narrowed(house: House, desk: Client, sort: str) -> None:
    cohort = make_cohort(house.supervisor)
    done, waiting = make_entry(house.supervisor, cohort), make_entry(house.supervisor, cohort)
    make_review(house.supervisor, done)
    page = desk.get(reverse("cohorts:cohort", args=[cohort.pk]), {"sort": sort, "state": "waiting"}).content.decode()
    assert reverse("cohorts:entry", args=[waiting.pk]) in page
    assert reverse("cohorts:entry", args=[done.pk]) not in page
