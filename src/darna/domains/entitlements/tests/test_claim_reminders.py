"""Days of claims come up in time: by a letter that names nobody, and in the calendar of whoever accompanies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings
from procrastinate.contrib.django import app

from darna.base.audit.models import Entry
from darna.base.messages.models import Message
from darna.base.rowsecurity.context import Context, Kind, acting
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.entitlements import actions, tasks
from darna.domains.entitlements.queries import claims_due_between
from darna.domains.entitlements.tests.makers import done, make_claim, small_law
from darna.domains.people.actions import protect_person
from darna.kernel.clock import today


@pytest.fixture(autouse=True)
def outbox() -> Iterator[None]:
    """Letters go to the outbox."""
    with override_settings(EMAIL_BACKEND="darna.base.messages.backends.OutboxBackend", DARNA_DEMO=False):
        yield


def letters() -> list[Message]:
    with acting(Context(Kind.JOB)):
        return list(Message.objects.order_by("created_at"))


def due_in(house: House, days: int, by: Any = None) -> Any:
    worker = by or house.worker
    claim = make_claim(worker, make_case(worker, worker_id=worker.membership_id).pk)
    last = today() + timedelta(days=days)
    told = (claim.pk, "refused", today(), "No seat.", last)
    return done(worker, actions.move_claim, *told, seen_version=1)


def remind(house: House) -> None:
    tasks.remind_agency(str(house.worker.agency_id))


def test_a_week_before_one_letter_says_how_many_and_nobody_is_named(house: House) -> None:
    claims = [due_in(house, 6), due_in(house, 3)]
    due_in(house, 20)
    remind(house)
    remind(house)
    (letter,) = letters()
    assert "2" in letter.body
    assert letter.is_private is False
    assert not [word for word in ("Idrissi", "bus", "No seat", "TAND") if word in letter.subject + letter.body]
    with acting(house.worker.job_context):
        assert Entry.objects.filter(verb="claim.reminded").count() == len(claims)


def test_the_day_before_it_is_said_once_more_and_a_new_day_is_reminded_of_anew(house: House) -> None:
    import time_machine

    from darna.kernel.clock import now

    claim = due_in(house, 6)
    remind(house)
    with time_machine.travel(now() + timedelta(days=5), tick=False):
        remind(house)
        remind(house)
    assert len(letters()) == 2
    told = (claim.pk, "appealed", today(), "", today() + timedelta(days=4))
    done(house.worker, actions.move_claim, *told, seen_version=2)
    remind(house)
    assert len(letters()) == 3


def test_reminding_takes_no_version_from_whoever_is_writing(house: House) -> None:
    claim = due_in(house, 6)
    remind(house)
    assert done(house.worker, actions.move_claim, claim.pk, "appealed", today(), seen_version=2).state == "appealed"


def test_of_a_protected_file_and_of_another_agency_nobody_is_written_to(house: House) -> None:
    claim = due_in(house, 6)
    due_in(house, 6, house.partner)
    done(house.supervisor, protect_person, claim.person_id, [house.supervisor.membership_id])
    remind(house)
    assert letters() == []


def test_the_job_is_on_the_clock_of_every_agency(house: House) -> None:
    app.perform_import_paths()
    names = {periodic.task.name for periodic in app.periodic_registry.periodic_tasks.values()}
    assert "entitlements.remind_all" in names


def test_deadlines_are_ones_own_and_for_supervisors_those_of_the_team(house: House) -> None:
    due_in(house, 6)
    days = (today(), today() + timedelta(days=7))

    def seen(by: Any, member: Any) -> int:
        with small_law(), acting(by.context):
            return len(claims_due_between(by, *days, member))

    worker = house.worker.membership_id
    assert (seen(house.worker, worker), seen(house.worker, None)) == (1, 0)
    assert (seen(house.supervisor, None), seen(house.supervisor, worker)) == (1, 1)
    assert seen(house.colleague, worker) == seen(house.partner, None) == seen(house.reception, None) == 0


def test_the_calendar_of_the_worker_shows_the_last_day(house: House) -> None:
    from django.urls import reverse

    from darna.base.agencies.tests.makers import signed_in_client

    claim = due_in(house, 6)
    address = reverse("entitlements:claim", args=[claim.pk])
    with small_law():
        for span in ("week", "month", "day"):
            day = (today() + timedelta(days=6)).isoformat()
            asked = f"{reverse('planning:calendar')}?span={span}&day={day}"
            assert address in signed_in_client(house.worker).get(asked).content.decode()
            assert address in signed_in_client(house.supervisor).get(f"{asked}&who=team").content.decode()
            assert address not in signed_in_client(house.colleague).get(asked).content.decode()
