"""Two people over one form: what only one of them changed is brought together, what both changed is asked.

A form carries, beside the version that was seen, a mark of what stood in each field then. Whoever saves second is told
three things apart: what the other changed and stands in the form now, what both changed, and what they wrote alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.crypto import salted_hmac

_SALT = "darna.base.pages.merging"
_LENGTH = 12
#: The button that puts what is stored into one field, by its name.
TAKES = "take_stored"


@dataclass(slots=True)
class Merged:
    """What became of a form that came second."""

    #: Label and what is stored now: changed by the other alone, and already in the form.
    taken: list[tuple[str, str]] = field(default_factory=list)
    #: Name, label, what was typed, what is stored: changed by both; what was typed stands in the form.
    clashing: list[tuple[str, str, str, str]] = field(default_factory=list)


def marks_of(form: forms.Form) -> str:
    """A mark of what stands in each field of a form as it begins; the marks say nothing of what stood there."""
    return json.dumps({name: _mark(said(form.fields[name], value)) for name, value in begun(form).items()})


def begun(form: forms.Form) -> dict[str, Any]:
    """What stood in each visible field that the form was begun with, by name."""
    return {
        name: form.get_initial_for_field(asked, name)
        for name, asked in form.fields.items()
        if name in form.initial and not asked.widget.is_hidden
    }


def merge(form: forms.Form, stored: Mapping[str, Any], marks: str) -> Merged:
    """Put into the form what only the other one changed, and say what both did."""
    merged, before = Merged(), _read(marks)
    for name, theirs in stored.items():
        if name not in form.fields:
            continue
        bound = form[name]
        wrote, kept = said(bound.field, bound.value()), said(bound.field, theirs)
        if wrote == kept or before.get(name) == _mark(kept):
            continue
        if before.get(name) == _mark(wrote):
            put(form, name, theirs)
            merged.taken.append((str(bound.label), kept))
        else:
            merged.clashing.append((name, str(bound.label), wrote, kept))
    return merged


def put(form: forms.Form, name: str, value: Any) -> None:
    """Let a field of a sent form stand as if this value had been typed."""
    asked = form.fields[name]
    # A copy of what a browser sent keeps every box of a list of boxes, where a plain mapping would keep the last.
    data: Any = copy(form.data)
    key, typed = form.add_prefix(name), _typed(asked, value)
    if isinstance(typed, list) and hasattr(data, "setlist"):
        data.setlist(key, typed)
    elif typed is None:
        data.pop(key, None)
    else:
        data[key] = typed
    form.data = data


def said(asked: forms.Field, value: Any) -> str:
    """A value as a reader compares it: words of choices, one kind of line end, no blanks around."""
    if isinstance(asked, forms.BooleanField):
        return str(bool(value) and value != "False")
    known = {str(code): str(word) for code, word in getattr(asked, "choices", ())}
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(sorted(known.get(str(one), str(one)) for one in value))
    text = "" if value is None else str(asked.prepare_value(value)).replace("\r\n", "\n").strip()
    return known.get(text, text)


def _typed(asked: forms.Field, value: Any) -> Any:
    if isinstance(asked, forms.BooleanField):
        return "on" if value and value != "False" else None
    if isinstance(value, list | tuple | set | frozenset):
        return [str(one) for one in value]
    return "" if value is None else str(asked.prepare_value(value))


def _mark(text: str) -> str:
    return salted_hmac(_SALT, text).hexdigest()[:_LENGTH]


def _read(marks: str) -> dict[str, str]:
    # A browser sends what it likes: marks that cannot be read are no marks, and every difference is asked.
    try:
        found = json.loads(marks)
    except ValueError:
        return {}
    return {str(name): str(mark) for name, mark in found.items()} if isinstance(found, dict) else {}
