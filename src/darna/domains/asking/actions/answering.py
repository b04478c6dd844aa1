"""Taking, answering and closing questions. The trail says which question and what was done, never what was said."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked, require_text, save
from darna.domains.asking import access
from darna.domains.asking.models import Outcome, Proposal, Question, QuestionMessage, State
from darna.domains.asking.sealing import sealed
from darna.domains.asking.values import KEPT_AFTER_END_DAYS, KEPT_DAYS, LONGEST
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid

#: How far ahead a time is proposed at most.
_LATEST = timedelta(days=180)


@transaction.atomic
def read_question(question_id: UUID, *, by: Actor) -> Question:
    """Note that somebody of the desk opened a question. Raises: Refused, NotFound."""
    question = access.question_to_read(by, question_id)
    record("question.opened", subject=question)
    return question


@transaction.atomic
def take_question(question_id: UUID, *, by: Actor) -> Question:
    """Answer for a question from now on, also instead of a colleague. Raises: Refused, NotFound, AlreadyDone."""
    question = _open_question(question_id, by)
    if question.taken_by == by.membership_id:
        raise AlreadyDone("question_is_yours")
    state = State.TAKEN if question.waits_since or question.state == State.NEW else question.state
    save(question, taken_by=by.membership_id, state=state)
    record("question.taken", subject=question)
    return question


@transaction.atomic
def give_back(question_id: UUID, *, by: Actor) -> Question:
    """Put a question back for colleagues. Raises: Refused, NotFound, AlreadyDone."""
    question = _open_question(question_id, by)
    if question.taken_by is None:
        raise AlreadyDone("question_is_nobodys")
    save(question, taken_by=None, state=State.NEW if question.state == State.TAKEN else question.state)
    record("question.given_back", subject=question)
    return question


@transaction.atomic
def answer_question(question_id: UUID, text: str, *, seen_version: int, by: Actor) -> Question:
    """Write to whoever asked. Raises: Refused, NotFound, StaleVersion, Invalid, AlreadyDone."""
    text = require_text("text", text, most=LONGEST)
    question = _open_question(question_id, by, seen_version)
    _say(question, text, by)
    _answered(question, by)
    record("question.answered", subject=question)
    return question


@transaction.atomic
def propose_time(question_id: UUID, at: datetime, text: str = "", *, seen_version: int, by: Actor) -> Question:
    """Propose a day and an hour, with some words if need be. Raises: Refused, NotFound, StaleVersion, Invalid."""
    question = _open_question(question_id, by, seen_version)
    if not now() < at < now() + _LATEST:
        raise Invalid("at", "not_within_half_a_year")
    if text.strip():
        _say(question, require_text("text", text, most=LONGEST), by)
    _answered(question, by, proposed_at=at, proposal=Proposal.PROPOSED)
    record("question.time_proposed", subject=question)
    return question


@transaction.atomic
def close_question(question_id: UUID, outcome: str, *, seen_version: int, by: Actor) -> Question:
    """End a question; it is read with its code for another month. Raises: Refused, NotFound, StaleVersion, Invalid."""
    question = _open_question(question_id, by, seen_version)
    if outcome not in Outcome.values:
        raise Invalid("outcome", "not_in_the_list", value=outcome)
    instant = now()
    until = instant + timedelta(days=KEPT_AFTER_END_DAYS)
    save(question, state=State.CLOSED, outcome=outcome, closed_at=instant, waits_since=None, expires_at=until)
    record("question.closed", subject=question, detail={"outcome": outcome})
    return question


def _open_question(question_id: UUID, by: Actor, seen_version: int | None = None) -> Question:
    """A question that is not closed, held until the transaction ends."""
    by.require(Verb.ANSWER_QUESTIONS)
    seen = access.question_to_read(by, question_id)
    question = locked(seen, seen.version if seen_version is None else seen_version)
    if question.state == State.CLOSED:
        raise AlreadyDone("question_is_closed")
    return question


def _say(question: Question, text: str, by: Actor) -> None:
    message_id = uuid4()
    last = question.messages.aggregate(last=Max("number"))["last"] or 0
    QuestionMessage.objects.create(
        id=message_id,
        agency_id=question.agency_id,
        question=question,
        number=last + 1,
        is_from_desk=True,
        written_by=by.membership_id,
        written_at=now(),
        ciphertext=sealed(text, question_id=question.pk, message_id=message_id),
    )


def _answered(question: Question, by: Actor, **more: object) -> None:
    """Whoever answers has taken it; it is kept from the last word on."""
    changes = {
        "state": State.ANSWERED,
        "taken_by": by.membership_id,
        "waits_since": None,
        "expires_at": now() + timedelta(days=KEPT_DAYS),
        **more,
    }
    save(question, **changes)
