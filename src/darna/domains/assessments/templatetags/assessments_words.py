"""How an answer is written on a page: days as days, lines of a text as lines."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.template.defaultfilters import linebreaksbr

from darna.faces.shell.templatetags.darna_format import day

register = template.Library()


@register.filter
def answer(value: Any) -> str:
    """An answer in words.

    A moment was told without a zone and is shown as it was told.
    """
    if isinstance(value, datetime):
        return f"{day(value.date())} {value:%H:%M}"
    if isinstance(value, date):
        return day(value)
    return str(linebreaksbr(value))
