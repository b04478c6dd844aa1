"""Asking the law about a person: everything that is read is written down, so that the answer can be explained."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from darna.kernel.dates import PartialDate
from darna.kernel.errors import NotFound
from darna.rules.engine.answers import Answer
from darna.rules.engine.bounds import Between, Number
from darna.rules.engine.circumstances import Circumstances, day_of_age
from darna.rules.engine.citations import Citation
from darna.rules.engine.decisions import Decision, Figure, Reason
from darna.rules.engine.parameters import Dated, Law

State = tuple[Circumstances, Law]


@dataclass(frozen=True)
class Lever:
    """One thing that might be otherwise: a fact told, a birthday reached, months more, a law that changes.

    `kind` is fact, time, career or law; `apply` gives the situation and the law as they would then be.
    """

    key: str
    values: Mapping[str, object]
    apply: Callable[[Circumstances, Law], State] = field(compare=False, repr=False)
    kind: str = "fact"

    @property
    def identity(self) -> tuple[str, str]:
        """What makes two levers the same."""
        return self.key, repr(sorted((name, repr(value)) for name, value in self.values.items()))


def fact_lever(name: str, value: object, *, key: str = "engine.if_fact") -> Lever:
    """The question asked again with one fact told otherwise."""
    return Lever(key, {"fact": name, "value": value}, lambda now, law: (now.with_fact(name, value), law))


class Inquiry:
    """One question put to the law about one situation.

    What is read of facts and law belongs to the next condition that is stated: nothing an answer rests on
    can be forgotten, and a law that is not certain makes its condition unknown whatever the facts say.
    """

    def __init__(self, circumstances: Circumstances, law: Law) -> None:
        self.circumstances = circumstances
        self.law_asked = law
        self.figures: dict[str, Figure] = {}
        self.notes: list[Reason] = []
        self.levers: dict[tuple[str, str], Lever] = {}
        self._cites: dict[Citation, None] = {}
        self._uses: dict[str, None] = {}
        self._lacks: dict[str, None] = {}
        self._unsure = False

    def fact(self, name: str) -> object:
        """The fact of that name, None when it is not known."""
        value = self.circumstances.known(name)
        if value is None:
            self._lacks[self.circumstances.rests_on(name)] = None
        else:
            self._uses[self.circumstances.rests_on(name)] = None
        return value

    def truth(self, name: str) -> Answer:
        """A fact that is yes or no, as an answer."""
        value = self.fact(name)
        return Answer.of(None if value is None else bool(value))

    def quantity(self, name: str) -> Between | None:
        """A fact that is a number, between bounds when it is not exact; None when it is not known."""
        value = self.fact(name)
        if value is None or isinstance(value, Between):
            return value
        if isinstance(value, float):
            return Between.exactly(Decimal(str(value)))
        if not isinstance(value, Number):
            raise TypeError(f"{name} is not a number: {value!r}")
        return Between.exactly(value)

    def law(self, name: str) -> Dated:
        """What the law says of it on the day that is asked about.

        Raises: NotFound when there is no such parameter.
        """
        found = self.law_asked.value(name, self.circumstances.on)
        self.cite(found.citation)
        self._unsure |= not found.is_sure
        return found

    def peek(self, name: str) -> Dated | None:
        """What the law says, without resting the next condition on it; None when it says nothing that day."""
        try:
            return self.law_asked.value(name, self.circumstances.on)
        except NotFound:
            return None

    def cite(self, citation: Citation) -> None:
        """Rest the next condition on that place of the law."""
        self._cites[citation] = None
        self._unsure |= not citation.certainty.decides

    def lacks(self, name: str) -> None:
        """Say that the next condition could be told if this fact were known."""
        self._lacks[name] = None

    def holds(self, key: str, answer: Answer, **values: object) -> Decision:
        """One condition of the law, resting on all that was read since the last.

        A law that is not certain makes it unknown; `key` names its sentence, `values` fill it.
        """
        reason = self._reason(key, answer, values)
        return Decision.of(reason)

    def at_least(self, key: str, quantity: Between | Number | None, needed: Number, **values: object) -> Decision:
        """The condition that a number reaches another; the sentence may say `{has}` and `{needed}`."""
        has = None if quantity is None else Between.of(quantity)
        answer = Answer.UNKNOWN if has is None else has.at_least(needed)
        return self.holds(key, answer, has=has, needed=needed, **values)

    def age_at_least(self, key: str, needed: int, **values: object) -> Decision:
        """The condition that the person is old enough; the day of that birthday is tried as a change."""
        age = self.quantity("age")
        born = self.circumstances.facts.get("birth_date")
        if isinstance(born, PartialDate):
            self.on_the_day(born, needed)
        return self.at_least(key, age, needed, **values)

    def on_the_day(self, born: PartialDate, years: int) -> None:
        """Try, as a change, the day on which the person will be that old."""
        day = day_of_age(born, years)
        if day > self.circumstances.on:
            values: dict[str, object] = {"day": day, "years": years}
            self.lever(Lever("engine.on_birthday", values, lambda now, law: (now.on_day(day), law), "time"))

    def note(self, key: str, **values: object) -> None:
        """Something to know that decides nothing; it rests on what was read since the last condition."""
        self.notes.append(self._reason(key, Answer.YES, values))

    def figure(self, name: str, value: Between | Number, unit: str) -> None:
        """A number that belongs to the answer."""
        self.figures[name] = Figure(Between.of(value), unit)

    def lever(self, lever: Lever) -> None:
        """A way in which the answer might change; it is shown only if asking again proves it."""
        self.levers.setdefault(lever.identity, lever)

    def _reason(self, key: str, answer: Answer, values: Mapping[str, object]) -> Reason:
        because = _because(answer, unsure=self._unsure, lacks=bool(self._lacks))
        said = Answer.UNKNOWN if self._unsure else answer
        reason = Reason(key, said, values, tuple(self._cites), tuple(self._uses), tuple(self._lacks), because)
        self._cites, self._uses, self._lacks, self._unsure = {}, {}, {}, False
        return reason


def _because(answer: Answer, *, unsure: bool, lacks: bool) -> str:
    if unsure:
        return "law_unsure"
    if answer is not Answer.UNKNOWN:
        return ""
    return "fact_missing" if lacks else "within_bounds"


#: How many ways are tried alone, and how many pairs when none alone changes the answer.
TRIED_ALONE: Final = 24
TRIED_IN_PAIRS: Final = 36
