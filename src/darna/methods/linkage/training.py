"""Learning from a register how often files of one person agree, and files of two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import Any, Final

from darna.methods.linkage.engine import predict_in, settings, table_of, tell_shares
from darna.methods.linkage.houses import Engine, house
from darna.methods.linkage.levels import COMPARED
from darna.methods.linkage.model import FEWEST_BEARERS, LEAST, LEAST_SLIP, Model, Weights
from darna.methods.linkage.records import Record

#: A smaller register teaches too little: the shipped model serves it better.
FEWEST_PERSONS: Final = 20_000
#: Pairs drawn at random to learn how strangers agree.
_STRANGERS: Final = 2e6
#: Pairs among which persons and strangers mix, each telling of what it does not itself ask for. Not those who share a
#: telephone: families do, and what parts brothers would be learnt as what parts a person from themselves.
_MIXED: Final = (
    "l.numbers = r.numbers",
    "l.given = r.given and l.family = r.family and l.year = r.year and l.month = r.month and l.day = r.day",
)
_SHARED: Final = tuple(level.of for one in COMPARED for level in one.levels if level.of)
_FEWEST_DUPLICATES, _MOST_DUPLICATES = 0.002, 0.3


def train(records: Iterable[Record], start: Model, *, trained_at: str, engine: Engine = "duckdb") -> Model:
    """A model of a register; where it teaches nothing of a way to agree, that of the start stays.

    Strangers are learnt from pairs drawn at random, persons by expectation and maximisation over three kinds of pairs.
    Deterministic: the same register gives the same model.
    """
    return train_table(table_of(records), start, trained_at=trained_at, engine=engine)


def train_table(table: Any, start: Model, *, trained_at: str, engine: Engine = "duckdb") -> Model:
    """The same of a register that is a table of Arrow already."""
    shares, rare = common_shares(table)
    begun = replace(start, shares=shares, rare=rare)
    with house(engine) as made:
        made.take_in(table)
        linker = made.linker(settings(begun, engine, table.num_rows))
        tell_shares(made, linker, begun)
        linker.training.estimate_u_using_random_sampling(max_pairs=_STRANGERS, seed=1)
        for pairs in _MIXED:
            _learn(linker, pairs)
        learnt = replace(
            begun,
            levels=_learnt(linker.misc.save_model_to_json(), begun),
            trained_on="register",
            trained_at=trained_at,
            persons=table.num_rows,
            libraries={name: version(name) for name in ("splink", "duckdb")},
        )
        found = sum(1 for _ in predict_in(made, table.num_rows, learnt, engine))
    met = found / max(1, table.num_rows)
    return replace(learnt, duplicates=min(_MOST_DUPLICATES, max(_FEWEST_DUPLICATES, met)))


def common_shares(table: Any, most: int | None = None) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """How common values are, and how common a rare one is that is not told by name."""
    shares, rare = {}, {}
    for column in _SHARED:
        counts = Counter(value for value in table.column(column).to_pylist() if value is not None)
        every = max(1, sum(counts.values()))
        told = [(value, count) for value, count in counts.most_common(most) if count >= FEWEST_BEARERS]
        shares[column] = {value: count / every for value, count in sorted(told)}
        left = [count / every for value, count in counts.items() if value not in shares[column]]
        # As common as the value of somebody drawn from those who bear one that is not told.
        rare[column] = sum(share * share for share in left) / sum(left) if left else 1 / every
    return shares, rare


def weights_of(
    same: Mapping[str, Counter[str]], strangers: Mapping[str, Counter[str]]
) -> dict[str, dict[str, Weights]]:
    """Weights from pairs of which it is known who is whom: how often each way to agree was met among them."""
    return {
        one.name: {
            level.code: Weights(
                max(LEAST_SLIP, _share(same[one.name], level.code, len(one.levels))),
                _share(strangers[one.name], level.code, len(one.levels)),
            )
            for level in one.levels
        }
        for one in COMPARED
    }


def _share(met: Counter[str], code: str, ways: int) -> float:
    # One more of each, so that what was never met among so many is rare and not impossible.
    return (met[code] + 1) / (sum(count for way, count in met.items() if way) + ways)


def _learn(linker: Any, pairs: Any) -> None:
    from splink.internals.exceptions import EMTrainingException

    before = linker._settings_obj.core_model_settings.copy()
    try:
        linker.training.estimate_parameters_using_expectation_maximisation(
            pairs, fix_probability_two_random_records_match=False
        )
    except (EMTrainingException, ValueError, ZeroDivisionError):
        # A register without such pairs teaches nothing here. Splink leaves its model half taken apart then.
        linker._settings_obj.core_model_settings = before


def _learnt(settings_made: Mapping[str, Any], start: Model) -> dict[str, dict[str, Weights]]:
    return {
        told["output_column_name"]: _levels(told["comparison_levels"], start.levels[told["output_column_name"]])
        for told in settings_made["comparisons"]
    }


def _levels(told: Sequence[Mapping[str, Any]], before: Mapping[str, Weights]) -> dict[str, Weights]:
    found = {level["label_for_charts"]: level for level in told if not level.get("is_null_level")}
    return {
        code: Weights(
            max(LEAST_SLIP, found[code].get("m_probability") or weights.m),
            max(LEAST, found[code].get("u_probability") or weights.u),
        )
        for code, weights in before.items()
    }
