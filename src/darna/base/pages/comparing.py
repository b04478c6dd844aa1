"""What somebody wrote beside what is stored now, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms


def differing(mine: forms.Form, stored: forms.Form) -> Iterator[tuple[Any, str, str]]:
    """Label, what the user wrote, what is stored now: of every field in which the two differ."""
    for field in mine:
        if field.is_hidden or field.name not in stored.fields:
            continue
        theirs = stored.get_initial_for_field(stored.fields[field.name], field.name)
        wrote, kept = _said(field.field, field.value()), _said(field.field, theirs)
        if wrote != kept:
            yield field.label, wrote, kept


def _said(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return str(bool(value) and value != "False")
    known = {str(code): str(word) for code, word in getattr(field, "choices", ())}
    if isinstance(value, list | tuple):
        return ", ".join(sorted(known.get(str(one), str(one)) for one in value))
    text = "" if value is None else str(field.prepare_value(value))
    return known.get(text, text)
