"""Values of the law with their days: what an instrument says from when until when, and who read it where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from darna.kernel.errors import NotFound
from darna.kernel.text import LocalText
from darna.rules.engine.citations import Certainty, Citation, Source


@dataclass(frozen=True, slots=True)
class Dated:
    """What a parameter says on one day, and where that stands written.

    `value` is None where the law is not known.
    """

    name: str
    value: object
    unit: str
    citation: Citation
    valid_to: date | None = None

    @property
    def is_sure(self) -> bool:
        """Whether a rule that rests on it may answer yes or no."""
        return self.value is not None and self.citation.certainty.decides


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a parameter and the days on which it is law, both included; `valid_to` None has no end."""

    value: object
    citation: Citation
    valid_from: date
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is law on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value of the law through time: nothing is overwritten, each change is one more line."""

    name: str
    unit: str
    says: LocalText
    values: tuple[Value, ...]

    def on(self, day: date) -> Dated:
        """What it says on that day.

        Raises: NotFound before its first day and after its last.
        """
        for value in reversed(self.values):
            if value.holds_on(day):
                return Dated(self.name, value.value, self.unit, value.citation, value.valid_to)
        raise NotFound("value_of_that_day", f"{self.name} {day.isoformat()}")


@dataclass(frozen=True, slots=True)
class Instrument:
    """A legal text that Darna knows: its parties, its sources, its values through time, its sentences."""

    id: str
    title: LocalText
    parties: tuple[str, ...]
    sources: Mapping[str, Source]
    parameters: Mapping[str, Parameter]
    words: Mapping[str, LocalText] = field(default_factory=dict)

    def citation(self, source: str, *, article: str = "", certainty: str | None = None) -> Citation:
        """A place in one of its sources."""
        found = self.sources[source]
        return Citation(self.id, found, article, Certainty(certainty) if certainty else found.certainty)


@dataclass(frozen=True, slots=True)
class Law:
    """The instruments a question may ask, perhaps with changes that are only supposed.

    `supposed` maps `instrument.parameter` to another parameter: an edit that waits for approval, or the
    question *what if this agreement came into force?*
    """

    instruments: Mapping[str, Instrument]
    supposed: Mapping[str, Parameter] = field(default_factory=dict)

    def parameter(self, name: str) -> Parameter:
        """The parameter of that full name, `ma_fr_2007.in_force`.

        Raises: NotFound when no instrument has it.
        """
        if name in self.supposed:
            return self.supposed[name]
        holder, _, own = name.partition(".")
        instrument = self.instruments.get(holder)
        if instrument is None or own not in instrument.parameters:
            raise NotFound("parameter", name)
        return instrument.parameters[own]

    def knows(self, name: str) -> bool:
        """Whether there is a parameter of that full name."""
        holder, _, own = name.partition(".")
        return name in self.supposed or (holder in self.instruments and own in self.instruments[holder].parameters)

    def value(self, name: str, on: date) -> Dated:
        """What the law says of it on that day.

        Raises: NotFound when there is no such parameter, or no value on that day.
        """
        return self.parameter(name).on(on)

    def changed(self, name: str, parameter: Parameter) -> Law:
        """The same law with another value of one parameter."""
        return Law(self.instruments, {**self.supposed, name: parameter})

    def supposing(self, name: str, value: object, *, since: date) -> Law:
        """The law as it would be if that parameter had this value from that day on; the days before stay.

        The supposed value rests on the same source as the one it takes the place of, and is marked as derived.
        """
        now = self.parameter(name)
        last = now.values[-1]
        cited = Citation(last.citation.holder, last.citation.source, last.citation.article, Certainty.DERIVED, since)
        kept = tuple(value for value in now.values if value.valid_from < since)
        return self.changed(name, Parameter(now.name, now.unit, now.says, (*kept, Value(value, cited, since))))

    def __iter__(self) -> Iterator[Instrument]:
        return iter(self.instruments.values())
