"""What somebody without an account may do: say that an entry is wrong. The database itself checks and limits it."""

from __future__ import annotations

from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from darna.base.accounts.throttle import Limit, key_of
from darna.kernel.clock import now

#: Names the counter of an address; how often is decided by `published.suggest_edit`.
SUGGESTING = Limit("suggesting", free=5, per_hour=5)


def suggest_edit(
    offer_id: UUID, *, about: str, words: str, language: str, address: str, using: str = DEFAULT_DB_ALIAS
) -> bool:
    """Leave a suggestion with the keepers of an entry; False when too many came in, and nothing was kept. One query.

    Of the address a keyed hash is counted and forgotten by night; it is not kept with the words.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select published.suggest_edit(%s, %s, %s, %s, %s, %s)",
            [offer_id, about, words, language, key_of(SUGGESTING, address), now()],
        )
        return bool(cursor.fetchone()[0] != "waits")
