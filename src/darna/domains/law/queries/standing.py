"""The law as it stands on any connection, also the public one: the files with what was approved since.

It is put together once after each approval or reading, and then kept: a request asks one row for a mark.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from darna.domains.law.values import Change
from darna.kernel.errors import Invalid
from darna.kernel.text import LocalText
from darna.rules.book import Book, book
from darna.rules.engine import units
from darna.rules.engine.citations import Certainty, Source
from darna.rules.engine.parameters import Law
from darna.rules.engine.revisions import Aside, Rereading, Revision, with_revisions

Mark = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The book with what was approved, the approvals in their order, and those that no longer fit the files.

    `mark`: another one after each approval, empty before the first; reading a value again changes no answer.
    """

    book: Book
    changes: tuple[Change, ...] = ()
    aside: tuple[Aside, ...] = ()
    mark: str = ""


#: The last one that was put together, under its mark; a process needs no more than one.
_kept: tuple[Mark, Standing] | None = None


def current_law(*, using: str = DEFAULT_DB_ALIAS) -> Law:
    """The law as rules read it today. One query; three after an approval."""
    return standing(using=using).book.law


def current_book(*, using: str = DEFAULT_DB_ALIAS) -> Book:
    """All that is known, with the values that were approved. One query; three after an approval."""
    return standing(using=using).book


def changes_of_law(*, using: str = DEFAULT_DB_ALIAS) -> tuple[Change, ...]:
    """The changelog of the law: every approval, the newest first. One query; three after an approval."""
    return standing(using=using).changes[::-1]


def set_aside(*, using: str = DEFAULT_DB_ALIAS) -> tuple[Aside, ...]:
    """What was approved and is no longer part of the law, because the files went on without it."""
    return standing(using=using).aside


def standing(*, using: str = DEFAULT_DB_ALIAS) -> Standing:
    """The law as it stands. One query; three after an approval."""
    global _kept
    mark = _rows("select revisions, approved_at, rechecks, rechecked_at from published.law_mark", using)[0]
    if not mark[0] and not mark[2]:
        return Standing(book())
    if _kept is None or _kept[0] != mark:
        _kept = (mark, _put_together(using))
    return _kept[1]


def _put_together(using: str) -> Standing:
    shipped, changes = book(), tuple(_changes(using))
    rereadings = [
        Rereading(*row)
        for row in _rows("select name, valid_from, checked_on from published.law_rechecks order by checked_on", using)
    ]
    instruments, aside = with_revisions(shipped.instruments, [one.revision for one in changes], rereadings)
    approved = f"{len(changes)} {changes[-1].approved_at.isoformat()}" if changes else ""
    return Standing(shipped.revised(instruments), changes, aside, approved)


def _changes(using: str) -> list[Change]:
    rows = _rows(
        """select name, value, valid_from, source, article, says, certainty, checked_on, reason, approved_at
             from published.law_revisions order by approved_at, revision_id""",
        using,
    )
    return [_change(*row) for row in rows]


def _change(
    name: str,
    value: str,
    valid_from: date,
    source: Any,
    article: str,
    says: Any,
    certainty: str,
    checked_on: date,
    reason: str,
    approved_at: datetime,
) -> Change:
    told, said = _data(source), _data(says)
    revision = revision_from(name, value, valid_from, told, article, said, certainty, checked_on)
    return Change(revision, reason, approved_at)


def _data(stored: Any) -> Any:
    # Asked without a model, JSON comes as PostgreSQL writes it.
    return json.loads(stored) if isinstance(stored, str) else stored


def revision_from(
    name: str,
    value: str,
    valid_from: date,
    source: Mapping[str, Any],
    article: str,
    says: Mapping[str, str],
    certainty: str,
    checked_on: date,
) -> Revision:
    """A revision as the engine reads it, from what is stored."""
    return Revision(
        name,
        _value(name, value),
        valid_from,
        source_from(source),
        Certainty(certainty),
        checked_on,
        article,
        LocalText.of(says),
    )


def source_from(told: Mapping[str, Any]) -> Source:
    """The text a revision was read in, from what is stored."""
    return Source(
        id=told["id"],
        title=LocalText.of(told["title"]),
        kind=told["kind"],
        reference=told["reference"],
        certainty=Certainty(told["certainty"]),
        checked_on=date.fromisoformat(told["checked_on"]),
    )


def source_as_data(source: Source) -> dict[str, Any]:
    """The text a revision was read in, to be stored."""
    return {
        "id": source.id,
        "title": dict(source.title),
        "kind": source.kind,
        "reference": source.reference,
        "certainty": source.certainty.value,
        "checked_on": source.checked_on.isoformat(),
    }


def _value(name: str, text: str) -> object:
    law = book().law
    # The files may have lost the parameter, or given it another unit: then the revision stands aside, and is still read.
    unit = law.parameter(name).unit if law.knows(name) else "table"
    try:
        return units.read(unit, text)
    except Invalid:
        return text


def _rows(sql: str, using: str) -> list[tuple[Any, ...]]:
    with connections[using].cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
