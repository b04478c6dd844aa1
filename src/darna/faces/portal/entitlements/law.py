"""How sure we are of the law, as lines of a page. No queries: the law is handed in by who asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from django.utils.timezone import localtime

from darna.domains.law.queries.standing import Standing
from darna.domains.law.values import Change as Approval
from darna.faces.portal.entitlements.catalogue import right_at
from darna.faces.portal.rights.answering import ShownSource, page_teller, shown_source
from darna.kernel.clock import today
from darna.rules import statements as told
from darna.rules.book import AREAS, Book, book
from darna.rules.engine.citations import Certainty
from darna.rules.engine.parameters import Instrument, Parameter, Value
from darna.rules.engine.words import Teller
from darna.rules.statements import Statement

ROWS: Final = 25
#: The look of each certainty: a shell's tag; the word says it too.
LOOKS: Final = {
    Certainty.VERIFIED: "done",
    Certainty.DERIVED: "new",
    Certainty.GENERAL: "waiting",
    Certainty.UNSURE: "danger",
}


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """One line of *how sure are we*; `value` has a line for each entry of a table."""

    holder: str
    right: str
    title: str
    words: str
    kind: str
    value: tuple[str, ...]
    since: date | None
    until: date | None
    look: str
    certainty: str
    read_on: date
    is_stale: bool
    source: ShownSource


@dataclass(frozen=True, slots=True)
class ShownParameter:
    """A value of the law through time."""

    name: str
    words: str
    values: tuple[ShownStatement, ...]


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A day on which the law became another, or on which a value was approved that holds `since` a day of its own.

    `is_aside`: the files went on without what was approved, and it is no part of the law any more.
    """

    on: date
    is_to_come: bool
    holder: str
    title: str
    words: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    source: ShownSource
    is_approval: bool = False
    since: date | None = None
    reason: str = ""
    is_aside: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """A legal text, or a right, in a list."""

    address: str
    title: str
    parties: str


def holder_at(address: str, known: Book) -> Instrument | None:
    """The legal text whose page has this address; a right that holds values has it under its neutral name."""
    right = right_at(address)
    name = right.id if right else address
    return None if right is None and name in known.rights else known.instruments.get(name)


def address_in_law(holder: str) -> str:
    """What the page of a legal text is called in its address; empty where it has no values and so no page."""
    right = book().rights.get(holder)
    name = right.address if right else holder
    return name if holder in book().instruments else ""


@lru_cache(maxsize=2)
def every_statement(known: Book) -> tuple[Statement, ...]:
    """All that is said of the law, put together once for each law that was in force."""
    return told.statements(known)


@lru_cache(maxsize=2)
def _every_change(known: Book) -> tuple[told.Change, ...]:
    return told.changes(known)


def every_entry(law: Standing) -> list[told.Change | Approval]:
    """Every change of the law, and everything that was approved since the files were written, the newest first."""
    found: list[told.Change | Approval] = [*law.changes[::-1], *_every_change(law.book)]
    return sorted(found, key=_day_of, reverse=True)


def _day_of(entry: told.Change | Approval) -> date:
    return entry.on if isinstance(entry, told.Change) else localtime(entry.approved_at).date()


def narrowed(known: Book, certainty: str = "", area: str = "", *, stale: bool = False) -> list[Statement]:
    """The statements of one certainty, of one part of the law, or that are to be read again."""
    return [
        one
        for one in every_statement(known)
        if (not certainty or one.certainty == certainty)
        and (not area or one.area == area)
        and (not stale or one.is_stale(today()))
    ]


