"""The steps of a procedure and the options that are weighed in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import locked, require_code, require_codes, require_past, require_text, save
from darna.base.keys.queries import cipher_of
from darna.domains.safeguarding import access
from darna.domains.safeguarding.actions.procedures import carried_by, procedure_to_write, told
from darna.domains.safeguarding.actions.saving import sealed
from darna.domains.safeguarding.models import Option, Step
from darna.domains.safeguarding.sealed import AGAINST, FOR, STEP
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, Refused

if TYPE_CHECKING:
    from darna.domains.cases.models import Case

MOST_OPTIONS = 8


@transaction.atomic
def plan_step(step_id: UUID, responsible_id: UUID | None, due_on: date, *, seen_version: int, by: Actor) -> Step:
    """Say who carries a step, and by which day. Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone."""
    step, case = _step_to_write(by, step_id)
    responsible = carried_by(responsible_id, case.person_id, by)
    if due_on < today() and due_on != step.due_on:
        raise Invalid("due_on", "day_is_over")
    step = locked(step, seen_version)
    save(step, responsible_id=responsible, due_on=due_on)
    record("procedure_step.planned", subject=step, detail=told(case, kind=step.kind, due_on=due_on))
    return step


@transaction.atomic
def finish_step(
    step_id: UUID,
    words: str,
    *,
    seen_version: int,
    by: Actor,
    manner: str = "",
    present: Iterable[str] = (),
    done_on: date | None = None,
) -> Step:
    """Say that a step is done, and what was found: how the child was heard, who was at the meeting by role.

    Raises: Refused where safety is not seen to first; NotFound, Invalid, StaleVersion, AlreadyDone.
    """
    roles = list(dict.fromkeys(present))
    more: dict[str, Any] = {}
    step, case = _step_to_write(by, step_id)
    _require_order(step)
    if step.kind == Step.Kind.HEARD:
        require_code("manner", manner, "hearing_manner")
        more = {"manner": manner}
    if step.kind == Step.Kind.PANEL:
        if not roles:
            raise Invalid("present", "nobody_was_present")
        require_codes("present", roles, "panel_role")
        more = {"present": roles}
    return _end(step, case, Step.State.DONE, words, done_on, more, seen_version=seen_version, by=by)


@transaction.atomic
def leave_out_step(step_id: UUID, reason: str, *, seen_version: int, by: Actor) -> Step:
    """Say why a step is not needed for this child; the child is always heard.

    Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone.
    """
    step, case = _step_to_write(by, step_id)
    if step.kind == Step.Kind.HEARD:
        raise Refused("child_is_always_heard")
    _require_order(step)
    return _end(step, case, Step.State.NOT_NEEDED, reason, None, {}, seen_version=seen_version, by=by)


@transaction.atomic
def weigh_option(procedure_id: UUID, kind: str, speaks_for: str, speaks_against: str, *, by: Actor) -> Option:
    """Write down one way for the child, what speaks for it and what against.

    Raises: Refused, NotFound, Invalid; AlreadyDone for a way that is weighed already.
    """
    procedure, case = procedure_to_write(by, procedure_id, "open")
    require_code("kind", kind, "care_option")
    texts = (require_text("speaks_for", speaks_for), require_text("speaks_against", speaks_against))
    if Option.objects.filter(procedure_id=procedure_id).count() >= MOST_OPTIONS:
        raise Refused("options_are_enough")
    cipher = cipher_of(case.person_id)
    option = Option(
        agency_id=procedure.agency_id,
        case_id=case.pk,
        person_id=case.person_id,
        procedure_id=procedure_id,
        kind=kind,
        **sealed(cipher, {"sealed_for": (texts[0], FOR), "sealed_against": (texts[1], AGAINST)}),
    )
    try:
        with transaction.atomic():
            option.save(force_insert=True)
    except IntegrityError as taken:
        if "option_is_weighed_once" not in str(taken):
            raise
        raise AlreadyDone("option_is_weighed_already") from taken
    detail = told(case, kind=kind, speaks_for=texts[0], speaks_against=texts[1])
    record("procedure_option.weighed", subject=option, detail=detail, cipher=cipher)
    return option


@transaction.atomic
def remove_option(option_id: UUID, *, seen_version: int, by: Actor) -> None:
    """Take a way out that was written by mistake. Raises: Refused, NotFound, StaleVersion, AlreadyDone."""
    option = access.visible_row(by, Option, option_id)
    _procedure, case = procedure_to_write(by, option.procedure_id, "open")
    option = locked(option, seen_version)
    subject = ("safeguarding.option", option.pk)
    kind = option.kind
    option.delete()
    record("procedure_option.removed", subject=subject, person_id=case.person_id, detail=told(case, kind=kind))


def _step_to_write(by: Actor, step_id: UUID) -> tuple[Step, Case]:
    step = access.visible_row(by, Step, step_id)
    _procedure, case = procedure_to_write(by, step.procedure_id, "open")
    if step.state != Step.State.OPEN:
        raise AlreadyDone("step_is_ended_already")
    return step, case


def _require_order(step: Step) -> None:
    """Safety first, the meeting last. Raises: Refused."""
    others = Step.objects.filter(procedure_id=step.procedure_id, state=Step.State.OPEN).exclude(pk=step.pk)
    still = set(others.values_list("kind", flat=True))
    if Step.Kind.SAFETY in still:
        raise Refused("safety_comes_first")
    if step.kind == Step.Kind.PANEL and still:
        raise Refused("meeting_comes_last")


def _end(
    step: Step,
    case: Case,
    state: str,
    words: str,
    on: date | None,
    more: dict[str, Any],
    *,
    seen_version: int,
    by: Actor,
) -> Step:
    words, day = require_text("words", words), on or today()
    require_past("done_on", day)
    step, cipher = locked(step, seen_version, note=words), cipher_of(case.person_id)
    text = sealed(cipher, {"sealed_words": (words, STEP)})
    save(step, state=state, ended_on=day, ended_by=by.membership_id, **more, **text)
    detail = told(case, kind=step.kind, note=words)
    if state == Step.State.DONE:
        record("procedure_step.finished", subject=step, detail=detail, cipher=cipher)
    else:
        record("procedure_step.left_out", subject=step, detail=detail, cipher=cipher)
    return step
