"""Small words of the public directory: a point, a number to dial, hours for search engines."""

from __future__ import annotations

from typing import Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from darna.base.places.points import Point
from darna.domains.directory.hours import Line
from darna.kernel.phones import dialled

register = template.Library()

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@register.filter
def as_point(point: Point) -> str:
    """A point for the script that puts a list in order: degrees, to about a hundred metres."""
    return f"{point.latitude:.3f},{point.longitude:.3f}"


@register.filter
def plain(number: float) -> str:
    """A number for a drawing: with a point, whatever the language."""
    return f"{number:.1f}"


@register.filter
def dial(number: str) -> str:
    """A phone number as a telephone dials it; a short number as it is.

    >>> dial("05 23 00 00 00"), dial("2511")
    ('+212523000000', '2511')
    """
    digits = "".join(character for character in number if character.isdigit() or character == "+")
    return dialled(digits)[0] or digits


@register.simple_tag
def opening_microdata(line: Line) -> SafeString:
    """Hours of one weekday in the words of schema.org, for machines; people read the table."""
    season = SafeString("")
    if line.valid_from and line.valid_to:
        season = format_html(
            '<meta itemprop="validFrom" content="{}"><meta itemprop="validThrough" content="{}">',
            line.valid_from.isoformat(),
            line.valid_to.isoformat(),
        )
    return format_html(
        '<span itemprop="openingHoursSpecification" itemscope itemtype="https://schema.org/OpeningHoursSpecification">'
        '<link itemprop="dayOfWeek" href="https://schema.org/{}"><meta itemprop="opens" content="{}">'
        '<meta itemprop="closes" content="{}">{}</span>',
        _DAYS[line.weekday - 1],
        f"{line.opens:%H:%M}",
        f"{line.closes:%H:%M}",
        season,
    )
