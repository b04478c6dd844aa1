"""Setting what is to do by a day, finishing it, dropping it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked, require_text, save
from darna.base.keys.queries import cipher_of
from darna.domains.cases import access
from darna.domains.cases.actions.workers import require_sees_file, require_worker
from darna.domains.cases.models import Case, Task
from darna.domains.cases.queries.cards import row_and_case
from darna.domains.cases.sealed import END_NOTE, TITLE
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone

MOST_LETTERS = 300


@transaction.atomic
def set_task(case_id: UUID, title: str, due_on: date, *, by: Actor, assigned_id: UUID | None = None) -> Task:
    """Set something to do by a day, for oneself or a colleague. Raises: Refused, NotFound, Invalid."""
    by.require(Verb.WRITE_CASE)
    case = access.visible_case(by, case_id)
    access.require(access.may_write(by, case), case)
    access.require_open(case)
    title = require_text("title", title, most=MOST_LETTERS)
    worker = assigned_id or by.membership_id
    if worker != by.membership_id:
        require_worker(worker, by)
        require_sees_file(worker, case.person_id, by)
    cipher = cipher_of(case.person_id)
    task = Task.objects.create(
        agency_id=case.agency_id,
        case_id=case.pk,
        person_id=case.person_id,
        sealed_title=cipher.seal(title, field=TITLE),
        due_on=due_on,
        assigned_id=worker,
        set_by=by.membership_id,
    )
    record("task.set", subject=task, detail={"case": case.reference, "title": title, "due_on": due_on}, cipher=cipher)
    return task


@transaction.atomic
def finish_task(task_id: UUID, result: str = "", *, seen_version: int, by: Actor) -> Task:
    """Say that something was done, and what came of it. Raises: Refused, NotFound, StaleVersion, AlreadyDone."""
    return _end("task.finished", Task.State.DONE, task_id, result.strip(), seen_version=seen_version, by=by)


@transaction.atomic
def drop_task(task_id: UUID, reason: str, *, seen_version: int, by: Actor) -> Task:
    """Give something up, with a reason. Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone."""
    reason = require_text("reason", reason)
    return _end("task.dropped", Task.State.CANCELLED, task_id, reason, seen_version=seen_version, by=by)


def set_task_of_the_house(person_id: UUID, title: str, due_on: date) -> Task | None:
    """Something to do for whoever accompanies the person, set by the house itself; None without an open case.

    Belongs to the verb of the job that sets it. Two queries, three with a case.
    """
    case = Case.objects.filter(person_id=person_id, state=Case.State.OPEN).order_by("-opened_on", "id").first()
    worker = case and (case.worker_id or case.opened_by)
    if case is None or worker is None:
        return None
    cipher = cipher_of(person_id)
    return Task.objects.create(
        agency_id=case.agency_id,
        case_id=case.pk,
        person_id=person_id,
        sealed_title=cipher.seal(title, field=TITLE),
        due_on=due_on,
        assigned_id=case.worker_id,
        set_by=worker,
    )


def _end(verb: str, state: str, task_id: UUID, note: str, *, seen_version: int, by: Actor) -> Task:
    by.require(Verb.WRITE_CASE)
    task, case = row_and_case(by, Task, task_id)
    # Whoever a task was given to may end it, even in a colleague's case.
    is_theirs = task.assigned_id == by.membership_id and access.is_own(by, case)
    access.require(is_theirs or access.may_write(by, case), case)
    if task.ended_at is not None:
        raise AlreadyDone("task_is_ended_already", on=task.ended_at)
    task, cipher = locked(task, seen_version, note=note), cipher_of(case.person_id)
    sealed = cipher.seal(note, field=END_NOTE)
    save(task, state=state, sealed_end_note=sealed, ended_at=now(), ended_by=by.membership_id)
    record(verb, subject=task, detail={"case": case.reference, "note": note}, cipher=cipher)
    return task
