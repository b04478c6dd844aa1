"""What whoever complains may do, through the functions of the schema `published` alone."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from darna.domains.asking.codes import client_mark, text_mark
from darna.domains.complaints.sealing import (
    cipher_of,
    code_of,
    hash_of,
    id_of,
    message_field,
    new_key,
    open_handover,
    seal_contact,
)
from darna.domains.complaints.values import PARTS, Conversation, Draft, Message, Place, Proposed, Published, Said
from darna.kernel.clock import today
from darna.kernel.text import LocalText

_LANGUAGES = ("ar", "fr", "it", "en")


def places(language: str, *, using: str = DEFAULT_DB_ALIAS) -> tuple[Place, ...]:
    """The agencies that take complaints, by name. One query."""
    rows = _rows(
        "select agency_id, name_ar, name_fr, name_it, name_en, acknowledges_days, answers_days, urgent_days, kept_days, "
        "by_ar, by_fr, by_it, by_en from published.complaint_desks",
        [],
        using,
    )
    found = (
        Place(
            id=row[0],
            name=_name(row[1:5], language),
            acknowledges_days=row[5],
            answers_days=row[6],
            urgent_days=row[7],
            kept_days=row[8],
            by=_name(row[9:13], language) if row[9] else "",
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda place: place.name))


def counts(language: str, *, using: str = DEFAULT_DB_ALIAS) -> tuple[Published, ...]:
    """How complaints ended, where at least five of a kind ended so. One query."""
    rows = _rows(
        "select name_ar, name_fr, name_it, name_en, kind, outcome, counted, days from published.complaint_counts",
        [],
        using,
    )
    found = (Published(_name(row[:4], language), *row[4:]) for row in rows)
    return tuple(sorted(found, key=lambda one: (one.place, one.kind, one.outcome)))


def complain(draft: Draft, *, seed: bytes, address: str, using: str = DEFAULT_DB_ALIAS) -> tuple[Said, str]:
    """Send a complaint: what became of it, and its receipt code. One query.

    Shape: `seed` is of the form that was filled in; the same words in the same form are the same complaint.
    """
    day = today().isoformat()
    words = text_mark(draft.agency_id, draft.text, day)
    told = seed + words
    code, complaint_id = code_of(told), id_of(told)
    message_id = id_of(told + b"first")
    cipher, wrapped = new_key(complaint_id)
    values = [
        complaint_id,
        hash_of(code),
        wrapped,
        draft.agency_id,
        draft.kind,
        draft.about,
        draft.language,
        draft.is_by_voice,
        message_id,
        cipher.seal(draft.text, field=message_field(message_id)),
        seal_contact(cipher, draft.contact) or None,
        words,
        client_mark(address, day),
    ]
    return _said(f"complain({', '.join(['%s'] * 13)})", values, using), code


def conversation(code: str, language: str, *, address: str, using: str = DEFAULT_DB_ALIAS) -> Conversation | None:
    """The complaint of a code, None for a code of none and after too many wrong ones. One query."""
    body = _rows("select published.read_complaint(%s, %s)", [hash_of(code), _client(address)], using)[0][0]
    if not body:
        return None
    return _conversation(json.loads(body) if isinstance(body, str) else body, language)


def add(code: str, text: str, *, seed: bytes, address: str, using: str = DEFAULT_DB_ALIAS) -> Said:
    """Say something more; the same words in the same form are said once. Two queries."""
    return _say("add_to_complaint", code, text, seed, address, using)


def ask_review(code: str, text: str, *, seed: bytes, address: str, using: str = DEFAULT_DB_ALIAS) -> Said:
    """Ask for another look by somebody else. Two queries."""
    return _say("ask_review", code, text, b"review" + seed, address, using)


def close(code: str, *, satisfied: bool | None, address: str, using: str = DEFAULT_DB_ALIAS) -> Said:
    """End it. One query."""
    return _said("close_complaint(%s, %s, %s)", [hash_of(code), satisfied, _client(address)], using)


def decide_handover(code: str, handover_id: UUID, *, agrees: bool, address: str, using: str = DEFAULT_DB_ALIAS) -> Said:
    """Say whether the desk may be told exactly what was shown. One query."""
    return _said("decide_handover(%s, %s, %s, %s)", [hash_of(code), handover_id, agrees, _client(address)], using)


def parts_of(text: str) -> tuple[tuple[Any, str], ...]:
    """What was told first, part by part.

    >>> [told for _label, told in parts_of('{"what": "They shouted."}')]
    ['They shouted.']
    """
    told = json.loads(text)
    return tuple((label, str(told[name])) for name, label in PARTS.items() if told.get(name))


def _say(verb: str, code: str, text: str, seed: bytes, address: str, using: str) -> Said:
    found = conversation(code, "fr", address=address, using=using)
    if found is None:
        return Said.UNKNOWN
    message_id = id_of(seed + hash_of(code) + text.encode("utf-8", "surrogatepass"))
    body = cipher_of(found.id, found.key).seal(text, field=message_field(message_id))
    return _said(f"{verb}(%s, %s, %s, %s)", [hash_of(code), message_id, body, _client(address)], using)


def _conversation(told: Mapping[str, Any], language: str) -> Conversation:
    complaint_id, key = UUID(told["id"]), b64decode(told["key"])
    plain: tuple[str, ...] = ("kind", "state", "is_urgent", "is_late", "is_waiting", "outcome", "remedy", "satisfied")
    return Conversation(
        id=complaint_id,
        key=key,
        place=_name(told["agency"], language),
        reader=_name(told["handler"], language),
        received_at=datetime.fromisoformat(told["received_at"]),
        acknowledge_by=datetime.fromisoformat(told["acknowledge_by"]),
        answer_by=datetime.fromisoformat(told["answer_by"]),
        **{name: told[name] for name in plain},
        expires_at=datetime.fromisoformat(told["expires_at"]) if told["expires_at"] else None,
        handover=_handover(told["handover"]),
        messages=tuple(_message(complaint_id, key, one) for one in told["messages"]),
    )


def _handover(told: Mapping[str, Any] | None) -> Proposed | None:
    if not told:
        return None
    one = UUID(told["id"])
    return Proposed(one, told["state"], open_handover(one, b64decode(told["body"])))


def _message(complaint_id: UUID, key: bytes, told: Mapping[str, Any]) -> Message:
    message_id = UUID(told["id"])
    text = cipher_of(complaint_id, key).open(b64decode(told["body"]), field=message_field(message_id))
    parts = parts_of(text) if told["number"] == 1 else ()
    return Message(message_id, told["is_from_desk"], datetime.fromisoformat(told["written_at"]), text, parts=parts)


def _name(names: Sequence[Any], language: str) -> str:
    return LocalText.of(dict(zip(_LANGUAGES, names, strict=True))).in_(language)


def _client(address: str) -> bytes:
    return client_mark(address, today().isoformat())


def _said(call: str, values: list[Any], using: str) -> Said:
    return Said(_rows(f"select published.{call}", values, using)[0][0])


def _rows(sql: str, values: list[Any], using: str) -> list[tuple[Any, ...]]:
    with connections[using].cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
