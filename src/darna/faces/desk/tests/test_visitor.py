"""The visitor who is called is taken along: through the search to a file, a registration and a note."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from darna.base.rowsecurity.context import acting
from darna.domains.cases.queries import cases_of_person, timeline
from darna.domains.reception.queries import current_arrival
from darna.domains.reception.tests.makers import sit_down_with, visits
from darna.faces.desk.tests.makers import ANSWERS, Desk, address, person_of, register, save, search


@pytest.fixture
def person(worker: Desk) -> UUID:
    return person_of(register(worker.client))


def visit_of(worker: Desk) -> Any:
    with acting(worker.actor.context):
        return visits().get()


def test_the_ticket_stands_on_the_search_and_the_file_and_is_tied_there(worker: Desk, person: UUID) -> None:
    arrival = sit_down_with(worker.actor)
    tie = address("reception:tie", arrival.pk, person)
    assert "A-1" in worker.client.get(address("desk:search")).content.decode()
    assert tie in worker.client.get(address("desk:file", person)).content.decode()
    assert worker.client.post(tie)["Location"] == address("desk:file", person)
    page = worker.client.get(address("desk:file", person)).content.decode()
    assert tie not in page
    assert address("reception:finish", arrival.pk) in page


def test_a_visit_ends_with_the_note_of_the_reception(worker: Desk, person: UUID) -> None:
    arrival = sit_down_with(worker.actor)
    worker.client.post(address("reception:tie", arrival.pk, person))
    with acting(worker.actor.context):
        (case,) = cases_of_person(worker.actor, person)
    finish = address("reception:finish", arrival.pk)
    assert str(case.id) in worker.client.get(finish).content.decode()
    ended = worker.client.post(finish, {"case": str(case.id), "note": "Brought her papers."})
    assert ended["Location"] == address("reception:queue")
    with acting(worker.actor.context):
        told = timeline(worker.actor, person).items[0]
        assert current_arrival(worker.actor) is None
    assert told.body == "Brought her papers."
    assert visit_of(worker).became == "encounter"


def test_a_visit_without_a_file_ends_too(worker: Desk) -> None:
    arrival = sit_down_with(worker.actor)
    assert worker.client.post(address("reception:finish", arrival.pk)).status_code == 302
    assert worker.client.get(address("reception:finish", arrival.pk)).status_code == 409


def test_whoever_is_registered_while_they_sit_there_is_the_visitor(worker: Desk) -> None:
    arrival = sit_down_with(worker.actor)
    search(worker.client, "Malika Tahiri")
    worker.client.get(address("desk:register"))
    for key, answers in ANSWERS.items():
        worker.client.post(address("desk:register_step", key), {**answers, "go": "next"})
    check = worker.client.get(address("desk:register_check"))
    assert f'value="{arrival.pk}"' in check.content.decode()
    told = {"seen": check.context["seen"], "arrival": str(arrival.pk)}
    saved = worker.client.post(address("desk:register_check"), told)
    assert (visit_of(worker).person_id, visit_of(worker).became) == (person_of(saved), "registration")


def test_somebody_else_may_be_registered_meanwhile(worker: Desk) -> None:
    sit_down_with(worker.actor)
    search(worker.client, "Malika Tahiri")
    worker.client.get(address("desk:register"))
    for key, answers in ANSWERS.items():
        worker.client.post(address("desk:register_step", key), {**answers, "go": "next"})
    assert save(worker.client).status_code == 302
    with acting(worker.actor.context):
        assert not visits()
