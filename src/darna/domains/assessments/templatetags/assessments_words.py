"""How an answer is written on a page: days as days, lines of a text as lines."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.translation import get_language

from darna.kernel.locales import day_in_words, locale_of

register = template.Library()


@register.filter
def answer(value: Any) -> str:
    """An answer in words.

    A moment was told without a zone and is shown as it was told.
    """
    if isinstance(value, datetime):
        return f"{_day(value)} {value:%H:%M}"
    if isinstance(value, date):
        return _day(value)
    return str(linebreaksbr(value))


def _day(value: date) -> str:
    told = value.date() if isinstance(value, datetime) else value
    return day_in_words(told, locale_of(get_language() or "fr"))
