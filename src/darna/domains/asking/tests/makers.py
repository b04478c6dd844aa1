"""A house that takes questions, whoever asks it, and its desk; a maker says what its test does not care about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member, make_members
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.asking import actions, published, queries
from darna.domains.asking.values import Conversation, QuestionDraft, Said

ADDRESS = "192.0.2.7"


@dataclass(frozen=True)
class Desk:
    """Who works with questions at the Maison, and at another agency."""

    reception: Actor
    worker: Actor
    supervisor: Actor
    office: Actor
    planner: Actor
    partner: Actor


def make_desk() -> Desk:
    """The people of two agencies; the Maison takes questions."""
    here = make_members(
        reception=Role.RECEPTIONIST,
        worker=Role.CASEWORKER,
        supervisor=Role.SUPERVISOR,
        office=Role.AGENCY_ADMINISTRATOR,
        planner=Role.PLANNER,
    )
    desk = Desk(partner=make_member(Role.CASEWORKER, agency=make_agency("entraide")), **here)
    open_desk(desk.supervisor)
    return desk


def open_desk(by: Actor, days: int | None = 5) -> Any:
    """The agency takes questions."""
    with acting(by.context):
        seen = queries.desk_settings(by).version
    return done(by, actions.change_desk, is_open=True, answers_within_days=days, seen_version=seen)


def done(by: Actor, action: Any, *told: Any, **named: Any) -> Any:
    """An action as somebody does it."""
    with acting(by.context):
        return action(*told, **named, by=by)


def ask(agency_id: UUID, text: str = "Where do I ask for the paper?", **values: Any) -> tuple[Said, str]:
    """Somebody asks; what became of it and the code."""
    seed, address = values.pop("seed", uuid4().bytes), values.pop("address", ADDRESS)
    draft = QuestionDraft(**{"agency_id": agency_id, "kind": "question", "text": text, "language": "ar", **values})
    with acting(PUBLIC):
        return published.ask(draft, seed=seed, address=address)


def make_question(agency_id: UUID, text: str = "Where do I ask for the paper?", **values: Any) -> tuple[UUID, str]:
    """A question that was asked: its identifier and its code."""
    said, code = ask(agency_id, text, **values)
    assert said is Said.ASKED
    question_id, _conversation = read_with_id(code)
    return question_id, code


def read(code: str, address: str = ADDRESS) -> Conversation | None:
    """The question as whoever holds the code reads it."""
    with acting(PUBLIC):
        found = published.conversation(code, "fr", address=address)
    return found[1] if found else None


def read_with_id(code: str) -> tuple[UUID, Conversation]:
    """The same with its identifier."""
    with acting(PUBLIC):
        found = published.conversation(code, "fr", address=ADDRESS)
    assert found is not None
    return found


def say(code: str, text: str, seed: bytes = b"", address: str = ADDRESS) -> Said:
    """Whoever asked writes again."""
    with acting(PUBLIC):
        return published.add_message(code, text, seed=seed or uuid4().bytes, address=address)


def card(by: Actor, question_id: UUID) -> Any:
    """The question as the desk reads it."""
    with acting(by.context):
        return queries.question_card(by, question_id)


def answer(by: Actor, question_id: UUID, text: str = "Come on Monday with your card.") -> Any:
    """The desk answers."""
    return done(by, actions.answer_question, question_id, text, seen_version=card(by, question_id).version)
