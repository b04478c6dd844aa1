"""How fast and how surely a person is found by name, in a throw-away register whose truth is known."""

from __future__ import annotations

import gc
import os
import platform
import resource
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any, Final
from uuid import UUID

import psycopg

from darna.base.agencies.actor import Actor
from darna.base.database.connections import Server
from darna.base.rowsecurity.context import acting
from darna.domains.people.queries import Narrowing, search
from darna.domains.people.tokens import RULES, name_keys, word_keys
from darna.domains.people.values import Names
from darna.faces.cli.measuring import make_worker, speed
from darna.faces.cli.population import Asked, Bearers, FictionalRow, Population, bearers, population, queries

#: Answers among which the meant person should be.
AMONG: Final = 10
#: Persons of another agency with the same names, poured in for the experiment.
FOREIGN: Final = 100_000
#: Trigrams are slow: so many questions tell their speed.
_TRIGRAM_QUERIES: Final = 96
_BATCH: Final = 20_000
_FOREIGN_BIT: Final = 1 << 127

_PERSONS: Final = """copy people_person (id, agency_id, reference, given_name, family_name, given_name_ar,
  family_name_ar, sealed_names, sex, born_on, born_precision, nationalities, languages, needs_interpreter,
  country_of_residence, commune, sealed_address, is_protected, registered_at, version) from stdin"""
_VISIBLE: Final = "copy people_personvisible (agency_id, person_id, worker_id, until) from stdin"
_NAMES: Final = """copy people_namekey (person_id, agency_id, keys, words, birth_year, sex, commune, made_by)
  from stdin"""
_NOBODY: Final = UUID(int=0)

Say = Callable[[str], None]


def measure(server: Server, persons: int, count: int, *, say: Say) -> dict[str, Any]:
    """Fill a register, ask by name, with the birth year, beside trigrams and beside another agency's namesakes."""
    worker, other = make_worker("bench"), make_worker("other")
    squares = [speed()]
    register = population(persons, seed=1)
    asked = list(queries(register, count, seed=2))
    named = bearers(register, asked)
    with server.connect("super", server.login("app").database, autocommit=True) as connection:
        keys = fill(connection, worker.agency_id, register, say)
        answers = {known: _asked_all(worker, asked, known) for known in _KNOWN}
        say("asked by name alone, with the year, the place, the sex")
        keys["postgresql_us"] = _cost_of_keys(connection, worker.agency_id)
        trigrams = _trigrams(connection, asked[:_TRIGRAM_QUERIES], named)
        # Asked just before and just after, for other work on the machine comes and goes.
        before = _asked_all(worker, asked)
        _pour(connection, other.agency_id, islice(register, FOREIGN), foreign=True)
        connection.execute("vacuum analyze people_namekey")
        beside = _asked_all(worker, asked)
        version = connection.info.parameter_status("server_version")
    return {
        "persons": persons,
        "queries": count,
        "squares_ms": [*squares, speed()],
        "machine": {"cpus": os.cpu_count(), "python": platform.python_version(), "postgresql": version},
        "memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "keys": keys,
        **{known: _told(found, named) for known, found in answers.items()},
        "trigrams": trigrams,
        "foreign": {
            "rows": min(FOREIGN, persons),
            "same_answers": _answers(before) == _answers(beside),
            "p95_before_ms": _told(before, named)["p95_ms"],
            **_told(beside, named),
        },
    }


def lines(figures: dict[str, Any]) -> Iterator[str]:
    """The figures as a page of text."""
    machine, keys = figures["machine"], figures["keys"]
    yield f"{figures['persons']:,} persons, {figures['queries']} questions; Python {machine['python']}, " + (
        f"PostgreSQL {machine['postgresql']}, {machine['cpus']} processors, {figures['memory_mib']} MiB"
    )
    yield "a million squares in Python: {:.0f} ms before, {:.0f} ms after".format(*figures["squares_ms"])
    yield f"keys: {keys['python_us']:.0f} us a row in Python, {keys['postgresql_us']:.1f} us a row in PostgreSQL"
    yield f"{'asked by':<22}{'median':>8}{'p95':>8}{'p99':>8}   who was meant is among {AMONG}: all, by kind"
    for name in (*_KNOWN, "trigrams", "foreign"):
        told = figures[name]
        if told:
            yield f"{name:<22}{told['median_ms']:>8.1f}{told['p95_ms']:>8.1f}{told['p99_ms']:>8.1f}   " + (
                _shares(told["found"])
            )
    for name in ("name", "trigrams"):
        if figures[name]:
            yield f"{name}, recall of those who bear the name, among {AMONG}: {_shares(figures[name]['named'])}"
    foreign = figures["foreign"]
    yield f"beside {foreign['rows']:,} namesakes of another agency: p95 {foreign['p95_ms']:.1f} ms, just before " + (
        f"{foreign['p95_before_ms']:.1f}; the same answers: " + ("yes" if foreign["same_answers"] else "NO")
    )


