"""Consents whose time is over are marked so every night, in each agency for itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from procrastinate.contrib.django import app

from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.people.models import Consent, NameKey
from darna.domains.people.queries import search
from darna.domains.people.tasks import end_consents, look_for_ended_consents, look_for_old_keys, make_keys_anew
from darna.domains.people.tests.makers import World, make_person, make_terms

LAST_DAY = date(2035, 12, 31)


def consent_until(by: Any, day: date) -> None:
    """Somebody of an agency whose consent ends on a day."""
    with acting(by.context):
        make_person(by, make_terms(expires_on=day))


def states(by: Any) -> list[str]:
    """The states of an agency's consents."""
    with acting(by.context):
        return list(Consent.objects.values_list("state", flat=True))


def jobs() -> list[str]:
    """The agencies for which a job waits."""
    with connection.cursor() as cursor:
        cursor.execute("select args ->> 'agency_id' from procrastinate_jobs where task_name = 'people.consents'")
        return [row[0] for row in cursor.fetchall()]


def test_the_job_of_an_agency_ends_its_consents_and_leaves_those_of_others(world: World) -> None:
    for by in (world.worker, world.partner):
        consent_until(by, LAST_DAY)
    with time_machine.travel("2036-01-01T02:05:00Z"):
        end_consents(str(world.worker.agency_id))
    assert (states(world.worker), states(world.partner)) == (["expired"], ["given"])
    with acting(world.officer.context):
        assert "consent.expired" in Entry.objects.values_list("verb", flat=True)


def test_a_consent_still_holds_on_its_last_day(world: World) -> None:
    consent_until(world.worker, LAST_DAY)
    with time_machine.travel("2035-12-31T02:05:00Z"):
        end_consents(str(world.worker.agency_id))
    assert states(world.worker) == ["given"]


def test_every_night_each_agency_has_its_own_job(world: World) -> None:
    look_for_ended_consents(timestamp=0)
    assert {str(world.worker.agency_id), str(world.partner.agency_id)} <= set(jobs())
    assert len(jobs()) == len(set(jobs()))


@pytest.mark.parametrize("name", ["people.consents_of_all", "accounts.forget", "messages.forget"])
def test_the_nightly_jobs_are_on_the_clock(name: str) -> None:
    app.perform_import_paths()
    assert name in {periodic.task.name for periodic in app.periodic_registry.periodic_tasks.values()}


def test_files_whose_keys_older_rules_made_are_found_by_those_of_today(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker)
        NameKey.objects.filter(person_id=person.pk).delete()
        NameKey.objects.create(person_id=person.pk, agency_id=world.worker.agency_id, keys=[1], words=[2], made_by=1)
        assert search(world.worker, "Fatima Zahra El Idrissi") == []
    assert make_keys_anew(str(world.worker.agency_id)) == 1
    assert make_keys_anew(str(world.worker.agency_id)) == 0
    with acting(world.worker.context):
        assert [line.id for line in search(world.worker, "Fatima Zahra El Idrissi")] == [person.pk]


def test_every_night_each_agency_looks_for_old_keys(world: World) -> None:
    look_for_old_keys(0)
    with connection.cursor() as cursor:
        cursor.execute("select args ->> 'agency_id' from procrastinate_jobs where task_name = 'people.keys'")
        assert {row[0] for row in cursor.fetchall()} >= {str(world.worker.agency_id), str(world.partner.agency_id)}
