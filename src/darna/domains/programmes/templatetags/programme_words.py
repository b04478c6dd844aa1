"""Words of programmes: a label in the reader's language, and in the three others."""

from __future__ import annotations

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from darna.kernel.text import LocalText

register = template.Library()


@register.filter
def here(label: LocalText | None) -> str:
    """The label as the reader says it."""
    return label.in_(get_language() or "fr") if label else ""


@register.filter
def elsewhere(label: LocalText) -> SafeString:
    """The label in the other languages, each marked as what it is."""
    others = [(code, label[code]) for code in label if code != (get_language() or "fr")[:2]]
    return format_html_join(" · ", '<bdi lang="{}">{}</bdi>', others)
