"""Addresses of calendars: made so that nobody guesses them, and known to nobody but their owner."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from darna.base.keys.keyring import keyring
from darna.domains.planning.ics import Entry
from darna.kernel.clock import now

#: 256 bits.
BYTES: Final = 32
BEFORE, AFTER = timedelta(days=30), timedelta(days=180)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Feed:
    """What a calendar outside is told: the house, and when somebody is busy."""

    house: str
    made_at: datetime
    entries: tuple[Entry, ...]


def fresh_token() -> str:
    """A new secret for an address."""
    return secrets.token_urlsafe(BYTES)


def hash_of(token: str) -> bytes:
    """By what a feed is found again: a keyed hash, for the secret itself is kept nowhere."""
    return hmac.digest(keyring().root("planning.feed"), token.encode(), hashlib.sha256)


def feed_of(token: str, language: str, *, using: str = DEFAULT_DB_ALIAS) -> Feed | None:
    """What stands behind an address: a month back and half a year ahead; None for one that is over or never was.

    One query. It asks through a function of the schema `published` alone, as a connection that has no other right.
    """
    if not _TOKEN.fullmatch(token):
        return None
    with connections[using].cursor() as cursor:
        cursor.execute("select published.calendar_feed(%s, %s, %s)", [hash_of(token), now() - BEFORE, now() + AFTER])
        found = cursor.fetchone()[0]
    return _feed(json.loads(found) if isinstance(found, str) else found, language) if found else None


def _feed(told: Mapping[str, Any], language: str) -> Feed:
    names = told["house"]
    house = names.get(language) or names["fr"] or names["ar"]
    return Feed(house, datetime.fromisoformat(told["made_at"]), tuple(_entry(*line) for line in told["entries"]))


def _entry(key: str, starts_at: str, minutes: int, version: int, is_cancelled: bool) -> Entry:
    return Entry(UUID(key), datetime.fromisoformat(starts_at), minutes, version, is_cancelled=is_cancelled)
