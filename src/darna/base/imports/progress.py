"""How far a register is, told outside of its own transaction: others must see it before everything is in."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Protocol
from uuid import UUID

from django.db import connection

from darna.base.rowsecurity.context import Context, fresh_token
from darna.kernel.clock import now

#: Seconds between two tellings.
PAUSE: Final = 0.5

_TELL = """
update imports_stagedregister set step = %s, done = %s, total = %s, touched_at = %s
 where id = %s and state in ('trying', 'bringing', 'comparing')
"""


class Teller(Protocol):
    """Hears the step, how much of it is done, and how much there is."""

    def __call__(self, step: str, done: int, total: int) -> None: ...


def silent(step: str, done: int, total: int) -> None:
    """Nobody listens."""


@contextmanager
def telling(staged_id: UUID, context: Context) -> Iterator[Teller]:
    """A teller with a connection of its own, at most twice a second.

    The running transaction must not have written the staged register before: the two would wait for each other.
    """
    own: Any = connection.copy()
    last = 0.0
    heard = ""

    def tell(step: str, done: int, total: int) -> None:
        nonlocal last, heard
        instant = time.monotonic()
        if step == heard and instant - last < PAUSE:
            return
        last, heard = instant, step
        own.ensure_connection()
        with own.connection.transaction(), own.connection.cursor() as cursor:
            cursor.execute("select set_config('app.ctx', %s, true)", [fresh_token(context)])
            cursor.execute(_TELL, [step, done, total, now(), staged_id])

    try:
        yield tell
    finally:
        own.close()
