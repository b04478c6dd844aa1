"""What has been written about the portability of rights: studies, guides and texts, each with what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from darna.kernel.text import LocalText
from darna.rules.engine.reading import load

FILE: Final = Path(__file__).with_name("studies.yaml")
#: What a work is, and how much of it was read for what is said of it.
KINDS: Final = ("study", "guide", "text", "official_page", "press")
READ: Final = ("whole", "in_part", "abstract")


@dataclass(frozen=True, slots=True)
class Study:
    """A work one can look up: who wrote it, where it is, and what it says in two sentences.

    `about` names the countries it treats beside Morocco, none when it is general; `year` is None where the page
    bears no date; `read` says whether the whole, a part or only the abstract was read.
    """

    id: str
    title: str
    authors: tuple[str, ...]
    year: int | None
    language: str
    kind: str
    about: tuple[str, ...]
    reference: str
    read: str
    checked_on: date
    says: LocalText


@lru_cache(maxsize=1)
def studies() -> tuple[Study, ...]:
    """Every work of the library, the newest first, those without a year last."""
    found = [_study(one) for one in load(FILE)["studies"]]
    return tuple(sorted(found, key=lambda one: (-(one.year or 0), one.title)))


def studies_about(country: str) -> tuple[Study, ...]:
    """The works that treat a country, before those that are general."""
    of_it = [one for one in studies() if country in one.about]
    return (*of_it, *(one for one in studies() if not one.about))


def _study(told: Mapping[str, Any]) -> Study:
    lists = {name: tuple(told[name]) for name in ("authors", "about")}
    return Study(**{**told, **lists, "says": LocalText.of(told["says"])})
