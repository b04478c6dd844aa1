"""The world of every test: a throw-away PostgreSQL, tests as the role that owns nothing, and five known actors."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import django
import pytest

from darna.base.database.temporary import temporary_server
from darna.base.keys import keyring

_STACK = ExitStack()
TEMPLATE = "darna_template"


def pytest_configure(config: pytest.Config) -> None:
    """Start the server once for all workers and point Django at it before its settings are read."""
    if "DARNA_TEST_HOME" not in os.environ:
        home = _STACK.enter_context(tempfile.TemporaryDirectory(prefix="darna-test-"))
        os.environ["DARNA_TEST_HOME"] = os.environ["DARNA_HOME"] = home
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DARNA_KEYRING"):
            os.environ.pop(name, None)
        keyring.save(keyring.fresh(), keyring.place())
    server = _STACK.enter_context(temporary_server(shared=True))
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    database = f"darna_{worker}"
    os.environ["DATABASE_URL"] = server.url("app", database)
    os.environ["DATABASE_OWNER_URL"] = server.url("owner", database)
    os.environ["DATABASE_MIGRATOR_URL"] = server.url("migrator", database)
    os.environ["DATABASE_BACKUP_URL"] = server.url("backup", database)
    os.environ["DARNA_DB_POOL"] = "0"
    os.environ["DJANGO_SETTINGS_MODULE"] = "darna.config.settings"
    django.setup()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    _STACK.close()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """One migrated template for all workers, copied for each; made by the owner, used by the application role."""
    from tests.databases import database_for_tests

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        database_for_tests(Path(os.environ["DARNA_TEST_HOME"]))
    yield
