"""Bringing the shipped pages in, as new versions where they changed; what a house has edited stays as the house left it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from django.db import DEFAULT_DB_ALIAS, transaction

from darna.domains.pages.indexing import stems_of
from darna.domains.pages.models import Page, PageText, PageVersion, State, Translation
from darna.domains.pages.shipped import ShippedPage, reviewed_on, shipped_pages
from darna.domains.pages.values import LANGUAGES
from darna.kernel.clock import now

#: Identifiers are made from the addresses, so that two installations give a page the same one.
NAMESPACE: Final = UUID("0d8f1c54-5f5e-5b0c-9a55-2d0a4c1be6f7")


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many pages were new, shown in a newer version, left because somebody works on them here, already right."""

    created: int = 0
    renewed: int = 0
    kept: int = 0
    same: int = 0


def load_pages(*, using: str = DEFAULT_DB_ALIAS) -> Loaded:
    """Publish what is shipped and not yet there; a second run changes nothing. A handful of queries for a page.

    A page with a version that was made here, or whose address an agency took, is left alone.
    """
    counts = {"created": 0, "renewed": 0, "kept": 0, "same": 0}
    with transaction.atomic(using=using):
        present = {page.slug: page for page in Page.objects.using(using).select_for_update()}
        instant = now()
        for shipped in shipped_pages():
            counts[_bring(shipped, present.get(shipped.slug), instant, using)] += 1
        _index_again(using)
    return Loaded(**counts)


def _bring(shipped: ShippedPage, page: Page | None, instant: datetime, using: str) -> str:
    if page is None:
        page = Page(id=uuid5(NAMESPACE, shipped.slug), slug=shipped.slug, **_facts(shipped))
        page.save(using=using, force_insert=True)
        _publish(shipped, page, 1, instant, using)
        return "created"
    rows = list(PageVersion.objects.using(using).filter(page=page).order_by("number"))
    if page.agency_id is not None or not all(row.is_shipped and row.state == State.PUBLISHED for row in rows):
        return "kept"
    if _told(rows[-1], using) == _wanted(shipped):
        return "same"
    # The place and the owner may have been chosen here; only the day of the review follows the words.
    page.reviewed_on = reviewed_on()
    page.version += 1
    page.save(using=using, update_fields=["reviewed_on", "version"])
    _publish(shipped, page, rows[-1].number + 1, instant, using)
    return "renewed"


def _publish(shipped: ShippedPage, page: Page, number: int, instant: datetime, using: str) -> None:
    version = PageVersion(
        page=page,
        number=number,
        state=State.PUBLISHED,
        is_shipped=True,
        sources=[asdict(source) for source in shipped.sources],
        published_at=instant,
        publish_at=instant,
    )
    version.save(using=using, force_insert=True)
    PageText.objects.using(using).bulk_create(
        PageText(
            page_version=version,
            language=language,
            title=text.title,
            summary=text.summary,
            body=text.body,
            state=Translation.READY,
            **stems_of(text.title, text.summary, text.body, language),
        )
        for language, text in shipped.texts.items()
    )


def _index_again(using: str) -> None:
    """By which words a text is found follows from what it says: a newer rule reaches what was written before it."""
    changed = []
    for row in PageText.objects.using(using).exclude(state=Translation.MISSING):
        found_by = stems_of(row.title, row.summary, row.body, row.language)
        if found_by != {"stems": row.stems, "title_stems": row.title_stems}:
            row.stems, row.title_stems = found_by["stems"], found_by["title_stems"]
            changed.append(row)
    PageText.objects.using(using).bulk_update(changed, ["stems", "title_stems"], batch_size=200)


def _facts(shipped: ShippedPage) -> dict[str, object]:
    return {
        "door": shipped.door,
        "position": shipped.order,
        "is_sensitive": shipped.is_sensitive,
        "for_minors": shipped.for_minors,
        "review_every_days": shipped.review_every_days,
        "reviewed_on": reviewed_on(),
    }


def _wanted(shipped: ShippedPage) -> tuple[object, ...]:
    sources = [asdict(source) for source in shipped.sources]
    texts = {code: (text.title, text.summary, text.body) for code, text in shipped.texts.items()}
    return sources, texts


def _told(version: PageVersion, using: str) -> tuple[object, ...]:
    rows = PageText.objects.using(using).filter(page_version=version)
    texts = {row.language: (row.title, row.summary, row.body) for row in rows}
    return version.sources, {code: texts[code] for code in LANGUAGES if code in texts}
