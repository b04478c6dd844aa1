"""How surely files of one person are found, and at what cost, in a register whose truth is known."""

from __future__ import annotations

import gc
import os
import platform
import resource
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import islice
from typing import Any, Final, TypeVar
from uuid import UUID

import psycopg

from darna.base.agencies.actor import Actor
from darna.base.database.connections import Server
from darna.base.rowsecurity.context import acting
from darna.domains.linkage.queries import current_model
from darna.domains.people.queries.comparable import files_like, records_of
from darna.domains.people.tokens import contact_token, identifier_token
from darna.faces.cli import seeking
from darna.faces.cli.measuring import make_worker, speed
from darna.faces.cli.population import FictionalRow, Population, population
from darna.kernel.clock import today
from darna.methods.linkage import PROPOSED, Model, Pair, Told, default_model, record_of, score
from darna.methods.linkage.engine import predict_table, table_of
from darna.methods.linkage.training import train_table

Say = Callable[[str], None]
Answer = TypeVar("Answer")

#: Pairs below this are not even counted.
_LEAST: Final = 0.01
#: The probabilities at which the figures are told.
THRESHOLDS: Final = (0.5, 0.9, 0.99)
#: Persons registered once more, each compared with the whole register in the database.
NEWCOMERS: Final = 200
_BATCH: Final = 20_000
_CONTACTS: Final = """copy people_personcontact (id, agency_id, person_id, channel, sealed_value, value_token, is_safe,
  sealed_advice, version) from stdin"""
_NUMBERS: Final = """copy people_personidentifier (id, agency_id, person_id, kind, issuer_country, sealed_number,
  number_token, version) from stdin"""


def told(row: FictionalRow) -> Told:
    """A row as a register tells it."""
    return Told(
        key=str(row.number),
        given=row.given,
        family=row.family,
        given_ar=row.given_ar,
        family_ar=row.family_ar,
        born_on=row.born_on,
        known=str(row.precision),
        sex=row.sex,
        commune=row.commune,
        phones=[row.phone] if row.phone else [],
        numbers=[number for number in (row.cin, row.passport) if number],
    )


@dataclass(frozen=True, slots=True)
class Truth:
    """Who is whom in a register: the person of each row, and how many pairs of rows are one person's."""

    person: Sequence[int]
    pairs: int


def measure(server: Server | None, persons: int, engine: Any, *, say: Say) -> dict[str, Any]:
    """Make a register, learn from it, compare it with itself; then compare newcomers with it in the database."""
    squares = [speed()]
    register = population(persons, seed=5)
    made, prepared, table, truth = _prepared(register)
    say(f"{persons:,} rows in {made:.0f} s, made comparable in {prepared:.0f} s")
    model, learnt = _timed(lambda: train_table(table, default_model(), trained_at=today().isoformat(), engine=engine))
    say(f"learnt in {learnt:.0f} s")
    pairs, compared = _timed(lambda: list(predict_table(table, model, engine=engine, threshold=_LEAST)))
    shipped = list(predict_table(table, default_model(), engine=engine, threshold=_LEAST))
    say(f"compared in {compared:.0f} s")
    figures = {
        "persons": persons,
        "engine": engine,
        "machine": _machine(),
        "seconds": {"prepare": prepared, "train": learnt, "predict": compared},
        "memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "learnt": judged(pairs, truth),
        "shipped": judged(shipped, truth),
    }
    if server is not None:
        figures["newcomers"] = _newcomers(server, register, model, truth, say)
    return {**figures, "squares_ms": [*squares, speed()]}


def judged(pairs: Iterable[Pair], truth: Truth) -> dict[str, Any]:
    """Precision, recall and F1 by threshold, the best F1, and how many pairs were compared at all."""
    found = sorted(((pair.probability, _is_one(pair, truth)) for pair in pairs), reverse=True)
    right, best = 0, {"f1": 0.0, "threshold": 1.0}
    at: dict[str, dict[str, float]] = {}
    for count, (likely, is_one) in enumerate(found, start=1):
        right += is_one
        told_ = _told(right, count, truth.pairs)
        best = max(best, {"f1": told_["f1"], "threshold": likely}, key=lambda one: one["f1"])
        at |= {str(threshold): told_ for threshold in THRESHOLDS if likely >= threshold}
    return {"at": at, "best": best, "blocking": right / max(1, truth.pairs), "pairs": len(found)}


