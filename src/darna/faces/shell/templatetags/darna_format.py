"""Dates, numbers, phones and names as people write them in their language, cheap enough for every row of a list."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from html import escape as html_escape
from typing import Any
from urllib.parse import urlsplit

from babel.numbers import format_decimal
from django import template
from django.forms import Form
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from darna.faces.shell.icons import icon_svg
from darna.faces.shell.languages import OWN_NAMES, path_in
from darna.kernel.locales import day_in_words, locale_of
from darna.kernel.phones import grouped

register = template.Library()

Part = Sequence[Any]

TAG_ICONS = {
    "neutral": "info",
    "new": "star",
    "waiting": "clock",
    "done": "check",
    "danger": "danger",
    "closed": "lock",
}
LEVELS = {"success": "success", "warning": "new", "error": "danger"}
ALERT_ICONS = {"info": "info", "success": "check", "new": "bell", "danger": "danger"}


def _locale() -> str:
    return locale_of(get_language())


def _as_date(value: dt.date) -> dt.date:
    return _local(value).date() if isinstance(value, dt.datetime) else value


def _local(value: dt.datetime) -> dt.datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


@register.filter
def day(value: dt.date | None) -> str:
    """A day in words: 3 November 2026."""
    return day_in_words(_as_date(value), _locale()) if isinstance(value, dt.date) else ""


@register.filter
def day_short(value: dt.date | None) -> str:
    """A day in digits: 03/11/2026, kept left to right inside Arabic."""
    if not isinstance(value, dt.date):
        return ""
    return mark_safe(f'<bdi dir="ltr">{_as_date(value):%d/%m/%Y}</bdi>')  # noqa: S308 - digits only


@register.filter
def moment(value: dt.datetime | None) -> str:
    """A day and a time of day, in the local time zone."""
    if not isinstance(value, dt.datetime):
        return day(value)
    local = _local(value)
    # Words of a calendar and digits: nothing in them would have to be escaped.
    return SafeString(f'{day_in_words(local.date(), _locale())} <bdi dir="ltr">{local:%H:%M}</bdi>')


@register.filter
def iso(value: dt.date | None) -> str:
    """A day or an instant for the `datetime` attribute of a `time` element."""
    return value.isoformat() if isinstance(value, dt.date) else ""


@register.filter
def number(value: float | Decimal | None) -> str:
    """A number with the separators of the language."""
    if value is None or value == "":
        return ""
    return str(format_decimal(value, locale=_locale()))


@register.filter
def phone(value: str | None) -> str:
    """A phone number in groups, read left to right in every language; what is not one is shown as written."""
    if not value:
        return ""
    return format_html('<bdi class="figure" dir="ltr">{}</bdi>', grouped(str(value)))


@register.filter
def bdi(value: object) -> str:
    """A name or reference that keeps its own direction whatever stands beside it."""
    if value is None or value == "":
        return ""
    return SafeString(f"<bdi>{_plain(value)}</bdi>")


@register.simple_tag
def isolate(value: object) -> str:
    """As the filter `bdi`, for use where a tag reads better."""
    return bdi(value)


@register.simple_tag
def icon(name: str, flip: bool | None = None) -> SafeString:
    """One icon; a word must stand beside it."""
    return mark_safe(icon_svg(name, flip=flip or None))  # noqa: S308 - our own drawings


@register.simple_tag
def tag(kind: str, word: object) -> SafeString:
    """A state as a word with its icon, for rows of a list."""
    kind = kind if kind in TAG_ICONS else "neutral"
    return SafeString(f'<span class="tag tag-{kind}">{icon_svg(TAG_ICONS[kind])}{_plain(word)}</span>')


@register.simple_tag
def act(word: object, about: object) -> SafeString:
    """The word on a link or a button that stands in many rows; read aloud it says what it is about."""
    aloud = gettext("%(name)s: %(value)s") % {"name": _plain(word), "value": _plain(about)}
    return SafeString(f'<span aria-hidden="true">{_plain(word)}</span><span class="visually-hidden">{aloud}</span>')


_SPECIAL = re.compile("[&<>\"']").search


def _plain(value: object) -> str:
    # Django's own escape asks every value whether it is lazy, which a long list pays for hundreds of times.
    words = value if isinstance(value, str) else str(value)
    return html_escape(words) if _SPECIAL(words) and not isinstance(words, SafeString) else words


@register.filter
def alert_kind(level: str) -> str:
    """The look of a message of this level."""
    return LEVELS.get(level, "info")


@register.filter
def alert_icon(kind: str) -> str:
    """The icon of an alert of this kind."""
    return ALERT_ICONS.get(kind, "info")


@register.simple_tag(takes_context=True)
def language_url(context: dict[str, Any], language: str) -> str:
    """This page in another language, its question kept."""
    request = context.get("request")
    return path_in(language, request.get_full_path() if request else "/")


@register.simple_tag
def language_names() -> list[tuple[str, str]]:
    """The languages and their own names."""
    return list(OWN_NAMES.items())


@register.simple_tag(takes_context=True)
def form_is_wrong(context: dict[str, Any]) -> bool:
    """Whether the page's form came back with errors, so that its title says so first."""
    form = context.get("form")
    return isinstance(form, Form) and form.is_bound and bool(form.errors)


@register.filter
def host(url: str) -> str:
    """The host a link leads to."""
    return urlsplit(url).netloc


PART_LABELS = {
    "_day": _("Day"),
    "_month": _("Month"),
    "_year": _("Year"),
    "date.html": _("Day"),
    "time.html": _("Time"),
}


@register.filter
def part_label(widget: dict[str, Any]) -> str:
    """The visible label of one part of a value: its own, or the word for a day, a month, a year or a time."""
    if given := widget["attrs"].get("aria-label"):
        return str(given)
    tells = (widget["name"], widget["template_name"])
    return next((str(word) for end, word in PART_LABELS.items() if any(tell.endswith(end) for tell in tells)), "")


@register.simple_tag
def table_rows(rows: Iterable[Sequence[Sequence[Part]]], columns: Sequence[Any]) -> SafeString:
    """The rows of a long table, drawn here because a template asks every value of every row anew.

    Shape: a row is its cells, a cell its parts, a part a kind and its values: ("link", url, name), ("name", name),
    ("text", words), ("muted", words), ("figure", reference), ("day", date), ("moment", time), ("count", number),
    ("tag", kind, word).
    The first cell heads its row; the labels of the columns stand beside the cells on a phone.
    """
    opened = [f'</td><td data-label="{_plain(column.label)}">' for column in columns[1:]]
    return mark_safe("".join([_row(cells, opened) for cells in rows]))  # noqa: S308 - every part is escaped as it is drawn


def _row(cells: Sequence[Sequence[Part]], opened: list[str]) -> str:
    head, *others = [" ".join([_DRAWN[part[0]](*part[1:]) for part in cell]) for cell in cells]
    rest = "".join([before + cell for before, cell in zip(opened, others, strict=True)])
    end = "</td>" if others else ""
    return f'<tr><th scope="row">{head}</th>{rest.removeprefix("</td>")}{end}</tr>'


_DRAWN: dict[str, Callable[..., str]] = {
    "link": lambda url, name: f'<a href="{_plain(url)}">{bdi(name)}</a>',
    "name": bdi,
    "text": lambda words: _plain(words),
    "muted": lambda words: f'<span class="muted">{_plain(words)}</span>',
    "figure": lambda words: f'<span class="muted figure">{bdi(words)}</span>',
    "day": day_short,
    "moment": lambda instant: _plain(moment(instant)),
    "count": lambda value: _plain(number(value)),
    "tag": tag,
}
