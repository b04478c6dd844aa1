"""The exercises as values, read from their file once: what is to do, hints, pages, and the points looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.kernel.dates import PartialDate
from darna.kernel.errors import NotFound
from darna.kernel.text import LocalText

_FILE: Final = Path(__file__).parent / "data" / "exercises.yaml"
#: Whom an exercise is about: somebody of the register, somebody to register, or nobody in particular.
KNOWN, GUEST, NOBODY = "known", "guest", "nobody"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody fictional who comes to be registered."""

    given_name: str
    family_name: str
    given_name_ar: str
    family_name_ar: str
    sex: str
    birth: PartialDate
    nationality: str
    phone: str
    notice_language: str
    speaks: tuple[str, ...]
    from_country: str

    @property
    def name(self) -> str:
        """The full name in Latin letters."""
        return f"{self.given_name} {self.family_name}"

    @property
    def name_ar(self) -> str:
        """The full name in Arabic letters."""
        return f"{self.given_name_ar} {self.family_name_ar}"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is looked at afterwards, and what is said of it."""

    check: str
    told: Mapping[str, Any]
    what: LocalText
    right: LocalText
    wrong: LocalText
    waiting: LocalText


@dataclass(frozen=True, slots=True)
class Link:
    """A page to go to."""

    page: str
    label: LocalText


@dataclass(frozen=True, slots=True)
class Exercise:
    """One guided exercise."""

    code: str
    verb: Verb
    room: str
    minutes: int
    about: str
    title: LocalText
    task: LocalText
    hints: tuple[LocalText, ...]
    links: tuple[Link, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """Everything in the file."""

    exercises: tuple[Exercise, ...]
    guests: tuple[Guest, ...]
    sensitive: tuple[str, ...]


@cache
def course() -> Course:
    """The exercises, the people to register, and the words a title does not need."""
    told = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return Course(
        exercises=tuple(_exercise(row) for row in told["exercises"]),
        guests=tuple(_guest(row) for row in told["people"]),
        sensitive=tuple(word for words in told["sensitive"].values() for word in words),
    )


def exercises_for(actor: Actor) -> tuple[Exercise, ...]:
    """The exercises whose work the actor's role does."""
    return tuple(one for one in course().exercises if actor.may(one.verb))


def exercise_for(actor: Actor, code: str) -> Exercise:
    """One of them. Raises: NotFound."""
    found = next((one for one in exercises_for(actor) if one.code == code), None)
    if found is None:
        raise NotFound("exercise", code)
    return found


def guest_of(times: int) -> Guest:
    """Who comes at the first, second, … time somebody does the exercise."""
    guests = course().guests
    return guests[(times - 1) % len(guests)]


def _exercise(row: Mapping[str, Any]) -> Exercise:
    return Exercise(
        code=row["code"],
        verb=Verb(row["verb"]),
        room=row["room"],
        minutes=row["minutes"],
        about=row["about"],
        title=LocalText.of(row["title"]),
        task=LocalText.of(row["task"]),
        hints=tuple(LocalText.of(hint) for hint in row["hints"]),
        links=tuple(Link(link["page"], _said(link)) for link in row["links"]),
        points=tuple(_point(point) for point in row["points"]),
    )


def _point(row: Mapping[str, Any]) -> Point:
    texts = {name: LocalText.of(row.get(name, {})) for name in ("what", "right", "wrong", "waiting")}
    return Point(row["check"], row.get("with", {}), **texts)


def _guest(row: Mapping[str, Any]) -> Guest:
    return Guest(**{**row, "birth": PartialDate.parse(row["birth"]), "speaks": tuple(row["speaks"])})


def _said(row: Mapping[str, str]) -> LocalText:
    return LocalText.of({language: text for language, text in row.items() if language != "page"})
