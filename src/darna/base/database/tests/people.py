"""Helpers of these tests: other processes, and a small register of fictional people behind row security."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from darna.base.database.binaries import Binaries, all_binaries
from darna.base.database.connections import Server

_FORK = get_context("fork")


def every_postgres() -> list[Binaries]:
    """One installation per major version found on this machine: ours, and the system's."""
    found: dict[int, Binaries] = {}
    for binaries in all_binaries(os.environ):
        found.setdefault(binaries.major, binaries)
    return list(found.values())


def started_at(server: Server) -> str:
    """When the server that answers began: two equal instants are one server."""
    with server.connect("super") as conn:
        row = conn.execute("SELECT pg_postmaster_start_time()::text").fetchone()
    assert row
    return str(row[0])


def postmaster_pid(server: Server) -> int:
    """The process of the server."""
    assert server.data
    return int((server.data / "postmaster.pid").read_text().split()[0])


class Elsewhere:
    """Another process doing something; what it answers first is awaited."""

    def __init__(self, work: Callable[..., Any], *args: Any) -> None:
        self._ours, theirs = _FORK.Pipe()
        self.process = _FORK.Process(target=_tell, args=(theirs, work, args), daemon=True)
        self.process.start()
        theirs.close()

    def answer(self, seconds: float = 60) -> Any:
        """What the other process said; what it raised is raised here."""
        assert self._ours.poll(seconds), "the other process does not answer"
        said = self._ours.recv()
        if isinstance(said, BaseException):
            raise said
        return said

    def finish(self) -> None:
        """Let it go on, and wait for its end."""
        self._ours.send("finish")
        self.process.join(60)

    def kill(self) -> None:
        """End it as kill -9 does."""
        assert self.process.pid
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.join(60)


def _tell(pipe: Any, work: Callable[..., Any], args: tuple[Any, ...]) -> None:
    try:
        work(pipe, *args)
    except BaseException as fault:
        pipe.send(RuntimeError(f"{type(fault).__name__}: {fault}"))


@contextmanager
def elsewhere(work: Callable[..., Any], *args: Any) -> Iterator[Elsewhere]:
    """Another process for the length of a block."""
    other = Elsewhere(work, *args)
    try:
        yield other
    finally:
        if other.process.is_alive():
            other.kill()


def ground(server: Server, database: str = "darna") -> None:
    """A register of two fictional people of two agencies, guarded by forced row security, and their keys."""
    with server.connect("owner", database) as conn:
        conn.execute(_GROUND)
    with server.connect("migrator", database) as conn:
        conn.execute("INSERT INTO person VALUES (1, 'maison', 'محمد أيت لحسن'), (2, 'entraide', 'Fatima Élodie Ñ.')")
        conn.execute("INSERT INTO keys_personkey VALUES (1, 'wrapped-one'), (2, 'wrapped-two')")


_GROUND = """
CREATE SCHEMA sec;
GRANT USAGE, CREATE ON SCHEMA sec TO darna_guard;
GRANT USAGE ON SCHEMA sec TO darna_app;
CREATE TABLE person (id int PRIMARY KEY, agency text NOT NULL, name text NOT NULL);
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
ALTER TABLE person FORCE ROW LEVEL SECURITY;
GRANT SELECT ON person TO darna_app, darna_guard;
CREATE POLICY see ON person FOR SELECT TO darna_app USING (agency = current_setting('test.agency', true));
CREATE TABLE keys_personkey (person_id int PRIMARY KEY, wrapped text NOT NULL);
CREATE FUNCTION sec.how_many() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
  AS 'SELECT count(*) FROM public.person';
ALTER FUNCTION sec.how_many() OWNER TO darna_guard;
"""


def names(server: Server, database: str = "darna") -> list[str]:
    """The names in the register, by number, as the role that sees all."""
    with server.connect("migrator", database) as conn:
        return [row[0] for row in conn.execute("SELECT name FROM person ORDER BY id")]


def databases(server: Server) -> set[str]:
    """The databases of a server, its templates aside."""
    with server.connect("super") as conn:
        return {row[0] for row in conn.execute("SELECT datname FROM pg_database WHERE NOT datistemplate")}
