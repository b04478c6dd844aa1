"""Answering a request: who it is, what is done, what is said, and when the person was told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import members_who_may
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked, require_past, require_text, save
from darna.base.keys.queries import cipher_of
from darna.domains.people.actions import erase_person
from darna.domains.people.actions.consenting import end_consents_for
from darna.domains.privacy import access
from darna.domains.privacy.models import Certificate, PersonRequest
from darna.domains.privacy.models.requests import OPEN
from darna.domains.privacy.sealed import ANSWER, DELAY
from darna.kernel.clock import now, today
from darna.kernel.errors import AlreadyDone, Invalid, Refused

LONGEST: Final = 20_000
#: A clock is put off once, by so many days at the most.
LONGEST_DELAY: Final = 60
State, Kind = PersonRequest.State, PersonRequest.Kind


@transaction.atomic
def take_in_hand(request_id: UUID, identity: str, *, seen_version: int, by: Actor) -> PersonRequest:
    """Take a request on, and say how it is known that the right person asks.

    Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone.
    """
    row = access.request_to_answer(by, request_id, State.RECEIVED)
    if identity not in PersonRequest.Identity.values:
        raise Invalid("identity", "not_in_the_list", value=identity)
    if (row.asked_by == PersonRequest.AskedBy.PROXY) != (identity == PersonRequest.Identity.PROXY):
        raise Invalid("identity", "identity_of_a_proxy")
    row = locked(row, seen_version)
    save(row, state=State.IN_HAND, identity=identity, officer_id=by.membership_id)
    record("request.taken_in_hand", subject=row, detail=_told(row, identity=identity))
    return row


@transaction.atomic
def extend_request(request_id: UUID, until: date, why: str, *, seen_version: int, by: Actor) -> PersonRequest:
    """Promise a later day, once; the person is told why. Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone."""
    row = access.request_to_answer(by, request_id, *OPEN)
    if row.first_due_on is not None:
        raise AlreadyDone("request_was_put_off")
    if not row.due_on < until <= row.due_on + timedelta(days=LONGEST_DELAY):
        raise Invalid("until", "day_of_a_delay", most=LONGEST_DELAY)
    why = require_text("why", why, most=LONGEST)
    row, cipher = locked(row, seen_version, note=why), cipher_of(row.person_id)
    save(row, first_due_on=row.due_on, due_on=until, sealed_delay=cipher.seal(why, field=DELAY))
    record("request.put_off", subject=row, detail=_told(row, due_on=until, reason=why), cipher=cipher)
    return row


@transaction.atomic
def ask_correction(request_id: UUID, worker: UUID, *, seen_version: int, by: Actor) -> PersonRequest:
    """Give a rectification to somebody who may change the file. Raises: Refused, NotFound, Invalid, StaleVersion."""
    row = access.request_to_answer(by, request_id, State.IN_HAND)
    _require_kind(row, Kind.RECTIFICATION)
    if worker not in members_who_may(by.agency_id, Verb.EDIT_PERSON):
        raise Invalid("worker", "unknown_worker")
    row = locked(row, seen_version)
    if row.corrected_at is not None:
        raise AlreadyDone("correction_is_made")
    save(row, corrector_id=worker)
    record("request.correction_asked", subject=row, detail=_told(row, worker=worker))
    return row


@transaction.atomic
def note_correction(request_id: UUID, *, seen_version: int, by: Actor) -> PersonRequest:
    """Say that the file is corrected, as the worker it was given to. Raises: Refused, NotFound, StaleVersion, AlreadyDone."""
    row = access.request_to_correct(by, request_id)
    row = locked(row, seen_version)
    save(row, corrected_at=now())
    record("request.corrected", subject=row, detail=_told(row))
    return row


@transaction.atomic
def decide_request(request_id: UUID, answer: str, words: str, *, seen_version: int, by: Actor) -> PersonRequest:
    """Answer a request; what is refused, or granted in part, says why, and what is granted is done with it.

    Shape: `answer` is granted, partly or refused. An objection that is granted ends the consents for what it is to;
    an erasure is granted by erasing. Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone.
    """
    row = access.request_to_answer(by, request_id, State.IN_HAND)
    _require_answer(row, answer)
    words = require_text("words", words, most=LONGEST)
    row, cipher = locked(row, seen_version, note=words), cipher_of(row.person_id)
    ended = _ended_uses(row, answer, by)
    save(
        row,
        state=answer,
        decided_by=by.membership_id,
        decided_on=today(),
        sealed_answer=cipher.seal(words, field=ANSWER),
    )
    told = _told(row, outcome=answer, note=words, ended=ended or None)
    record("request.answered", subject=row, detail=told, cipher=cipher)
    return row


@transaction.atomic
def withdraw_request(request_id: UUID, *, seen_version: int, by: Actor) -> PersonRequest:
    """The person does not ask for it any more. Raises: Refused, NotFound, StaleVersion, AlreadyDone."""
    row = access.visible_request(by, request_id)
    if row.state not in OPEN:
        raise AlreadyDone("request_is_further", state=row.state)
    row = locked(row, seen_version)
    save(row, state=State.WITHDRAWN)
    record("request.withdrawn", subject=row, detail=_told(row))
    return row


@transaction.atomic
def note_told(request_id: UUID, way: str, *, on: date, seen_version: int, by: Actor) -> PersonRequest:
    """Say how and when the person was told what became of it. Raises: Refused, NotFound, Invalid, StaleVersion."""
    row = access.request_to_answer(by, request_id, State.GRANTED, State.PARTLY, State.REFUSED)
    if row.told_on is not None:
        raise AlreadyDone("person_is_told")
    if way not in PersonRequest.Way.values:
        raise Invalid("way", "not_in_the_list", value=way)
    require_past("on", on)
    if row.decided_on and on < row.decided_on:
        raise Invalid("on", "before_the_answer")
    row = locked(row, seen_version)
    save(row, told_on=on, told_way=way)
    record("request.told", subject=row, detail=_told(row, way=way, on=on), is_plain=True)
    return row


@transaction.atomic
def erase_on_request(request_id: UUID, reference: str, *, seen_version: int, by: Actor) -> Certificate:
    """Erase the person's data as they asked; the sentence of the trail is that of the erasure.

    Shape: the reference of the file is typed once more. Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone.
    """
    by.require(Verb.ERASE_PERSON)
    row = access.request_to_answer(by, request_id, State.IN_HAND)
    _require_kind(row, Kind.ERASURE)
    if reference.strip().upper() != row.person.reference.upper():
        raise Invalid("reference", "reference_does_not_match")
    row = locked(row, seen_version)
    save(row, state=State.GRANTED, decided_by=by.membership_id, decided_on=today())
    erase_person(row.person_id, "on_request", by=by)
    return Certificate.objects.get(person_id=row.person_id)


def _require_kind(row: PersonRequest, kind: str) -> None:
    if row.kind != kind:
        raise Refused("request_is_of_another_kind")


def _require_answer(row: PersonRequest, answer: str) -> None:
    if answer not in {State.GRANTED, State.PARTLY, State.REFUSED}:
        raise Invalid("answer", "not_in_the_list", value=answer)
    if answer == State.REFUSED:
        return
    if row.kind == Kind.ERASURE:
        raise Invalid("answer", "erasure_is_granted_by_erasing")
    if row.kind == Kind.RECTIFICATION and row.corrected_at is None:
        raise Invalid("answer", "correct_the_file_first")
    if row.kind == Kind.COPY and row.copied_at is None:
        raise Invalid("answer", "make_the_copy_first")


def _ended_uses(row: PersonRequest, answer: str, by: Actor) -> list[UUID]:
    """The consents that end with an objection that is granted."""
    if row.kind != Kind.OBJECTION or answer == State.REFUSED:
        return []
    return end_consents_for(row.person_id, row.purposes, by=by)


def _told(row: PersonRequest, **more: Any) -> dict[str, object]:
    return {name: value for name, value in {"kind": row.kind, **more}.items() if value is not None}
