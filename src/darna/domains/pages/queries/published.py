"""What the public reads, through the published views alone: any connection that may read these may ask here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from darna.domains.pages.values import Source
from darna.kernel.errors import NotFound
from darna.kernel.text import FALLBACKS
from darna.methods.words import wishes

_LINE = "slug, door, position, is_sensitive, for_minors, shown_since, language, title, summary"


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A public page in a list, in the reader's language or the nearest that it has."""

    slug: str
    door: str
    position: int
    is_sensitive: bool
    for_minors: bool
    shown_since: datetime
    language: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class ShownAddress:
    """Where a public page is, in which languages, and when it last became another."""

    slug: str
    languages: tuple[str, ...]
    changed_on: date


@dataclass(frozen=True, slots=True)
class ShownImage:
    """A picture of a public page, and what it shows in the language of the page."""

    id: UUID
    number: int
    shows: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A public page that a search found, in the language in which it was found."""

    line: ShownLine
    body: str


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A public page as it is read; `languages` are those it can be read in."""

    line: ShownLine
    body: str
    reviewed_on: date | None
    sources: tuple[Source, ...]
    languages: tuple[str, ...]
    images: tuple[ShownImage, ...]


def shown_pages(language: str, *, using: str = DEFAULT_DB_ALIAS) -> tuple[ShownLine, ...]:
    """Every public page once, door by door in its order. One query."""
    rows = _rows(f"select {_LINE} from published.pages order by door, position, slug", [], using)
    nearest: dict[str, ShownLine] = {}
    for line in (ShownLine(*row) for row in rows):
        known = nearest.get(line.slug)
        if known is None or _rank(line.language, language) < _rank(known.language, language):
            nearest[line.slug] = line
    return tuple(nearest.values())


def shown_page(slug: str, language: str, *, using: str = DEFAULT_DB_ALIAS) -> ShownPage:
    """One public page, in the nearest language where the reader's is not ready. Two queries. Raises: NotFound."""
    rows = _rows(
        f"select {_LINE}, body, reviewed_on, sources from published.pages where slug = %s",
        [slug],
        using,
    )
    if not rows:
        raise NotFound("page", slug)
    *told, body, reviewed_on, sources = min(rows, key=lambda row: _rank(row[6], language))
    line = ShownLine(*told)
    images = _rows(
        """select image_id, number, shows, width, height from published.page_images
            where slug = %s and language = %s order by number""",
        [slug, line.language],
        using,
    )
    return ShownPage(
        line,
        body,
        reviewed_on,
        tuple(Source(**one) for one in (json.loads(sources) if isinstance(sources, str) else sources)),
        tuple(sorted(row[6] for row in rows)),
        tuple(ShownImage(*row) for row in images),
    )


def find_pages(
    question: str, language: str, *, many: int = 20, skip: int = 0, using: str = DEFAULT_DB_ALIAS
) -> tuple[tuple[FoundPage, ...], int]:
    """The pages that meet the most words of a question, those in the reader's language first, and how many there are.

    One query, through the index of words; none where nothing is asked.
    """
    wanted = [" ".join(sorted(wish.stems)) for wish in wishes(question)]
    if not wanted:
        return (), 0
    sql = f"select {_LINE}, body, total from published.find_pages(%s::text[], %s, %s, %s)"
    rows = _rows(sql, [wanted, language, many, skip], using)
    found = tuple(FoundPage(ShownLine(*row[:-2]), row[-2]) for row in rows)
    return found, rows[0][-1] if rows else 0


def shown_addresses(*, using: str = DEFAULT_DB_ALIAS) -> tuple[ShownAddress, ...]:
    """Every public page, for a list of the site. One query."""
    sql = """
        select slug, array_agg(language::text order by language), max(shown_since)::date
          from published.pages group by slug order by slug"""
    return tuple(ShownAddress(slug, tuple(spoken), day) for slug, spoken, day in _rows(sql, [], using))


def shown_image(image_id: UUID, *, using: str = DEFAULT_DB_ALIAS) -> tuple[str, bytes]:
    """The type and the bytes of a picture of a public page. One query. Raises: NotFound."""
    rows = _rows("select media_type, body from published.page_images where image_id = %s limit 1", [image_id], using)
    if not rows:
        raise NotFound("page", image_id)
    return rows[0][0], bytes(rows[0][1])


def _rank(spoken: str, language: str) -> int:
    order = FALLBACKS.get(language[:2].lower(), FALLBACKS["fr"])
    return order.index(spoken)


def _rows(sql: str, values: list[Any], using: str) -> list[tuple[Any, ...]]:
    with connections[using].cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
