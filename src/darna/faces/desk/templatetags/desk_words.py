"""Words of the desk's pages: codes said in the reader's language, places by name, dates known in part."""

from __future__ import annotations

from babel.dates import format_skeleton
from django import template
from django.utils.translation import get_language, gettext

from darna.base.codelists import queries as codelists
from darna.base.places.queries import commune_name, country_name
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate, Precision
from darna.kernel.locales import day_in_words, locale_of

register = template.Library()

#: The least part of a document's number that still tells two documents apart.
SHOWN_SIGNS = 3


def _language() -> str:
    return (get_language() or "fr")[:2]


@register.filter
def said(code: str | None, list_code: str) -> str:
    """A code of a list in words."""
    return codelists.label(list_code, code, _language()) if code else ""


@register.filter
def country(code: str | None) -> str:
    """A country's name."""
    return country_name(code, _language()) if code else ""


@register.filter
def commune(code: str | None) -> str:
    """A commune's name."""
    return commune_name(code, _language()) if code else ""


@register.filter
def partial(told: PartialDate | None) -> str:
    """A date as far as it is known: a day, a month, a year, or about a year."""
    if told is None:
        return ""
    locale = locale_of(_language())
    match told.precision:
        case Precision.DAY:
            return day_in_words(told.value, locale)
        case Precision.MONTH:
            return str(format_skeleton("yMMMM", told.value, locale=locale))
        case Precision.YEAR:
            return str(told.value.year)
        case Precision.ESTIMATED:
            return gettext("about %(year)s") % {"year": told.value.year}


@register.filter
def age(told: PartialDate | None) -> int | str:
    """Completed years today; nothing without a birth date."""
    return told.age_on(today()) if told else ""


@register.filter
def masked(number: str) -> str:
    """A document's number with all but its last signs hidden."""
    hidden = max(0, len(number) - SHOWN_SIGNS)
    return "•" * hidden + number[hidden:]


@register.filter
def of(names: dict[object, str], key: object) -> str:
    """The name behind a key, or nothing."""
    return names.get(key, "")
