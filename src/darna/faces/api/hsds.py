"""The public directory for other programs, by HSDS 3.0; read only, without a key, as the public side of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import override
from ninja import NinjaAPI
from ninja.errors import HttpError

from darna.domains.directory.queries import published
from darna.domains.directory.values import PublicFilters
from darna.faces.api.schemas import Language, Number, Page, Problem, Root, Search, Size
from darna.faces.exchange import hsds
from darna.faces.exchange.directory import as_json, as_lines, words_in

Known = dict[str, Any]

api = NinjaAPI(
    title="Darna: directory of services",
    version=hsds.VERSION,
    description="Services for people whom migration concerns, by the Human Services Data Specification 3.0. "
    "What is not known is absent. Where a confidential place lies is never told.",
    docs_url=None,
    urls_namespace="api",
)
_ANSWERS: Any = {422: Problem}
_ONE: Any = {404: Problem, 422: Problem}


@api.get("/", response=Root, summary="What this interface is")
def root(request: HttpRequest) -> Known:
    """The version of the standard, its page, and the description of this interface."""
    return {
        "version": hsds.VERSION,
        "profile": "https://docs.openreferral.org/en/3.0/",
        "openapi_url": request.build_absolute_uri("openapi.json"),
    }


@api.get(
    "/services",
    response={200: Page, **_ANSWERS},
    summary="Services, some at a time",
    openapi_extra={"responses": {200: {"content": {"application/x-ndjson": {"schema": {"type": "string"}}}}}},
)
def services(
    request: HttpRequest,
    page: Number = 1,
    per_page: Size = 50,
    search: Search = "",
    organization_id: UUID | None = None,
    full: bool = False,
    format: Literal["json", "ndjson"] = "json",
    lang: Language = "fr",
) -> Known | HttpResponse | StreamingHttpResponse:
    """What is offered; `full` tells where and when too, `format=ndjson` tells all of it, one a line."""
    if format == "ndjson":
        return StreamingHttpResponse(
            as_lines(lang, using=settings.PORTAL_DATABASE), content_type="application/x-ndjson"
        )
    keys, total = _keys("service_id", page, per_page, search, organization_id)
    with _told_in(lang) as words:
        found = hsds.services(_offers("service_id", keys), words, is_full=full)
    return hsds.page(_ordered(found, keys), number=page, size=per_page, total=total)


@api.get("/services/{id}", response={200: Known, **_ONE}, summary="One service")
def service(request: HttpRequest, id: UUID, lang: Language = "fr") -> Known:
    """One service with its organisation and every place."""
    found = _offers("service_id", [id])
    _require(found)
    with _told_in(lang) as words:
        return hsds.service(found, words)


@api.get("/organizations", response={200: Page, **_ANSWERS}, summary="Organisations, some at a time")
def organizations(
    request: HttpRequest,
    page: Number = 1,
    per_page: Size = 50,
    search: Search = "",
    full: bool = False,
    full_service: bool = False,
    lang: Language = "fr",
) -> Known:
    """Who offers something; `full` tells what, `full_service` where and when too."""
    keys, total = _keys("organisation_id", page, per_page, search)
    by: dict[UUID, list[Any]] = {}
    for offer in _offers("organisation_id", keys):
        by.setdefault(offer.organisation_id, []).append(offer)
    with _told_in(lang) as words:
        found = [
            hsds.organization_with_services(held, words, is_full=full_service)
            if full or full_service
            else hsds.organization(held[0], words)
            for held in by.values()
        ]
    return hsds.page(_ordered(found, keys), number=page, size=per_page, total=total)


@api.get("/organizations/{id}", response={200: Known, **_ONE}, summary="One organisation")
def organization(request: HttpRequest, id: UUID, full_service: bool = False, lang: Language = "fr") -> Known:
    """One organisation with its services."""
    found = _offers("organisation_id", [id])
    _require(found)
    with _told_in(lang) as words:
        return hsds.organization_with_services(found, words, is_full=full_service)


@api.get("/service_at_locations", response={200: Page, **_ANSWERS}, summary="Services at places, some at a time")
def service_at_locations(
    request: HttpRequest,
    page: Number = 1,
    per_page: Size = 50,
    search: Search = "",
    organization_id: UUID | None = None,
    full: bool = False,
    lang: Language = "fr",
) -> Known:
    """Where each service is offered, and when."""
    keys, total = _keys("offer_id", page, per_page, search, organization_id)
    with _told_in(lang) as words:
        told = hsds.service_at_location_with_service if full else hsds.service_at_location
        found = [told(offer, words) for offer in _offers("offer_id", keys)]
    return hsds.page(_ordered(found, keys), number=page, size=per_page, total=total)


@api.get("/service_at_locations/{id}", response={200: Known, **_ONE}, summary="One service at one place")
def service_at_location(request: HttpRequest, id: UUID, lang: Language = "fr") -> Known:
    """One service at one place."""
    found = _offers("offer_id", [id])
    _require(found)
    with _told_in(lang) as words:
        return hsds.service_at_location_with_service(found[0], words)


@api.get("/export.json", response={200: list[Known], **_ANSWERS}, summary="Everything as one file")
def export(request: HttpRequest, lang: Language = "fr") -> StreamingHttpResponse:
    """Every service, fully nested, as one list."""
    answer = StreamingHttpResponse(as_json(lang, using=settings.PORTAL_DATABASE), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="services-hsds-3.0.json"'
    return answer


def _keys(
    column: Literal["offer_id", "service_id", "organisation_id"],
    page: int,
    per_page: int,
    search: str,
    organisation: UUID | None = None,
) -> tuple[list[UUID], int]:
    """The keys on a page; of a search the first 200 services at places are looked through."""
    using, start = settings.PORTAL_DATABASE, (page - 1) * per_page
    words = search.replace("\x00", "").strip()
    if not words:
        keys, total = published.shown_keys(column, start=start, limit=per_page, within=organisation, using=using)
        return list(keys), total
    found = published.find_shown(PublicFilters(text=words), "fr", limit=200, using=using).lines
    attribute = {"offer_id": "id"}.get(column, column)
    kept = [one for one in found if organisation in (None, one.organisation_id)]
    every = list(dict.fromkeys(getattr(one, attribute) for one in kept))
    return every[start : start + per_page], len(every)


def _offers(column: str, keys: list[UUID]) -> tuple[Any, ...]:
    return published.offers_with(column, keys, using=settings.PORTAL_DATABASE)


def _ordered(found: list[Known], keys: list[UUID]) -> list[Known]:
    places = {str(key): place for place, key in enumerate(keys)}
    return sorted(found, key=lambda one: places[one["id"]])


def _require(found: tuple[Any, ...]) -> None:
    if not found:
        raise HttpError(404, "Nothing is shown under this identifier.")


@contextmanager
def _told_in(language: str) -> Iterator[hsds.Words]:
    with override(language):
        yield words_in(language)
