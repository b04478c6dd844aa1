"""Reading the file that a person keeps of their working life from the public pages: insured periods and facts, and no name."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from darna.domains.entitlements.values import PeriodDraft
from darna.kernel.dates import PartialDate
from darna.kernel.errors import Invalid
from darna.kernel.typed import in_our_figures, typed_date

#: How the file says what it is, and the newest way of writing that is read here.
KIND: Final = "darna.my-rights"
VERSION: Final = 1
LARGEST: Final = 64 * 1024
MOST: Final = 30
_KNOWN: Final = frozenset({"country", "scheme", "first", "last", "amount", "unit"})
_MOST_FACTS: Final = 60
_FACT: Final = re.compile(r"[a-z][a-z0-9_]{0,60}(?:\.[A-Z]{2})?\Z")


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file says: insured periods, and other facts as they were typed."""

    periods: tuple[PeriodDraft, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


def read_file(body: bytes) -> Brought:
    """The insured periods and the facts in the file; the writer's own lines stay where they are.

    Raises: Invalid("file", code) when anything in it is not as the public pages write it.
    """
    told = _parsed(body)
    if told.get("kind") != KIND:
        raise Invalid("file", "file_is_of_something_else")
    if not isinstance(told.get("version"), int) or told["version"] > VERSION:
        raise Invalid("file", "file_is_newer")
    periods = told.get("periods", [])
    if not isinstance(periods, list) or len(periods) > MOST:
        raise Invalid("file", "file_is_not_ours")
    return Brought(tuple(_draft(one) for one in periods), _facts(told.get("facts", {})))


def _parsed(body: bytes) -> dict[str, Any]:
    if len(body) > LARGEST:
        raise Invalid("file", "file_is_too_large")
    try:
        told = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Invalid("file", "file_is_not_readable") from None
    if not isinstance(told, dict):
        raise Invalid("file", "file_is_of_something_else")
    return told


def _facts(told: Any) -> dict[str, str]:
    if not isinstance(told, Mapping) or len(told) > _MOST_FACTS or not all(_is_text(one) for one in told.values()):
        raise Invalid("file", "file_is_not_ours")
    return {name: text for name, text in told.items() if _FACT.match(name)}


def _draft(told: Any) -> PeriodDraft:
    if not isinstance(told, Mapping) or set(told) - _KNOWN or not all(_is_text(one) for one in told.values()):
        raise Invalid("file", "file_is_not_ours")
    amount = _amount(told.get("amount", ""))
    return PeriodDraft(
        country=told.get("country", ""),
        first=_day(told.get("first", "")),
        last=_day(told.get("last", "")),
        amount=amount,
        unit=told.get("unit", "") if amount is not None else "",
        scheme=told.get("scheme", "").replace("_", " "),
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 200 and "\x00" not in value


def _day(text: str) -> PartialDate | None:
    try:
        return typed_date(text) if text.strip() else None
    except Invalid:
        raise Invalid("file", "file_is_not_ours") from None


def _amount(text: str) -> Decimal | None:
    text = in_our_figures(text).replace(" ", "").replace("\N{NO-BREAK SPACE}", "").replace(",", ".")
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise Invalid("file", "file_is_not_ours") from None
    if not number.is_finite():
        raise Invalid("file", "file_is_not_ours")
    return number
