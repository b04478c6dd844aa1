"""The lists as they ship: one CSV file a list, and one that names the lists."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from darna.base.codelists.models import Code, CodeList, identifier


@dataclass(frozen=True, slots=True)
class ShippedList:
    """One list with its codes, not yet saved."""

    header: CodeList
    codes: tuple[Code, ...]


def shipped() -> Iterator[ShippedList]:
    """Every list that comes with the platform, in the order of the index."""
    for row in _table("lists"):
        header = CodeList(
            code=row["list"],
            version=row["version"],
            source=row["source"],
            licence=row["licence"],
            reads_inside=row["reads_inside"],
            **_labels(row),
        )
        yield ShippedList(header, tuple(_code(header.code, at, line) for at, line in enumerate(_table(header.code))))


def _code(list_code: str, order: int, row: dict[str, str]) -> Code:
    return Code(
        id=identifier(list_code, row["code"]),
        list_id=list_code,
        code=row["code"],
        order=order,
        external=row["external"],
        aliases="\n".join(alias.strip() for alias in row["aliases"].split("|") if alias.strip()),
        **_labels(row),
    )


def _labels(row: dict[str, str]) -> dict[str, str]:
    return {f"label_{language}": row[language].strip() for language in ("ar", "fr", "it", "en")}


def _table(name: str) -> Iterator[dict[str, str]]:
    text = (files("darna.base.codelists") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
