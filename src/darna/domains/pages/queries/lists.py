"""The list of pages and the queue of those to be read again; a public side has some dozens, so all are read at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any, Final
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.pages.lines import Lines, page_of
from darna.domains.pages import access
from darna.domains.pages.models import Door, Page, PageText, PageVersion
from darna.domains.pages.queries.standing import newest_due, standings
from darna.domains.pages.values import LANGUAGES, PageFilters, PageLine, Standing, due_on
from darna.kernel.clock import now, today
from darna.kernel.text import LocalText

#: What a page that was never read again is sorted as.
_LATE: Final = date.max
_KEYS: Final[dict[str, Callable[[PageLine], Any]]] = {
    "title": lambda line: line.title.casefold(),
    "review": lambda line: line.review_due_on or _LATE,
    "state": lambda line: list(Standing).index(line.standing),
    "owner": lambda line: line.owner.casefold(),
}
SORTS: Final = ("door", *_KEYS, *(f"-{key}" for key in _KEYS), "-door")


def page_lines(actor: Actor, filters: PageFilters, *, number: int = 1) -> Lines[PageLine]:
    """The pages the actor reads, narrowed and sorted. Four queries. Raises: Refused."""
    found = [line for line in _every_line(actor) if _fits(line, filters)]
    if key := _KEYS.get(filters.sort.removeprefix("-")):
        found.sort(key=key)
    if filters.sort.startswith("-"):
        found.reverse()
    return page_of(number, lambda start: found[start : start + 51], lambda: len(found), tuple)


def review_queue(actor: Actor, *, is_mine: bool = False) -> tuple[PageLine, ...]:
    """Pages that are shown and whose day to be read again has come, the longest overdue first. Four queries."""
    due = [line for line in _every_line(actor) if line.is_due]
    if is_mine:
        due = [line for line in due if line.owner_id == actor.membership_id]
    return tuple(sorted(due, key=_KEYS["review"]))


def _fits(line: PageLine, filters: PageFilters) -> bool:
    words = f"{line.title} {line.slug}".casefold()
    return (
        all(word in words for word in filters.text.casefold().split())
        and filters.door in {"", line.door}
        and filters.standing in {"", str(line.standing)}
        and (not filters.language or filters.language in line.unready)
        and (line.is_due or not filters.is_due)
    )


def _every_line(actor: Actor) -> list[PageLine]:
    pages = list(access.pages_edited_by(actor))
    doors = Door.values
    pages.sort(key=lambda page: (doors.index(page.door), page.position, page.slug))
    versions: dict[UUID, list[PageVersion]] = defaultdict(list)
    for row in PageVersion.objects.filter(page__in=pages).defer("sources").order_by("-number"):
        versions[row.page_id].append(row)
    chosen = {page.pk: versions[page.pk][0] for page in pages if versions[page.pk]}
    texts = _texts([row.pk for row in chosen.values()])
    names = names_of_members(page.owner_id for page in pages if page.owner_id)
    return [
        _line(page, chosen[page.pk], versions[page.pk], texts[chosen[page.pk].pk], names, actor.language)
        for page in pages
        if page.pk in chosen
    ]


def _texts(version_ids: list[UUID]) -> dict[UUID, dict[str, tuple[str, str]]]:
    """Title and state of the texts of each version, by language. One query."""
    told: dict[UUID, dict[str, tuple[str, str]]] = defaultdict(dict)
    rows = PageText.objects.filter(page_version_id__in=version_ids)
    for version_id, language, title, state in rows.values_list("page_version_id", "language", "title", "state"):
        told[version_id][language] = (title, state)
    return told


def _line(
    page: Page,
    newest: PageVersion,
    versions: list[PageVersion],
    texts: dict[str, tuple[str, str]],
    names: dict[UUID, str],
    language: str,
) -> PageLine:
    instant = now()
    due, in_force = due_on(page.reviewed_on, page.review_every_days), newest_due(versions, instant)
    is_shown = in_force is not None and in_force.state == "published"
    title = LocalText.of({spoken: text[0] for spoken, text in texts.items()}).in_(language)
    return PageLine(
        id=page.pk,
        slug=page.slug,
        title=title or page.slug,
        door=page.door,
        door_label=Door(page.door).label,
        standing=standings(versions, instant)[newest.pk],
        version_id=newest.pk,
        translations=tuple((spoken, texts.get(spoken, ("", "missing"))[1]) for spoken in LANGUAGES),
        owner_id=page.owner_id,
        owner=names.get(page.owner_id, "") if page.owner_id else "",
        reviewed_on=page.reviewed_on,
        review_due_on=due,
        is_due=is_shown and due is not None and due <= today(),
        is_shown=is_shown,
    )
