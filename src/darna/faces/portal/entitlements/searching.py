"""What the search of the public pages finds among rights, in four languages, and how the map of the site lists them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from darna.faces.portal.entitlements.catalogue import all_rights, is_about_danger
from darna.faces.portal.entitlements.law import address_in_law
from darna.faces.portal.files import LISTS, Entry
from darna.faces.portal.searching import SEARCHES, Found, Result, marked
from darna.methods.words import Language, Wish, stems, wishes
from darna.rules.book import book
from darna.rules.engine.rights import Right


def find_rights(question: str, language: str, most: int, using: str) -> Found:
    """The rights that speak of every word asked for, in any language; those whose title does come first. No queries."""
    asked = wishes(question)
    met = [(right, _met(right, asked)) for right in all_rights()] if asked else []
    found = sorted((one for one in met if one[1]), key=lambda one: -one[1])
    spoken = cast(Language, language)
    results = [_result(right, asked, spoken) for right, _points in found[:most]]
    return Found(_("Rights"), results, reverse("portal:access") if len(found) > most else "")


def shown_rights(using: str) -> Iterator[Entry]:
    """Every page of rights and of the law that may be found from outside; none that is about danger. No queries."""
    yield from (Entry(f"access/{rest}") for rest in ("", "forms/", "invest/", "law/", "law/changes/", "studies/"))
    yield from (Entry(f"access/{right.address}/") for right in all_rights() if not is_about_danger(right))
    yield from (Entry(f"access/law/{name}/") for name in map(address_in_law, book().instruments))


def _met(right: Right, asked: tuple[Wish, ...]) -> int:
    """0 when a word stands nowhere; else how many stand in the title, and one."""
    in_title, anywhere = _stems_of(right.id)
    if any(wish.stems.isdisjoint(anywhere) for wish in asked):
        return 0
    return 1 + sum(1 for wish in asked if not wish.stems.isdisjoint(in_title))


@lru_cache(maxsize=512)
def _stems_of(right_id: str) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of a right's title, and of its title, summary, authority and papers, in the four languages."""
    right = book().right(right_id)
    in_title = {stem for language in right.title for stem in stems(right.title[language], cast(Language, language))}
    texts = [right.summary, right.authority, *(one.name for one in right.documents)]
    others = {stem for text in texts for language in text for stem in stems(text[language], cast(Language, language))}
    return frozenset(in_title), frozenset(in_title | others)


def _result(right: Right, asked: tuple[Wish, ...], language: Language) -> Result:
    return Result(
        reverse("portal:access_right", args=[right.address]),
        marked(right.title.in_(language), asked, language),
        marked(right.summary.in_(language), asked, language),
        "scale",
        language,
    )


if find_rights not in SEARCHES:
    SEARCHES.insert(0, find_rights)
    LISTS.append(shown_rights)