def shown_statement(one: Statement, language: str) -> ShownStatement:
    """A statement in the reader's language."""
    tell = page_teller(language)
    right = book().rights.get(one.holder)
    return ShownStatement(
        holder=address_in_law(one.holder),
        right=right.address if right else "",
        title=one.title.in_(language),
        words=told.statement_in_words(tell, one),
        kind=tell.sentence(f"law.kind.{one.kind}"),
        value=told.value_in_words(tell, one.value, one.unit) if one.kind == "value" else (),
        since=one.valid_from,
        until=one.valid_to,
        look=LOOKS[one.certainty],
        certainty=tell.sentence(f"engine.certainty.{one.certainty}"),
        read_on=one.citation.read_on,
        is_stale=one.is_stale(today()),
        source=shown_source(tell, one.citation),
    )


def parameters_of(instrument: Instrument, language: str) -> list[ShownParameter]:
    """Every value of a legal text, each through time, the newest last."""
    area = told.area_of(book(), instrument.id)
    shown = [(one.name, shown_statement(one, language)) for one in told.of_values(instrument, area)]
    return [
        ShownParameter(one.name, one.says.in_(language), tuple(line for name, line in shown if name == one.name))
        for one in instrument.parameters.values()
    ]


def sources_of(instrument: Instrument, language: str) -> list[ShownSource]:
    """The sources of a legal text, and those its values were read in since."""
    tell = page_teller(language)
    cited = [instrument.citation(name) for name in instrument.sources]
    read = (value.citation for one in instrument.parameters.values() for value in one.values)
    later = {one.source.id: one for one in read if one.source.id not in instrument.sources}
    return [shown_source(tell, citation) for citation in (*cited, *later.values())]


def shown_entry(one: told.Change | Approval, law: Standing, language: str) -> ShownChange:
    """A change, or what was approved, in the reader's language."""
    return _changed(one, language) if isinstance(one, told.Change) else _approved(one, law, language)


def _approved(one: Approval, law: Standing, language: str) -> ShownChange:
    tell, revision = page_teller(language), one.revision
    # What the files have lost since is still told, by its name.
    is_known = law.book.law.knows(revision.name)
    parameter = law.book.law.parameter(revision.name) if is_known else None
    holder = law.book.instruments.get(revision.holder)
    return ShownChange(
        on=localtime(one.approved_at).date(),
        is_to_come=False,
        holder=address_in_law(revision.holder),
        title=holder.title.in_(language) if holder else "",
        words=parameter.says.in_(language) if parameter else revision.name,
        before=(),
        after=told.value_in_words(tell, revision.value, parameter.unit if parameter else ""),
        source=shown_source(tell, revision.citation),
        is_approval=True,
        since=revision.valid_from,
        reason=one.reason,
        is_aside=any(aside.revision == revision for aside in law.aside),
    )


def _changed(one: told.Change, language: str) -> ShownChange:
    tell = page_teller(language)
    return ShownChange(
        on=one.on,
        is_to_come=one.on > today(),
        holder=address_in_law(one.holder),
        title=one.title.in_(language),
        words=one.parameter.says.in_(language),
        before=_worth(tell, one.parameter, one.before),
        after=_worth(tell, one.parameter, one.after) if one.after else (),
        source=shown_source(tell, one.citation),
    )


def _worth(tell: Teller, parameter: Parameter, value: Value) -> tuple[str, ...]:
    return told.value_in_words(tell, value.value, parameter.unit)


def holders(known: Book, language: str) -> list[tuple[str, list[Holder]]]:
    """The legal texts and the rights that hold values, by part of the law."""
    tell = page_teller(language)
    found = {area: list(_holders(known, area, tell)) for area in AREAS}
    return [(tell.sentence(f"law.area.{area}"), of_it) for area, of_it in found.items() if of_it]


def _holders(known: Book, area: str, tell: Teller) -> Iterator[Holder]:
    for one in known.instruments.values():
        if told.area_of(known, one.id) == area:
            yield Holder(address_in_law(one.id), one.title.in_(tell.language), parties_of(one, tell))


def parties_of(instrument: Instrument, tell: Teller) -> str:
    """The countries of a legal text."""
    return tell.sentence("engine.listed").join(told.code_in_words(tell, code) for code in instrument.parties)
