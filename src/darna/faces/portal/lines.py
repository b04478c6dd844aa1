"""Help lines, each with where its number is from; one that nobody could check is not shown at all."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Whom one may call in Morocco. `is_read` says that the number was read in the source itself."""

    name: str | Promise
    numbers: tuple[str, ...]
    when: str | Promise
    source: str | Promise
    checked: str
    is_read: bool
    icon: str = "phone"


LINES: tuple[HelpLine, ...] = (
    HelpLine(
        _("National child line"),
        ("2511", "0800002511"),
        _("For children and for whoever worries about a child. Day and night."),
        _("National Observatory for the Rights of the Child (onde.ma)"),
        "2026-11",
        is_read=True,
        icon="child",
    ),
    HelpLine(
        _("Police"),
        ("19",),
        _("In town, when somebody is in danger now."),
        _("Generally known; not read in a source"),
        "2026-11",
        is_read=False,
        icon="shield",
    ),
    HelpLine(
        _("Gendarmerie"),
        ("177",),
        _("Outside towns, when somebody is in danger now."),
        _("Generally known; not read in a source"),
        "2026-11",
        is_read=False,
        icon="shield",
    ),
    HelpLine(
        _("Ambulance"),
        ("15", "150"),
        _("When somebody is hurt or very ill."),
        _("Generally known; not read in a source"),
        "2026-11",
        is_read=False,
        icon="plus",
    ),
)
CHILD_LINES: tuple[HelpLine, ...] = LINES[:1]
