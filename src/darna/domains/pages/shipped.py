"""Reading the pages that come with the platform: what each is about, and its words in four languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

DATA: Final = Path(__file__).parent / "data"
LANGUAGES: Final = ("ar", "fr", "it", "en")

#: What stands around the few lines that open a text.
FENCE: Final = "+++\n"
ABOUT_A_PAGE: Final = frozenset({"slug", "door", "order", "is_sensitive", "for_minors", "review_every_days", "sources"})
ABOUT_A_SOURCE: Final = frozenset({"title", "date", "certainty"})
ABOUT_A_TEXT: Final = frozenset({"title", "summary"})


class UnfitPage(ValueError):
    """A shipped page lacks something or says something unknown: a slip in a file, never a user's doing."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a page has its facts from.

    Shape: `date` is as exact as it is known (`2025-05-28`, `2025-05` or `2025`); where a source bears none, it is the
    month in which it was read. `certainty` is `V` for what was read in the source itself, and `GK` for what is
    generally known and was not checked in a text.
    """

    title: str
    date: str
    certainty: str


@dataclass(frozen=True, slots=True)
class ShippedText:
    """A page in one language.

    Shape: `body` has paragraphs, `## ` headings, `- ` and `1. ` lists, `**bold**` and `[words](/path)` or
    `[words](tel:2511)`; nothing else means anything in it.
    """

    title: str
    summary: str
    body: str


@dataclass(frozen=True, slots=True)
class ShippedPage:
    """A page with what is the same in every language, and its text in each."""

    slug: str
    door: str
    order: int
    is_sensitive: bool
    for_minors: bool
    review_every_days: int
    sources: tuple[Source, ...]
    texts: dict[str, ShippedText]


@cache
def shipped_pages() -> tuple[ShippedPage, ...]:
    """Every shipped page, in the order of the file. Raises: UnfitPage."""
    return pages_in(DATA)


@cache
def reviewed_on() -> date:
    """The day on which the shipped pages were last held against their sources. Raises: UnfitPage."""
    return _reviewed(_list_of(DATA))


def pages_in(folder: Path) -> tuple[ShippedPage, ...]:
    """Every page of a folder that has a `pages.toml` and one `<slug>.<language>.md` for each language.

    Raises: UnfitPage.
    """
    told = _list_of(folder)
    _reviewed(told)
    pages = tuple(_page(folder, facts) for facts in told["pages"])
    expected = {f"{page.slug}.{language}.md" for page in pages for language in LANGUAGES}
    if len(expected) != len(pages) * len(LANGUAGES):
        raise UnfitPage("pages.toml: a slug stands there twice")
    if strangers := {path.name for path in folder.glob("*.md")} - expected:
        raise UnfitPage(f"no page of pages.toml has these texts: {sorted(strangers)}")
    return pages


def _list_of(folder: Path) -> dict[str, Any]:
    told = _toml((folder / "pages.toml").read_text("utf-8"), "pages.toml")
    _only(told, frozenset({"reviewed_on", "pages"}), "pages.toml")
    return told


def _reviewed(told: Mapping[str, Any]) -> date:
    day = told["reviewed_on"]
    if type(day) is not date:
        raise UnfitPage(f"pages.toml: reviewed_on is no day: {day!r}")
    return day


def _page(folder: Path, facts: Mapping[str, Any]) -> ShippedPage:
    where = f"pages.toml, {facts.get('slug', 'a page without slug')}"
    _only(facts, ABOUT_A_PAGE, where)
    slug = _typed(facts, "slug", str, where)
    return ShippedPage(
        slug=slug,
        door=_typed(facts, "door", str, where),
        order=_typed(facts, "order", int, where),
        is_sensitive=_typed(facts, "is_sensitive", bool, where),
        for_minors=_typed(facts, "for_minors", bool, where),
        review_every_days=_typed(facts, "review_every_days", int, where),
        sources=tuple(_source(source, where) for source in _typed(facts, "sources", list, where)),
        texts={language: _text(folder / f"{slug}.{language}.md") for language in LANGUAGES},
    )


def _source(told: Mapping[str, Any], where: str) -> Source:
    _only(told, ABOUT_A_SOURCE, f"{where}, a source")
    return Source(**{key: _typed(told, key, str, f"{where}, a source") for key in sorted(ABOUT_A_SOURCE)})


def _text(path: Path) -> ShippedText:
    if not path.is_file():
        raise UnfitPage(f"{path.name} is missing: a page is written in {', '.join(LANGUAGES)}")
    before, *rest = path.read_text("utf-8").split(FENCE, 2)
    if before or len(rest) != 2:
        raise UnfitPage(f"{path.name} does not open with its title and summary between two lines of +++")
    head, body = _toml(rest[0], path.name), rest[1].strip()
    _only(head, ABOUT_A_TEXT, path.name)
    if not body:
        raise UnfitPage(f"{path.name} has no body")
    return ShippedText(_typed(head, "title", str, path.name), _typed(head, "summary", str, path.name), body)


def _toml(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnfitPage(f"{where}: {error}") from error


def _only(told: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    if unknown := sorted(told.keys() - known):
        raise UnfitPage(f"{where}: nobody knows {unknown}; known are {sorted(known)}")
    if missing := sorted(known - told.keys()):
        raise UnfitPage(f"{where}: {missing} is missing")


def _typed(told: Mapping[str, Any], key: str, kind: type, where: str) -> Any:
    value = told[key]
    # True counts as 1 in Python: an order of `true` would otherwise pass.
    if type(value) is not kind or value == "":
        raise UnfitPage(f"{where}: {key} is no {kind.__name__}: {value!r}")
    return value
