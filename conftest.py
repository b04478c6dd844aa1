"""The world of every test: a throw-away PostgreSQL, tests as the role that owns nothing, and five known actors."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import django
import pytest
from hypothesis import settings
from tests.kept import kept_template

from darna.base.database.temporary import temporary_server
from darna.base.keys import keyring

if TYPE_CHECKING:
    from darna.base.accounts.models import Account
    from darna.base.agencies.actor import Actor

_STACK = ExitStack()

# The same examples at every run, and no deadline: a busy machine is no fault of a property.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Start the server once for all workers and point Django at it before its settings are read."""
    begin = None
    if "DARNA_TEST_HOME" not in os.environ:
        home = _STACK.enter_context(tempfile.TemporaryDirectory(prefix="darna-test-"))
        os.environ["DARNA_TEST_HOME"] = os.environ["DARNA_HOME"] = home
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DARNA_KEYRING"):
            os.environ.pop(name, None)
        begin = kept_template()
        keyring.save(keyring.load(begin / "keyring"), keyring.place())
        (Path(home) / "template.made").touch()
    server = _STACK.enter_context(temporary_server(shared=True, begin=begin))
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    database = f"darna_{worker}"
    os.environ["DATABASE_URL"] = server.url("app", database)
    os.environ["DATABASE_OWNER_URL"] = server.url("owner", database)
    os.environ["DATABASE_MIGRATOR_URL"] = server.url("migrator", database)
    os.environ["DATABASE_BACKUP_URL"] = server.url("backup", database)
    os.environ["DARNA_DB_POOL"] = "0"
    os.environ["DJANGO_SETTINGS_MODULE"] = "darna.config.settings"
    django.setup()
    # A parallel worker inherits this environment and must not load the settings before it has its own database.
    del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    _STACK.close()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Tests are collected without looking for refuse, and what was collected is never looked through again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """How `pytest -n 2 --dist loadfile` shares the files out."""
    from tests.sharing import ByWorld  # It needs xdist, which is there when this is asked.

    return ByWorld(config, log) if config.getvalue("dist") == "loadfile" else None


#: Files of which a test takes more than half a minute.
LONG = frozenset({"test_migrations.py", "test_raw_sql.py", "test_table.py", "test_answers.py"})


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The role of the tests is asked first: as a role that sees all, every guard would seem to hold.

    Then what takes minutes by itself, so that no core waits for it at the end.
    """
    items.sort(key=lambda item: (item.path.name != "test_role.py", item.path.name not in LONG))


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> None:
    """One migrated template for all workers, copied for each; made by the owner, used by the application role."""
    from tests.databases import database_for_tests

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        database_for_tests(Path(os.environ["DARNA_TEST_HOME"]))


# The five actors; makers come late because pytest reads this file before Django is set up.


@pytest.fixture(name="HOUSE_WORKER")
def house_worker(db: None) -> Actor:
    """A caseworker of the Maison."""
    from darna.base.agencies.tests.makers import make_member

    return make_member("caseworker")


@pytest.fixture(name="PARTNER_WORKER")
def partner_worker(db: None) -> Actor:
    """A caseworker of another agency."""
    from darna.base.agencies.tests.makers import make_agency, make_member

    return make_member("caseworker", agency=make_agency("aideca"))


@pytest.fixture(name="OUTSIDER")
def outsider(db: None) -> Account:
    """An account in no agency."""
    from darna.base.agencies.tests.makers import make_account

    return make_account("outsider@example.org", full_name="Yassine Amrani")


@pytest.fixture(name="PERSON")
def person_with_a_case(HOUSE_WORKER: Actor) -> UUID:
    """Somebody whom the house worker accompanies; not an account."""
    from darna.domains.cases.tests.makers import make_case, make_person

    person_id = make_person(HOUSE_WORKER)
    make_case(HOUSE_WORKER, person_id, worker_id=HOUSE_WORKER.membership_id)
    return person_id


@pytest.fixture(name="DATA_OFFICER")
def data_officer(db: None) -> Actor:
    """The data-protection officer of the Maison."""
    from darna.base.agencies.tests.makers import make_member

    return make_member("data_officer")
