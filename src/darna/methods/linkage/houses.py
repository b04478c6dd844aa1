"""Where a comparison runs: DuckDB in the memory of one process, or a session of Spark."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any, Final, Literal, Protocol

Engine = Literal["duckdb", "spark"]
ENGINES: Final = ("duckdb", "spark")

#: A telephone or number of more files than this is an office's, and no sign that two of them are one person's.
MOST_SHARING: Final = 20
_LISTS: Final = ("phones", "numbers")
_FETCHED: Final = 10_000


class House(Protocol):
    """What a comparison needs of an engine."""

    def take_in(self, table: Any) -> None:
        """A register as a table of Arrow, without the telephones of offices."""
        ...

    def lookup(self, table: Any) -> Any:
        """A small table of Arrow as one of the engine's."""
        ...

    def linker(self, settings: Mapping[str, Any]) -> Any:
        """Splink over what was taken in."""
        ...

    def distinct(self, column: str) -> Iterator[str]:
        """The values of a column of what was taken in."""
        ...

    def rows(self, found: Any) -> Iterator[dict[str, Any]]:
        """Rows of a result, fetched in batches."""
        ...


@contextmanager
def house(engine: Engine) -> Iterator[House]:
    """An engine for as long as it is needed; afterwards nothing of what it held is left.

    Errors: ImportError where it is not installed.
    """
    # It tells of progress what nobody here reads, and of weights what is meant for whoever tries them out.
    logging.getLogger("splink").setLevel(logging.ERROR)
    with _duckdb() if engine == "duckdb" else _spark() as made:
        yield made


@contextmanager
def _duckdb() -> Iterator[House]:
    import duckdb
    from splink import DuckDBAPI

    connection = duckdb.connect(":memory:")
    try:
        # Nothing is written to disk, not even what does not fit, and nothing is fetched from anywhere.
        connection.execute("set temp_directory = ''")
        connection.execute("set autoinstall_known_extensions = false")
        connection.execute("set autoload_known_extensions = false")
        connection.execute(f"set threads = {os.cpu_count() or 1}")
        yield _DuckDB(connection, DuckDBAPI(connection))
    finally:
        connection.close()


class _DuckDB:
    def __init__(self, connection: Any, api: Any) -> None:
        self._connection, self._api = connection, api
        self._table: Any = None

    def take_in(self, table: Any) -> None:
        self._connection.register("told", table)
        for name in _LISTS:
            self._connection.execute(
                f"set variable common_{name} = (select coalesce(list(value), []) from (select value"
                f" from (select unnest({name}) as value from told) group by value having count(*) > {MOST_SHARING}))"
            )
        kept = ", ".join(
            f"nullif(list_filter({name}, x -> not list_contains(getvariable('common_{name}'), x)), []) as {name}"
            for name in _LISTS
        )
        self._connection.execute(f"create table register as select * replace ({kept}) from told")
        self._connection.unregister("told")
        self._table = self._api.register("register")

    def lookup(self, table: Any) -> Any:
        return self._api.register(table)

    def linker(self, settings: Mapping[str, Any]) -> Any:
        from splink import Linker

        return Linker(self._table, dict(settings), validate_settings=False, log_level=None)

    def distinct(self, column: str) -> Iterator[str]:
        found = self._connection.execute(f"select distinct {column} from register where {column} is not null")
        return (row[0] for row in found.fetchall())

    def rows(self, found: Any) -> Iterator[dict[str, Any]]:
        result = self._connection.execute(f"select * from {found.physical_name}")
        names = [column[0] for column in result.description]
        while batch := result.fetchmany(_FETCHED):
            for row in batch:
                yield dict(zip(names, row, strict=True))


@contextmanager
def _spark() -> Iterator[House]:
    if find_spec("pyspark") is None:
        raise ImportError("Spark is not installed: pip install --require-hashes -r requirements/spark.txt")
    from pyspark.sql import SparkSession
    from splink.internals.spark import database_api

    session = (
        SparkSession.builder.appName("darna link")
        .config("spark.sql.shuffle.partitions", str(4 * (os.cpu_count() or 1)))
        .config("spark.ui.enabled", "false")
        .config("spark.sql.execution.arrow.pyspark.enabled", "true")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    try:
        api: Any = database_api.SparkAPI
        yield _Spark(
            session, api(spark_session=session, register_udfs_automatically=False, break_lineage_method="persist")
        )
    finally:
        session.stop()


class _Spark:
    def __init__(self, session: Any, api: Any) -> None:
        self._session, self._api = session, api
        self._table: Any = None

    def take_in(self, table: Any) -> None:
        from pyspark.sql import functions as f

        told = self._session.createDataFrame(table)
        for name in _LISTS:
            common = told.select(f.explode(name).alias("value")).groupBy("value").count()
            values = [row.value for row in common.where(f.col("count") > MOST_SHARING).collect()]
            if values:
                kept = f.array_except(name, f.array(*map(f.lit, values)))
                told = told.withColumn(name, f.when(f.size(kept) > 0, kept))
        told.createOrReplaceTempView("register")
        self._table = self._api.register("register")

    def lookup(self, table: Any) -> Any:
        return self._api.register(self._session.createDataFrame(table))

    def linker(self, settings: Mapping[str, Any]) -> Any:
        from splink import Linker

        return Linker(self._table, dict(settings), validate_settings=False, log_level=None)

    def distinct(self, column: str) -> Iterator[str]:
        found = self._session.sql(f"select distinct {column} from register where {column} is not null")
        return (row[0] for row in found.toLocalIterator())

    def rows(self, found: Any) -> Iterator[dict[str, Any]]:
        frame = self._session.sql(f"select * from {found.physical_name}")
        return (row.asDict() for row in frame.toLocalIterator())
