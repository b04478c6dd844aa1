"""The entries of a timeline drawn in Python: a file shows thirty, and a template asks each of them nine questions."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from darna.faces.shell.icons import icon_svg
from darna.faces.shell.templatetags import darna_format as words

register = template.Library()

KIND_ICONS = {
    "call": "phone",
    "case": "folder",
    "consent": "consent",
    "document": "document",
    "note": "note",
    "referral": "referral",
    "task": "task",
    "visit": "visit",
    "warning": "warning",
}


@register.simple_tag
def timeline_entries(entries: Iterable[Any]) -> SafeString:
    """The items of the list.

    Shape: an entry has `kind`, `title`, `at` (an instant) or `on` (a day), and may have `by`, `body`, `url`, `url_label`.
    """
    return mark_safe("".join(map(_entry, entries)))  # noqa: S308 - every value is escaped where it enters


def _entry(entry: Any) -> str:
    at = getattr(entry, "at", None)
    when = words.moment(at) if at else words.day(entry.on)
    by = f" · {words.bdi(entry.by)}" if getattr(entry, "by", "") else ""
    instant = words.iso(at or entry.on)
    return (
        f'<li class="timeline-item timeline-{escape(entry.kind)}">'
        f'<span class="timeline-dot">{icon_svg(KIND_ICONS.get(entry.kind, "note"))}</span><div class="timeline-body">'
        f'<p class="timeline-when"><time datetime="{instant}">{when}</time>{by}</p>'
        f'<p class="timeline-title">{_plain(entry.title)}</p>{_body(entry)}{_link(entry)}</div></li>'
    )


def _body(entry: Any) -> str:
    body = getattr(entry, "body", "")
    return f'<div class="timeline-text" dir="auto">{linebreaks(body, autoescape=True)}</div>' if body else ""


def _link(entry: Any) -> str:
    if not getattr(entry, "url", ""):
        return ""
    label = _plain(getattr(entry, "url_label", "") or gettext("Open"))
    hidden = f'<span class="visually-hidden">: {_plain(entry.title)}</span>'
    return f'<p><a href="{_plain(entry.url)}">{label}{hidden}</a></p>'


def _plain(value: object) -> str:
    text = value if isinstance(value, str) else str(value)
    return text if isinstance(text, SafeString) else escape(text)
