"""Ways in which two files agree, told twice: for a database of any kind, and for one pair in plain Python.

Each comparison has levels, the strongest agreement first; the first that holds counts. Where one of the two says
nothing, the comparison says nothing. The two tellings are tested to be the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Levenshtein

from darna.methods.linkage.records import Record

Holds = Callable[[Record, Record], bool]

#: From so many consonants on, a name that differs by one says something.
LONG: Final = 4


@dataclass(frozen=True, slots=True)
class Level:
    """One way to agree: its code, the condition in SQL over columns `_l` and `_r`, and the same over two records.

    `of`: the column whose frequent values count less.
    """

    code: str
    sql: str
    holds: Holds
    of: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing that is compared; `silent` where one of the two does not say it. The last level is: they differ."""

    name: str
    silent_sql: str
    silent: Holds
    levels: tuple[Level, ...]

    def level(self, left: Record, right: Record) -> str:
        """The code of the way in which two files agree, or nothing where one is silent."""
        if self.silent(left, right):
            return ""
        return next(level.code for level in self.levels if level.holds(left, right))


def comparisons(*, overlap: str) -> tuple[Comparison, ...]:
    """Everything that is compared; `overlap` is the function of the database that says whether two lists share a value."""
    return (
        _named("given"),
        _named("family"),
        Comparison("birth", "year_l = 0 or year_r = 0", lambda a, b: not (a.year and b.year), _BIRTH),
        _plainly("sex"),
        Comparison(
            "commune",
            "commune_l is null or commune_r is null",
            lambda a, b: not (a.commune and b.commune),
            (
                Level("same", "commune_l = commune_r", lambda a, b: a.commune == b.commune, of="commune"),
                Level(
                    "province",
                    "substr(commune_l, 1, 6) = substr(commune_r, 1, 6)",
                    lambda a, b: a.commune[:6] == b.commune[:6],
                ),
                _ELSE,
            ),
        ),
        _listed("phones", overlap),
        _listed("numbers", overlap),
    )


_ELSE: Final = Level("differs", "true", lambda a, b: True)


def _same_names_swapped(a: Record, b: Record) -> bool:
    return a.given == b.family and a.family == b.given


_SWAPPED_SQL: Final = "given_l = family_r and family_l = given_r"


def _is_told_twice(a: Record, b: Record) -> bool:
    return _same_names_swapped(a, b) and a.family != b.family


def _named(part: str) -> Comparison:
    left, right = f"{part}_l", f"{part}_r"
    # Names told in the other order agree once, not twice: it is the given name that says so.
    twice = f" or ({_SWAPPED_SQL} and family_l <> family_r)" if part == "family" else ""
    near = f"levenshtein({left}, {right}) = 1"
    long = f"least(length({left}), length({right})) >= {LONG}"
    return Comparison(
        part,
        f"{left} is null or {right} is null{twice}",
        lambda a, b: not (getattr(a, part) and getattr(b, part)) or (part == "family" and _is_told_twice(a, b)),
        (
            Level("same", f"{left} = {right}", lambda a, b: getattr(a, part) == getattr(b, part), of=part),
            *([Level("swapped", _SWAPPED_SQL, _same_names_swapped)] if part == "given" else []),
            Level("one_letter", f"{near} and {long}", lambda a, b: _is_near(a, b, part, long=True)),
            Level("one_letter_of_few", near, lambda a, b: _is_near(a, b, part, long=False)),
            Level("part", _shares_a_part(left, right), lambda a, b: _begins(getattr(a, part), getattr(b, part))),
            _ELSE,
        ),
    )


def _is_near(a: Record, b: Record, part: str, *, long: bool) -> bool:
    one, other = getattr(a, part), getattr(b, part)
    if long and min(len(one), len(other)) < LONG:
        return False
    return Levenshtein.distance(one, other, score_cutoff=1) == 1


def _shares_a_part(left: str, right: str) -> str:
    return f"{left} like concat({right}, ' %') or {right} like concat({left}, ' %')"


def _begins(one: str, other: str) -> bool:
    return one.startswith(f"{other} ") or other.startswith(f"{one} ")


def _plainly(column: str) -> Comparison:
    left, right = f"{column}_l", f"{column}_r"
    return Comparison(
        column,
        f"{left} is null or {right} is null",
        lambda a, b: not (getattr(a, column) and getattr(b, column)),
        (Level("same", f"{left} = {right}", lambda a, b: getattr(a, column) == getattr(b, column)), _ELSE),
    )


def _listed(column: str, overlap: str) -> Comparison:
    left, right = f"{column}_l", f"{column}_r"
    return Comparison(
        column,
        f"{left} is null or {right} is null",
        lambda a, b: not (getattr(a, column) and getattr(b, column)),
        (
            Level(
                "shared",
                f"{overlap}({left}, {right})",
                lambda a, b: not set(getattr(a, column)).isdisjoint(getattr(b, column)),
            ),
            _ELSE,
        ),
    )


def _is_same_day(a: Record, b: Record) -> bool:
    return (a.year, a.month, a.day) == (b.year, b.month, b.day) and a.day > 0


#: 1 January and 1 July are written where the day is not known.
_DAY_UNKNOWN_SQL: Final = "day_l = 1 and month_l in (1, 7)"


def _is_guessed(a: Record) -> bool:
    return a.day == 1 and a.month in (1, 7)


_SAME_DAY_SQL: Final = "year_l = year_r and month_l = month_r and day_l = day_r and day_l > 0"

_BIRTH: Final = (
    Level(
        "same_day",
        f"{_SAME_DAY_SQL} and not ({_DAY_UNKNOWN_SQL})",
        lambda a, b: _is_same_day(a, b) and not _is_guessed(a),
    ),
    Level("same_first_day", _SAME_DAY_SQL, _is_same_day),
    Level(
        "day_and_month_swapped",
        "year_l = year_r and day_l > 0 and day_l = month_r and month_l = day_r",
        lambda a, b: a.year == b.year and a.day > 0 and a.day == b.month and a.month == b.day,
    ),
    Level(
        "year_beside",
        "abs(year_l - year_r) = 1 and month_l = month_r and day_l = day_r and day_l > 0",
        lambda a, b: abs(a.year - b.year) == 1 and a.month == b.month and a.day == b.day > 0,
    ),
    # The register of one of the two knows no more than the year.
    Level(
        "year_as_far_as_known",
        "year_l = year_r and (day_l = 0 or day_r = 0)",
        lambda a, b: a.year == b.year and (a.day == 0 or b.day == 0),
    ),
    Level("same_year", "year_l = year_r", lambda a, b: a.year == b.year),
    Level("year_near", "abs(year_l - year_r) = 1", lambda a, b: abs(a.year - b.year) == 1),
    _ELSE,
)

COMPARED: Final = comparisons(overlap="list_has_any")
