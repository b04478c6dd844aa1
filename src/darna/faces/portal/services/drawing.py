"""The map of the region: a drawing of our own, made of the half-way lines between known towns; no border is on it.

Each commune whose town is known gets the ground that is nearer to it than to any other known town. That is no
administrative boundary, and the page says so. Towns outside the region end the drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians
from typing import Final

from darna.base.places.points import commune_points, points_around

WIDTH: Final = 640
#: The seats of the five provinces, whose names help to find one's way.
SEATS: Final = frozenset({"05.081.01.01", "05.091.01.01", "05.255.01.05", "05.301.01.01", "05.311.01.07"})
_MARGIN: Final = 0.12

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Cell:
    """The ground of one commune: its outline as an SVG path, and where its number stands."""

    commune: str
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """All cells on one sheet. Units: those of the sheet, `width` by `height`."""

    width: int
    height: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Shade:
    """A cell as a page shows it, with how many services there are."""

    cell: Cell
    name: str
    count: int
    url: str

    @property
    def is_seat(self) -> bool:
        """Its name is written on the drawing."""
        return self.cell.commune in SEATS

    @property
    def depth(self) -> int:
        """How dark: 0 for nothing, then in steps to 4."""
        return sum(self.count >= step for step in (1, 3, 8, 20))


@lru_cache(maxsize=1)
def drawing() -> Drawing:
    """The sheet; drawn once a process, in some hundredths of a second."""
    inside, around = commune_points(), points_around()
    scale = cos(radians(sum(p.latitude for p in inside.values()) / len(inside)))
    flat = {code: (point.longitude * scale, -point.latitude) for code, point in inside.items()}
    others = [(point.longitude * scale, -point.latitude) for point in around]
    left, right = _span((x for x, _y in flat.values()))
    top, bottom = _span((y for _x, y in flat.values()))
    factor = WIDTH / (right - left)
    frame = [(left, top), (right, top), (right, bottom), (left, bottom)]
    cells = []
    for code, here in sorted(flat.items()):
        ground = frame
        for there in [*(place for key, place in flat.items() if key != code), *others]:
            ground = _nearer(ground, here, there)
        sheet = [((x - left) * factor, (y - top) * factor) for x, y in ground]
        cells.append(_cell(code, sheet, ((here[0] - left) * factor, (here[1] - top) * factor)))
    return Drawing(WIDTH, round((bottom - top) * factor), tuple(cells))


def shaded(counts: Mapping[str, int], names: Mapping[str, str], url: str) -> list[Shade]:
    """The cells with their counts; `url` is the address of the list, to which the commune is added."""
    return [
        Shade(cell, names.get(cell.commune, ""), counts.get(cell.commune, 0), f"{url}{cell.commune}")
        for cell in drawing().cells
    ]


def is_drawn(commune: str) -> bool:
    """Whether the commune has ground of its own on the map."""
    return commune in commune_points()


def _span(values: Iterable[float]) -> tuple[float, float]:
    found = sorted(values)
    return found[0] - _MARGIN, found[-1] + _MARGIN


def _nearer(ground: list[Place], here: Place, there: Place) -> list[Place]:
    """The part of a convex ground that is nearer to here than to there."""
    (ax, ay), (bx, by) = here, there
    middle = ((ax + bx) / 2, (ay + by) / 2)

    def beyond(place: Place) -> float:
        return (place[0] - middle[0]) * (bx - ax) + (place[1] - middle[1]) * (by - ay)

    kept: list[Place] = []
    for one, other in zip(ground, [*ground[1:], *ground[:1]], strict=True):
        first, second = beyond(one), beyond(other)
        if first <= 0:
            kept.append(one)
        if first * second < 0:
            share = first / (first - second)
            kept.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
    return kept


def _cell(code: str, sheet: list[Place], at: Place) -> Cell:
    corners = " ".join(f"{'M' if number == 0 else 'L'}{x:.1f} {y:.1f}" for number, (x, y) in enumerate(sheet))
    return Cell(code, f"{corners}Z", round(at[0], 1), round(at[1], 1))
