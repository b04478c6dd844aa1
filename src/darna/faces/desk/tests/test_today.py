"""The first page of the day says what waits, and what a role may do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateWorker

from darna.base.agencies.roles import Role
from darna.base.rowsecurity.context import acting
from darna.domains.cases import actions as cases
from darna.domains.cases.queries import cases_of_person
from darna.domains.entitlements.tests.makers import make_claim
from darna.domains.people.actions import record_consent
from darna.domains.people.values import ConsentTerms
from darna.faces.desk.tests.makers import Desk, address, person_of, register, sit_down
from darna.faces.desk.views import today as page_of_today
from darna.kernel.clock import today

QUERIES_OF_TODAY = 32


def test_tasks_recent_files_and_ending_consents_stand_on_the_page(worker: Desk) -> None:
    person = person_of(register(worker.client))
    with acting(worker.actor.context):
        (case,) = cases_of_person(worker.actor, person)
        cases.set_task(case.id, "Call INPS", today(), by=worker.actor, assigned_id=worker.actor.membership_id)
        soon = today() + timedelta(days=5)
        told = ConsentTerms(notice_version="2026-1", notice_language="fr", expires_on=soon)
        record_consent(person, told, by=worker.actor)
    worker.client.get(address("desk:file", person))
    text = worker.client.get(address("desk:today")).content.decode()
    assert "Call INPS" in text
    assert text.count(address("desk:file", person)) >= 3


def test_a_claim_with_a_deadline_stands_on_the_page(worker: Desk) -> None:
    person = person_of(register(worker.client))
    with acting(worker.actor.context):
        (case,) = cases_of_person(worker.actor, person)
    claim = make_claim(worker.actor, case.id)
    page = worker.client.get(address("desk:today", language="en"))
    assert [one.id for one in page.context["claims"]] == [claim.pk]
    assert f"/claims/{claim.pk}/" in page.content.decode()


def test_a_case_that_nobody_met_for_long_comes_up(worker: Desk) -> None:
    person = person_of(register(worker.client, needs={"needs-note": "", "needs-programme": "", "needs-needs": []}))
    with acting(worker.actor.context):
        long_ago = today() - timedelta(days=90)
        me = worker.actor.membership_id
        cases.open_case(person, "returned_mre", opened_on=long_ago, worker_id=me, by=worker.actor)
    page = worker.client.get(address("desk:today"))
    assert [case.person_id for case in page.context["quiet"]] == [person]


def test_a_stopped_worker_is_said(worker: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    text = worker.client.get(address("desk:today", language="en")).content.decode()
    assert "Background work is paused" in text
    monkeypatch.setattr(page_of_today, "is_worker_alive", lambda: True)
    assert "Background work is paused" not in worker.client.get(address("desk:today", language="en")).content.decode()
    assert not ProcrastinateWorker.objects.exists()


@pytest.mark.parametrize("role", [Role.DONOR, Role.AGENCY_ADMINISTRATOR, Role.LAW_KEEPER])
def test_roles_without_persons_see_a_calm_page(db: None, role: Role) -> None:
    page = sit_down(role).client.get(address("desk:today", language="en"))
    assert page.status_code == 200
    assert "What you can do here" in page.content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_the_page_opens_for_every_role(db: None, role: Role) -> None:
    assert sit_down(role).client.get(address("desk:today", language="ar")).status_code == 200


def test_the_day_costs_a_fixed_number_of_queries(worker: Desk, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    worker.client.get(address("desk:today"))
    with django_assert_max_num_queries(QUERIES_OF_TODAY):
        worker.client.get(address("desk:today"))
