"""What was typed, refused beside its field when it cannot be right."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from darna.base.codelists.queries import codes
from darna.kernel.clock import today
from darna.kernel.errors import Invalid


def require_code(field: str, code: str, list_code: str, *, without: Collection[str] = ()) -> None:
    """Raises: Invalid when the list does not offer the code today."""
    if code in without:
        raise Invalid(field, "not_in_the_list", value=code)
    require_codes(field, [code], list_code)


def require_codes(field: str, given: Iterable[str], list_code: str) -> None:
    """Raises: Invalid when the list does not offer one of the codes today."""
    on = today()
    offered = {line.code for line in codes(list_code) if line.is_valid(on)}
    for code in given:
        if code not in offered:
            raise Invalid(field, "not_in_the_list", value=code)


def require_past(field: str, day: date) -> None:
    """Raises: Invalid for a day that has not come yet."""
    if day > today():
        raise Invalid(field, "in_the_future", value=day.isoformat())


def require_text(field: str, text: str, *, most: int = 20_000) -> str:
    """The text without blanks around it. Raises: Invalid when nothing is left, or too much."""
    if not text.strip():
        raise Invalid(field, "empty")
    return optional_text(field, text, most=most)


def optional_text(field: str, text: str, *, most: int) -> str:
    """The text without blanks around it. Raises: Invalid when it is too long."""
    text = text.strip()
    if len(text) > most:
        raise Invalid(field, "too_long", most=most)
    return text
