"""Bringing a database to the state this code expects: schema, signing key, grants, reference data."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connections

from darna.base.codelists.actions import load_codelists
from darna.base.places.actions import load_places
from darna.base.rowsecurity.installing import grant_open_tables, write_context_key


def install(*, verbosity: int = 0) -> None:
    """Migrate as the owner, then load the reference data as the migrator. Doing it again changes nothing."""
    call_command("migrate", database="owner", verbosity=verbosity, interactive=False)
    write_context_key()
    grant_open_tables()
    load_places(using="migrator")
    load_codelists(using="migrator")


def database_identity() -> str:
    """What tells this database from another one, and from itself after a restore."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("select current_database(), oid::text from pg_database where datname = current_database()")
        name, number = cursor.fetchone()
        cursor.execute("select to_regclass('django_migrations') is not null")
        made = cursor.fetchone()[0]
    return f"{name}/{number}/{'made' if made else 'empty'}"
