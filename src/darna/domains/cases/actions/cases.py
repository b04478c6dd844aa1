"""Opening a case, planning it, giving it to a worker, closing it with an outcome, taking the closing back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import differing_columns, locked, require_code, require_past, require_text, save
from darna.base.keys.queries import cipher_of
from darna.domains.cases import access
from darna.domains.cases.actions.closing import before_case_closes, on_case_closed, on_case_reopened
from darna.domains.cases.actions.shares import end_shares_of_case
from darna.domains.cases.actions.workers import require_sees_file, require_worker
from darna.domains.cases.models import Case, Need, Reopening, Task
from darna.domains.cases.sealed import CLOSING_NOTE, REASON
from darna.domains.cases.values import NeedDraft
from darna.domains.people.drawing import add_with_reference
from darna.kernel.clock import now, today
from darna.kernel.errors import AlreadyDone, Invalid, Refused


@transaction.atomic
def open_case(
    person_id: UUID,
    programme: str,
    *,
    by: Actor,
    priority: str = "medium",
    opened_on: date | None = None,
    target_on: date | None = None,
    worker_id: UUID | None = None,
    needs: Sequence[NeedDraft] = (),
) -> Case:
    """Begin the accompaniment of a person in a programme, with the needs they voice; no consent is asked for it.

    Raises: Refused; NotFound for a person who is not the agency's or whom the actor may not see; Invalid.
    """
    by.require(Verb.OPEN_CASE)
    day = opened_on or today()
    require_code("programme", programme, "programme")
    require_code("priority", priority, "priority")
    require_past("opened_on", day)
    _require_later("target_on", target_on, day)
    _require_worker(worker_id, by)
    # The key is visible to those alone who may see the file inside its agency: no key, no case.
    cipher = cipher_of(person_id)
    if worker_id is not None:
        require_sees_file(worker_id, person_id, by)
    case = add_with_reference(
        Case(
            agency_id=by.agency_id,
            person_id=person_id,
            programme=programme,
            priority=priority,
            worker_id=worker_id,
            opened_on=day,
            target_on=target_on,
            opened_by=by.membership_id,
        ),
        f"{by.reference_prefix}-C" if by.reference_prefix else "C",
        "case_reference_is_unique",
    )
    _note_first_needs(case, needs)
    detail = {"programme": programme, "priority": priority, "needs": [need.kind for need in needs]}
    record("case.opened", subject=case, detail=detail, cipher=cipher)
    return case


@transaction.atomic
def assign_case(case_id: UUID, worker_id: UUID | None, *, seen_version: int, by: Actor) -> Case:
    """Give a case to a worker of the agency, or to nobody.

    Raises: Refused, NotFound, StaleVersion; Invalid for somebody who does not write in cases, or who is not named for
    the protected file.
    """
    by.require(Verb.ASSIGN_CASE)
    case = access.visible_case(by, case_id)
    access.require(access.decides(by, case), case, code="case_is_of_another_agency")
    access.require_open(case)
    if worker_id is not None:
        require_worker(worker_id, by)
        require_sees_file(worker_id, case.person_id, by)
    case = locked(case, seen_version)
    before = case.worker_id
    save(case, worker_id=worker_id)
    record("case.assigned", subject=case, detail={"from": before, "to": worker_id})
    return case


@transaction.atomic
def pass_case(case_id: UUID, worker_id: UUID, *, seen_version: int, by: Actor) -> Case:
    """Give the case one accompanies to a colleague; whether a supervisor comes first, the caller has asked.

    Raises: Refused for somebody else's case; NotFound, StaleVersion; Invalid as for `assign_case`.
    """
    by.require(Verb.WRITE_CASE)
    case = access.visible_case(by, case_id)
    access.require(access.is_own(by, case) and case.worker_id == by.membership_id, case)
    access.require_open(case)
    require_worker(worker_id, by)
    require_sees_file(worker_id, case.person_id, by)
    case = locked(case, seen_version)
    save(case, worker_id=worker_id)
    record("case.assigned", subject=case, detail={"from": by.membership_id, "to": worker_id})
    return case


@transaction.atomic
def change_case(case_id: UUID, priority: str, target_on: date | None, *, seen_version: int, by: Actor) -> Case:
    """Say anew how pressing a case is, and by which day it should be reached.

    Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone when both are already so.
    """
    by.require(Verb.WRITE_CASE)
    case = access.visible_case(by, case_id)
    access.require(access.may_write(by, case), case)
    access.require_open(case)
    require_code("priority", priority, "priority")
    _require_later("target_on", target_on, case.opened_on)
    case = locked(case, seen_version)
    changed = differing_columns(case, {"priority": priority, "target_on": target_on})
    detail = {name: [getattr(case, name), value] for name, value in changed.items()}
    save(case, **changed)
    record("case.changed", subject=case, detail=detail)
    return case


@transaction.atomic
def close_case(
    case_id: UUID, outcome: str, note: str = "", *, seen_version: int, by: Actor, closed_on: date | None = None
) -> Case:
    """End the accompaniment with an outcome; what was still to do, and views given to other agencies, end with it.

    Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone for a closed case.
    """
    by.require(Verb.CLOSE_CASE)
    case = access.visible_case(by, case_id)
    access.require(access.may_close(by, case), case)
    if case.state == Case.State.CLOSED:
        raise AlreadyDone("case_is_closed_already", reference=case.reference)
    day = closed_on or today()
    require_code("outcome", outcome, "case_outcome")
    require_past("closed_on", day)
    _require_later("closed_on", day, case.opened_on)
    before_case_closes.ask(case.pk, outcome, by)
    case, cipher = locked(case, seen_version, note=note), cipher_of(case.person_id)
    sealed = cipher.seal(note.strip(), field=CLOSING_NOTE)
    save(case, state=Case.State.CLOSED, outcome=outcome, closed_on=day, sealed_closing_note=sealed)
    detail = {"dropped": _drop_open_tasks(case, by), "shares_ended": end_shares_of_case(case.pk)}
    detail |= on_case_closed.tell(case.pk, by)
    record("case.closed", subject=case, detail={"outcome": outcome, "note": note, **detail}, cipher=cipher)
    return case


@transaction.atomic
def reopen_case(case_id: UUID, reason: str, *, seen_version: int, by: Actor) -> Case:
    """Take a closing back, with a reason; what the closing had said is kept.

    Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone for an open case.
    """
    by.require(Verb.ASSIGN_CASE)
    case = access.visible_case(by, case_id)
    access.require(access.decides(by, case), case, code="case_is_of_another_agency")
    if case.state == Case.State.OPEN:
        raise AlreadyDone("case_is_open_already", reference=case.reference)
    reason = require_text("reason", reason)
    case, cipher = locked(case, seen_version, note=reason), cipher_of(case.person_id)
    _keep_closing(case, cipher.seal(reason, field=REASON), by)
    save(
        case,
        state=Case.State.OPEN,
        outcome="",
        closed_on=None,
        sealed_closing_note=b"",
        reopened_times=case.reopened_times + 1,
    )
    detail = {"reason": reason, **on_case_reopened.tell(case.pk, by)}
    record("case.reopened", subject=case, detail=detail, cipher=cipher)
    return case


def _note_first_needs(case: Case, needs: Sequence[NeedDraft]) -> None:
    for need in needs:
        require_code("needs", need.kind, "need_type")
        require_code("urgency", need.urgency, "urgency")
    Need.objects.bulk_create(
        Need(
            id=uuid4(),
            agency_id=case.agency_id,
            case_id=case.pk,
            person_id=case.person_id,
            kind=need.kind,
            urgency=need.urgency,
            oriented_to=need.oriented_to,
            noted_on=case.opened_on,
        )
        for need in needs
    )


def _drop_open_tasks(case: Case, by: Actor) -> int:
    open_tasks = list(Task.objects.select_for_update().filter(case_id=case.pk, ended_at__isnull=True))
    for task in open_tasks:
        save(task, state=Task.State.CANCELLED, ended_at=now(), ended_by=by.membership_id)
    return len(open_tasks)


def _keep_closing(case: Case, sealed_reason: bytes, by: Actor) -> None:
    # The table itself says that a closed case has a day.
    assert case.closed_on is not None
    Reopening.objects.create(
        agency_id=case.agency_id,
        case_id=case.pk,
        person_id=case.person_id,
        closed_on=case.closed_on,
        outcome=case.outcome,
        sealed_closing_note=case.sealed_closing_note,
        sealed_reason=sealed_reason,
        reopened_by=by.membership_id,
    )


def _require_worker(worker_id: UUID | None, by: Actor) -> None:
    if worker_id is None or (worker_id == by.membership_id and by.may(Verb.WRITE_CASE)):
        return
    if not by.may(Verb.ASSIGN_CASE):
        raise Refused("role_does_not_allow", verb=str(Verb.ASSIGN_CASE), role=str(by.role))
    require_worker(worker_id, by)


def _require_later(field: str, day: date | None, than: date) -> None:
    if day is not None and day < than:
        raise Invalid(field, "before_the_opening", value=day.isoformat())
