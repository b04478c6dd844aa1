"""The whole directory as HSDS 3.0, service after service, so that no machine holds all of it at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import override

from darna.base.codelists.queries import label
from darna.domains.directory import wording
from darna.domains.directory.queries import published
from darna.domains.directory.values import ShownOffer
from darna.faces.exchange import hsds
from darna.faces.portal.services.lines import place_of

AT_ONCE: Final = 100


def words_in(language: str) -> hsds.Words:
    """How codes are said in a language. Sentences follow the language that is active."""

    def say(list_code: str, code: str) -> str:
        return wording.cost_words(code, "") if list_code == "cost" else label(list_code, code, language)

    def who_for(offer: ShownOffer) -> str:
        return wording.who_for(offer.serves, (offer.age_from, offer.age_to), offer.sex, language)

    return hsds.Words(language, say=say, who_for=who_for, where=lambda offer: plain(place_of(offer, language)))


def plain(text: str) -> str:
    """A text without the signs that keep its direction on a page."""
    return text.replace("\N{FIRST STRONG ISOLATE}", "").replace("\N{POP DIRECTIONAL ISOLATE}", "")


def every_service(language: str, *, using: str) -> Iterator[dict[str, Any]]:
    """Every service that is shown, fully nested, in the order of its key. Five queries for each hundred."""
    start, total = 0, 1
    while start < total:
        keys, total = published.shown_keys("service_id", start=start, limit=AT_ONCE, using=using)
        with override(language):
            found = hsds.services(
                published.offers_with("service_id", keys, using=using), words_in(language), is_full=True
            )
        yield from sorted(found, key=lambda one: str(one["id"]))
        start += AT_ONCE


def as_json(language: str, *, using: str) -> Iterator[str]:
    """All of it as one JSON list, a line for each service."""
    yield "[\n"
    before = ""
    for service in every_service(language, using=using):
        yield before + json.dumps(service, ensure_ascii=False)
        before = ",\n"
    yield "\n]\n"


def as_lines(language: str, *, using: str) -> Iterator[str]:
    """All of it as one JSON object a line."""
    for service in every_service(language, using=using):
        yield json.dumps(service, ensure_ascii=False) + "\n"
