"""Two files that may be of one person are decided by a person."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest

from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.people.bulk import propose_pairs
from darna.domains.people.queries import open_pairs
from darna.domains.people.registers import PairDraft
from darna.faces.desk.tests.makers import Desk, address, person_of, register


@dataclass(frozen=True)
class Pair:
    """Two files and the proposal that they are of one person."""

    id: UUID
    one: UUID
    two: UUID


@pytest.fixture
def pair(worker: Desk) -> Pair:
    """Two files of the same name, proposed as one person."""
    one, two = (person_of(register(worker.client)) for _ in range(2))
    with acting(worker.actor.context):
        propose_pairs([PairDraft(one, two, 0.97, ("name", "birth_date"))], by=worker.actor)
        ((_line, found),) = open_pairs(worker.actor)
    return Pair(found.id, one, two)


def test_both_files_stand_side_by_side(worker: Desk, pair: Pair) -> None:
    text = worker.client.get(address("desk:duplicates")).content.decode()
    assert address("desk:file", pair.one) in text
    assert address("desk:file", pair.two) in text


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_decision_is_kept_and_not_taken_twice(worker: Desk, pair: Pair, answer: str) -> None:
    there = address("desk:decide", pair.id)
    assert worker.client.post(there, {"same": answer}).status_code == 302
    with acting(worker.actor.context):
        assert Entry.objects.filter(verb="pair.decided", object_id=pair.id).count() == 1
    assert worker.client.post(there, {"same": answer}).status_code == 409
    assert not worker.client.get(address("desk:duplicates")).context["pairs"]


def test_a_page_that_is_not_there_is_the_last(worker: Desk, pair: Pair) -> None:
    for wild in ("0", "99999", "-1", "²", "x"):
        page = worker.client.get(address("desk:duplicates"), {"page": wild})
        assert page.status_code == 200
        assert len(page.context["pairs"]) == 1


def test_an_unknown_pair_is_not_found(worker: Desk) -> None:
    assert worker.client.post(address("desk:decide", UUID(int=5)), {"same": "yes"}).status_code == 404