def _shares(by_kind: dict[str, float]) -> str:
    return "  ".join(f"{kind} {share:.3f}" for kind, share in by_kind.items())


def fill(connection: psycopg.Connection[Any], agency: UUID, register: Population, say: Say) -> dict[str, float]:
    """The register with its keys, and what a key costs in Python."""
    started = time.perf_counter()
    cost = _pour(connection, agency, iter(register), foreign=False)
    connection.execute("vacuum analyze")
    say(f"{register.rows:,} persons in {time.perf_counter() - started:.0f} s")
    return {"python_us": 1e6 * cost / register.rows}


def _pour(connection: psycopg.Connection[Any], agency: UUID, rows: Iterable[FictionalRow], *, foreign: bool) -> float:
    """The rows with their keys, past triggers and guards of a throw-away server; the seconds their keys took."""
    cost = 0.0
    for batch in _batched(rows):
        ids = [key_of(row, foreign=foreign) for row in batch]
        started = time.process_time()
        keys = [_keys(row, agency) for row in batch]
        cost += time.process_time() - started
        with connection.transaction(), connection.cursor() as cursor:
            cursor.execute("set local session_replication_role = replica")
            _copy(cursor, _PERSONS, (_person(pk, row, agency) for pk, row in zip(ids, batch, strict=True)))
            _copy(cursor, _VISIBLE, ((agency, pk, _NOBODY, "infinity") for pk in ids))
            _copy(cursor, _NAMES, ((pk, agency, *rest) for pk, rest in zip(ids, keys, strict=True)))
    return cost


def _keys(row: FictionalRow, agency: UUID) -> tuple[Any, ...]:
    names = Names(row.given, row.family, row.given_ar, row.family_ar)
    return name_keys(names, agency), word_keys(names, agency), row.born_on.year, row.sex, row.commune, RULES


def _batched(rows: Iterable[FictionalRow]) -> Iterator[list[FictionalRow]]:
    left = iter(rows)
    while batch := list(islice(left, _BATCH)):
        yield batch


