"""The figures of looking for persons by name: who was meant is told from the row, whichever of their rows is found."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from darna.faces.cli import seeking
from darna.faces.cli.population import bearers, population, queries


def figures_of(found_first: bool) -> dict[str, Any]:
    register = population(400, seed=5)
    asked = list(queries(register, 16, seed=6))
    answers = tuple(UUID(int=(one.person << 64) | 999) for one in asked)
    return seeking._told(
        [
            (one, 2.0, (pk,) if found_first or one.kind == "exact" else ())
            for one, pk in zip(asked, answers, strict=True)
        ],
        bearers(register, asked),
    )


def test_another_row_of_the_person_is_the_person_and_an_empty_answer_is_not() -> None:
    assert set(figures_of(found_first=True)["found"].values()) == {1.0}
    only_exact = figures_of(found_first=False)["found"]
    assert (only_exact["exact"], only_exact["typo"], only_exact["all"]) == (1.0, 0.0, 2 / 16)


def test_whoever_bears_the_name_counts_as_found_beside_whom_was_meant_and_a_row_too_few_is_missed() -> None:
    register = population(3000, seed=5)
    asked = list(queries(register, 16, seed=6))
    named = bearers(register, asked)
    one = max(asked, key=lambda one: named.rows[register.truth(one.person).name])
    rows = [register.person_of(number) for number in range(register.rows)]
    same = [person for person in rows if register.truth(person).name == register.truth(one.person).name]
    assert len(same) == named.rows[register.truth(one.person).name] > 1
    stranger = next(person for person in rows if person not in same)
    assert named.recall(one, same[:10], among=10) == 1.0
    assert named.recall(one, [*same[1:], stranger], among=len(same)) == (len(same) - 1) / len(same)
    assert named.recall(one, [stranger] * 10, among=10) == 0.0


def test_the_page_of_figures_says_when_namesakes_elsewhere_changed_an_answer() -> None:
    told = figures_of(found_first=True)
    whole: dict[str, Any] = {
        "persons": 400,
        "queries": 16,
        "squares_ms": [25.0, 26.0],
        "machine": {"cpus": 2, "python": "3.11", "postgresql": "18"},
        "memory_mib": 190,
        "keys": {"python_us": 90.0, "postgresql_us": 12.0},
        "name": told,
        "name_and_year": told,
        "name_and_place": told,
        "name_and_sex": told,
        "trigrams": {},
        "foreign": {"rows": 100_000, "same_answers": False, "p95_before_ms": 2.0, **told},
    }
    page = list(seeking.lines(whole))
    assert page[-1].endswith("the same answers: NO")
    assert [line for line in page if line.startswith("name, recall")]
    assert not [line for line in page if line.startswith("trigrams")]
