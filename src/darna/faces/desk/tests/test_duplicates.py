"""Two files that may be of one person are decided by a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from darna.base.rowsecurity.context import acting
from darna.domains.people.models import DuplicateProposal
from darna.faces.desk.tests.makers import Desk, address, person_of, register


@pytest.fixture
def pair(worker: Desk) -> Any:
    """Two files of the same name, proposed as one person."""
    one, two = (person_of(register(worker.client)) for _ in range(2))
    with acting(worker.actor.context):
        return DuplicateProposal.objects.create(
            agency_id=worker.actor.agency_id, person_id=one, other_id=two, score=0.97, reasons=["name", "birth_date"]
        )


def test_both_files_stand_side_by_side(worker: Desk, pair: DuplicateProposal) -> None:
    text = worker.client.get(address("desk:duplicates")).content.decode()
    assert address("desk:file", pair.person_id) in text
    assert address("desk:file", pair.other_id) in text


@pytest.mark.parametrize(("answer", "state"), [("yes", "same"), ("no", "different")])
def test_a_decision_is_kept_and_not_taken_twice(worker: Desk, pair: DuplicateProposal, answer: str, state: str) -> None:
    there = address("desk:decide", pair.pk)
    assert worker.client.post(there, {"same": answer}).status_code == 302
    with acting(worker.actor.context):
        assert DuplicateProposal.objects.get(pk=pair.pk).state == state
    assert worker.client.post(there, {"same": answer}).status_code == 409
    assert not worker.client.get(address("desk:duplicates")).context["pairs"]


def test_a_page_that_is_not_there_is_the_last(worker: Desk, pair: DuplicateProposal) -> None:
    for wild in ("0", "99999", "-1", "²", "x"):
        page = worker.client.get(address("desk:duplicates"), {"page": wild})
        assert page.status_code == 200
        assert len(page.context["pairs"]) == 1


def test_an_unknown_pair_is_not_found(worker: Desk) -> None:
    assert worker.client.post(address("desk:decide", UUID(int=5)), {"same": "yes"}).status_code == 404
