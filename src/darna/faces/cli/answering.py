"""How long the law takes to answer: one person at a time with reasons, and a million careers at once."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

from darna.rules.book import ROOT, Book, book
from darna.rules.engine.circumstances import Circumstances
from darna.rules.engine.questions import Question, decide, explain
from darna.rules.engine.situations import situations_in
from darna.rules.portability.planning.bench import timed

#: What is promised, in milliseconds for one answer and in seconds for a million careers.
PROMISED: Final = {"decision": 2.0, "with_changes": 50.0, "careers_s": 10.0}


def measure(rounds: int, careers: int) -> dict[str, Any]:
    """Every situation of the catalogue asked so many times, and so many careers at once.

    Units: milliseconds for one answer; seconds for all careers together; `answers` a second on one core.
    """
    started = time.perf_counter()
    known = book()
    read = (time.perf_counter() - started) * 1000
    asked, law = list(_asked(known)), known.law
    many = timed(careers)
    return {
        "situations": len(asked),
        "law_read_ms": read,
        "decision": _timed(asked, rounds, lambda question, told: decide(question, told, law)),
        "with_changes": _timed(asked, max(rounds // 10, 1), lambda question, told: explain(question, told, law)),
        "careers": {"lives": many.lives, "seconds": many.seconds, "would_gain": many.gain.in_either},
    }


def kept(figures: dict[str, Any]) -> bool:
    """Whether 95 in 100 answers and the careers, in proportion, were as fast as promised."""
    answers = all(figures[name]["p95_ms"] < PROMISED[name] for name in ("decision", "with_changes"))
    many = figures["careers"]
    return answers and bool(many["seconds"] < PROMISED["careers_s"] * max(many["lives"] / 1_000_000, 0.1))


def lines(figures: dict[str, Any]) -> Iterator[str]:
    """The figures for a reader."""
    yield f"the law read in {figures['law_read_ms']:.0f} ms; {figures['situations']} situations asked"
    for name, title in (("decision", "a decision"), ("with_changes", "a decision and what would change it")):
        one = figures[name]
        yield (
            f"{title}: median {one['median_ms']:.2f} ms, 95 in 100 within {one['p95_ms']:.2f} ms, "
            f"longest {one['longest_ms']:.2f} ms, {one['answers']} a second"
        )
    many = figures["careers"]
    yield f"{many['lives']} careers of two countries in {many['seconds']:.2f} s; {many['would_gain']} would gain a pension"


def _asked(known: Book) -> Iterator[tuple[Question, Circumstances]]:
    for situation in situations_in(ROOT):
        yield known.questions.of(situation.question), situation.circumstances(known.facts)


def _timed(
    asked: list[tuple[Question, Circumstances]], rounds: int, answer: Callable[[Question, Circumstances], object]
) -> dict[str, Any]:
    """The median of each situation over all rounds; a first round warms and is not counted."""
    times: list[list[float]] = [[] for _ in asked]
    for _ in range(rounds + 1):
        for place, one in enumerate(asked):
            # Processor time: what else the machine does is not the law's.
            started = time.process_time()
            answer(*one)
            times[place].append((time.process_time() - started) * 1000)
    medians = sorted(statistics.median(found[1:]) for found in times)
    return {
        "median_ms": statistics.median(medians),
        "p95_ms": medians[int(len(medians) * 0.95)],
        "longest_ms": medians[-1],
        "answers": round(1000 / statistics.mean(medians)),
    }
