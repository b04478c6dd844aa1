"""Files of one person are found by what a register teaches, and one pair is told the same by both tellings."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from itertools import islice
from random import Random
from shutil import which

import pytest

from darna.methods.linkage import (
    Model,
    Record,
    Told,
    default_model,
    explain,
    predict,
    probability,
    record_of,
    score,
    train,
)
from darna.methods.linkage.engine import settings
from darna.methods.linkage.houses import MOST_SHARING
from darna.methods.linkage.levels import COMPARED

ONE = record_of(
    Told(
        "1", "Mohamed", "Ben Aissa", born_on=date(1984, 3, 7), sex="M", commune="05.091.03.01",
        phones=("p1",), numbers=("n1", "n2"),
    )
)  # fmt: skip


def register(count: int, seed: int = 1) -> list[Record]:
    """Files with so few names, days and numbers that every way to agree is met."""
    chance = Random(seed)
    return [
        record_of(
            Told(
                str(at),
                chance.choice(
                    ("Mohamed", "Mohammed", "Mohamed Amine", "Hassan", "Hasnaa", "Sami", "Samir", "", "Ben Aissa")
                ),
                chance.choice(
                    (
                        "Ben Aissa",
                        "El Idrissi",
                        "Idris",
                        "Bouazzaoui",
                        "Bouazaoui",
                        "Ben Aissa Alaoui",
                        "Sami",
                        "Salmi",
                        "",
                    )
                ),
                born_on=date(1980 + chance.randrange(3), 1 + chance.randrange(4), 1 + chance.randrange(4)),
                known=chance.choice(("day", "day", "day", "month", "year", "")),
                sex=chance.choice("MFU"),
                commune=chance.choice(("", "05.091.03.01", "05.091.03.05", "07.161.07.03")),
                phones=chance.sample([f"p{at}" for at in range(60)], chance.randrange(3)),
                numbers=chance.sample([f"n{at}" for at in range(40)], chance.randrange(3)),
            )
        )
        for at in range(count)
    ]


@pytest.fixture(scope="module")
def found() -> tuple[dict[str, Record], list[tuple[str, str, float, dict[str, str]]]]:
    """A register and every pair that Splink compared in it."""
    records = register(400)
    pairs = predict(records, default_model(), threshold=1e-12)
    return {one.key: one for one in records}, [(p.left, p.right, p.probability, dict(p.levels)) for p in pairs]


def test_one_pair_in_plain_python_is_as_likely_as_splink_says(
    found: tuple[dict[str, Record], list[tuple[str, str, float, dict[str, str]]]],
) -> None:
    by_key, pairs = found
    assert len(pairs) > 500
    for left, right, likely, _ in pairs:
        assert score(by_key[left], by_key[right], default_model(), len(by_key)) == pytest.approx(likely, abs=1e-9)


def test_both_tellings_meet_the_same_ways_to_agree_and_every_one_of_them(
    found: tuple[dict[str, Record], list[tuple[str, str, float, dict[str, str]]]],
) -> None:
    by_key, pairs = found
    met: set[tuple[str, str]] = set()
    for left, right, _, levels in pairs:
        assert {part.comparison: part.code for part in explain(by_key[left], by_key[right], default_model())} == levels
        met |= set(levels.items())
    every = {(one.name, level.code) for one in COMPARED for level in one.levels}
    assert every - met <= {("given", "one_letter")}


def test_the_same_person_in_the_other_script_is_likely_and_a_namesake_is_not() -> None:
    other = record_of(
        Told("2", given_ar="محمد", family_ar="بن عيسى", born_on=date(1984, 3, 7), sex="M", commune="05.091.03.01")
    )
    namesake = replace(other, year=1961, commune="07.161.07.03")
    assert score(ONE, other, default_model(), 1_000) > 0.99
    assert score(ONE, namesake, default_model(), 1_000) < 0.01


def test_the_larger_the_register_the_less_a_namesake_is_believed() -> None:
    other = replace(ONE, key="2", phones=(), numbers=(), commune="", month=0, day=0)
    likely = [score(ONE, other, default_model(), persons) for persons in (100, 10_000, 1_000_000)]
    assert likely == sorted(likely, reverse=True)
    assert likely[0] > 10 * likely[-1]


def test_names_told_in_the_other_order_speak_once() -> None:
    other = replace(ONE, key="2", given=ONE.family, family=ONE.given)
    parts = {part.comparison: part for part in explain(ONE, other, default_model())}
    assert (parts["given"].code, parts["family"].code) == ("swapped", "")


def test_what_is_not_said_weighs_nothing() -> None:
    silent = Record("2", "", "", "", 0, 0, 0, "", "")
    assert {part.bits for part in explain(ONE, silent, default_model())} == {0.0}
    assert score(ONE, silent, default_model(), 1_000) == pytest.approx(default_model().prior(1_000))


def test_a_telephone_of_many_files_is_an_offices_and_brings_nobody_together() -> None:
    strangers = [
        record_of(
            Told(
                str(at),
                f"Name{chr(98 + at)}d",
                f"Other{chr(98 + at)}k",
                born_on=date(1950 + at, 1, 2),
                phones=("office",),
            )
        )
        for at in range(MOST_SHARING + 2)
    ]
    few = [replace(one, phones=("home",)) for one in strangers[:3]]
    assert "shared" not in {pair.levels["phones"] for pair in predict(strangers, default_model(), threshold=1e-12)}
    assert [pair.levels["phones"] for pair in predict(few, default_model(), threshold=1e-12)] == ["shared"] * 3


def test_a_model_survives_being_stored_and_one_of_another_form_is_not_read() -> None:
    stored = default_model().to_json()
    assert Model.from_json(stored) == default_model()
    with pytest.raises(ValueError, match="form 0"):
        Model.from_json({**stored, "form": 0})
    lacking = {**stored, "levels": {**stored["levels"], "sex": {"same": {"m": 0.9, "u": 0.5}}}}
    with pytest.raises(ValueError, match="sex"):
        Model.from_json(lacking)


def test_a_register_that_teaches_nothing_keeps_what_was_known() -> None:
    lonely = [replace(one, numbers=(), phones=()) for one in register(30)]
    learnt = train(lonely, default_model(), trained_at="2026-11-23")
    assert learnt.levels["numbers"] == default_model().levels["numbers"]
    assert (learnt.persons, learnt.trained_on) == (30, "register")


def test_a_model_names_nobody_whose_name_few_bear() -> None:
    rare = record_of(Told("9999", "Zhrdl", "Qqtwv", born_on=date(1999, 9, 9)))
    learnt = train([*register(60), rare], default_model(), trained_at="2026-11-23")
    assert rare.family not in learnt.shares["family"]
    assert learnt.share("family", rare.family) == learnt.rare["family"] > 0


def test_probabilities_of_great_weights_do_not_overflow() -> None:
    assert (probability(-5000.0), probability(5000.0)) == (pytest.approx(0.0), 1.0)


def test_nothing_that_answers_pages_loads_an_engine() -> None:
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, darna.methods.linkage as one; one.default_model();"
            "print(sorted({'duckdb', 'splink', 'pyarrow', 'pyspark', 'numpy'} & set(sys.modules)))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "[]"


def test_both_engines_are_told_the_same_but_for_the_name_of_one_function() -> None:
    told = [str(settings(default_model(), engine, 100)) for engine in ("duckdb", "spark")]
    assert told[0].replace("list_has_any", "arrays_overlap") == told[1]


@pytest.mark.skipif(
    find_spec("pyspark") is None or which("java") is None,
    reason="needs pyspark (requirements/spark.txt) and Java 17",
)
def test_a_small_session_of_spark_finds_the_same_pairs() -> None:
    records = list(islice(register(120), 120))
    one, other = (
        {
            (min(p.left, p.right), max(p.left, p.right)): round(p.probability, 9)
            for p in predict(records, default_model(), engine=engine)
        }
        for engine in ("duckdb", "spark")
    )
    assert one == other
