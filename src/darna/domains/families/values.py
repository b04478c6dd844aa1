"""Family proposals as pages read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from darna.base.pages.lines import Lines
from darna.domains.people.values import PersonLine


@dataclass(frozen=True, slots=True)
class FamilyFilters:
    """What the list of family proposals is narrowed to."""

    state: str = "open"
    reason: str = ""
    sort: str = "found"


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """Two persons who may live together, in one line."""

    id: UUID
    version: int
    person: PersonLine
    other: PersonLine
    reasons: tuple[str, ...]
    state: str
    state_label: str
    found_on: date

    @property
    def both(self) -> tuple[PersonLine, PersonLine]:
        """The two persons."""
        return self.person, self.other

    @property
    def is_open(self) -> bool:
        """Nobody has decided yet."""
        return self.state == "open"

    @property
    def tag_kind(self) -> str:
        """How the tag of its state looks."""
        return {"open": "waiting", "together": "done"}.get(self.state, "neutral")


FamilyPage = Lines[FamilyLine]
