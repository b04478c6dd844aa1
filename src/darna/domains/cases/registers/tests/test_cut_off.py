"""On the desk: a worker that died is noticed, somebody goes on or takes back what came in, and no row comes twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import translation

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_member, signed_in_client
from darna.base.audit.tests.databases import House as Database
from darna.base.audit.tests.databases import fresh_house as database
from darna.base.rowsecurity.context import acting
from darna.domains.cases import tasks
from darna.domains.cases.registers import actions, bringing, comparing, undoing
from darna.domains.cases.registers.tests.registers import TABLES, counts, table
from darna.domains.cases.registers.tests.test_batches import FILE, TOLD
from darna.domains.cases.registers.tests.test_pages import _tried
from darna.kernel.clock import now

__all__ = ["database"]

pytestmark = pytest.mark.urls("darna.domains.cases.tests.addresses")
Jobs = list[tuple[Any, dict[str, str]]]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The sentences are looked for as the code says them."""
    with translation.override("en"):
        yield


@pytest.fixture
def by(database: Database, monkeypatch: pytest.MonkeyPatch) -> Actor:
    """A supervisor for whom three rows are a long register."""
    monkeypatch.setattr(actions, "AT_ONCE", 3)
    monkeypatch.setattr(undoing, "AT_ONCE", 3)
    monkeypatch.setattr(bringing, "IN_A_BATCH", 2)
    monkeypatch.setattr(bringing, "by_hands", lambda work, items: map(work, items))
    with acting(database.staff().context):
        agency = apps.get_model("agencies.Agency").objects.get(pk=database.agency_id)
    return make_member(Role.SUPERVISOR, agency=agency)


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> Jobs:
    """What was given to the worker and is not done yet."""
    waiting: Jobs = []
    for task in (tasks.bring_register, tasks.compare_register, tasks.undo_register):
        monkeypatch.setattr(task, "defer", lambda task=task, **told: waiting.append((task, told)))
    return waiting


def _work(jobs: Jobs) -> None:
    task, told = jobs.pop(0)
    task(**told)


def _cut_off(jobs: Jobs, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, after: int) -> None:
    """The worker is killed at a later call and says nothing any more."""
    real, calls = getattr(module, name), iter(range(1000))

    def gone(*args: Any, **more: Any) -> Any:
        if next(calls) >= after:
            raise SystemExit
        return real(*args, **more)

    with monkeypatch.context() as killed:
        killed.setattr(module, name, gone)
        with pytest.raises(SystemExit):
            _work(jobs)


def _silent(by: Actor) -> None:
    """Some minutes pass."""
    with acting(by.context):
        table("imports.StagedRegister").update(touched_at=now() - timedelta(minutes=3))


def _confirmed(client: Client) -> str:
    """The page of a register that was tried and confirmed."""
    page = _tried(client, FILE)
    client.post(reverse("cases:staged_bring", args=[page.context["line"].id]))
    return str(page.request["PATH_INFO"])


def _batch(by: Actor) -> Any:
    with acting(by.context):
        return table("imports.ImportBatch").get()


def test_a_register_whose_worker_died_goes_on(by: Actor, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in_client(by)
    here = _confirmed(client)
    _cut_off(jobs, monkeypatch, bringing, "save", 2)
    assert client.get(here)["Refresh"] == "2", "nobody knows yet"
    _silent(by)
    page = client.get(here).content.decode()
    assert "The work was cut off" in page
    assert "rows of 10 are in" in page
    assert client.post(f"{here}bring/").status_code == 302
    _work(jobs)
    batch = _batch(by)
    assert {name: getattr(batch, name) for name in TOLD} == TOLD
    assert client.get(here)["Location"] == reverse("cases:import", args=[batch.pk])
    now_there = counts(by)
    assert (now_there["people.Person"], now_there["cases.Encounter"], jobs) == (7, 8, [])


def test_what_came_in_of_a_register_is_taken_back_and_thrown_away(
    by: Actor, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in_client(by)
    here = _confirmed(client)
    _cut_off(jobs, monkeypatch, bringing, "save", 3)
    assert client.post(f"{here}drop/").status_code == 403, "it may still be at work"
    _silent(by)
    assert client.post(f"{here}drop/").status_code == 302
    report = client.get(reverse("cases:import", args=[_batch(by).pk]))
    assert "being taken back" in report.content.decode()
    assert report["Refresh"] == "2"
    _work(jobs)
    assert counts(by) == dict.fromkeys(TABLES, 0)
    assert _batch(by).state == "undone"


def test_after_a_power_cut_the_same_file_goes_on(by: Actor, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits is unlogged and gone then; the import and its rows are not."""
    client = signed_in_client(by)
    _confirmed(client)
    _cut_off(jobs, monkeypatch, bringing, "save", 2)
    with acting(by.context):
        table("imports.StagedRegister").all().delete()
    assert "Not all rows are in" in client.get(reverse("cases:import", args=[_batch(by).pk])).content.decode()
    here = _confirmed(client)
    assert str(_batch(by).pk) in here
    _work(jobs)
    assert {name: getattr(_batch(by), name) for name in TOLD} == TOLD
    assert counts(by)["cases.Encounter"] == 8


def test_pairs_that_were_cut_off_are_looked_for_again(by: Actor, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in_client(by)
    here = _confirmed(client)
    _cut_off(jobs, monkeypatch, comparing, "_compare_some", 0)
    report = client.get(client.get(here)["Location"])
    assert "7 new persons are still to be compared" in report.content.decode()
    _silent(by)
    assert "Go on" in client.get(here).content.decode()
    client.post(f"{here}bring/")
    _work(jobs)
    batch = _batch(by)
    assert {name: getattr(batch, name) for name in (*TOLD, "to_compare")} == {**TOLD, "to_compare": 0}
    with acting(by.context):
        assert not table("imports.StagedRegister").exists()


def test_a_long_undoing_that_fails_leaves_the_import_as_it_was(
    by: Actor, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in_client(by)
    _confirmed(client)
    _work(jobs)
    batch = _batch(by)
    client.post(reverse("cases:import_undo", args=[batch.pk]))
    assert _batch(by).state == "undoing"
    with monkeypatch.context() as broken:
        broken.setattr(undoing, "_kept", _burst)
        with pytest.raises(RuntimeError):
            _work(jobs)
    assert (_batch(by).state, counts(by)["people.Person"]) == ("committed", 7)


def _burst(*_: object) -> None:
    raise RuntimeError("the machine went away")
