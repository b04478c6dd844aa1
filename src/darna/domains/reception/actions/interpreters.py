"""Keeping the list of interpreters, asking one of them, and writing down what came of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked_in, require_code, require_codes, require_past, save
from darna.domains.reception.access import arrival_to_read, interpreters_of, requests_of
from darna.domains.reception.models import Interpreter, InterpreterRequest
from darna.domains.reception.values import InterpreterDraft
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused


@transaction.atomic
def add_interpreter(draft: InterpreterDraft, *, by: Actor) -> Interpreter:
    """Put somebody on the list. Raises: Refused, Invalid."""
    by.require(Verb.KEEP_INTERPRETERS)
    interpreter = Interpreter.objects.create(agency_id=by.agency_id, **_columns(draft))
    record("interpreter.added", subject=interpreter, detail={"languages": interpreter.languages})
    return interpreter


@transaction.atomic
def change_interpreter(interpreter_id: UUID, draft: InterpreterDraft, *, seen_version: int, by: Actor) -> Interpreter:
    """Put right what is known of an interpreter, or take them off the list. Raises: Refused, NotFound, Invalid, StaleVersion."""
    interpreter = locked_in(interpreters_of(by, Verb.KEEP_INTERPRETERS), interpreter_id, seen_version)
    save(interpreter, **_columns(draft))
    told = {"languages": interpreter.languages, "is_active": interpreter.is_active}
    record("interpreter.changed", subject=interpreter, detail=told)
    return interpreter


@transaction.atomic
def request_interpreter(
    interpreter_id: UUID,
    language: str,
    *,
    by: Actor,
    needed_at: datetime | None = None,
    arrival_id: UUID | None = None,
    appointment_id: UUID | None = None,
) -> InterpreterRequest:
    """Note that an interpreter was asked, for a ticket of today or for an hour of the calendar.

    Raises: Refused, NotFound, Invalid.
    """
    interpreter = interpreters_of(by).filter(pk=interpreter_id).first()
    if interpreter is None:
        raise NotFound("interpreter", interpreter_id)
    require_code("language", language, "language")
    if not interpreter.is_active:
        raise Refused("interpreter_is_not_asked_now")
    if language not in interpreter.languages:
        raise Invalid("language", "interpreter_speaks_it_not")
    arrival = arrival_to_read(by, arrival_id) if arrival_id else None
    asked = InterpreterRequest.objects.create(
        agency_id=by.agency_id,
        interpreter=interpreter,
        arrival=arrival,
        appointment_id=appointment_id,
        language=language,
        needed_at=needed_at or now(),
        requested_at=now(),
        requested_by=by.membership_id,
    )
    record("interpreter.asked", subject=asked, detail={"language": language, "needed_at": asked.needed_at})
    return asked


@transaction.atomic
def settle_request(request_id: UUID, outcome: str, *, seen_version: int, by: Actor) -> InterpreterRequest:
    """Write down what came of asking. Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone."""
    asked = requests_of(by).filter(pk=request_id).first()
    if asked is None:
        raise NotFound("request", request_id)
    if asked.settled_at is not None:
        raise AlreadyDone("request_is_settled_already")
    require_code("outcome", outcome, "interpreter_outcome")
    asked = locked_in(requests_of(by), request_id, seen_version)
    save(asked, outcome=outcome, settled_at=now())
    record("interpreter.settled", subject=asked, detail={"outcome": outcome})
    return asked


def _columns(draft: InterpreterDraft) -> dict[str, object]:
    name = " ".join(draft.name.split())
    if not name:
        raise Invalid("name", "name_missing")
    if not draft.languages:
        raise Invalid("languages", "empty")
    require_codes("languages", draft.languages, "language")
    signed = draft.confidentiality_signed_on
    if signed is not None:
        require_past("confidentiality_signed_on", signed)
    return {
        "name": name,
        "languages": sorted(set(draft.languages)),
        "contact": draft.contact.strip(),
        "availability": draft.availability.strip(),
        "confidentiality_signed_on": signed,
        "is_active": draft.is_active,
    }
