"""What is saved together is saved together, and a problem undoes what its request had written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import RequestFactory

from darna.base.rowsecurity.context import acting
from darna.domains.people.queries import search
from darna.domains.people.values import ConsentTerms, PersonDraft
from darna.faces.desk.journeys import Intake, register_somebody
from darna.faces.desk.middleware import DeskMiddleware
from darna.faces.desk.tests.makers import Desk, address
from darna.kernel.errors import AlreadyDone, ConsentMissing, Invalid, NotFound, Refused

INTAKE = Intake(
    PersonDraft(given_name="Hassan", family_name="Amrani"),
    ConsentTerms(notice_version="2026-1", notice_language="fr"),
    programme="returned_mre",
)


def test_a_registration_that_fails_at_its_end_leaves_nobody_behind(worker: Desk) -> None:
    with acting(worker.actor.context):
        with pytest.raises(Invalid):
            register_somebody(replace(INTAKE, programme="no_such_programme"), by=worker.actor)
        assert search(worker.actor, "Hassan Amrani") == []
        register_somebody(INTAKE, by=worker.actor)
        assert len(search(worker.actor, "Hassan Amrani")) == 1


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        (Refused("case_is_closed", reference="BM-1"), 403),
        (ConsentMissing(), 403),
        (NotFound("person", "Hassan"), 404),
        (AlreadyDone(), 409),
        (Invalid("born_on", "not_a_date", value="Hassan"), 422),
    ],
)
def test_a_problem_becomes_a_page_that_repeats_nothing(problem: Any, status: int) -> None:
    answer = DeskMiddleware(lambda _request: None).process_exception(RequestFactory().get("/fr/desk/"), problem)  # type: ignore[arg-type,return-value]
    assert answer is not None
    assert answer.status_code == status
    assert "Hassan" not in answer.content.decode()
    assert answer.undoes_request is True  # type: ignore[attr-defined]


def test_a_fault_of_ours_is_not_taken_for_a_problem() -> None:
    found = DeskMiddleware(lambda _request: None).process_exception(RequestFactory().get("/"), ValueError())  # type: ignore[arg-type,return-value]
    assert found is None


def test_a_staff_page_shows_who_works_where_and_the_rooms_of_the_role(worker: Desk) -> None:
    text = worker.client.get(address("desk:today")).content.decode()
    assert worker.actor.name in text
    assert "maison fr" in text
    assert address("cases:list") in text
    assert 'method="post"' in text.split('class="desk-search"')[1][:200]
