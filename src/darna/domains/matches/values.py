"""Possible matches as pages read them, and the card that is compared."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from darna.base.pages.lines import Lines
from darna.domains.people.values import Names
from darna.kernel.dates import PartialDate, Precision


@dataclass(frozen=True, slots=True)
class Card:
    """What the other side compares: who somebody is, and neither papers nor notes, numbers nor addresses."""

    names: Names = field(default_factory=Names)
    birth: PartialDate | None = None
    sex: str = ""
    nationalities: tuple[str, ...] = ()
    commune: str = ""

    def written(self) -> str:
        """As one text, to be sealed."""
        names = self.names
        told = {
            "names": [names.given_name, names.family_name, names.given_name_ar, names.family_name_ar],
            "birth": [self.birth.value.isoformat(), str(self.birth.precision)] if self.birth else None,
            "sex": self.sex,
            "nationalities": list(self.nationalities),
            "commune": self.commune,
        }
        return json.dumps(told, ensure_ascii=False, sort_keys=True)

    @classmethod
    def read(cls, text: str) -> Card:
        """The card behind a text."""
        told = json.loads(text)
        birth = told["birth"] and PartialDate(date.fromisoformat(told["birth"][0]), Precision(told["birth"][1]))
        return cls(Names(*told["names"]), birth or None, told["sex"], tuple(told["nationalities"]), told["commune"])


@dataclass(frozen=True, slots=True)
class MatchFilters:
    """What the list of possible matches is narrowed to."""

    state: str = ""
    sort: str = "noticed"


@dataclass(frozen=True, slots=True)
class MatchLine:
    """A possible match in one line, as one side sees it; the other agency only once both agreed."""

    id: UUID
    side_id: UUID
    person_id: UUID
    reference: str
    person_name: str
    state: str
    state_label: str
    side_state: str
    verdict: str
    noticed_on: date
    version: int
    other: str = ""

    @property
    def waits(self) -> bool:
        """This side has something to decide."""
        return (self.state == "noticed" and self.side_state == "noticed") or (self.state == "open" and not self.verdict)

    @property
    def tag_kind(self) -> str:
        """How the tag of its state looks."""
        kinds = {"noticed": "waiting", "open": "new", "same": "done", "different": "done", "unsettled": "waiting"}
        return kinds.get(self.state, "neutral")


@dataclass(frozen=True, slots=True)
class Row:
    """One field of both cards: what each says, and whether they say the same; None where one says nothing."""

    label: str
    mine: str | PartialDate | None
    other: str | PartialDate | None
    is_date: bool = False

    @property
    def is_same(self) -> bool | None:
        """The two say the same; None where one says nothing."""
        if not self.mine or not self.other:
            return None
        return str(self.mine).casefold() == str(self.other).casefold()


@dataclass(frozen=True, slots=True)
class MatchCard:
    """A possible match with what may be read of it now."""

    line: MatchLine
    why_label: str
    rows: tuple[Row, ...]
    reasons: tuple[str, ...]
    own_verdict: str
    other_verdict: str
    opened_at: datetime | None
    ended_at: datetime | None
    decides: bool
    judges: bool
    is_compared: bool


MatchPage = Lines[MatchLine]
