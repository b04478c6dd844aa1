"""The instruments that come with the platform, written in YAML and read as the workbooks they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from darna.domains.assessments.instruments import Sheets, checked

DATA: Final = Path(__file__).parent / "data"
CODES: Final = ("darna_reception", "darna_reintegration", "darna_best_interests")
#: The languages of every label, in the order in which the files write them.
LANGUAGES: Final = ("العربية (ar)", "Français (fr)", "Italiano (it)", "English (en)")
_COLUMNS: Final = (
    "type",
    "name",
    *(f"label::{name}" for name in LANGUAGES),
    "relevant",
    "required",
    "constraint",
    *(f"constraint_message::{name}" for name in LANGUAGES),
    "calculation",
    "repeat_count",
    "appearance",
)


class UnfitInstrument(ValueError):
    """A shipped instrument breaks a rule: a slip in the file, never a user's doing."""


@cache
def shipped() -> Mapping[str, Sheets]:
    """The rows of every shipped instrument by its code. Raises: UnfitInstrument."""
    lists = _read("choices")
    found = {code: _sheets(code, _read(code), lists) for code in CODES}
    for code, sheets in found.items():
        if wrong := checked(sheets).faults:
            raise UnfitInstrument(f"{code}: {wrong}")
    return found


def _sheets(code: str, told: Mapping[str, Any], lists: Mapping[str, Any]) -> Sheets:
    survey = [list(_COLUMNS), *_rows(told["survey"])]
    wanted = {words[1] for row in survey if len(words := row[0].split()) == 2 and words[1] in lists}
    choices = [["list_name", "name", *(f"label::{name}" for name in LANGUAGES)]]
    for name in sorted(wanted):
        choices += [[name, choice, *labels] for choice, labels in lists[name].items()]
    titles = [f"label::{name}" for name in LANGUAGES]
    settings = [
        ["form_title", "form_id", "default_language", *titles],
        [told["title"][3], code, LANGUAGES[1], *told["title"]],
    ]
    return {name: _numbered(rows) for name, rows in (("survey", survey), ("choices", choices), ("settings", settings))}


def _rows(items: list[Mapping[str, Any]]) -> Iterator[list[str]]:
    for item in items:
        kind = next((word for word in ("group", "repeat") if word in item), "")
        if not kind:
            yield _row(item, item["type"], item["name"])
            continue
        yield _row(item, f"begin_{kind}", item[kind])
        yield from _rows(item["items"])
        yield [f"end_{kind}"]


def _row(item: Mapping[str, Any], kind: str, name: str) -> list[str]:
    labels = item.get("label") or [""] * len(LANGUAGES)
    messages = item.get("constraint_message") or [""] * len(LANGUAGES)
    first = [kind, name, *labels, *(str(item.get(word, "")) for word in ("relevant", "required", "constraint"))]
    return [*first, *messages, *(str(item.get(word, "")) for word in ("calculation", "repeat_count", "appearance"))]


def _numbered(rows: list[list[str]]) -> list[list[Any]]:
    return [[number, row] for number, row in enumerate(rows, start=1)]


def _read(name: str) -> Any:
    return yaml.safe_load((DATA / f"{name}.yaml").read_text("utf-8"))
