"""What whoever holds a link may do, through functions of the database alone, in the signed context of that link."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.utils.translation import get_language

from darna.base.codelists.queries import label
from darna.base.keys.queries import opened_package_key
from darna.base.keys.sealing import PersonCipher
from darna.base.rowsecurity.context import Context, Kind, acting
from darna.domains.links.tokens import client_of, hash_of
from darna.domains.links.values import Opened, SaidLine
from darna.domains.referrals import packages


class Found(StrEnum):
    """What is behind a link: nothing, something that is over, something open; or one waits after too many tries."""

    UNKNOWN = "unknown"
    GONE = "gone"
    OPEN = "open"
    WAIT = "wait"


class Answer(StrEnum):
    """What became of an answer; `KNOWN` is the same one, sent twice."""

    DONE = "done"
    KNOWN = "known"
    GONE = "gone"
    LATE = "late"
    WAIT = "wait"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Door:
    """A link that was looked for: what is behind it, and whose it is."""

    found: Found
    link_id: UUID | None = None
    agency_id: UUID | None = None

    @property
    def context(self) -> Context:
        """The signed context of this one link."""
        return Context(Kind.LINK, self.agency_id, None, self.link_id)


def door_of(token: str, address: str) -> Door:
    """Look for a link; wrong ones are counted. One query."""
    row = _asked("select answer, link, agency from sec.link_behind(%s, %s)", hash_of(token), client_of(address))
    return Door(Found(row[0]), row[1], row[2]) if row else Door(Found.UNKNOWN)


def opened(door: Door, address: str) -> Opened | None:
    """The package, shown: a step, a disclosure and a sentence of the trail. None when it died or rests. One query."""
    with acting(door.context):
        row = _asked("select sec.open_link(%s, %s)", uuid4(), client_of(address))
        told: Any = _read(row[0]) if row and row[0] else None
        return _shown(told) if told and told["answer"] == "open" else None


def answer(door: Door, step: UUID, what: str, *, reason: str, note: str, address: str) -> Answer:
    """Accept, decline, ask, or tell how it ended; the same step twice is taken once. At most three queries."""
    with acting(door.context):
        sealed = b""
        if note:
            cipher = _cipher(door)
            if cipher is None:
                return Answer.KNOWN if knows(door, step) else Answer.GONE
            sealed = cipher.seal(note, field=packages.NOTE)
        row = _asked("select sec.answer_link(%s, %s, %s, %s, %s)", step, what, reason, sealed, client_of(address))
        return Answer(row[0]) if row else Answer.MALFORMED


def knows(door: Door, step: UUID) -> bool:
    """Whether this step of this link was taken already, also when the link died with it. One query."""
    if door.link_id is None:
        return False
    with acting(door.context):
        row = _asked("select sec.link_has_step(%s)", step)
        return bool(row and row[0])


def _cipher(door: Door) -> PersonCipher | None:
    row = _asked("select master, wrapped from sec.link_key()")
    return opened_package_key(door.link_id, row[0], row[1]) if row and door.link_id else None


def _asked(words: str, *values: str | bytes | UUID) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(words, list(values))
        return cursor.fetchone()


def _read(told: Any) -> Any:
    return json.loads(told) if isinstance(told, str) else told


def _shown(told: dict[str, Any]) -> Opened:
    link_id = UUID(told["id"])
    cipher = opened_package_key(link_id, told["master"], base64.b64decode(told["wrapped"]))
    body = cipher.open(base64.b64decode(told["body"]), field=packages.BODY)
    names, language = told["names"], (get_language() or "fr")[:2]
    said = tuple(_line(one, cipher) for one in told["said"] if one["note"])
    return Opened(
        id=link_id,
        state=told["state"],
        reference=told["reference"],
        house=names.get(language) or names.get("fr") or names.get("en") or "",
        need_label=label("need_type", told["need"]),
        purpose_label=label("referral_purpose", told["purpose"]),
        urgency_label=label("urgency", told["urgency"]),
        due_on=date.fromisoformat(told["due_on"]),
        expires_at=datetime.fromisoformat(told["expires_at"]),
        package=packages.view_of(packages.read(body)),
        said=said,
    )


def _line(one: dict[str, Any], cipher: PersonCipher) -> SaidLine:
    note = cipher.open(base64.b64decode(one["note"]), field=packages.NOTE)
    return SaidLine(one["what"] == "replied", datetime.fromisoformat(one["at"]), note)
