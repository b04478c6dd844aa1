"""What surrounds a public page: where one can go, and its twins in other languages."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from darna.faces.portal import ways

register = template.Library()


@register.simple_tag(takes_context=True)
def portal_ways(context: dict[str, Any]) -> list[ways.Way]:
    """The menu of the public pages. No queries."""
    request = context.get("request")
    return ways.ways((get_language() or "fr")[:2], request.path if request else "")


@register.simple_tag(takes_context=True)
def portal_alternates(context: dict[str, Any]) -> SafeString:
    """Links that tell a search engine where the page is in each language; without what was asked of it."""
    request = context.get("request")
    if request is None:
        return SafeString("")
    origin, path = f"{request.scheme}://{request.get_host()}", request.path
    twins = format_html_join("\n", '<link rel="alternate" hreflang="{}" href="{}">', ways.alternates(origin, path))
    return format_html('<link rel="canonical" href="{}{}">\n{}', origin, path, twins)
