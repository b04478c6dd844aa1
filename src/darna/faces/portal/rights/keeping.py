"""What was told as a file that one keeps and can bring back; nothing in it says who it is about unless asked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from darna.faces.portal.rights.forms import FEWEST, MOST, PeriodForm, RightsForms
from darna.faces.portal.rights.letter_forms import LINES
from darna.kernel.errors import Invalid

#: How the file says what it is, and how it is written; a newer way of writing gets the next number.
KIND: Final = "darna.my-rights"
VERSION: Final = 1
#: Larger than thirty full rows ever are.
LARGEST: Final = 64 * 1024
_LONGEST_VALUE: Final = 200
_MOST_FACTS: Final = 60
_FACT: Final = re.compile(r"[a-z][a-z0-9_]{0,60}(?:\.[A-Z]{2})?\Z")


def as_file(forms: RightsForms, *, on: date, with_lines: bool = True) -> str:
    """What was told, as text; the writer's name only where the box was ticked, and never without `with_lines`."""
    told: dict[str, Any] = {
        "kind": KIND,
        "version": VERSION,
        "saved_on": on.isoformat(),
        "facts": {name: value for name, value in forms.facts.raw().items() if value},
        "periods": [_period(form) for form in forms.told_periods],
    }
    if with_lines and forms.letter.cleaned_data.get("keeps_lines"):
        told["letter"] = {name: value for name, value in forms.letter.lines.items() if value}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def read_file(body: bytes) -> dict[str, str]:
    """The fields of the form as that file fills them.

    Raises: Invalid("file", code), the code being one of `OF_A_KEPT_FILE`.
    """
    told = _parsed(body)
    if told.get("kind") != KIND:
        raise Invalid("file", "another_kind")
    if not isinstance(told.get("version"), int) or told["version"] > VERSION:
        raise Invalid("file", "newer")
    if set(told) - {"kind", "version", "saved_on", "facts", "periods", "letter"}:
        raise Invalid("file", "not_ours")
    return {**_rows(told.get("periods", [])), **_facts(told.get("facts", {})), **_lines(told.get("letter", {}))}


def _parsed(body: bytes) -> dict[str, Any]:
    if len(body) > LARGEST:
        raise Invalid("file", "too_large")
    try:
        told = json.loads(body.decode("utf-8-sig"), parse_constant=_refused)
    except (ValueError, RecursionError):
        raise Invalid("file", "not_readable") from None
    if not isinstance(told, dict):
        raise Invalid("file", "another_kind")
    return told


def _refused(name: str) -> Any:
    raise ValueError(name)


def _rows(periods: Any) -> dict[str, str]:
    if not isinstance(periods, list):
        raise Invalid("file", "not_ours")
    if len(periods) > MOST:
        raise Invalid("file", "too_many")
    fields = {"rows": str(max(len(periods), FEWEST))}
    for place, period in enumerate(periods):
        fields |= {f"p{place}-{name}": text for name, text in _texts(period, set(PeriodForm.base_fields)).items()}
    return fields


def _facts(facts: Any) -> dict[str, str]:
    names = {name for name in facts if _FACT.match(str(name))} if isinstance(facts, dict) else set()
    if len(names) > _MOST_FACTS:
        raise Invalid("file", "not_ours")
    return {f"f-{name}": text for name, text in _texts(facts, names).items()}


def _lines(letter: Any) -> dict[str, str]:
    return {f"l-{name}": text for name, text in _texts(letter, set(LINES)).items()}


def _texts(told: Any, known: set[str]) -> dict[str, str]:
    """Short plain texts under names that are known, and nothing else."""
    if not isinstance(told, Mapping) or set(told) - known:
        raise Invalid("file", "not_ours")
    for value in told.values():
        if not isinstance(value, str) or len(value) > _LONGEST_VALUE or "\x00" in value:
            raise Invalid("file", "not_ours")
    return dict(told)


def _period(form: PeriodForm) -> dict[str, str]:
    told = {name: value for name, value in form.raw.items() if value}
    if "amount" not in told:
        told.pop("unit", None)
    return told
