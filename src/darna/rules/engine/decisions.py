"""An answer with its reasons: what was asked of the law, which facts it used, which it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from darna.kernel.dates import PartialDate
from darna.rules.engine.answers import Answer, both, either, opposite
from darna.rules.engine.bounds import Between
from darna.rules.engine.citations import Certainty, Citation


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition of the law: its sentence, whether it holds, and why it could not be told if it could not.

    `key` names the sentence, `values` fill it. `because` is empty, or `fact_missing`, `law_unsure` or
    `within_bounds` (the numbers allow both).
    """

    key: str
    answer: Answer
    values: Mapping[str, object] = field(default_factory=dict)
    citations: tuple[Citation, ...] = ()
    uses: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    because: str = ""

    @property
    def said(self) -> tuple[str, Answer, str]:
        """What a reader reads of it: two conditions that read the same are told once."""
        return self.key, self.answer, repr(sorted((name, repr(value)) for name, value in self.values.items()))

    @property
    def certainty(self) -> Certainty:
        """How sure the law behind this condition is."""
        return Certainty.weakest(citation.certainty for citation in self.citations)

    def reversed(self) -> Reason:
        """The same condition where its contrary is asked for."""
        return replace(self, answer=opposite(self.answer))

    def as_data(self) -> dict[str, object]:
        """The reason for a machine."""
        return {
            "key": self.key,
            "answer": self.answer.value,
            "values": {name: plain(value) for name, value in self.values.items()},
            "because": self.because,
            "lacks": list(self.lacks),
            "sources": [citation.as_data() for citation in self.citations],
        }


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that belongs to an answer; `unit` as in the parameters: months, percent, `money:MAD`."""

    value: Between
    unit: str

    def as_data(self) -> dict[str, object]:
        """The figure for a machine; exact numbers are text, so that no cent is lost."""
        return {"low": plain(self.value.low), "high": plain(self.value.high), "unit": self.unit}


@dataclass(frozen=True, slots=True)
class Decision:
    """What the law answers, with every condition that was asked and those that decided.

    Shape: `deciding` is a part of `reasons`; `notes` inform and decide nothing.
    """

    answer: Answer
    reasons: tuple[Reason, ...] = ()
    deciding: tuple[Reason, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    notes: tuple[Reason, ...] = ()

    @classmethod
    def of(cls, reason: Reason) -> Decision:
        """The decision of one condition."""
        return cls(reason.answer, (reason,), (reason,))

    @property
    def others(self) -> tuple[Reason, ...]:
        """The conditions that were asked too and did not decide; asked on several ways, each is told once."""
        said = {reason.said for reason in self.deciding}
        left = {reason.said: reason for reason in reversed(self.reasons) if reason.said not in said}
        return tuple(reversed(left.values()))

    @property
    def first(self) -> tuple[Reason, ...]:
        """The conditions that decided, each told once."""
        return tuple({reason.said: reason for reason in self.deciding}.values())

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every place of the law the answer rests on, each once, those that decided first."""
        told = (*self.deciding, *self.reasons, *self.notes)
        cited = tuple(dict.fromkeys(citation for reason in told for citation in reason.citations))
        # A statement without a day says no more than the same one with its day.
        dated = {one.place for one in cited if one.valid_from}
        return tuple(one for one in cited if one.valid_from or one.place not in dated)

    @property
    def used(self) -> tuple[str, ...]:
        """The facts that were known and looked at."""
        return tuple(dict.fromkeys(name for reason in self.reasons for name in reason.uses))

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts without which nothing can be told; none when the answer is certain without them."""
        if self.answer is not Answer.UNKNOWN:
            return ()
        return tuple(dict.fromkeys(name for reason in self.deciding for name in reason.lacks))

    @property
    def is_law_unsure(self) -> bool:
        """Whether the answer is unknown because the law itself is not certain."""
        return self.answer is Answer.UNKNOWN and any(reason.because == "law_unsure" for reason in self.deciding)

    @property
    def certainty(self) -> Certainty:
        """The weakest law among the conditions that decided."""
        return Certainty.weakest(reason.certainty for reason in self.deciding)

    def reversed(self) -> Decision:
        """The decision where the contrary is asked for."""
        turned = {id(reason): reason.reversed() for reason in self.reasons}
        return replace(
            self,
            answer=opposite(self.answer),
            reasons=tuple(turned[id(reason)] for reason in self.reasons),
            deciding=tuple(turned.get(id(reason)) or reason.reversed() for reason in self.deciding),
        )

    def as_data(self) -> dict[str, Any]:
        """The whole decision for a machine."""
        return {
            "answer": self.answer.value,
            "certainty": self.certainty.value,
            "reasons": [reason.as_data() for reason in self.reasons],
            "notes": [note.as_data() for note in self.notes],
            "facts_used": list(self.used),
            "facts_missing": list(self.missing),
            "figures": {name: figure.as_data() for name, figure in self.figures.items()},
        }


def all_of(*decisions: Decision) -> Decision:
    """The decision that asks for every one of these.

    A certain *no* decides alone; then the facts that others lack are not asked for.
    """
    return _joined(both(*(one.answer for one in decisions)), decisions)


def any_of(*decisions: Decision) -> Decision:
    """The decision that asks for one of these."""
    return _joined(either(*(one.answer for one in decisions)), decisions)


def _joined(answer: Answer, decisions: Iterable[Decision]) -> Decision:
    parts = tuple(decisions)
    figures = {name: figure for part in parts for name, figure in part.figures.items()}
    return Decision(
        answer,
        tuple(reason for part in parts for reason in part.reasons),
        tuple(reason for part in parts if part.answer is answer for reason in part.deciding),
        figures,
        tuple(note for part in parts for note in part.notes),
    )


def plain(value: object) -> object:
    """A value as JSON can carry it; exact numbers as text."""
    match value:
        case Between():
            return plain(value.low) if value.is_known else [plain(value.low), plain(value.high)]
        case bool() | int() | str() | None:
            return value
        case date():
            return value.isoformat()
        case Decimal() | Fraction() | PartialDate():
            return str(value)
        case Mapping():
            return {str(key): plain(one) for key, one in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(one) for one in value]
        case _:
            return str(value)
