"""Where a rule comes from and how sure we are of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from darna.kernel.text import LocalText


class Certainty(StrEnum):
    """How sure a statement of the law is, from read in a source to not known.

    >>> Certainty.weakest([Certainty.VERIFIED, Certainty.GENERAL])
    <Certainty.GENERAL: 'GK'>
    >>> Certainty.weakest([])
    <Certainty.VERIFIED: 'V'>
    """

    VERIFIED = "V"
    DERIVED = "D"
    GENERAL = "GK"
    UNSURE = "?"

    @classmethod
    def weakest(cls, certainties: Iterable[Certainty]) -> Certainty:
        """The least sure of these; nothing cited weakens nothing."""
        return max(certainties, key=_ORDER.index, default=cls.VERIFIED)

    @property
    def decides(self) -> bool:
        """Whether a rule of this certainty may answer yes or no."""
        return self is not Certainty.UNSURE

    def is_stronger_than(self, other: Certainty) -> bool:
        """Whether this says more than the other can support."""
        return _ORDER.index(self) < _ORDER.index(other)


_ORDER: Final = list(Certainty)

#: What kinds of text a rule may rest on.
KINDS: Final = ("treaty", "law", "decree", "circular", "judgment", "official_page", "study", "press", "note")


@dataclass(frozen=True, slots=True)
class Source:
    """A text that was read, or is known of: a treaty, a law, a page of an institution."""

    id: str
    title: LocalText
    kind: str
    reference: str
    certainty: Certainty
    checked_on: date


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source on which one statement rests.

    `valid_from`: the first day on which the statement is law; `article` is empty where none is known. Without `is_law`
    the text is not known to be in force: it stands so since that day, and nobody may read that it is law since.
    """

    holder: str
    source: Source
    article: str = ""
    certainty: Certainty = Certainty.VERIFIED
    valid_from: date | None = None
    checked_on: date | None = None
    is_law: bool = True

    @property
    def place(self) -> tuple[str, str, str, Certainty]:
        """Where it stands and how sure it is, whatever the day it is law from."""
        return self.holder, self.source.id, self.article, self.certainty

    @property
    def read_on(self) -> date:
        """The day on which somebody last compared the statement with its source."""
        return self.checked_on or self.source.checked_on

    def as_data(self) -> dict[str, object]:
        """The citation for a machine."""
        return {
            "instrument": self.holder,
            "source": self.source.id,
            "title": dict(self.source.title),
            "article": self.article,
            "reference": self.source.reference,
            "certainty": self.certainty.value,
            "valid_from": self.valid_from.isoformat() if self.valid_from else None,
            "is_law": self.is_law,
            "checked_on": self.read_on.isoformat(),
        }
