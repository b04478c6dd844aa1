"""The text of a row that a seal hashes: every column with its length, so that no two rows read the same.

A missing value is `~;`, any other `length:text;`. Format 1; the columns and their order never change, or every seal
would break: a new column needs a new format, named in the seal.
"""

from __future__ import annotations

#: Settings under which PostgreSQL writes instants and bytes the same way everywhere.
SETTINGS = {"TimeZone": "UTC", "DateStyle": "ISO, YMD", "bytea_output": "hex", "IntervalStyle": "iso_8601"}

_WHO = ("epoch", "txid", "id", "at", "kind", "agency_id", "membership_id", "subject_id")
CHANGE_COLUMNS = (*_WHO, "table_name", "row_id", "person_id", "operation", "fields", '"values"')
ENTRY_COLUMNS = (*_WHO, "verb", "object_kind", "object_id", "person_id", "detail")


def text_sql(columns: tuple[str, ...]) -> str:
    """The SQL expression that writes the columns of one row as such a text."""
    return " || ".join(f"coalesce(length({c}::text) || ':' || {c}::text, '~') || ';'" for c in columns)


def text_of(*values: object) -> str:
    """The same text of values that are at hand."""
    return "".join("~;" if value is None else f"{len(str(value))}:{value};" for value in values)