def lines(figures: dict[str, Any]) -> Iterator[str]:
    """The figures as a page of text."""
    machine, seconds = figures["machine"], figures["seconds"]
    yield f"{figures['persons']:,} files, {figures['engine']}; Python {machine['python']}, " + (
        f"Splink {machine['splink']}, DuckDB {machine['duckdb']}, {machine['cpus']} processors"
    )
    yield "a million squares in Python: {:.0f} ms before, {:.0f} ms after".format(*figures["squares_ms"])
    whole = sum(seconds.values())
    yield "prepare {prepare:.1f} s, train {train:.1f} s, predict {predict:.1f} s".format(**seconds) + (
        f", in all {whole:.1f} s; {figures['memory_mib']} MiB"
    )
    for name in ("learnt", "shipped"):
        told_ = figures[name]
        yield f"{name}: best F1 {told_['best']['f1']:.4f} at {told_['best']['threshold']:.3f}, " + (
            f"brought together {told_['blocking']:.4f} of the true pairs"
        )
        for threshold, one in told_["at"].items():
            yield f"  from {threshold}: precision {one['precision']:.4f} recall {one['recall']:.4f} F1 {one['f1']:.4f}"
    if "newcomers" in figures:
        one = figures["newcomers"]
        yield f"{one['count']} newcomers against the register in PostgreSQL: median {one['median_ms']:.1f} ms, " + (
            f"p95 {one['p95_ms']:.1f} ms, {one['candidates']:.0f} candidates, partner proposed {one['proposed']:.3f}"
        )


def _prepared(register: Population) -> tuple[float, float, Any, Truth]:
    rows, made = _timed(lambda: list(register))
    gc.collect()
    persons = [row.person for row in rows]
    truth = Truth(persons, sum(count * (count - 1) // 2 for count in Counter(persons).values()))
    table, prepared = _timed(lambda: table_of(record_of(told(row)) for row in rows))
    return made, prepared, table, truth


def _timed(work: Callable[[], Answer]) -> tuple[Answer, float]:
    started = time.perf_counter()
    answer = work()
    return answer, time.perf_counter() - started


def _is_one(pair: Pair, truth: Truth) -> bool:
    return truth.person[int(pair.left)] == truth.person[int(pair.right)]


def _told(right: int, count: int, every: int) -> dict[str, float]:
    precision, recall = right / count, right / max(1, every)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": precision, "recall": recall, "f1": f1}


def _machine() -> dict[str, Any]:
    return {
        "cpus": os.cpu_count(),
        "python": platform.python_version(),
        "splink": version("splink"),
        "duckdb": version("duckdb"),
    }


def _newcomers(server: Server, register: Population, model: Model, truth: Truth, say: Say) -> dict[str, Any]:
    """Rows of persons who are in the register already, each compared as whoever is registered is."""
    worker = make_worker("bench")
    with server.connect("super", server.login("app").database, autocommit=True) as connection:
        seeking.fill(connection, worker.agency_id, register, say)
        _pour_values(connection, worker.agency_id, register)
    again = [number for number, person in enumerate(truth.person) if person != number][:NEWCOMERS]
    others = _others(truth)
    spent, candidates, proposed = [], [], []
    for at, number in enumerate([*again[:10], *again]):
        found, took, count = _met(worker, register, number, model)
        if at >= 10:
            spent.append(1000 * took)
            candidates.append(count)
            proposed.append(bool(found & others[truth.person[number]] - {number}))
    cuts = statistics.quantiles(spent, n=100)
    return {
        "count": len(spent),
        "median_ms": cuts[49],
        "p95_ms": cuts[94],
        "candidates": statistics.median(candidates),
        "proposed": sum(proposed) / max(1, len(proposed)),
    }


def _others(truth: Truth) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for number, person in enumerate(truth.person):
        found.setdefault(person, set()).add(number)
    return found


def _met(worker: Actor, register: Population, number: int, model: Model) -> tuple[set[int], float, int]:
    person = seeking.key_of(register.row(number))
    started = time.perf_counter()
    with acting(worker.context):
        own = records_of(worker.agency_id, [person])[person]
        others = records_of(worker.agency_id, files_like(worker.agency_id, person, own))
        current_model(worker.agency_id)
    found = {_row(key) for key, one in others.items() if score(own, one, model, register.rows) >= PROPOSED}
    return found, time.perf_counter() - started, len(others)


def _row(key: UUID) -> int:
    return (key.int & ((1 << 64) - 1)) - 1


def _pour_values(connection: psycopg.Connection[Any], agency: UUID, register: Population) -> None:
    """Telephones and numbers by their tokens, sealed values left empty: nobody opens them here."""
    rows = iter(register)
    number = 0
    while batch := list(islice(rows, _BATCH)):
        with connection.transaction(), connection.cursor() as cursor:
            cursor.execute("set local session_replication_role = replica")
            with cursor.copy(_CONTACTS) as copy:
                for row in (one for one in batch if one.phone):
                    number += 1
                    token = contact_token(agency, "phone_call", row.phone)
                    copy.write_row(
                        (UUID(int=number), agency, seeking.key_of(row), "phone_call", b"", token, True, b"", 1)
                    )
            with cursor.copy(_NUMBERS) as copy:
                for row in batch:
                    for kind, held in (("cin", row.cin), ("passport", row.passport)):
                        if held:
                            number += 1
                            token = identifier_token(agency, held)
                            copy.write_row((UUID(int=number), agency, seeking.key_of(row), kind, "MA", b"", token, 1))
    connection.execute("vacuum analyze")
