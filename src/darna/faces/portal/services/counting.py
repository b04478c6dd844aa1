"""How many services each commune has, for the map and for the list beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from darna.base.places.queries import commune_name
from darna.domains.directory.queries import published
from darna.faces.portal.services.drawing import drawing, is_drawn, shaded
from darna.faces.portal.services.forms import HOME_REGION, place_options


@dataclass(frozen=True, slots=True)
class Counted:
    """A place with its number of services and the way to them."""

    name: str
    count: int
    url: str
    is_drawn: bool = True


@dataclass(frozen=True, slots=True)
class ProvinceCount:
    """A province with its communes that have something."""

    name: str
    count: int
    url: str
    communes: tuple[Counted, ...]


def counted(need: str, language: str) -> dict[str, Any]:
    """What the page of the map shows. One query once warm."""
    found = published.counts_by_commune(need, using=settings.PORTAL_DATABASE)
    of = {commune: count for (commune, _region), count in found.items() if commune}
    base = f"{reverse('portal:services')}?need={need}&place="
    names = {cell.commune: commune_name(cell.commune, language) for cell in drawing().cells}
    return {
        "drawing": drawing(),
        "shades": shaded(of, names, base),
        "provinces": _provinces(of, base, language),
        "of_region": sum(count for (commune, region), count in found.items() if not commune and region == HOME_REGION),
        "beyond": sum(n for (c, region), n in found.items() if region != HOME_REGION),
        "all_url": f"{reverse('portal:services')}?need={need}",
    }


def _provinces(of: dict[str, int], base: str, language: str) -> list[ProvinceCount]:
    lines = []
    for name, options in place_options(language)[1:]:
        (province, _whole), *communes = options
        told = tuple(
            Counted(label, of[code], f"{base}{code}", is_drawn(code)) for code, label in communes if of.get(code)
        )
        lines.append(ProvinceCount(name, sum(one.count for one in told), f"{base}{province}", told))
    return lines
