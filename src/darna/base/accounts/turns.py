"""Turns of whoever asks for an answer without an account: counted by the database, so that nobody takes them all."""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS, connections

from darna.base.accounts.throttle import Limit, key_of
from darna.kernel.clock import now

#: Names the counter of an address; how often is decided by `published.take_turn`.
ASKING = Limit("turn", free=120, per_hour=120)


def take_turn(address: str, *, using: str = DEFAULT_DB_ALIAS) -> bool:
    """Count one answer that is asked for; False when there were too many, and none is to be worked out. One query."""
    with connections[using].cursor() as cursor:
        cursor.execute("select published.take_turn(%s, %s)", [key_of(ASKING, address), now()])
        return bool(cursor.fetchone()[0])
