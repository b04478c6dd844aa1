"""The sessions of an account: how old, how idle, locked or not, and how to end them everywhere."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db.models import F

from darna.base.accounts.models import Account

SECOND_FACTOR = "darna.second_factor"
SIGNED_IN_AT = "darna.signed_in_at"
TOUCHED_AT = "darna.touched_at"
LOCKED = "darna.locked"
PROVED_AT = "darna.proved_at"
STEPS = "darna.steps"
#: What somebody may have signed in with; the trail says which.
PASSWORD, CODE, PASSKEY, ORGANISATION = "password", "code", "passkey", "organisation"
#: The absolute age of a session, in seconds.
LONGEST = 12 * 3600
#: A session is written at most once in so many seconds, however busy the desk.
TOUCH_EVERY = 60
#: How long a password typed again counts for changes of the account itself.
PROOF_LASTS = 600


def begin(session: SessionBase, step: str) -> None:
    """Note the first step of a sign-in; steps of an earlier one that went no further are forgotten."""
    session[STEPS] = [step]


def go_on(session: SessionBase, step: str) -> None:
    """Note a further step of a sign-in."""
    session[STEPS] = [*session.get(STEPS, []), step]


def start(session: SessionBase) -> list[str]:
    """Note that somebody has just signed in, and tell by which steps.

    Only a typed password counts as a proof for changes of the account: whoever holds an unlocked phone has none.
    """
    instant = time.time()
    steps = list(session.pop(STEPS, []))
    session[SIGNED_IN_AT] = session[TOUCHED_AT] = instant
    session.pop(PROVED_AT, None)
    if PASSWORD in steps:
        session[PROVED_AT] = instant
    session.pop(LOCKED, None)
    return steps


def pass_both_steps(session: SessionBase, account_id: UUID) -> None:
    """Note that the second step was given too, and by whom: a session that changes hands must not carry it along."""
    session[SECOND_FACTOR] = str(account_id)


def passed_both_steps(session: SessionBase, account_id: UUID) -> bool:
    """Tell whether this account gave its second step in this session."""
    return bool(session.get(SECOND_FACTOR) == str(account_id))


def is_too_old(session: SessionBase) -> bool:
    """Tell whether the session has reached its absolute age."""
    return time.time() - _instant(session, SIGNED_IN_AT) >= LONGEST


def is_locked(session: SessionBase) -> bool:
    """Tell whether the desk is locked, by its owner or because nobody touched it for a while."""
    idle = time.time() - _instant(session, TOUCHED_AT)
    if not session.get(LOCKED) and idle >= settings.DARNA_LOCK_MINUTES * 60:
        session[LOCKED] = True
    return bool(session.get(LOCKED))


def touch(session: SessionBase) -> bool:
    """Note activity; True when it was written, which happens at most once a minute."""
    if time.time() - session.get(TOUCHED_AT, 0) < TOUCH_EVERY:
        return False
    session[TOUCHED_AT] = time.time()
    return True


def lock(session: SessionBase) -> None:
    """Lock the desk until its owner types the password again."""
    session[LOCKED] = True


def unlock(session: SessionBase) -> None:
    """Open a locked desk; the password has just been checked."""
    session.pop(LOCKED, None)
    session[TOUCHED_AT] = session[PROVED_AT] = time.time()


def prove(session: SessionBase) -> None:
    """Note that the owner has just typed the password again."""
    session[PROVED_AT] = time.time()


def proved_recently(session: SessionBase) -> bool:
    """Tell whether the owner has typed the password within the last minutes."""
    return time.time() - float(session.get(PROVED_AT, 0)) < PROOF_LASTS


def end_all(account_id: UUID) -> None:
    """End every session of an account on every machine: the hash that sessions carry changes."""
    Account.objects.filter(pk=account_id).update(session_series=F("session_series") + 1)
    keys = list(UserSession.objects.filter(user_id=account_id).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user_id=account_id).delete()


def end_others(account: Account, session: SessionBase) -> None:
    """End every session of an account but the one in which its owner has just changed what protects it."""
    Account.objects.filter(pk=account.pk).update(session_series=F("session_series") + 1)
    account.refresh_from_db(fields=["session_series"])
    others = UserSession.objects.filter(user_id=account.pk).exclude(session_key=session.session_key)
    Session.objects.filter(session_key__in=list(others.values_list("session_key", flat=True))).delete()
    others.delete()
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()


def end_one(account_id: UUID, row_id: int) -> bool:
    """End one session of the account's list; False when the account has no such session."""
    row = UserSession.objects.filter(user_id=account_id, pk=row_id).first()
    if row is None:
        return False
    row.end()
    return True


def _instant(session: SessionBase, name: str) -> float:
    # A session that does not know its age begins to count now rather than living for ever.
    found: Any = session.get(name)
    if found is None:
        found = session[name] = time.time()
    return float(found)
