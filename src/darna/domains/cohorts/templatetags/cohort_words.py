"""A count that may be withheld, and a bar, for rows of a table."""

from __future__ import annotations

from django import template
from django.utils.html import format_html

from darna.domains.cohorts.views.listing import few as told

register = template.Library()


@register.filter
def few(count: int | None) -> str:
    """A number; words for one that is withheld."""
    return told(count)


@register.simple_tag
def bar(value: int, most: int) -> str:
    """How much of a target is reached; the number stands beside it."""
    return format_html('<progress value="{}" max="{}" aria-hidden="true"></progress>', min(value, most), most)
