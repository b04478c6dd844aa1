"""The figures of finding files of one person: counted right, and good enough on a small register whose truth is known."""

from __future__ import annotations

from typing import Any

from darna.faces.cli import linking
from darna.faces.cli.linking import Truth, judged, told
from darna.faces.cli.population import population
from darna.methods.linkage import Pair, default_model, predict, record_of, score


def test_what_was_found_is_counted_by_threshold() -> None:
    truth = Truth([0, 0, 2, 3, 3], pairs=2)
    pairs = [Pair("0", "1", 0.95, {}), Pair("1", "2", 0.7, {}), Pair("3", "4", 0.2, {})]
    figures = judged(pairs, truth)
    assert figures["at"]["0.9"] == {"precision": 1.0, "recall": 0.5, "f1": 2 / 3}
    assert figures["at"]["0.5"]["precision"] == 0.5
    assert (figures["blocking"], figures["pairs"]) == (1.0, 3)
    assert figures["best"]["threshold"] == 0.2


def test_in_a_small_register_nearly_all_are_found_and_hardly_anybody_else() -> None:
    rows = list(population(6_000, seed=9))
    records = [record_of(told(row)) for row in rows]
    persons = [row.person for row in rows]
    twice = sum(person != number for number, person in enumerate(persons))
    figures = judged(predict(records, default_model()), Truth(persons, twice))
    assert twice > 250
    assert figures["best"]["f1"] >= 0.96
    assert figures["blocking"] >= 0.96
    assert score(records[0], records[0], default_model(), 6_000) > 0.5


def test_the_page_of_figures_tells_both_models_and_the_newcomers() -> None:
    told_: dict[str, Any] = judged([Pair("0", "1", 0.95, {})], Truth([0, 0], pairs=1))
    figures = {
        "persons": 2,
        "engine": "duckdb",
        "machine": {"cpus": 2, "python": "3.11", "splink": "5", "duckdb": "1.5"},
        "seconds": {"prepare": 1.0, "train": 2.0, "predict": 3.0},
        "memory_mib": 99,
        "squares_ms": [25.0, 26.0],
        "learnt": told_,
        "shipped": told_,
        "newcomers": {"count": 9, "median_ms": 7.0, "p95_ms": 9.5, "candidates": 30, "proposed": 0.98},
    }
    page = list(linking.lines(figures))
    assert "in all 6.0 s" in page[2]
    assert page[-1].endswith("partner proposed 0.980")
