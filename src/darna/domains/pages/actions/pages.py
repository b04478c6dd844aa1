"""Pages themselves: begun, placed behind a door, given an owner, read again."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import members_who_may
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import differing_columns, locked, require_text, save
from darna.domains.pages import access
from darna.domains.pages.models import Door, Page, PageText, PageVersion
from darna.domains.pages.values import LANGUAGES, PageDraft
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid

_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG: Final = 60
FEWEST_DAYS, MOST_DAYS = 7, 730


@transaction.atomic
def add_page(slug: str, draft: PageDraft, *, by: Actor) -> Page:
    """Begin a page with an empty draft in each language. Raises: Refused, Invalid."""
    by.require(Verb.KEEP_PAGES)
    slug = require_text("slug", slug, most=LONGEST_SLUG)
    if not _SLUG.fullmatch(slug):
        raise Invalid("slug", "not_an_address", value=slug)
    _require_fit(draft, by, owner_before=None)
    if Page.objects.filter(slug=slug).exists():
        raise Invalid("slug", "address_is_taken", value=slug)
    page = Page.objects.create(agency_id=by.agency_id, slug=slug, **asdict(draft))
    version = PageVersion.objects.create(agency_id=by.agency_id, page=page, number=1, drafted_by=by.membership_id)
    PageText.objects.bulk_create(
        PageText(agency_id=by.agency_id, page_version=version, language=language) for language in LANGUAGES
    )
    record("page.added", subject=page, detail={"slug": slug, "door": draft.door})
    return page


@transaction.atomic
def change_page(page_id: UUID, draft: PageDraft, *, seen_version: int, by: Actor) -> Page:
    """Put a page behind another door, in another place, give it another owner or another time to be read again.

    Raises: Refused, NotFound, StaleVersion, Invalid, AlreadyDone.
    """
    by.require(Verb.KEEP_PAGES)
    page = locked(access.edited_page(by, page_id), seen_version)
    _require_fit(draft, by, owner_before=page.owner_id)
    changes = differing_columns(page, asdict(draft))
    save(page, **changes)
    record("page.changed", subject=page, detail={"slug": page.slug, "fields": sorted(changes)})
    return page


@transaction.atomic
def mark_reviewed(page_id: UUID, *, by: Actor) -> Page:
    """Say that a page was read again today and is still right. Raises: Refused, NotFound, AlreadyDone."""
    by.require(Verb.KEEP_PAGES)
    page = access.edited_page(by, page_id)
    page = locked(page, page.version)
    if page.reviewed_on == today():
        raise AlreadyDone("reviewed_today")
    if not page.versions.filter(state="published").exists():
        raise AlreadyDone("not_published_yet")
    save(page, reviewed_on=today())
    record("page.reviewed", subject=page, detail={"slug": page.slug})
    return page


def _require_fit(draft: PageDraft, by: Actor, *, owner_before: UUID | None) -> None:
    """Raises: Invalid for a door that does not exist, a place or a time out of bounds, an owner who writes no pages."""
    if draft.door not in Door.values:
        raise Invalid("door", "not_in_the_list", value=draft.door)
    if not 0 <= draft.position <= 9999:
        raise Invalid("position", "place_out_of_bounds")
    if not FEWEST_DAYS <= draft.review_every_days <= MOST_DAYS:
        raise Invalid("review_every_days", "days_out_of_bounds")
    owner: Any = draft.owner_id
    if owner and owner != owner_before and owner not in members_who_may(by.agency_id, Verb.KEEP_PAGES):
        raise Invalid("owner_id", "not_in_the_list")
