"""A whole register compared with itself by Splink, on DuckDB in memory or on a cluster of Spark.

Nothing of it is written to disk, and no engine is loaded before it is asked for: web processes never load one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from darna.methods.linkage.houses import Engine, House, house
from darna.methods.linkage.levels import Comparison, comparisons
from darna.methods.linkage.model import PROPOSED, Model
from darna.methods.linkage.records import COLUMNS, Record

_BATCH: Final = 50_000
_OVERLAP: Final[Mapping[Engine, str]] = {"duckdb": "list_has_any", "spark": "arrays_overlap"}
_LISTS: Final = ("phones", "numbers")
#: What pairs must share to be compared at all.
_BLOCKS: Final = (
    ("family", "born"),
    ("first", "born"),
    ("given", "family", "year"),
    ("given", "family", "month", "day"),
    ("given", "family", "commune"),
)
_SWAPPED: Final = "l.given = r.family and l.family = r.given and l.year = r.year"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two files that may be one person's: their keys, how likely it is, and in which way each thing agrees."""

    left: str
    right: str
    probability: float
    levels: Mapping[str, str]


def predict(
    records: Iterable[Record], model: Model, *, engine: Engine = "duckdb", threshold: float = PROPOSED
) -> Iterator[Pair]:
    """Every pair of a register that is as likely as the threshold, in no order.

    Errors: ImportError where the engine is not installed.
    """
    yield from predict_table(table_of(records), model, engine=engine, threshold=threshold)


def predict_table(told: Any, model: Model, *, engine: Engine = "duckdb", threshold: float = PROPOSED) -> Iterator[Pair]:
    """The same of a register that is a table of Arrow already (see `table_of`)."""
    with house(engine) as made:
        made.take_in(told)
        yield from predict_in(made, told.num_rows, model, engine, threshold)


def predict_in(made: House, persons: int, model: Model, engine: Engine, threshold: float = PROPOSED) -> Iterator[Pair]:
    """The same in an engine that took the register in already."""
    linker = made.linker(settings(model, engine, persons))
    tell_shares(made, linker, model)
    found = linker.inference.predict(threshold_match_probability=threshold)
    yield from _pairs(made.rows(found), comparisons(overlap=_OVERLAP[engine]))


def tell_shares(made: House, linker: Any, model: Model) -> None:
    """Say how common each value of the register is as the model knows it, not as the engine would count it."""
    import pyarrow as arrow

    for column in model.shares:
        values = list(made.distinct(column))
        shares = [model.share(column, value) for value in values]
        table = arrow.table(
            {column: arrow.array(values, arrow.string()), f"tf_{column}": arrow.array(shares, arrow.float64())}
        )
        linker.table_management.register_term_frequency_lookup(made.lookup(table), column)


def table_of(records: Iterable[Record]) -> Any:
    """Records as one table of Arrow, made in batches; empty texts become nothing."""
    import pyarrow as arrow

    columns = (*COLUMNS, "born")
    kinds = {"year": arrow.int16(), "month": arrow.int8(), "day": arrow.int8()}
    lists = dict.fromkeys(_LISTS, arrow.list_(arrow.string()))
    schema = arrow.schema([(name, {**kinds, **lists}.get(name, arrow.string())) for name in columns])
    left = iter(records)
    batches = []
    while rows := list(islice(left, _BATCH)):
        told = [[getattr(row, name) or (0 if name in kinds else None) for row in rows] for name in COLUMNS]
        told.append([_born(row) for row in rows])
        made = [arrow.array(column, schema.field(at).type) for at, column in enumerate(told)]
        batches.append(arrow.record_batch(made, schema=schema))
    return arrow.Table.from_batches(batches, schema=schema)


def settings(model: Model, engine: Engine, persons: int) -> dict[str, Any]:
    """What the engine is told: what to compare, which pairs, and what was learnt."""
    compared = comparisons(overlap=_OVERLAP[engine])
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "key",
        "probability_two_random_records_match": model.prior(persons),
        # With them come the ways in which each thing agrees.
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": False,
        "blocking_rules_to_generate_predictions": _blocks(),
        "comparisons": [_told(one, model) for one in compared],
    }


def _blocks() -> list[Any]:
    plain = [{"blocking_rule": " and ".join(f"l.{name} = r.{name}" for name in names)} for names in _BLOCKS]
    exploded = [{"blocking_rule": f"l.{name} = r.{name}", "arrays_to_explode": [name]} for name in _LISTS]
    return [*exploded, *plain, {"blocking_rule": _SWAPPED}]


def _told(compared: Comparison, model: Model) -> dict[str, Any]:
    learnt = model.levels[compared.name]
    silent = {"sql_condition": compared.silent_sql, "label_for_charts": "silent", "is_null_level": True}
    levels: list[dict[str, Any]] = [silent]
    for level in compared.levels:
        weights = learnt[level.code]
        told = {
            "sql_condition": "ELSE" if level.sql == "true" else level.sql,
            "label_for_charts": level.code,
            "m_probability": weights.m,
            "u_probability": weights.u,
        }
        levels.append(told | ({"tf_adjustment_column": level.of, "tf_adjustment_weight": 1.0} if level.of else {}))
    return {"output_column_name": compared.name, "comparison_levels": levels}


def _pairs(rows: Iterable[Mapping[str, Any]], compared: tuple[Comparison, ...]) -> Iterator[Pair]:
    for row in rows:
        levels = {one.name: _code(one, row[f"gamma_{one.name}"]) for one in compared}
        yield Pair(row["key_l"], row["key_r"], row["match_probability"], levels)


def _code(compared: Comparison, gamma: int) -> str:
    return compared.levels[len(compared.levels) - 1 - gamma].code if gamma >= 0 else ""


def _born(row: Record) -> str | None:
    """A birth date in which the 3rd of July and the 7th of March are the same day."""
    return f"{row.year}-{min(row.month, row.day)}-{max(row.month, row.day)}" if row.day else None
