"""The embedded database server: started when somebody needs it, shared while anybody does, stopped after the last."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from .binaries import Binaries, executable_by, locate_binaries
from .cluster import keep_passwords, make_cluster
from .connections import DATABASE, Server, is_external, logins_from_env, read_passwords, socket_logins
from .errors import NoBinaries, NotReachable, ServerInUse, WrongMajor
from .home import Cluster, Home, cluster_of, open_home
from .locks import Holder, anybody_holds, start_lock
from .postmaster import cold_start, log_tail, shut_down, wait_until_open
from .roles import cluster_sql, database_sql, identifier, literal

__all__ = [
    "Binaries",
    "Server",
    "Status",
    "create_database",
    "external_server",
    "hold",
    "locate_binaries",
    "prepare",
    "start",
    "status",
    "stop",
]


@dataclass(frozen=True)
class Status:
    """What is known about the server of a home."""

    running: bool
    external: bool
    kept: bool
    held: bool
    data: Path | None
    version: str


def start(home: Home | None = None, *, keep: bool = False) -> Server:
    """The server of a home, started if it does not answer; starting it twice gives the same one.

    A server started to be kept outlives its holders and stops by `stop` only.
    Raises: NoBinaries, WrongMajor, NotReachable.
    """
    if is_external():
        return external_server()
    home = open_home(home)
    with start_lock(home.locks):
        return _attach_or_start(home, keep=keep)


@contextmanager
def hold(home: Home | None = None) -> Iterator[Server]:
    """The server for as long as the block lasts; the last holder of all processes stops it.

    A holder that is killed counts no longer, but stops nothing: the next one attaches, and stops it in its turn.
    """
    if is_external():
        yield external_server()
        return
    home = open_home(home)
    with start_lock(home.locks):
        try:
            server = _attach_or_start(home)
            holder = Holder(home.locks)
        except KeyboardInterrupt:
            _call_off(home)
            raise
    try:
        yield server
    finally:
        with start_lock(home.locks):
            holder.release()
            _stop_unless_wanted(home)


def _stop_unless_wanted(home: Home) -> bool:
    if anybody_holds(home.locks) or _kept(home).exists():
        return True
    return shut_down(cluster_of(home))


def _call_off(home: Home, seconds: float = 2) -> None:
    # Ctrl-C within the first second: a server may be under way that nobody will hold.
    deadline = time.monotonic() + seconds
    while not _stop_unless_wanted(home) and time.monotonic() < deadline:
        time.sleep(0.05)


def stop(home: Home | None = None, *, even_if_held: bool = False) -> bool:
    """Stop the server of a home; false when it was not running.

    Raises: ServerInUse when a process still holds it.
    """
    home = open_home(home)
    with start_lock(home.locks):
        if anybody_holds(home.locks) and not even_if_held:
            raise ServerInUse("The database is used by a running `darna demo` or `darna serve`: stop that one first.")
        _kept(home).unlink(missing_ok=True)
        return shut_down(cluster_of(home))


def status(home: Home | None = None) -> Status:
    """Whether the server answers, who keeps it, and what it is."""
    if is_external():
        return Status(True, True, False, False, None, _version_text(external_server().version))
    home = open_home(home)
    cluster = cluster_of(home)
    found = _answering(home, cluster)
    with start_lock(home.locks):
        held = anybody_holds(home.locks)
    version = _version_text(found.version) if found else cluster.major
    data = cluster.data if cluster.made else None
    return Status(found is not None, False, _kept(home).exists(), held, data, version)


def external_server() -> Server:
    """The server named in the environment; it must answer and be one we know.

    Raises: NotReachable, WrongMajor.
    """
    server = Server(logins_from_env())
    try:
        with server.connect("app") as conn:
            version = conn.info.server_version
    except psycopg.OperationalError as fault:
        raise NotReachable(f"The database of DATABASE_URL does not answer: {fault}") from fault
    if not 150000 <= version < 190000:
        raise WrongMajor(f"PostgreSQL {version // 10000} is not supported: use 15 to 18.")
    return replace(server, version=version)


def create_database(server: Server, name: str, template: str | None = None) -> None:
    """Make a database with Darna's rights in it; one that exists keeps its data and gets the rights again.

    Shape: with a template, a copy of that database, in which nobody may be working.
    """
    with server.connect(server.administrator, "postgres", autocommit=True) as conn:
        if not conn.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            conn.execute(f"CREATE DATABASE {identifier(name)} TEMPLATE {identifier(template or 'template0')}")
    with server.connect(server.administrator, name) as conn:
        conn.execute(database_sql(name))


def prepare(server: Server, passwords: dict[str, str], *, owner_creates_databases: bool = False) -> None:
    """Bring roles and database of our own server to what this version of Darna expects; nothing, if they are there.

    A start that was killed half-way is finished by the next one.
    """
    wanted = cluster_sql(passwords, owner_creates_databases=owner_creates_databases)
    mark = hashlib.sha256((wanted + database_sql(DATABASE)).encode()).hexdigest()
    with server.connect("super") as conn:
        found = conn.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [DATABASE]
        ).fetchone()
        if found == (mark,):
            return
        conn.execute(wanted)
    create_database(server, DATABASE)
    with server.connect("super") as conn:
        conn.execute(f"COMMENT ON DATABASE {identifier(DATABASE)} IS {literal(mark)}")


def _attach_or_start(home: Home, *, keep: bool = False) -> Server:
    cluster = cluster_of(home)
    server = _answering(home, cluster)
    if server is None:
        # The mark of a server that went down with the machine says nothing about this one.
        _kept(home).unlink(missing_ok=True)
        server = _start_here(home, cluster)
    prepare(server, read_passwords(home.keys / "database.json"))
    if keep:
        _kept(home).touch()
    return server


def _start_here(home: Home, cluster: Cluster) -> Server:
    binaries = executable_by(locate_binaries(), cluster.account)
    if cluster.made:
        _refuse_other_major(cluster, binaries)
        if not (home.keys / "database.json").exists():
            raise NotReachable(f"{home.keys}/database.json is missing. Put back your copy of the keys folder.")
    passwords = keep_passwords(home.keys / "database.json")
    if not cluster.made:
        make_cluster(cluster, binaries, passwords["super"])
    cold_start(cluster, binaries)
    server = _answering(home, cluster)
    if server is None:
        raise NotReachable(f"The database started but does not answer.\n{log_tail(cluster)}")
    return server


def _answering(home: Home, cluster: Cluster) -> Server | None:
    """The server, if it answers to our password and serves our data folder; one that is starting is waited for."""
    if not cluster.made or not wait_until_open(cluster):
        return None
    server = Server(socket_logins(cluster.sockets, read_passwords(home.keys / "database.json")), cluster.data)
    try:
        with server.connect("super") as conn:
            row = conn.execute("SELECT current_setting('data_directory')").fetchone()
            version = conn.info.server_version
    except psycopg.OperationalError as fault:
        raise NotReachable(
            f"A database answers in {cluster.sockets} but refuses us: {fault}\n"
            f"If the folder {home.keys} was replaced, put back your copy of it."
        ) from fault
    if row is None or Path(row[0]).resolve() != cluster.data.resolve():
        raise NotReachable(f"Another database answers in {cluster.sockets}. Choose another folder in DARNA_HOME.")
    return replace(server, version=version)


def _refuse_other_major(cluster: Cluster, binaries: Binaries) -> None:
    made_with = cluster.major
    if made_with == str(binaries.major):
        return
    try:
        old = locate_binaries({}, major=int(made_with)).folder
    except NoBinaries:
        old = Path(f"/usr/lib/postgresql/{made_with}/bin")
    raise WrongMajor(
        f"The data in {cluster.data} were made by PostgreSQL {made_with}, this one is {binaries.version}: "
        "it cannot open them, and nothing was changed. Copy them out with the old one and in with the new one:\n"
        f"  DARNA_PG_BIN={old} darna db backup before-upgrade.darna\n"
        f"  mv {cluster.data} {cluster.folder / f'data-{made_with}'}\n"
        "  darna db restore before-upgrade.darna\n"
        f"(If {old} is missing: apt install postgresql-{made_with}.)"
    )


def _version_text(number: int) -> str:
    return f"{number // 10000}.{number % 10000}"


def _kept(home: Home) -> Path:
    return home.locks / "kept"
