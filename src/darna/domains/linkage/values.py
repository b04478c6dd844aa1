"""Runs and what speaks for a pair, as pages read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from darna.base.pages.lines import Lines


@dataclass(frozen=True, slots=True)
class RunLine:
    """One time the register was looked through. `minutes_ago` since it last moved."""

    id: UUID
    why: str
    why_label: str
    state: str
    state_label: str
    engine: str
    asked_at: datetime
    ended_at: datetime | None
    model_number: int
    persons: int
    found: int
    proposed: int

    @property
    def is_under_way(self) -> bool:
        """It has not ended."""
        return self.ended_at is None

    @property
    def tag_kind(self) -> str:
        """How the tag of its state looks."""
        return {"done": "done", "failed": "urgent"}.get(self.state, "waiting")


@dataclass(frozen=True, slots=True)
class RunFilters:
    """What the list of runs is narrowed to."""

    why: str = ""
    state: str = ""
    sort: str = "asked"


@dataclass(frozen=True, slots=True)
class Speaks:
    """What one thing says of two files, in words: what it is, in which way they agree, and how strongly it speaks."""

    what: str
    how: str
    weight: str
    bits: float


RunPage = Lines[RunLine]
