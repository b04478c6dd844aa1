"""What an installation does to the database beside Django's schema: signing key, grants."""

from __future__ import annotations

from django.db import connections, transaction

from darna.base.rowsecurity.context import context_key_pads
from darna.base.rowsecurity.open_tables import grants_sql


def write_context_key(*, using: str = "owner") -> None:
    """Tell the database the key that signs contexts; only the guard role can read it."""
    ipad, opad = context_key_pads()
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("set local role darna_guard")
        cursor.execute(
            "insert into sec.context_key (ipad, opad) values (%s, %s) "
            "on conflict (singular) do update set ipad = excluded.ipad, opad = excluded.opad",
            [ipad, opad],
        )
        cursor.execute("reset role")


def grant_open_tables(*, using: str = "owner") -> None:
    """Grant the application role what it may do on tables without persons; guarded tables grant for themselves."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for statement in grants_sql(existing):
            cursor.execute(statement)
