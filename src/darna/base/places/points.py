"""Where communes lie, as one point each, for what is near and for a map; no Django, no database.

Points are those of towns and villages of the same name in GeoNames (CC BY 4.0). About one commune in three of the
region has one; of the others only their circle and province are known, which says which are near and never where.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import cos, hypot, radians
from typing import Final

#: How long one degree of latitude is, in kilometres.
_DEGREE: Final = 111.2
_CIRCLE, _PROVINCE = 9, 6


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the globe. Units: degrees; `is_exact` is False where only the circle or the province is known."""

    latitude: float
    longitude: float
    is_exact: bool = True


@lru_cache(maxsize=1)
def commune_points() -> dict[str, Point]:
    """The communes whose town is known, by code. No query."""
    return {code: point for code, point in _rows() if code}


@lru_cache(maxsize=1)
def points_around() -> tuple[Point, ...]:
    """Towns just outside the region: half-way to them its drawing ends. No query."""
    return tuple(point for code, point in _rows() if not code)


def point_of(commune: str) -> Point | None:
    """The point of a commune, else the middle of the known ones of its circle, else of its province. No query.

    >>> point_of("05.091.01.01").is_exact, point_of("05.091.03.01").is_exact, point_of("12.391.01.01")
    (True, False, None)
    """
    known = commune_points()
    if commune in known:
        return known[commune]
    for length in (_CIRCLE, _PROVINCE):
        near = [point for code, point in known.items() if code[:length] == commune[:length]]
        if near:
            return _middle(near)
    return None


def kilometres(one: Point, other: Point) -> float:
    """How far apart two points are as the crow flies; good to one in a hundred within a region."""
    east = (one.longitude - other.longitude) * cos(radians((one.latitude + other.latitude) / 2))
    return _DEGREE * hypot(one.latitude - other.latitude, east)


def nearest_first(commune: str, communes: Iterable[str]) -> tuple[str, ...]:
    """These communes, the nearest to one of them first; itself, then its circle, then by distance. No query.

    >>> nearest_first("05.091.01.01", ["05.301.01.01", "05.091.01.07", "05.091.01.01"])
    ('05.091.01.01', '05.091.01.07', '05.301.01.01')
    """
    here = point_of(commune)

    def distance(code: str) -> tuple[bool, float, str]:
        there = point_of(code)
        return code != commune, kilometres(here, there) if here and there else 1e6, code

    return tuple(sorted(communes, key=distance))


def _middle(points: list[Point]) -> Point:
    count = len(points)
    return Point(sum(p.latitude for p in points) / count, sum(p.longitude for p in points) / count, False)


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, Point], ...]:
    text = (files("darna.base.places") / "data" / "commune_points.csv").read_text(encoding="utf-8")
    return tuple(
        (row["commune"], Point(float(row["latitude"]), float(row["longitude"])))
        for row in csv.DictReader(text.splitlines())
    )
