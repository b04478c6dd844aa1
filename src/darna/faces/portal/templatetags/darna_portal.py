"""What surrounds a public page: where one can go, and its twins in other languages."""

from __future__ import annotations

from typing import Any

from babel.dates import format_date
from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from darna.faces.portal import ways
from darna.faces.shell.languages import OWN_NAMES
from darna.kernel.dates import PartialDate, Precision
from darna.kernel.errors import Invalid
from darna.kernel.locales import day_in_words, locale_of

register = template.Library()


@register.simple_tag(takes_context=True)
def portal_ways(context: dict[str, Any]) -> list[ways.Way]:
    """The menu of the public pages. No queries."""
    request = context.get("request")
    return ways.ways((get_language() or "fr")[:2], request.path if request else "")


@register.simple_tag(takes_context=True)
def portal_alternates(context: dict[str, Any]) -> SafeString:
    """Links that tell a search engine where the page is in each language; without what was asked of it.

    Shape: `written_in` in the context names the languages of a page that does not have all of them.
    """
    request = context.get("request")
    if request is None:
        return SafeString("")
    origin, language = f"{request.scheme}://{request.get_host()}", (get_language() or "fr")[:2]
    languages = context.get("written_in") or tuple(OWN_NAMES)
    twins = ways.alternates(origin, request.path, languages)
    # A page that is shown in another language than asked for is that other page.
    own = dict(twins).get(language) or dict(twins)[context["line"].language]
    links = format_html_join("\n", '<link rel="alternate" hreflang="{}" href="{}">', twins)
    return format_html('<link rel="canonical" href="{}">\n{}', own, links)


@register.simple_tag
def portal_home() -> str:
    """The first page in the reader's language."""
    return f"/{(get_language() or 'fr')[:2]}/"


@register.simple_tag(takes_context=True)
def share_image(context: dict[str, Any]) -> str:
    """The whole address of the picture that stands beside a link to these pages: the mark, and nothing else."""
    return str(context["request"].build_absolute_uri(static("portal/share.png")))


@register.filter
def own_name(language: str) -> str:
    """A language in its own words."""
    return OWN_NAMES.get(language, language)


@register.filter
def direction_of(language: str) -> str:
    """How the script of a language runs."""
    return "rtl" if language == "ar" else "ltr"


@register.filter
def known_date(value: str) -> str:
    """A date that is as exact as it is known, in the reader's language.

    Shape: `2025-05-28`, `2025-05` or `2025`; anything else as it is.
    """
    try:
        known = PartialDate.parse(value)
    except Invalid:
        return value
    locale = locale_of(get_language())
    if known.precision is Precision.DAY:
        return day_in_words(known.value, locale)
    return format_date(known.value, "LLLL y" if known.precision is Precision.MONTH else "y", locale=locale)
