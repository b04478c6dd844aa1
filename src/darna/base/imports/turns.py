"""One import of an agency at a time, or two would bring in the same row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID

from django.db import connection

_NAME: Final = "hashtextextended(%s, 0)"


def take_turn(agency_id: UUID) -> None:
    """Wait until no other import of the agency runs; the turn ends with the transaction. One query."""
    with connection.cursor() as cursor:
        cursor.execute(f"select pg_advisory_xact_lock({_NAME})", [_name(agency_id)])


@contextmanager
def long_turn(agency_id: UUID) -> Iterator[None]:
    """The same over many transactions; a machine that dies loses its turn with its connection."""
    own: Any = connection.copy()
    try:
        own.ensure_connection()
        with own.cursor() as cursor:
            cursor.execute(f"select pg_advisory_lock({_NAME})", [_name(agency_id)])
        try:
            yield
        finally:
            with own.cursor() as cursor:
                cursor.execute(f"select pg_advisory_unlock({_NAME})", [_name(agency_id)])
    finally:
        own.close()


def _name(agency_id: UUID) -> str:
    return f"register of {agency_id}"
