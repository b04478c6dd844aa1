"""Values that were proposed after the files were written: put into the law as more lines, nothing overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from darna.kernel.text import NO_TEXT, LocalText
from darna.rules.engine.citations import Certainty, Citation, Source
from darna.rules.engine.linter import troubles_of_parameter, troubles_of_source
from darna.rules.engine.parameters import Instrument, Law, Parameter, Value
from darna.rules.engine.units import kinds_within

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Revision:
    """A value of one parameter from one day on, with where it was read, by whom it is not said here."""

    name: str
    value: object
    valid_from: date
    source: Source
    certainty: Certainty
    checked_on: date
    article: str = ""
    #: The sentence that says what the parameter is, where it is written anew with the value.
    says: LocalText = NO_TEXT

    @property
    def holder(self) -> str:
        """The instrument or right whose parameter it is."""
        return self.name.partition(".")[0]

    @property
    def citation(self) -> Citation:
        """Where the value was read."""
        return Citation(self.holder, self.source, self.article, self.certainty, self.valid_from, self.checked_on)


@dataclass(frozen=True, slots=True)
class Rereading:
    """A value that was held against its source again and found unchanged."""

    name: str
    valid_from: date
    read_on: date


@dataclass(frozen=True, slots=True)
class Aside:
    """An approved revision that is not part of the law any more, because the files went on without it."""

    revision: Revision
    why: str


def revised(parameter: Parameter, revision: Revision) -> Parameter:
    """The parameter with one more value, and its sentence written anew where the revision brings one.

    The value of that day ends the day before. A value that begins on the very same day was wrong: the new one
    stands where it stood, for the law cannot say two things on one day; both stay in the history.
    """
    return replace(parameter, says=revision.says or parameter.says, values=tuple(_put(parameter.values, revision)))


def _put(values: tuple[Value, ...], revision: Revision) -> Iterator[Value]:
    is_put = False
    for value in values:
        if not is_put and revision.valid_from < value.valid_from:
            yield _valued(revision, until=value.valid_from - ONE_DAY)
            is_put = True
        if value.holds_on(revision.valid_from):
            if value.valid_from < revision.valid_from:
                yield replace(value, valid_to=revision.valid_from - ONE_DAY)
            yield _valued(revision, until=value.valid_to)
            is_put = True
        else:
            yield value
    if not is_put:
        yield _valued(revision, until=None)


def _valued(revision: Revision, *, until: date | None) -> Value:
    return Value(revision.value, revision.citation, revision.valid_from, until)


def reread(parameter: Parameter, rereading: Rereading) -> Parameter:
    """The parameter with the day on which one of its values was last held against its source."""
    return replace(parameter, values=tuple(_read_again(value, rereading) for value in parameter.values))


def _read_again(value: Value, rereading: Rereading) -> Value:
    if value.valid_from != rereading.valid_from or rereading.read_on <= value.citation.read_on:
        return value
    return replace(value, citation=replace(value.citation, checked_on=rereading.read_on))


def troubles_of_revision(law: Law, revision: Revision) -> list[str]:
    """What the linter says of the law with this value in it, and why the value does not fit the one before."""
    if not law.knows(revision.name):
        return [f"there is no value {revision.name}"]
    before = law.parameter(revision.name)
    found = [*_of_reading(before, revision), *_of_kinds(before, revision)]
    return [
        *found,
        *troubles_of_source(revision.name, revision.source),
        *troubles_of_parameter(revised(before, revision)),
    ]


def _of_reading(before: Parameter, revision: Revision) -> Iterator[str]:
    for value in before.values:
        if value.valid_from == revision.valid_from and value.citation.read_on > revision.checked_on:
            yield f"{before.name}: the value of that day was read on {value.citation.read_on}, later than this one"


def _of_kinds(before: Parameter, revision: Revision) -> Iterator[str]:
    known = frozenset().union(*(kinds_within(value.value) for value in before.values))
    if known and not kinds_within(revision.value) <= known:
        kinds = ", ".join(sorted(kind.__name__ for kind in known))
        yield f"{before.name}: its other values hold {kinds}, and this one something else"


def changes_nothing(law: Law, revision: Revision) -> bool:
    """Whether the law says the same with and without it, word for word."""
    before = law.parameter(revision.name)
    return before == revised(before, revision)


def with_revisions(
    instruments: Mapping[str, Instrument], revisions: Iterable[Revision], rereadings: Iterable[Rereading] = ()
) -> tuple[dict[str, Instrument], tuple[Aside, ...]]:
    """The instruments with approved revisions in the order of their approval, and those that no longer fit.

    A revision stands aside when the files hold something that was read later, or no longer fit it: what was
    taken into the files is not undone by what was approved before.
    """
    law, aside = Law(instruments), []
    for revision in revisions:
        if troubles := troubles_of_revision(law, revision):
            aside.append(Aside(revision, troubles[0]))
        else:
            law = _with(law, revised(law.parameter(revision.name), revision))
    for rereading in rereadings:
        if law.knows(rereading.name):
            law = _with(law, reread(law.parameter(rereading.name), rereading))
    return dict(law.instruments), tuple(aside)


def _with(law: Law, parameter: Parameter) -> Law:
    holder, _, own = parameter.name.partition(".")
    before = law.instruments[holder]
    changed = replace(before, parameters={**before.parameters, own: parameter})
    return Law({**law.instruments, holder: changed})


def supposing(law: Law, revision: Revision) -> Law:
    """The law as it would be with this revision.

    Raises: NotFound when there is no such parameter.
    """
    return _with(law, revised(law.parameter(revision.name), revision))
