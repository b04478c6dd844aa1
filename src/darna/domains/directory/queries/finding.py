"""Finding services: by need, by words in four languages, near somewhere, open now; those that fit and are open first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db.models import F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.utils.translation import get_language, override

from darna.base.agencies.actor import Actor
from darna.base.codelists.folding import folded
from darna.base.codelists.queries import recognise
from darna.base.prepared import ID, TEXT, Prepared
from darna.domains.directory import access
from darna.domains.directory.models import ServiceAtLocation
from darna.domains.directory.queries.rows import COLUMNS, Hours, OfferRow, hours_of_places, option_of, place_words
from darna.domains.directory.values import STALE_AFTER_DAYS, DirectoryFilters, ServiceOption, ServicePage, is_stale
from darna.kernel.clock import today

ROWS: Final = 20
#: No region has so many services; beyond them one narrows the list.
MOST: Final = 1500
MOST_WORDS: Final = 6
SORTS: Final = frozenset(
    {"open", "name", "organisation", "place", "assured"} | {"-name", "-organisation", "-place", "-assured"}
)

_STATES: Final[dict[str, Q]] = {
    "offered": Q(state="active", service__state="active", organisation__state="active", location__state="active"),
    "draft": Q(service__state="draft"),
    "closed": Q(state="closed")
    | Q(service__state="closed")
    | Q(organisation__state="closed")
    | Q(location__state="closed"),
}


class _Shape(NamedTuple):
    """What is asked for, without the values: questions of the same shape are one prepared question."""

    states: str
    words: int = 0
    means: bool = False
    need: bool = False
    language: bool = False
    is_free: bool = False
    to_send: bool = False


def services_for(
    actor: Actor,
    *,
    need: str,
    language: str = "",
    commune: str = "",
    text: str = "",
    start: int = 0,
    limit: int = ROWS,
) -> ServicePage:
    """Services to which a person may be sent: those that answer the need, open ones first, then the nearest.

    `language` is one that must be spoken there. `commune` is where the person lives: what is outside their region
    comes last. Institutions about which people are
    only informed are left out. No address is among the answers. Three queries.
    """
    asked = DirectoryFilters(text=text, need=need, language=language, near=commune)
    return _page(asked, actor.language, start, limit, to_send=True)


def find(actor: Actor, filters: DirectoryFilters, *, start: int = 0, limit: int = ROWS) -> ServicePage:
    """The list of the directory; drafts and what is closed are shown to keepers. Three queries."""
    if not access.is_keeper(actor) or filters.states not in _STATES:
        filters = replace(filters, states="offered")
    return _page(filters, actor.language, start, limit)


def service_option(service_at_location_id: UUID, language: str = "") -> ServiceOption | None:
    """One service at a place, closed ones too, for a referral names it; None when it does not exist. Three queries."""
    spoken = language or get_language() or "fr"
    found = _ONE.first(offer=service_at_location_id)
    if found is None:
        return None
    row = OfferRow(*found)
    with override(spoken):
        return option_of(row, hours_of_places([row.location_id]).opening(row), spoken[:2])


def offers_another_service(agency_id: UUID, besides: UUID | None) -> bool:
    """Whether an agency offers a service at a place besides this one. One query."""
    mine = ServiceAtLocation.objects.filter(_STATES["offered"], organisation__agency_id=agency_id)
    return (mine.exclude(pk=besides) if besides else mine).exists()


def freshness_queue(actor: Actor, *, start: int = 0, limit: int = ROWS) -> ServicePage:
    """What the actor keeps and nobody made sure of for long, the oldest first. Four queries. Raises: Refused."""
    kept = access.organisations_kept_by(actor)
    stale = Q(assured_on__isnull=True) | Q(assured_on__lt=_last_fresh_day())
    rows = ServiceAtLocation.objects.filter(_STATES["offered"] & stale, organisation__in=kept)
    ordered = rows.order_by(F("assured_on").asc(nulls_first=True), "id").values_list(*COLUMNS)
    found = [OfferRow(*row) for row in ordered[start : start + limit + 1]]
    hours = hours_of_places(row.location_id for row in found)
    lines = tuple(option_of(row, hours.opening(row), actor.language) for row in found[:limit])
    total = rows.count() if start or len(found) > limit else len(found)
    return ServicePage(lines, start, total, has_next=len(found) > limit)


_ONE = Prepared(lambda offer: ServiceAtLocation.objects.filter(pk=offer).values_list(*COLUMNS), offer=ID)


def _page(filters: DirectoryFilters, language: str, start: int, limit: int, *, to_send: bool = False) -> ServicePage:
    found = _candidates(filters, to_send=to_send)
    hours = hours_of_places(row.location_id for row in found)
    kept = [row for row in found if _fits(row, filters, hours, narrows=not to_send)]
    kept.sort(key=_order(filters, hours, language), reverse=filters.sort.startswith("-"))
    shown = kept[max(start, 0) : max(start, 0) + limit]
    return ServicePage(
        lines=tuple(option_of(row, hours.opening(row), language) for row in shown),
        start=max(start, 0),
        total=len(kept),
        has_next=max(start, 0) + limit < len(kept),
        is_more=len(found) >= MOST,
    )


def _fits(row: OfferRow, filters: DirectoryFilters, hours: Hours, *, narrows: bool) -> bool:
    if filters.is_stale and not is_stale(row.assured_on, today()):
        return False
    if narrows and _is_far(row, filters.near):
        return False
    return not filters.is_open or hours.is_open(row) is True


_IN_COMMUNE, _IN_PROVINCE, _IN_REGION, _IN_COUNTRY, _ABROAD = range(5)


def nearness(row: OfferRow, commune: str) -> int:
    """How far a place lies from a commune, by the codes of the statistical office: they begin with those above."""
    if not commune:
        return _IN_COMMUNE
    if row.commune == commune:
        return _IN_COMMUNE
    if row.commune[:6] == commune[:6]:
        return _IN_PROVINCE
    if commune[:2] in {row.commune[:2], row.region}:
        return _IN_REGION
    return _IN_COUNTRY if row.country in {"MA", ""} else _ABROAD


def _is_far(row: OfferRow, commune: str) -> bool:
    """Neither in the region nor everywhere; one may have to go or write there all the same."""
    return bool(commune) and nearness(row, commune) > _IN_REGION and not _is_everywhere(row)


def _is_everywhere(row: OfferRow) -> bool:
    """An institution of the whole country whose nearest desk is still to be confirmed, or that is reached by phone."""
    return row.country in {"MA", ""} and not (row.commune or row.region)


def _order(filters: DirectoryFilters, hours: Hours, language: str) -> Callable[[OfferRow], Any]:
    names: dict[str, Callable[[OfferRow], Any]] = {
        "name": lambda row: folded(row.service.in_(language)),
        "organisation": lambda row: folded(row.organisation.in_(language)),
        "place": lambda row: folded(place_words(row, language)),
        "assured": lambda row: row.assured_on.isoformat() if row.assured_on else "",
    }
    chosen = names.get(filters.sort.removeprefix("-"))
    if chosen:
        return lambda row: (chosen(row), folded(row.service.in_(language)), str(row.id))
    return lambda row: (
        _is_far(row, filters.near),
        hours.is_open(row) is not True,
        nearness(row, filters.near),
        is_stale(row.assured_on, today()),
        folded(row.service.in_(language)),
        str(row.id),
    )


def _candidates(filters: DirectoryFilters, *, to_send: bool) -> list[OfferRow]:
    words = search_words(filters.text)
    meant = recognise("need_type", filters.text) if words else None
    values: dict[str, str] = {f"word_{number}": word for number, word in enumerate(words)}
    values |= {
        name: value
        for name, value in (("means", meant), ("need", filters.need), ("language", filters.language))
        if value
    }
    shape = _Shape(
        filters.states if filters.states in _STATES else "offered",
        len(words),
        bool(meant),
        bool(filters.need),
        bool(filters.language),
        filters.is_free,
        to_send,
    )
    return [OfferRow(*row) for row in _asked(shape).rows(**values)]


def search_words(text: str) -> list[str]:
    """The words to look for: folded, without the Arabic article, the first few.

    >>> search_words("  Retraite d'ITALIE ")
    ['retraite', 'd', 'italie']
    >>> search_words("التعاون الوطني")
    ['تعاون', 'وطني']
    """
    words = folded(text).split()[:MOST_WORDS]
    return [word[2:] if word.startswith("ال") and len(word) > 4 else word for word in words]


@lru_cache(maxsize=64)
def _asked(shape: _Shape) -> Prepared[Any]:
    slots = {f"word_{number}": TEXT for number in range(shape.words)}
    slots |= {name: TEXT for name in ("means", "need", "language") if getattr(shape, name)}

    def rows(**values: Any) -> QuerySet[Any, Any]:
        wanted = ServiceAtLocation.objects.filter(_STATES[shape.states])
        if shape.need:
            wanted = wanted.filter(service__needs__contains=[values["need"]])
        if shape.language:
            wanted = wanted.filter(service__languages__contains=[values["language"]])
        if shape.is_free:
            wanted = wanted.filter(service__cost="free")
        if shape.to_send:
            wanted = wanted.filter(organisation__is_information_only=False)
        wanted = wanted.filter(_told(shape, values)) if shape.words else wanted
        return wanted.order_by("id").values_list(*COLUMNS)[:MOST]

    return Prepared(rows, **slots)


def _told(shape: _Shape, values: dict[str, Any]) -> Any:
    """Every word stands somewhere in the service, its organisation or its place; or the words mean a need."""
    every = Q()
    for number in range(shape.words):
        every &= (
            _holds("service", values[f"word_{number}"])
            | _holds("organisation", values[f"word_{number}"])
            | _holds("location", values[f"word_{number}"])
        )
    return every | Q(service__needs__contains=[values["means"]]) if shape.means else every


def _holds(of: str, word: str) -> Q:
    # Not `contains`, which would wrap the word in signs of its own: a slot takes a value as it is.
    found = StrIndex(F(f"{of}__folded"), Value(word))
    return Q(GreaterThan(found, Value(0, output_field=IntegerField())))


def _last_fresh_day() -> date:
    return today() - timedelta(days=STALE_AFTER_DAYS)
