"""Details of the trail in the reader's words: labels for codes, names for identifiers, days as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language, gettext

from darna.base.audit.fields import Field, field_of
from darna.kernel.locales import day_in_words, locale_of

_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:\d\d)")
#: Verbs whose details are pairs: what was written before, and what is written now.
_CHANGES: Final = frozenset({"person.changed", "case.changed"})

#: Identifier, as text → the name of a member or an agency, or the reference of a file.
Names = Mapping[str, str]


def identifiers_in(value: object) -> Iterator[str]:
    """The identifiers that details hold, wherever they stand in them."""
    if isinstance(value, str) and _ID.fullmatch(value):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from identifiers_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from identifiers_in(part)


def told(verb: str, details: Mapping[str, Any], names: Names) -> tuple[tuple[str, str], ...]:
    """The details of one entry, each with its label; those that say nothing are left out."""
    pairs = []
    for name, value in details.items():
        field = field_of(verb, name)
        words = _change(field, value, names) if _is_change(verb, value) else _said(verb, field, value, names)
        if words:
            pairs.append((str(field.label), words))
    return tuple(pairs)


def _is_change(verb: str, value: object) -> bool:
    return verb in _CHANGES and isinstance(value, list) and len(value) == 2


def _change(field: Field, value: list[Any], names: Names) -> str:
    before, after = (_said("", field, part, names) or gettext("nothing") for part in value)
    return gettext("before: %(before)s; now: %(after)s") % {"before": _apart(before), "after": _apart(after)}


def _said(verb: str, field: Field, value: object, names: Names) -> str:
    if isinstance(value, list) and field.is_counted:
        value = len(value) or None
    if value is None or value == "" or value == []:
        return str(field.empty)
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, int | float):
        return str(format_decimal(value, locale=locale_of(get_language())))
    if isinstance(value, list):
        return gettext(", ").join(_apart(_said(verb, field, part, names)) for part in value)
    if isinstance(value, Mapping):
        parts = ({"name": label, "value": _apart(words)} for label, words in told(verb, value, names))
        return gettext("; ").join(gettext("%(name)s: %(value)s") % part for part in parts)
    return _text(field, str(value), names)


def _text(field: Field, text: str, names: Names) -> str:
    if _ID.fullmatch(text):
        return names.get(text) or str(field.absent)
    if _DAY.fullmatch(text):
        return _day(text)
    if _INSTANT.fullmatch(text):
        local = timezone.localtime(datetime.fromisoformat(text))
        return f"{day_in_words(local.date(), locale_of(get_language()))} {_apart(f'{local:%H:%M}')}"
    return field.say(text)


def _day(text: str) -> str:
    try:
        return day_in_words(date.fromisoformat(text), locale_of(get_language()))
    except ValueError:
        return text


def _apart(words: str) -> str:
    """Words that keep their own direction beside words of another script."""
    return f"\N{FIRST STRONG ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}"
