"""No migration is missing, and each has its reverse."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from darna.base.database.launcher import create_database
from darna.base.database.temporary import temporary_server
from tests.databases import TEMPLATE, point_at

LABELS = [
    "matches",
    "families",
    "linkage",
    "retention",
    "links",
    "referrals",
    "closing",
    "privacy",
    "documents",
    "transfers",
    "planning",
    "safeguarding",
    "assessments",
    "entitlements",
    "training",
    "lists",
    "cohorts",
    "reception",
    "drafts",
    "directory",
    "pages",
    "law",
    "complaints",
    "asking",
    "cases",
    "programmes",
    "imports",
    "people",
    "outbox",
    "audit",
    "agencies",
    "keys",
    "places",
    "codelists",
    "accounts",
    "rowsecurity",
]


def test_no_migration_is_missing(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_migration_goes_back_and_forth_again(django_db_setup: None, django_db_blocker: Any) -> None:
    name = f"darna_back_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with temporary_server(shared=True) as server, django_db_blocker.unblock():
        # The template of the tests is where the migrations lead, with the reference data of a fresh installation.
        create_database(server, name, template=TEMPLATE)
        names = {alias: str(connections[alias].settings_dict["NAME"]) for alias in connections}
        point_at(dict.fromkeys(names, name))
        try:
            assert {"people_person", "cases_case"} <= _tables("owner")
            MigrationExecutor(connections["owner"]).migrate([(label, None) for label in LABELS])
            assert _tables("owner") & {"people_person", "cases_case", "agencies_agency", "audit_change"} == set()
            call_command("migrate", database="owner", verbosity=0, interactive=False)
            assert {"people_person", "cases_case"} <= _tables("owner")
        finally:
            point_at(names)


def _tables(alias: str) -> set[str]:
    return set(connections[alias].introspection.table_names())


@pytest.mark.parametrize("path", sorted(Path("src/darna").glob("*/*/migrations/0*.py")), ids=str)
def test_no_migration_needs_an_icu_collation(path: Path) -> None:
    assert "-x-icu" not in path.read_text("utf-8")
