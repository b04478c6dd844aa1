"""What of a person is compared: skeletons of names, the birth date as far as it is known, and keyed tokens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Final

from darna.methods.names.skeleton import skeleton_of

#: Tokens of one kind that are compared; nobody has more telephones that matter.
MOST_TOKENS: Final = 6


@dataclass(frozen=True, slots=True)
class Record:
    """One file, without its names: nothing in it can be read by whoever has no keys.

    `given` and `family`: skeletons, whichever script the name is in; `first`: of the first given name; `year`, `month`
    and `day` of birth as far as they are known, 0 where not; `commune` by its code, `phones` and `numbers` keyed tokens.
    """

    key: str
    given: str
    family: str
    first: str
    year: int
    month: int
    day: int
    sex: str
    commune: str
    phones: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


COLUMNS: Final = tuple(one.name for one in fields(Record))


@dataclass(frozen=True, slots=True)
class Told:
    """What a register says of somebody, before it is made comparable; `known` is `day`, `month`, `year` or nothing."""

    key: str
    given: str = ""
    family: str = ""
    given_ar: str = ""
    family_ar: str = ""
    born_on: date | None = None
    known: str = "day"
    sex: str = ""
    commune: str = ""
    phones: Iterable[str] = field(default=())
    numbers: Iterable[str] = field(default=())


def record_of(told: Told) -> Record:
    """The same person comparable with any other, however and in whichever script the name is written.

    >>> one = record_of(Told("1", "Mohamed", "Ben Aissa"))
    >>> other = record_of(Told("2", given_ar="محمد", family_ar="بن عيسى"))
    >>> (one.given, one.family) == (other.given, other.family) == ("mmd", "bns")
    True
    """
    given = _plain(skeleton_of(told.given or told.given_ar))
    family = _plain(skeleton_of(told.family or told.family_ar))
    year, month, day = _parts(told.born_on, told.known)
    return Record(
        key=told.key,
        given=given,
        family=family,
        first=given.partition(" ")[0],
        year=year,
        month=month,
        day=day,
        sex=told.sex if told.sex in ("F", "M") else "",
        commune=told.commune,
        phones=tuple(sorted(set(told.phones))[:MOST_TOKENS]),
        numbers=tuple(sorted(set(told.numbers))[:MOST_TOKENS]),
    )


def _parts(born_on: date | None, known: str) -> tuple[int, int, int]:
    if born_on is None or known not in ("day", "month", "year"):
        return 0, 0, 0
    month = born_on.month if known in ("day", "month") else 0
    return born_on.year, month, born_on.day if known == "day" else 0


def _plain(skeleton: str) -> str:
    # Engines measure the distance of two words in bytes or in letters; of plain letters both say the same.
    return skeleton if skeleton.isascii() else skeleton.encode("unicode_escape").decode("ascii")
