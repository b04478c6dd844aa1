"""The house acts by itself only where an officer lets it, on whom it warned of in time, and leaves the same trace."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.apps import apps
from django.utils.timezone import now as instant_now

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_member
from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.people.actions import protect_person
from darna.domains.people.queries.unfinished import unfinished
from darna.domains.retention import actions, queries, tasks
from darna.domains.retention.actions import nightly
from darna.domains.retention.tests.makers import (
    REASON,
    closed_long_ago,
    done,
    erases,
    lets_the_house_act,
    look,
    make_due,
    make_hold,
    notice_of,
)
from darna.domains.retention.values import RULE, Rule
from darna.kernel.clock import today

Erasure: Any = apps.get_model("keys", "Erasure")
Membership: Any = apps.get_model("agencies", "Membership")
LATER = timedelta(days=15)


def gone(officer: Actor) -> set[UUID]:
    with acting(officer.context):
        return set(Erasure.objects.values_list("person_id", flat=True))


def test_as_long_as_nobody_decided_so_the_house_only_warns(house: House) -> None:
    make_due(house.worker)
    with time_machine.travel(instant_now() + timedelta(days=400)):
        assert erases(house.worker) == 0
    assert gone(house.officer) == set()


def test_who_was_warned_of_in_time_goes_with_the_same_trace_as_by_hand(house: House) -> None:
    lets_the_house_act(house.officer)
    row = make_due(house.worker)
    assert erases(house.worker) == 0
    with time_machine.travel(instant_now() + LATER):
        assert erases(house.worker) == 1
        assert erases(house.worker) == 0
    with acting(house.officer.context):
        line = Erasure.objects.get(person_id=row.person_id)
        told = [entry.verb for entry in Entry.objects.filter(person_id=row.person_id).order_by("id")]
    assert (line.rule, line.erased_by) == (RULE, house.officer.membership_id)
    assert told[-1] == "person.erased"


def test_nobody_goes_before_their_day(house: House) -> None:
    lets_the_house_act(house.officer, warn_days=60)
    closed_long_ago(house.worker, days=690)
    assert look(house.worker) == 1
    with time_machine.travel(instant_now() + timedelta(days=35)):
        assert erases(house.worker) == 0
    with time_machine.travel(instant_now() + timedelta(days=70)):
        assert erases(house.worker) == 1


@pytest.mark.parametrize("what", ["held", "postponed", "protected", "reopened", "unfinished"])
def test_who_is_kept_stays(house: House, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lets_the_house_act(house.officer)
    row = make_due(house.worker)
    if what == "held":
        make_hold(house.officer, row.person_id)
    elif what == "postponed":
        until = today() + timedelta(days=60)
        done(house.officer, actions.postpone_notice, row.pk, until, REASON, seen_version=row.version)
    elif what == "protected":
        done(house.supervisor, protect_person, row.person_id, [house.officer.membership_id])
    elif what == "reopened":
        make_case(house.worker, row.person_id)
    else:
        monkeypatch.setattr(nightly, "unfinished", type(unfinished)([lambda persons: set(persons)]))
    with time_machine.travel(instant_now() + LATER):
        assert erases(house.worker) == 0
    assert gone(house.officer) == set()
    if what == "protected":
        assert notice_of(house.officer, row.person_id)


def test_what_was_decided_in_the_meantime_counts(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    lets_the_house_act(house.officer)
    rows = [make_due(house.worker) for _ in range(2)]
    over = nightly._over

    def somebody_is_quicker(rule: Rule, officer: Actor) -> Any:
        for row in over(rule, officer):
            if row.pk == rows[0].pk:
                make_case(house.worker, row.person_id)
            else:
                make_hold(house.officer, row.person_id)
            yield row

    monkeypatch.setattr(nightly, "_over", somebody_is_quicker)
    with time_machine.travel(instant_now() + LATER):
        assert erases(house.worker) == 0
    assert gone(house.officer) == set()


def test_when_the_officer_leaves_the_house_stops(house: House) -> None:
    officer = make_member(Role.DATA_OFFICER)
    lets_the_house_act(officer)
    make_due(house.worker)
    administrator = make_member(Role.AGENCY_ADMINISTRATOR)
    with acting(administrator.context):
        Membership.objects.filter(pk=officer.membership_id).update(ended_at=instant_now())
    with time_machine.travel(instant_now() + LATER):
        assert erases(house.worker) == 0
    with acting(house.officer.context):
        assert queries.officer_of(queries.rule_of(house.officer.agency_id)) is None
    lets_the_house_act(house.officer)
    with time_machine.travel(instant_now() + LATER):
        assert erases(house.worker) == 1


def test_a_night_erases_so_many_and_passes_over_those_who_wait(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly, "MOST_ERASED", 2)
    lets_the_house_act(house.officer)
    rows = [make_due(house.worker) for _ in range(5)]
    waiting = {row.person_id for row in sorted(rows, key=lambda row: (row.due_on, row.pk))[:2]}
    monkeypatch.setattr(nightly, "unfinished", type(unfinished)([lambda persons: waiting & set(persons)]))
    with time_machine.travel(instant_now() + LATER):
        assert [erases(house.worker), erases(house.worker)] == [2, 1]
    assert gone(house.officer) == {row.person_id for row in rows} - waiting


def test_the_night_warns_tells_each_officer_once_and_acts(house: House, mailoutbox: list[Any]) -> None:
    second = make_member(Role.DATA_OFFICER)
    lets_the_house_act(house.officer)
    rows = [closed_long_ago(house.worker) for _ in range(2)]
    hidden = closed_long_ago(house.worker)
    done(house.supervisor, protect_person, hidden, [second.membership_id])
    tasks.look_at_one(str(house.worker.agency_id))
    sent = list(mailoutbox)
    assert len(sent) == 2
    assert sorted("3" in message.body for message in sent) == [False, True]
    for message in sent:
        assert "Amal" not in message.body + message.subject
    tasks.look_at_one(str(house.worker.agency_id))
    assert len(mailoutbox) == 2
    with time_machine.travel(instant_now() + LATER):
        tasks.look_at_one(str(house.worker.agency_id))
    assert gone(house.officer) == set(rows)
    assert len(mailoutbox) == 2


def test_every_agency_has_a_night_of_its_own(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(tasks.look_at_one, "defer", lambda agency_id: asked.append(agency_id))
    tasks.look_at_all(0)
    assert {str(house.worker.agency_id), str(house.partner.agency_id)} <= set(asked)
