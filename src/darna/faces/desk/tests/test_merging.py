"""Two files side by side, united with the words that were chosen, looked back at, and parted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps

from darna.base.agencies.roles import Role
from darna.base.rowsecurity.context import acting
from darna.domains.people.actions import add_to_household
from darna.domains.people.queries import person_card
from darna.faces.desk.tests.makers import Desk, address, sit_down
from darna.faces.desk.tests.test_duplicates import Pair, pair
from darna.kernel.clock import today

__all__ = ["pair"]


@pytest.fixture
def lead(db: None) -> Desk:
    """A supervisor of the same house, signed in."""
    return sit_down(Role.SUPERVISOR)


def text_of(desk: Desk, *where: object, **asked: str) -> str:
    page = desk.client.get(address(*where), asked, follow=True)  # type: ignore[arg-type]
    assert page.status_code == 200
    return str(page.content.decode())


def test_the_fields_stand_side_by_side_with_what_can_be_decided(worker: Desk, pair: Pair) -> None:
    page = worker.client.get(address("desk:compare", pair.id))
    rows = {row.name: row for row in page.context["rows"]}
    assert rows["given_name"].values[0]
    assert not rows["given_name"].differs
    text = page.content.decode()
    for where in ("desk:unite", "desk:decide", "desk:put_off"):
        assert address(where, pair.id) in text


def test_uniting_leads_to_the_file_that_stays_and_its_old_address_too(worker: Desk, pair: Pair) -> None:
    answer = worker.client.post(address("desk:unite", pair.id), {"keep": "0", "of_given_name": "1"})
    with acting(worker.actor.context):
        merge = apps.get_model("people", "Merge").objects.get()
    assert answer.headers["Location"] == address("desk:file", merge.person_id)
    old = worker.client.get(address("desk:file", merge.other_id))
    assert old.headers["Location"] == address("desk:file", merge.person_id)
    assert address("desk:history", merge.person_id) in text_of(worker, "desk:file", merge.person_id)
    assert not worker.client.get(address("desk:duplicates")).context["pairs"]
    decided = worker.client.get(address("desk:duplicates"), {"state": "decided"})
    assert decided.context["pairs"] == []


def test_a_supervisor_parts_on_the_page_of_the_history(worker: Desk, lead: Desk, pair: Pair) -> None:
    worker.client.post(address("desk:unite", pair.id), {"keep": "1"})
    with acting(worker.actor.context):
        merge = apps.get_model("people", "Merge").objects.get()
    there = address("desk:part", merge.pk)
    assert there not in text_of(worker, "desk:history", merge.person_id)
    assert worker.client.post(there).status_code == 403
    assert there in text_of(lead, "desk:history", merge.person_id)
    assert lead.client.post(there).status_code == 302
    with acting(worker.actor.context):
        assert person_card(worker.actor, merge.other_id).united_at is None
    assert "tag" in text_of(lead, "desk:history", merge.person_id)
    assert lead.client.post(there).status_code == 404


def test_what_hinders_is_said_in_place_of_the_button(worker: Desk, pair: Pair) -> None:
    with acting(worker.actor.context):
        home = add_to_household(pair.one, None, "self", by=worker.actor)
        add_to_household(pair.two, home.household_id, "spouse", by=worker.actor)
    page = worker.client.get(address("desk:compare", pair.id))
    assert len(page.context["hindrances"]) == 1
    assert not page.context["may_unite"]
    answer = worker.client.post(address("desk:unite", pair.id), {"keep": "0"})
    assert answer.headers["Location"] == address("desk:compare", pair.id)
    with acting(worker.actor.context):
        assert not apps.get_model("people", "Merge").objects.exists()


@pytest.mark.parametrize(("days", "code"), [(7, 302), (0, 422), (400, 422)])
def test_a_pair_is_put_off_until_a_day(worker: Desk, pair: Pair, days: int, code: int) -> None:
    day = (today() + timedelta(days=days)).isoformat()
    assert worker.client.post(address("desk:put_off", pair.id), {"until": day, "next": "1"}).status_code == code
    later = worker.client.get(address("desk:duplicates"), {"state": "later"})
    assert len(later.context["pairs"]) == (1 if code == 302 else 0)


@pytest.mark.parametrize("asked", [{"sort": "oldest"}, {"source": "desk"}, {"source": "import"}, {"state": "x"}])
def test_pairs_are_narrowed_and_put_in_order(worker: Desk, pair: Pair, asked: dict[str, str]) -> None:
    page = worker.client.get(address("desk:duplicates"), asked)
    assert page.status_code == 200
    assert len(page.context["pairs"]) == (0 if asked.get("source") == "import" else 1)
