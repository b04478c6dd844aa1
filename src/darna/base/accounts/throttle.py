"""Slowing guessing down: counters in PostgreSQL, asked before any password is hashed.

Each key is one row, changed by one statement, so that two processes never both take the last try.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F
from django.db.models.functions import Greatest

from darna.base.accounts.models import Throttle
from darna.base.keys.keyring import keyring
from darna.kernel.clock import now

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Limit:
    """How often something may fail.

    Units: `free` failures without waiting, then `first_wait` seconds, doubled each time up to `longest_wait`;
    `per_hour` tries at all; after `ever` failures in a row only a reset opens again.
    """

    purpose: str
    free: int
    per_hour: int
    first_wait: int = 30
    longest_wait: int = 3600
    ever: int | None = None


SIGN_IN = Limit("sign_in", free=5, per_hour=20, ever=100)
SECOND_FACTOR = Limit("second_factor", free=5, per_hour=20, ever=100)
# An office shares one address, so an address may fail more often than an account.
ADDRESS = Limit("address", free=30, per_hour=200, first_wait=10, longest_wait=900)
# Everybody together: bounds what hashing may cost; waits stay short because everybody waits.
EVERYWHERE = Limit("everywhere", free=1000, per_hour=3000, first_wait=1, longest_wait=30)
RESET_REQUEST = Limit("reset_request", free=4, per_hour=4)
RESET_FROM_ADDRESS = Limit("reset_from_address", free=30, per_hour=30)
# Beginning with a passkey or an organisation keeps a question in a session; nothing is tried yet.
BEGINNING = Limit("beginning", free=200, per_hour=600, first_wait=10, longest_wait=300)
INVITATION = Limit("invitation", free=60, per_hour=60)
LINK_FROM_ADDRESS = Limit("link_from_address", free=20, per_hour=60)

_TAKE = """
insert into accounts_throttle as t (key, lasting, failures, tries, window_started_at, blocked_until)
values (%(key)s, %(lasting)s, 1, 1, %(now)s, null)
on conflict (key) do update set
  failures = case when not t.lasting and t.window_started_at <= %(hour_ago)s then 1 else t.failures + 1 end,
  tries = case when t.window_started_at <= %(hour_ago)s then 1 else t.tries + 1 end,
  window_started_at = case when t.window_started_at <= %(hour_ago)s then %(now)s else t.window_started_at end,
  blocked_until = case
    when not t.lasting and t.window_started_at <= %(hour_ago)s then null
    when t.failures + 1 >= %(free)s then %(now)s::timestamptz + make_interval(secs => least(
      %(longest_wait)s::double precision, %(first_wait)s * power(2, least(t.failures + 1 - %(free)s, 20)))) end
where (t.blocked_until is null or t.blocked_until <= %(now)s)
  and (t.window_started_at <= %(hour_ago)s or t.tries < %(per_hour)s)
  and (%(ever)s::integer is null or t.failures < %(ever)s)
returning failures
"""


def take(limit: Limit, value: str) -> int:
    """Use up one try as if it failed; `forgive` gives it back.

    Units: failures in a row including this one; 0 when it must not even be evaluated. The row stays locked until
    the transaction ends, so tries under one key are evaluated one after the other.
    """
    instant = now()
    with connection.cursor() as cursor:
        cursor.execute(
            _TAKE,
            {
                "key": key_of(limit, value),
                "lasting": limit.ever is not None,
                "now": instant,
                "hour_ago": instant - HOUR,
                "free": limit.free,
                "first_wait": limit.first_wait,
                "longest_wait": limit.longest_wait,
                "per_hour": limit.per_hour,
                "ever": limit.ever,
            },
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def forgive(limit: Limit, value: str) -> None:
    """The try succeeded: failures in a row start again at nought and the try does not count."""
    Throttle.objects.filter(key=key_of(limit, value)).update(
        failures=0, blocked_until=None, tries=Greatest(F("tries") - 1, 0)
    )


def reopen(limit: Limit, value: str) -> None:
    """Open again what too many failures closed; only a reset by its owner or an administrator does so."""
    Throttle.objects.filter(key=key_of(limit, value)).delete()


def is_closed(limit: Limit, value: str) -> bool:
    """Tell whether a key must wait, without using up a try and without locking the row."""
    row = Throttle.objects.filter(key=key_of(limit, value)).first()
    return row is not None and _waits(row, limit, now())


def sweep() -> int:
    """Forget counters that no longer say anything; failures of accounts are kept until a success."""
    return (
        Throttle.objects.filter(window_started_at__lt=now() - 24 * HOUR)
        .exclude(lasting=True, failures__gt=0)
        .delete()[0]
    )


def key_of(limit: Limit, value: str) -> bytes:
    """The row's key: a keyed hash, so that the table names nobody."""
    text = f"{limit.purpose}|{value.strip().lower()}"
    return hmac.digest(keyring().root("throttle"), text.encode("utf-8", "surrogatepass"), hashlib.sha256)


def _waits(row: Throttle, limit: Limit, instant: datetime) -> bool:
    if row.blocked_until and row.blocked_until > instant:
        return True
    if limit.ever is not None and row.failures >= limit.ever:
        return True
    return row.window_started_at > instant - HOUR and row.tries >= limit.per_hour
