"""The context of a transaction: who acts, for which agency, and until when, signed so that SQL cannot forge it."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from darna.base.database.cursors import planned_cursor

LIFE_SECONDS = 60
SETTING = "app.ctx"


class Kind(StrEnum):
    """Who speaks to the database: staff, a signed link, the person, the public, or a job."""

    STAFF = "staff"
    LINK = "link"
    SELF = "self"
    PUBLIC = "public"
    JOB = "job"


@dataclass(frozen=True)
class Context:
    """What one transaction may claim.

    The rights are part of the signature: roles that never meet persons cannot read them even through raw SQL, and
    roles that do not keep members can neither make themselves one of another kind nor read what was written to them.
    """

    kind: Kind
    agency_id: UUID | None = None
    membership_id: UUID | None = None
    subject_id: UUID | None = None
    sees_persons: bool = False
    keeps_members: bool = False
    keeps_directory: bool = False
    reads_addresses: bool = False
    edits_pages: bool = False
    keeps_law: bool = False
    answers_complaints: bool = False

    @property
    def rights(self) -> str:
        """The rights of the context in one fixed order, joined by a sign that no right contains."""
        told = (
            ("persons", self.sees_persons),
            ("office", self.keeps_members),
            ("directory", self.keeps_directory),
            ("addresses", self.reads_addresses),
            ("pages", self.edits_pages),
            ("law", self.keeps_law),
            ("complaints", self.answers_complaints),
        )
        return "+".join(right for right, is_held in told if is_held)

    def token(self, key: bytes, *, expires_at: int) -> str:
        """The signed text that PostgreSQL checks: kind.agency.membership.subject.rights.expiry.mac"""
        who = (self.kind, self.agency_id or "", self.membership_id or "", self.subject_id or "")
        parts = (*who, self.rights, expires_at)
        claim = ".".join(str(part) for part in parts)
        return f"{claim}.{hmac.new(key, claim.encode(), hashlib.sha256).hexdigest()}"


PUBLIC = Context(Kind.PUBLIC)


def fresh_token(context: Context, *, seconds: int = LIFE_SECONDS) -> str:
    """A token for `context` that is good for the given number of seconds."""
    return context.token(settings.DARNA_CONTEXT_KEY, expires_at=int(time.time()) + seconds)


def set_token(token: str, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Put a token on the running transaction; local, so that a pooled connection never carries it further."""
    # Three times a request: the value travels apart from the words, which are planned once.
    with planned_cursor(using) as cursor:
        cursor.execute("select set_config('app.ctx', %s, true)", [token])


@contextmanager
def acting(context: Context, *, using: str = DEFAULT_DB_ALIAS, seconds: int = LIFE_SECONDS) -> Iterator[None]:
    """Run a transaction as `context`; inside another transaction, act as `context` and then as before.

    The outermost use opens the transaction itself, so that nothing runs without a context.
    """
    connection = connections[using]
    outer = connection.in_atomic_block
    before = _current_token(using) if outer else ""
    with transaction.atomic(using=using):
        set_token(fresh_token(context, seconds=seconds), using=using)
        yield
        # A savepoint that is about to be undone takes the token before it back by itself, and takes no more queries.
        if outer and not connection.needs_rollback:
            set_token(before, using=using)


def renewed(context: Context, *, using: str = DEFAULT_DB_ALIAS, seconds: int = LIFE_SECONDS) -> None:
    """Give a long job a fresh token for its next batch inside its own transaction."""
    set_token(fresh_token(context, seconds=seconds), using=using)


def with_persons(context: Context) -> Context:
    """The same context, allowed to see persons; for jobs of the agency that were started by someone who may."""
    return replace(context, sees_persons=True)


def _current_token(using: str) -> str:
    with connections[using].cursor() as cursor:
        cursor.execute("select coalesce(current_setting('app.ctx', true), '')")
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def context_key_pads() -> tuple[bytes, bytes]:
    """The two padded halves of the signing key that PostgreSQL needs to check an HMAC with sha256() alone."""
    key = bytes(settings.DARNA_CONTEXT_KEY).ljust(64, b"\0")
    return bytes(b ^ 0x36 for b in key), bytes(b ^ 0x5C for b in key)
