"""Real servers for these tests: one per major version found, and homes that leave nothing behind."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from darna.base.database.binaries import Binaries
from darna.base.database.connections import ADDRESSES, Server
from darna.base.database.home import Home, cluster_of
from darna.base.database.launcher import start, stop
from darna.base.database.temporary import SHARED, temporary_server

from .people import every_postgres, ground

ALL = every_postgres()


@pytest.fixture(scope="module", autouse=True)
def own_server() -> Iterator[None]:
    """Nothing of the server the other tests share is seen here."""
    with pytest.MonkeyPatch.context() as patch:
        for variable in (*ADDRESSES.values(), "DARNA_HOME", "DARNA_PG_ACCOUNT", "DARNA_PG_BIN", SHARED):
            patch.delenv(variable, raising=False)
        yield


@pytest.fixture(params=ALL, ids=[f"pg{found.major}" for found in ALL])
def postgres(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Binaries:
    """Each PostgreSQL of this machine in turn."""
    monkeypatch.setenv("DARNA_PG_BIN", str(request.param.folder))
    found: Binaries = request.param
    return found


@pytest.fixture(scope="session", params=ALL, ids=[f"pg{found.major}" for found in ALL])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A throw-away server of each PostgreSQL of this machine."""
    with temporary_server(request.param) as found:
        yield found


@pytest.fixture(scope="session")
def register(server: Server) -> Server:
    """The same with a small guarded register in its usual database."""
    ground(server)
    return server


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder every account may pass through; pytest's own is closed."""
    made = Path(tempfile.mkdtemp(prefix="darna home-")).resolve()
    made.chmod(0o755)
    monkeypatch.setenv("DARNA_SYSTEM_DIR", str(made / "system"))
    yield made
    shutil.rmtree(made)


@pytest.fixture
def home(folder: Path) -> Iterator[Home]:
    """An installation's empty home, its server stopped at the end."""
    found = Home(folder / "home")
    yield found
    sockets = cluster_of(found).sockets
    stop(found, even_if_held=True)
    if sockets.name.startswith("darna-"):
        shutil.rmtree(sockets, ignore_errors=True)


@pytest.fixture(scope="module")
def used_once(own_server: None) -> Iterator[Home]:
    """A home whose server ran and stopped; making one takes a second, so these tests hand it on as they found it."""
    made = Path(tempfile.mkdtemp(prefix="darna home-")).resolve()
    made.chmod(0o755)
    found = Home(made / "home")
    start(found)
    stop(found)
    yield found
    shutil.rmtree(made)


@pytest.fixture
def known_home(used_once: Home) -> Iterator[Home]:
    """A home whose database exists and is not running."""
    yield used_once
    stop(used_once, even_if_held=True)
