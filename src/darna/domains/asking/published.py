"""What somebody without an account may do with a question, through the functions of the schema `published` alone.

Any connection that may call these may be named; the role of the public side has no other right on questions.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from darna.domains.asking.codes import client_mark, code_of, hash_of, id_of, text_mark
from darna.domains.asking.sealing import opened, sealed
from darna.domains.asking.values import Conversation, House, Message, QuestionDraft, Said
from darna.kernel.clock import today
from darna.kernel.text import LocalText

_LANGUAGES = ("ar", "fr", "it", "en")


def houses(language: str, *, using: str = DEFAULT_DB_ALIAS) -> tuple[House, ...]:
    """The houses that take questions, by name. One query."""
    rows = _rows(
        "select agency_id, name_ar, name_fr, name_it, name_en, answers_within_days from published.question_desks",
        [],
        using,
    )
    found = (House(row[0], _name(row[1:5], language), row[5]) for row in rows)
    return tuple(sorted(found, key=lambda house: house.name))


def ask(draft: QuestionDraft, *, seed: bytes, address: str, using: str = DEFAULT_DB_ALIAS) -> tuple[Said, str]:
    """Put a question to a house: what became of it, and the receipt code. One query, three with a file.

    Shape: `seed` is of the form that was filled in; the same words in the same form are the same question, whose code
    is given again. `address` is counted as a keyed hash of the day and kept nowhere.
    """
    day = today().isoformat()
    words = text_mark(draft.agency_id, draft.text, day)
    told = seed + words
    code, question_id = code_of(told), id_of(told)
    message_id = id_of(told + b"first")
    values = [
        question_id,
        hash_of(code),
        draft.agency_id,
        draft.kind,
        draft.topic,
        draft.language,
        draft.is_minor,
        json.dumps(draft.wishes),
        message_id,
        sealed(draft.text, question_id=question_id, message_id=message_id),
        words,
        client_mark(address, day),
    ]
    marks = ", ".join(["%s"] * 7 + ["%s::jsonb"] + ["%s"] * 4)
    said = Said(_rows(f"select published.ask({marks})", values, using)[0][0])
    if said.is_done and draft.file:
        # Asked already: a file that cannot follow takes nothing away from the question.
        add_message(code, draft.file, seed=told + b"file", address=address, using=using)
    return said, code


def conversation(
    code: str, language: str, *, address: str, using: str = DEFAULT_DB_ALIAS
) -> tuple[UUID, Conversation] | None:
    """The question of a code with everything said, None for a code of none, and after too many wrong ones. One query."""
    body = _rows("select published.read_question(%s, %s)", [hash_of(code), _client(address)], using)[0][0]
    if not body:
        return None
    told = json.loads(body) if isinstance(body, str) else body
    question_id = UUID(told["id"])
    return question_id, _conversation(question_id, told, language)


def add_message(code: str, text: str, *, seed: bytes, address: str, using: str = DEFAULT_DB_ALIAS) -> Said:
    """Say something more; the same words in the same form are said once. Two queries."""
    found = conversation(code, "fr", address=address, using=using)
    if found is None:
        return Said.UNKNOWN
    question_id = found[0]
    message_id = id_of(seed + hash_of(code) + text.encode("utf-8", "surrogatepass"))
    body = sealed(text, question_id=question_id, message_id=message_id)
    return _said("add_message(%s, %s, %s, %s)", [hash_of(code), message_id, body, _client(address)], using)


def confirm_time(code: str, proposed_at: datetime, *, suits: bool, address: str, using: str = DEFAULT_DB_ALIAS) -> Said:
    """Say whether the time that was proposed suits. One query."""
    return _said("confirm_time(%s, %s, %s, %s)", [hash_of(code), proposed_at, suits, _client(address)], using)


def withdraw_question(code: str, *, address: str, using: str = DEFAULT_DB_ALIAS) -> Said:
    """Remove a question and everything said in it. One query."""
    return _said("withdraw_question(%s, %s)", [hash_of(code), _client(address)], using)


def _conversation(question_id: UUID, told: Mapping[str, Any], language: str) -> Conversation:
    names = [told[f"name_{spoken}"] for spoken in _LANGUAGES]
    proposed = told["proposed_at"]
    return Conversation(
        house=House(UUID(told["agency"]), _name(names, language), told["answers_within_days"]),
        kind=told["kind"],
        topic=told["topic"],
        is_minor=told["is_minor"],
        wishes=tuple(told["wishes"]),
        state=told["state"],
        is_waiting=told["waits_since"] is not None,
        asked_at=datetime.fromisoformat(told["asked_at"]),
        expires_at=datetime.fromisoformat(told["expires_at"]),
        time_zone=told["time_zone"],
        proposed_at=datetime.fromisoformat(proposed) if proposed else None,
        proposal=told["proposal"],
        messages=tuple(_message(question_id, one) for one in told["messages"]),
    )


def _message(question_id: UUID, told: Mapping[str, Any]) -> Message:
    message_id = UUID(told["id"])
    text = opened(b64decode(told["body"]), question_id=question_id, message_id=message_id)
    return Message(message_id, told["is_from_desk"], datetime.fromisoformat(told["written_at"]), text)


def _name(names: Any, language: str) -> str:
    return LocalText.of(dict(zip(_LANGUAGES, names, strict=True))).in_(language)


def _client(address: str) -> bytes:
    return client_mark(address, today().isoformat())


def _said(call: str, values: list[Any], using: str) -> Said:
    return Said(_rows(f"select published.{call}", values, using)[0][0])


def _rows(sql: str, values: list[Any], using: str) -> list[tuple[Any, ...]]:
    with connections[using].cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
