"""Where to go for a right: the services of the directory that its words mean. Needs no database to say the rest."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.db import DatabaseError
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.domains.directory.queries.published import find_shown
from darna.domains.directory.values import PublicFilters
from darna.faces.portal import ways
from darna.faces.portal.doors import NEEDS
from darna.faces.portal.services.lines import Line, lines_of
from darna.rules.engine.rights import Right

logger = logging.getLogger(__name__)

#: Needs that an address may not name, for it is seen over a shoulder.
UNNAMED: Final = frozenset({"asylum_protection"})
#: What the needs are called here.
LABELS: Final = {
    **NEEDS,
    "child_care": _("Protection of a child"),
    "reintegration": _("Settling in again"),
    "unpaid_wages": _("Wages and rights that were not paid"),
}
#: So many services stand on the page of a right; their own list has the others.
MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Need:
    """A need of the directory, with the way to all services for it."""

    label: str | Promise
    url: str


@dataclass(frozen=True, slots=True)
class Places:
    """A few services, and the way to all of the same need; empty where the address would name what is feared."""

    lines: tuple[Line, ...]
    more_url: str


def named_needs(right: Right) -> tuple[Need, ...]:
    """The services a right leads to, by links alone. No queries."""
    if not ways.has_services():
        return ()
    return tuple(Need(LABELS[need], _all(need)) for need in right.services if need not in UNNAMED)


def places_for(right: Right, language: str) -> tuple[Places, ...]:
    """The services for each need of a right. Four queries for each; the answer stands without them."""
    if not ways.has_services():
        return ()
    try:
        return tuple(_of_need(need, language) for need in right.services)
    except DatabaseError:
        logger.exception("the services of a right could not be read")
        return tuple(Places((), _all(need)) for need in right.services)


def _of_need(need: str, language: str) -> Places:
    found = find_shown(PublicFilters(need=need), language, limit=MOST, using=settings.PORTAL_DATABASE)
    return Places(tuple(lines_of(found.lines, language)), _all(need))


def _all(need: str) -> str:
    return "" if need in UNNAMED else f"{reverse('portal:services')}?{urlencode({'need': need})}"
