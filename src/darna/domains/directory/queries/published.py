"""What the public reads of the directory, through the published views alone: any connection that may read these may ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from darna.base.codelists.queries import recognise
from darna.base.places.points import nearest_first, point_of
from darna.base.places.queries import communes
from darna.domains.directory.hours import Closing, Line, wall_clock
from darna.domains.directory.queries.finding import search_words
from darna.domains.directory.values import NEAR_ZONES, Part, PublicFilters, ShownOffer
from darna.kernel.clock import now
from darna.kernel.errors import NotFound
from darna.kernel.text import LocalText

ROWS: Final = 20
SORTS: Final = ("open", "near", "name")

_LANGUAGES: Final = ("ar", "fr", "it", "en")
_PLAIN: Final = (
    *("offer_id", "service_id", "organisation_id", "location_id", "needs", "languages", "cost", "cost_note", "serves"),
    *("age_from", "age_to", "sex", "needs_documents", "source", "certainty", "organisation_kind", "website"),
    *("is_information_only", "is_confidential", "place_name", "country", "region", "commune", "locality", "address"),
    *("phone", "place_note", "accessibility", "time_zone", "assured_on"),
)
_TEXTS: Final = ("service", "description", "note", "organisation", "assured")
_COLUMNS: Final = ", ".join([*_PLAIN, *(f"{text}_{language}" for text in _TEXTS for language in _LANGUAGES)])


def find_shown(
    filters: PublicFilters, language: str, *, start: int = 0, limit: int = ROWS, using: str = DEFAULT_DB_ALIAS
) -> Part[ShownOffer]:
    """Services at places that fit, some at a time. Four queries; two when nothing fits."""
    words = search_words(filters.text)
    asked = [
        words,
        (recognise("need_type", filters.text) or "") if words else "",
        filters.need,
        filters.spoken,
        filters.is_free,
        filters.group,
        filters.area,
        _around(filters.near),
        filters.is_open,
        filters.sort if filters.sort in SORTS else "open",
        language[:2],
        max(start, 0),
        limit,
        now(),
        list(NEAR_ZONES),
        [wall_clock(zone, now()) for zone in NEAR_ZONES],
    ]
    sql = f"select offer_id, total from published.find_offers({', '.join(['%s'] * len(asked))})"
    found = _rows(sql, asked, using)
    order = {key: place for place, (key, _total) in enumerate(found)}
    offers = _offers("offer_id = any(%s)", [list(order)], using) if order else []
    total = found[0][1] if found else _total_of(sql, asked, using) if start else 0
    lines = tuple(sorted(offers, key=lambda one: order[one.id]))
    return Part(lines, max(start, 0), total, has_next=max(start, 0) + len(found) < total)


def find_offers(
    text: str, language: str, *, limit: int, using: str = DEFAULT_DB_ALIAS
) -> tuple[tuple[ShownOffer, ...], int]:
    """The first services at places that words mean, and how many there are. Four queries; none without words."""
    if not search_words(text):
        return (), 0
    page = find_shown(PublicFilters(text=text), language, limit=limit, using=using)
    return page.lines, page.total


def shown_offer(offer_id: UUID, *, using: str = DEFAULT_DB_ALIAS) -> ShownOffer:
    """One service at a place. Three queries. Raises: NotFound when it is not, or no longer, shown."""
    found = _offers("offer_id = %s", [offer_id], using)
    if not found:
        raise NotFound("offer", offer_id)
    return found[0]


def shown_with_others(offer_id: UUID, *, using: str = DEFAULT_DB_ALIAS) -> tuple[ShownOffer, tuple[ShownOffer, ...]]:
    """One service at one place, and the same service at its other places. Three queries. Raises: NotFound."""
    same = "service_id = (select p.service_id from published.offers p where p.offer_id = %s)"
    found = _offers(same, [offer_id], using)
    chosen = next((one for one in found if one.id == offer_id), None)
    if chosen is None:
        raise NotFound("offer", offer_id)
    return chosen, tuple(one for one in found if one is not chosen)


def offers_of_service(service_id: UUID, *, using: str = DEFAULT_DB_ALIAS) -> tuple[ShownOffer, ...]:
    """A service at every place where it is offered. Three queries."""
    return tuple(_offers("service_id = %s", [service_id], using))


def offers_of_organisation(organisation_id: UUID, *, using: str = DEFAULT_DB_ALIAS) -> tuple[ShownOffer, ...]:
    """Every service of an organisation at every place. Three queries."""
    return tuple(_offers("organisation_id = %s", [organisation_id], using))


def shown_keys(
    column: str,
    *,
    start: int = 0,
    limit: int = 50,
    within: UUID | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> tuple[tuple[UUID, ...], int]:
    """Some of the keys of what is shown, in their own order, and how many there are. Two queries.

    `column` is offer_id, service_id or organisation_id; `within` narrows to one organisation.
    """
    if column not in {"offer_id", "service_id", "organisation_id"}:
        raise ValueError(column)
    of, values = ("where organisation_id = %s", [within]) if within else ("", [])
    sql = f"select distinct {column} from published.offers {of} order by 1 offset %s limit %s"
    keys = _rows(sql, [*values, start, limit], using)
    ((total,),) = _rows(f"select count(distinct {column}) from published.offers {of}", values, using)
    return tuple(key for (key,) in keys), total


def offers_with(column: str, keys: Sequence[UUID], *, using: str = DEFAULT_DB_ALIAS) -> tuple[ShownOffer, ...]:
    """Everything shown under some keys of `shown_keys`. Three queries; none without keys."""
    if column not in {"offer_id", "service_id", "organisation_id"}:
        raise ValueError(column)
    return tuple(_offers(f"{column} = any(%s)", [list(keys)], using)) if keys else ()


def shown_offers_for_sitemap(*, using: str = DEFAULT_DB_ALIAS) -> list[tuple[UUID, date | None]]:
    """Every service at a place that is shown, and when it was last assured. One query."""
    return _rows("select offer_id, assured_on from published.offers order by offer_id", [], using)


def counts_by_commune(need: str = "", *, using: str = DEFAULT_DB_ALIAS) -> dict[tuple[str, str], int]:
    """How many services there are in each commune, by commune and region; confidential places are not counted.

    What is of a whole region or of the country has no commune. One query.
    """
    fits, values = ("where needs @> array[%s]::varchar[]", [need]) if need else ("", [])
    sql = f"select commune, region, count(*) from published.offers_by_commune {fits} group by 1, 2"
    return {(commune, region): count for commune, region, count in _rows(sql, values, using)}


def _around(commune: str) -> list[str]:
    """The communes of the region, the nearest to one of them first; one that is not known is near to nothing else."""
    if not commune or point_of(commune) is None:
        return [commune] if commune else []
    return list(nearest_first(commune, _communes(commune[:2])))


def _communes(region: str) -> tuple[str, ...]:
    """The communes of a region. No query once warm."""
    found = _read_communes(region)
    if not found:
        # Asked before the places were loaded: an empty answer must not outlive it.
        _read_communes.cache_clear()
    return found


@lru_cache(maxsize=16)
def _read_communes(region: str) -> tuple[str, ...]:
    return tuple(line.code for line in communes(region=region))


def _total_of(sql: str, asked: Sequence[Any], using: str) -> int:
    """How many there are when a page beyond the last was asked for."""
    first = _rows(sql, [*asked[:11], 0, 1, *asked[13:]], using)
    return first[0][1] if first else 0


def _offers(condition: str, values: list[Any], using: str) -> list[ShownOffer]:
    rows = _rows(f"select {_COLUMNS} from published.offers where {condition} order by offer_id", values, using)
    places = sorted({row[_PLAIN.index("location_id")] for row in rows})
    lines, closings = _hours(places, using) if places else ({}, {})
    return [_offer(row, lines, closings) for row in rows]


def _offer(row: Sequence[Any], lines: dict[UUID, list[Line]], closings: dict[UUID, list[Closing]]) -> ShownOffer:
    told: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in zip(_PLAIN, row, strict=False)
    }
    texts = iter(row[len(_PLAIN) :])
    local = {name: LocalText(**{language: next(texts) for language in _LANGUAGES}) for name in _TEXTS}
    key, place = told.pop("offer_id"), told["location_id"]
    return ShownOffer(
        id=key,
        **told,
        service=local["service"],
        description=local["description"],
        note=local["note"],
        organisation=local["organisation"],
        assured_by=local["assured"],
        lines=tuple(lines.get(key) or lines.get(place) or ()),
        closings=tuple(closings.get(place, ())),
    )


def _hours(places: Iterable[UUID], using: str) -> tuple[dict[UUID, list[Line]], dict[UUID, list[Closing]]]:
    """Hours by the place, or by the offer that has its own; closing days by the place. Two queries."""
    lines: dict[UUID, list[Line]] = defaultdict(list)
    closings: dict[UUID, list[Closing]] = defaultdict(list)
    wanted = list(places)
    hours = (
        "select coalesce(offer_id, location_id), weekday, opens, closes, valid_from, valid_to "
        "from published.opening_hours where location_id = any(%s) order by weekday, opens"
    )
    for owner, *rest in _rows(hours, [wanted], using):
        lines[owner].append(Line(*rest))
    days = (
        "select location_id, starts_on, ends_on, note from published.closing_days "
        "where location_id = any(%s) and ends_on >= %s::date - 2 order by starts_on"
    )
    for place, *rest in _rows(days, [wanted, now().date()], using):
        closings[place].append(Closing(*rest))
    return dict(lines), dict(closings)


def _rows(sql: str, values: list[Any], using: str) -> list[tuple[Any, ...]]:
    with connections[using].cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
