"""One search across public pages, doors and services, by any form of a word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from darna.base.accounts.decorators import public
from darna.domains.pages.queries.published import FoundPage, find_pages
from darna.faces.portal import ways
from darna.faces.portal.doors import DOORS
from darna.kernel.markdown import to_text
from darna.methods.words import Language, Wish, parts, stems, wishes

LONGEST: Final = 100
ROWS: Final = 20
LAST_PAGE: Final = 50
#: So many services stand on the page of a search; their own list has the others.
SERVICES: Final = 8


@dataclass(frozen=True, slots=True)
class Result:
    """Something that was found, with the words that were asked for marked; in the language it is written in."""

    url: str
    title: SafeString | str
    words: SafeString | str = ""
    icon: str = "document"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What one provider found under its own heading, and where there is more of it."""

    heading: str | Promise
    results: Sequence[Result]
    more_url: str = ""


#: Whoever shows something else to the public adds how it is searched: (question, language, most, connection).
Search = Callable[[str, str, int, str], Found]
SEARCHES: Final[list[Search]] = []


@public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What is found for some words, the reader's language first. One query, and those of other providers."""
    language = cast(Language, (get_language() or "fr")[:2])
    question = " ".join(request.GET.get("q", "")[:LONGEST].replace("\x00", "").split())
    number = _number(request.GET.get("page", "1"))
    told = {
        "asked": question,
        "all_doors": DOORS,
        "has_asking": ways.has_asking(),
        **_found(question, language, number),
    }
    response = render(request, "portal/search.html", told)
    # What somebody looked for stays neither on the phone nor on the way.
    patch_cache_control(response, no_store=True)
    return response


def _found(question: str, language: Language, number: int) -> dict[str, object]:
    asked = wishes(question)
    if not asked:
        return {"groups": (), "total": 0, "has_words": False}
    using = settings.PORTAL_DATABASE
    lines, total = find_pages(question, language, many=ROWS, skip=(number - 1) * ROWS, using=using)
    groups = [Found(_("Pages"), [_page(line, asked) for line in lines])]
    if number == 1:
        groups.append(Found(_("Doors"), list(_doors(asked, language))))
        groups += [find(question, language, SERVICES, using) for find in SEARCHES]
    groups = [group for group in groups if group.results]
    return {
        "groups": groups,
        "total": sum(len(group.results) for group in groups),
        "has_words": True,
        "previous_url": _url(question, number - 1) if number > 1 else "",
        "next_url": _url(question, number + 1) if total > number * ROWS and number < LAST_PAGE else "",
    }


def _page(found: FoundPage, asked: Sequence[Wish]) -> Result:
    """A page, with the line of it that says most of what was asked."""
    spoken = cast(Language, found.line.language)
    lines = [found.line.summary, *to_text(found.body).splitlines()]
    best = max(lines, key=lambda line: _meets(line, asked, spoken))
    return Result(
        reverse("portal:read", args=[found.line.slug]),
        marked(found.line.title, asked, spoken),
        marked(best, asked, spoken),
        "document",
        spoken,
    )


def _doors(asked: Sequence[Wish], language: Language) -> Iterator[Result]:
    """The doors whose questions speak of it."""
    for door in DOORS:
        lines = [str(door.title), *map(str, door.questions)]
        best = max(lines[1:], key=lambda line: _meets(line, asked, language))
        if _meets(" ".join(lines), asked, language) == len(asked):
            url = reverse("portal:door", args=[door.key])
            yield Result(url, marked(lines[0], asked, language), marked(best, asked, language), door.icon, language)


def _meets(line: str, asked: Sequence[Wish], language: Language) -> int:
    """How many of the words asked for stand in a line of a public page, in any form."""
    kept = _stems_of(line, language)
    return sum(1 for wish in asked if not wish.stems.isdisjoint(kept))


# The lines of public pages are the same for everybody and come again with every search; what is asked is not kept.
@lru_cache(maxsize=4096)
def _stems_of(line: str, language: Language) -> frozenset[str]:
    return frozenset(stems(line, language))


def marked(text: str, asked: Sequence[Wish], language: Language) -> SafeString:
    """A text as HTML with the words that were asked for marked, in whichever form they stand in it."""
    told = (
        (format_html("<mark>{}</mark>", part) if is_asked else part,) for part, is_asked in parts(text, asked, language)
    )
    return format_html_join("", "{}", told)


def _number(told: str) -> int:
    return min(int(told), LAST_PAGE) if told.isascii() and told.isdigit() and int(told[:4]) else 1


def _url(question: str, number: int) -> str:
    return f"?{urlencode({'q': question, 'page': number})}"
