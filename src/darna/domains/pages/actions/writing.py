"""The draft of a page: begun from a version, written language by language, thrown away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import differing_columns, locked, optional_text, require_text, save
from darna.domains.pages import access
from darna.domains.pages.indexing import stems_of
from darna.domains.pages.linting import refused_links
from darna.domains.pages.models import Page, PageImage, PageText, PageVersion, State, Translation
from darna.domains.pages.values import Certainty, Source, TextDraft
from darna.kernel.errors import AlreadyDone, Invalid

LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_BODY = 120, 400, 20_000
MOST_SOURCES, LONGEST_SOURCE = 20, 300
_AS_KNOWN: Final = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_COPIED_WORDS: Final = ("language", "title", "summary", "body", "state", "stems", "title_stems")
_COPIED: Final = (
    "media_type",
    "size",
    "width",
    "height",
    "body",
    "number",
    "shows_ar",
    "shows_fr",
    "shows_it",
    "shows_en",
)


@transaction.atomic
def start_draft(version_id: UUID, *, by: Actor) -> PageVersion:
    """Begin a new version of a page with the words and pictures of one that is there.

    Raises: Refused, NotFound; AlreadyDone where a draft is written or a proposal waits.
    """
    by.require(Verb.KEEP_PAGES)
    origin = access.edited_version(by, version_id)
    page = Page.objects.select_for_update().get(pk=origin.page_id)
    if page.versions.filter(state__in=[State.DRAFT, State.PROPOSED]).exists():
        raise AlreadyDone("draft_is_begun")
    last = page.versions.order_by("-number").values_list("number", flat=True)[0]
    draft = PageVersion.objects.create(
        agency_id=page.agency_id,
        page=page,
        number=last + 1,
        sources=origin.sources,
        made_from_id=origin.pk,
        drafted_by=by.membership_id,
    )
    _copy_words(origin, draft)
    record("page.drafted", subject=draft, detail={"slug": page.slug, "number": draft.number})
    return draft


@transaction.atomic
def write_text(text_id: UUID, told: TextDraft, *, seen_version: int, by: Actor) -> PageText:
    """Write a draft in one language, ready or to be looked over; where the sense changed, the others are no longer ready.

    Raises: Refused, NotFound, StaleVersion, Invalid, AlreadyDone.
    """
    text = access.text_to_write(by, text_id)
    version = access.draft_to_write(by, text.page_version_id)
    text = locked(text, seen_version)
    changes = differing_columns(text, _written(told, text.language))
    save(text, **changes)
    others: list[str] = []
    if told.sense_changed:
        ready = version.texts.filter(state=Translation.READY).exclude(pk=text.pk)
        others = sorted(ready.values_list("language", flat=True))
        ready.update(state=Translation.OUTDATED, version=F("version") + 1)
    detail = {"slug": version.page.slug, "number": version.number, "language": text.language, "unready": others}
    record("page.written", subject=version, detail=detail)
    return text


@transaction.atomic
def write_sources(version_id: UUID, sources: Sequence[Source], *, seen_version: int, by: Actor) -> PageVersion:
    """Say where the facts of a draft are from. Raises: Refused, NotFound, StaleVersion, Invalid, AlreadyDone."""
    draft = locked(access.draft_to_write(by, version_id), seen_version)
    if len(sources) > MOST_SOURCES:
        raise Invalid("sources", "too_many_sources")
    changes = differing_columns(draft, {"sources": [asdict(_fit(source)) for source in sources]})
    save(draft, **changes)
    detail = {"slug": draft.page.slug, "number": draft.number, "sources": len(sources)}
    record("page.sources_written", subject=draft, detail=detail)
    return draft


@transaction.atomic
def discard_draft(version_id: UUID, *, seen_version: int, by: Actor) -> None:
    """Throw a draft away, and the page with it where it was never more than a draft.

    Raises: Refused, NotFound, StaleVersion.
    """
    draft = locked(access.draft_to_write(by, version_id), seen_version)
    page, told = draft.page, ("pages.pageversion", draft.pk)
    detail = {"slug": page.slug, "number": draft.number}
    draft.texts.all().delete()
    draft.images.all().delete()
    draft.delete()
    if not page.versions.exists():
        page.delete()
    record("page.discarded", subject=told, detail=detail)


def _copy_words(origin: PageVersion, draft: PageVersion) -> None:
    """The words and pictures of a version in its successor. Four queries."""
    of = {"agency_id": draft.agency_id, "page_version": draft}
    PageText.objects.bulk_create(
        PageText(**of, **{name: getattr(one, name) for name in _COPIED_WORDS}) for one in origin.texts.all()
    )
    PageImage.objects.bulk_create(
        PageImage(**of, **{name: getattr(one, name) for name in _COPIED}) for one in origin.images.all()
    )


def _written(told: TextDraft, language: str) -> dict[str, object]:
    """The columns of a text. Raises: Invalid for one that is said to be ready and is not."""
    title = optional_text("title", told.title, most=LONGEST_TITLE)
    summary = optional_text("summary", told.summary, most=LONGEST_SUMMARY)
    body = optional_text("body", told.body.replace("\r\n", "\n"), most=LONGEST_BODY)
    parts = {"title": title, "summary": summary, "body": body}
    if refused := refused_links(body):
        raise Invalid("body", "link_leads_nowhere", words=refused[0])
    found_by = stems_of(title, summary, body, language)
    if not any(parts.values()):
        return {**parts, **found_by, "state": Translation.MISSING.value}
    if not told.is_ready:
        return {**parts, **found_by, "state": Translation.OUTDATED.value}
    for name, words in parts.items():
        require_text(name, words)
    return {**parts, **found_by, "state": Translation.READY.value}


def _fit(source: Source) -> Source:
    """Raises: Invalid for a source without a title, or with a date that is none."""
    title = require_text("sources", source.title, most=LONGEST_SOURCE)
    if source.date and not _AS_KNOWN.fullmatch(source.date):
        raise Invalid("sources", "source_is_not_dated", value=source.date)
    if source.certainty not in Certainty.values:
        raise Invalid("sources", "not_in_the_list")
    return Source(title, source.date, source.certainty)
