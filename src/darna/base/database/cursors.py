"""Cursors for what is asked at every page: the words stay the same, so PostgreSQL plans them once a connection."""

from __future__ import annotations

from typing import Any

import psycopg
from django.db import connections


def planned_cursor(using: str) -> Any:
    """A cursor that sends values apart from the words, so that psycopg prepares the statement."""
    connection = connections[using]
    if connection.queries_logged:
        # Whoever listens to the queries wants to read the values in them.
        return connection.cursor()
    connection.ensure_connection()
    raw: Any = psycopg.Cursor(connection.connection)
    return connection.make_cursor(raw)
