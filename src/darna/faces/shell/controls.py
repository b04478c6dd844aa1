"""The plain controls of forms drawn in Python: a template for every option of every select cost a third of a page."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

Widget = dict[str, Any]


def draw_input(widget: Widget) -> SafeString:
    """An input as Django's own template draws it."""
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    name = _text(widget["name"])
    return _safe(f'<input type="{_text(widget["type"])}" name="{name}"{value}{_attributes(widget["attrs"])}>')


def draw_textarea(widget: Widget) -> SafeString:
    """A text area; the first line break belongs to the markup, as HTML drops it."""
    value = "" if widget["value"] is None else _text(widget["value"])
    return _safe(f'<textarea name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>\n{value}</textarea>')


def draw_select(widget: Widget) -> SafeString:
    """A select with its groups and options."""
    groups = "".join(_group(name, options) for name, options, _index in widget["optgroups"])
    return _safe(f'<select name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>{groups}</select>')


def _group(name: object, options: list[Widget]) -> str:
    inside = "".join(map(_option, options))
    return f'<optgroup label="{_text(name)}">{inside}</optgroup>' if name else inside


def _option(option: Widget) -> str:
    # A choice may be a value of the database's iterator; its text is what a browser sends back.
    return f'<option value="{_text(option["value"])}"{_attributes(option["attrs"])}>{_text(option["label"])}</option>'


def _attributes(attributes: Widget) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{_text(value)}"'
        for name, value in attributes.items()
        if value is not False and value is not None
    )


def _text(value: object) -> str:
    # Django's own escape asks every value whether it is lazy; here that is known, and it is asked hundreds of times.
    words = value if isinstance(value, str) else str(value)
    return words if isinstance(words, SafeString) else escape(words)


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - every value is escaped where it enters


_INPUTS = (
    "text",
    "number",
    "email",
    "url",
    "password",
    "hidden",
    "date",
    "datetime",
    "time",
    "search",
    "tel",
    "checkbox",
)
#: Django's template of a control, and what draws it here.
DRAWN: dict[str, Callable[[Widget], SafeString]] = {
    **{f"django/forms/widgets/{kind}.html": draw_input for kind in _INPUTS},
    "django/forms/widgets/input.html": draw_input,
    "django/forms/widgets/textarea.html": draw_textarea,
    "django/forms/widgets/select.html": draw_select,
}