def _copy(cursor: psycopg.Cursor[Any], statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def key_of(row: FictionalRow, *, foreign: bool = False) -> UUID:
    """The key of a row in the database."""
    # Tells who is meant without a table of a million numbers.
    return UUID(int=(row.person << 64 | row.number + 1) | (_FOREIGN_BIT if foreign else 0))


def _person(pk: UUID, row: FictionalRow, agency: UUID) -> tuple[Any, ...]:
    names = (row.given, row.family, row.given_ar, row.family_ar)
    birth = (row.born_on, str(row.precision))
    return (
        *(pk, agency, f"BE-{row.number:07}", *names, b"", row.sex, *birth),
        *(["MA"], [], False, "", row.commune, b"", False, "now", 1),
    )


#: What may be known beside the name, and how it narrows the search.
_KNOWN: Final[dict[str, Callable[[FictionalRow], Narrowing]]] = {
    "name": lambda row: Narrowing(),
    "name_and_year": lambda row: Narrowing(birth_year=row.born_on.year),
    "name_and_place": lambda row: Narrowing(commune=row.commune),
    "name_and_sex": lambda row: Narrowing(sex=row.sex),
}


def _asked_all(worker: Actor, asked: list[Asked], known: str = "name") -> list[tuple[Asked, float, tuple[UUID, ...]]]:
    """Each question with the milliseconds and the answers; the first twenty are asked before, to warm up."""
    gc.collect()
    found = []
    for one in chain(asked[:20], asked):
        narrowed = _KNOWN[known](one.row)
        started = time.perf_counter()
        with acting(worker.context):
            answers = search(worker, one.text, narrowed=narrowed, limit=AMONG)
        found.append((one, 1000 * (time.perf_counter() - started), tuple(line.id for line in answers)))
    return found[20:] if len(asked) >= 20 else found[len(asked) :]


def _answers(found: list[tuple[Asked, float, tuple[UUID, ...]]]) -> list[tuple[UUID, ...]]:
    return [answers for _, _, answers in found]


def _told(found: list[tuple[Asked, float, tuple[UUID, ...]]], named: Bearers) -> dict[str, Any]:
    """Times, how often the very person was among the answers, and how many of the name's bearers were."""
    cuts = statistics.quantiles([spent for _, spent, _ in found], n=100)
    hits: dict[str, list[float]] = {"all": []}
    recalls: dict[str, list[float]] = {"all": []}
    for one, _, answers in found:
        persons = [pk.int >> 64 for pk in answers]
        for kind in ("all", one.kind):
            hits.setdefault(kind, []).append(one.person in persons)
            recalls.setdefault(kind, []).append(named.recall(one, persons, AMONG))
    return {
        "median_ms": cuts[49],
        "p95_ms": cuts[94],
        "p99_ms": cuts[98],
        "found": {kind: statistics.fmean(shares) for kind, shares in hits.items()},
        "named": {kind: statistics.fmean(shares) for kind, shares in recalls.items()},
    }


def _cost_of_keys(connection: psycopg.Connection[Any], agency: UUID) -> float:
    """Microseconds a row that the index of keys adds to an insertion, the full table's against a bare one's."""
    # A table like any other, so that both keep a journal: what differs are the indexes of keys.
    connection.execute("create table bare (like people_namekey)")
    connection.execute("alter table bare add primary key (person_id)")
    connection.execute(
        "create temporary table more as select gen_random_uuid() as person_id, agency_id, keys, words, birth_year, sex,"
        " commune, made_by from people_namekey limit 20000"
    )
    columns = "person_id, agency_id, keys, words, birth_year, sex, commune, made_by"
    spent = []
    for table in ("bare", "people_namekey"):
        # Pages are journalled whole when they are first touched after a checkpoint, whoever touches them.
        connection.execute("checkpoint")
        started = time.perf_counter()
        with connection.transaction(force_rollback=True):
            connection.execute("set local session_replication_role = replica")
            count = connection.execute(f"insert into {table} ({columns}) select {columns} from more").rowcount
        spent.append((time.perf_counter() - started) / count)
    connection.execute("drop table bare")
    connection.execute("vacuum people_namekey")
    return 1e6 * (spent[1] - spent[0])


def _trigrams(connection: psycopg.Connection[Any], asked: list[Asked], named: Bearers) -> dict[str, Any]:
    """The same questions to trigrams on a copy of the names, where PostgreSQL has them; nothing otherwise."""
    if not connection.execute("select 1 from pg_available_extensions where name = 'pg_trgm'").fetchone():
        return {}
    for statement in (
        "create schema trigrams",
        "create extension pg_trgm schema trigrams",
        "create table trigrams.names as select id, lower(given_name || ' ' || family_name) as latin,"
        " given_name_ar || ' ' || family_name_ar as arabic from people_person",
        "create index on trigrams.names using gin (latin trigrams.gin_trgm_ops)",
        "create index on trigrams.names using gin (arabic trigrams.gin_trgm_ops)",
        "analyze trigrams.names",
        "set search_path = public, trigrams",
    ):
        connection.execute(statement)
    found = []
    for one in asked:
        column = "latin" if one.text[0] < "\u0600" else "arabic"
        started = time.perf_counter()
        rows = connection.execute(
            f"select id from trigrams.names where {column} % %(text)s order by similarity({column}, %(text)s) desc"
            f" limit {AMONG}".replace(" % ", " %% "),
            {"text": one.text.lower()},
        ).fetchall()
        found.append((one, 1000 * (time.perf_counter() - started), tuple(pk for (pk,) in rows)))
    connection.execute("drop schema trigrams cascade")
    return _told(found, named)
