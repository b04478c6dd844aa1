"""A field of a form drawn in Python: label, hint and error tied to their control, as the templates beside draw groups."""

from __future__ import annotations

from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from darna.faces.shell.icons import icon_svg


def is_simple(field: Any) -> bool:
    """Whether the field is one visible control with one label."""
    return not field.is_hidden and field.layout in {"plain", "check"}


def draw_field(field: Any) -> SafeString:
    """A field whose layout is "plain" or "check": one control and its label."""
    errors = field.errors
    wrong = " field-wrong" if errors else ""
    around = draw_hint(field) + draw_errors(field, errors)
    name, label = conditional_escape(field.id_for_label), conditional_escape(field.label)
    if field.layout == "check":
        box = f'<div class="check">{field}<label class="form-check-label" for="{name}">{label}</label></div>'
        return _safe(f'<div class="field field-check{wrong}">{box}{around}</div>')
    optional = (
        f' <span class="optional">{conditional_escape(gettext("(optional)"))}</span>' if field.shows_optional else ""
    )
    head = f'<label class="form-label" for="{name}">{label}{optional}</label>'
    return _safe(f'<div class="field{wrong}">{head}{around}{field}</div>')


def draw_hint(field: Any) -> str:
    """The sentence that helps; it may hold markup, for the house wrote it."""
    return f'<div class="hint" id="{field.auto_id}_helptext">{field.help_text}</div>' if field.help_text else ""


def draw_errors(field: Any, errors: Any) -> str:
    """What is wrong, said before the control."""
    if not errors:
        return ""
    lines = "".join(f'<span class="field-error-line">{conditional_escape(error)}</span>' for error in errors)
    word = f'<span class="visually-hidden">{conditional_escape(gettext("Error"))}:</span>'
    return f'<div class="field-error" id="{field.auto_id}_error">{icon_svg("danger")}<div>{word}{lines}</div></div>'


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - every value is escaped where it enters
