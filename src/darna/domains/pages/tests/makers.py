"""Writers and pages of tests; the words are invented, and no test says what it does not care about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member
from darna.base.documents.scans import JPEG, Scan, read_scan
from darna.base.documents.tests.papers import photographed
from darna.base.rowsecurity.context import acting
from darna.domains.pages import actions
from darna.domains.pages.models import Page, PageText, PageVersion
from darna.domains.pages.values import LANGUAGES, PageDraft, TextDraft
from darna.kernel.clock import now

SHOWS = {language: f"A door ({language})" for language in LANGUAGES}


@dataclass(frozen=True)
class Writers:
    """Two who write pages in a house, its administrator, a writer of another agency, and somebody who only reads."""

    first: Actor
    second: Actor
    administrator: Actor
    neighbour: Actor
    worker: Actor


def make_writers() -> Writers:
    """A house and a partner agency, inside the test's transaction."""
    house = make_agency("maison", kind="maison")
    return Writers(
        first=make_member(Role.CONTENT_MANAGER, agency=house),
        second=make_member(Role.CONTENT_MANAGER, agency=house),
        administrator=make_member(Role.AGENCY_ADMINISTRATOR, agency=house),
        neighbour=make_member(Role.CONTENT_MANAGER, agency=make_agency("aideca")),
        worker=make_member(Role.CASEWORKER, agency=house),
    )


@cache
def picture() -> Scan:
    """A small photograph."""
    found = read_scan(photographed())
    assert found.media_type == JPEG
    return found


def words(language: str, **told: Any) -> TextDraft:
    """A text that is ready."""
    told.setdefault("title", f"Coming back ({language})")
    told.setdefault("summary", "What to ask first.")
    told.setdefault("body", "## Papers\n\n- Bring **what you have**\n- [Rights](/rights/)")
    return TextDraft(**told)


def make_page(by: Actor, slug: str = "an-example", **told: Any) -> Page:
    """A page with an empty draft."""
    told.setdefault("door", "returned")
    with acting(by.context):
        return actions.add_page(slug, PageDraft(**told), by=by)


def draft_of(by: Actor, page: Page) -> PageVersion:
    """The newest version of a page, as it is now."""
    with acting(by.context):
        return page.versions.order_by("-number").select_related("page")[0]


def text_of(by: Actor, version: PageVersion, language: str) -> PageText:
    """A text as it is now."""
    with acting(by.context):
        return version.texts.get(language=language)


def write(by: Actor, version: PageVersion, *languages: str, **told: Any) -> None:
    """Write a draft in these languages, in all four if none is named."""
    for language in languages or LANGUAGES:
        text = text_of(by, version, language)
        with acting(by.context):
            actions.write_text(text.pk, words(language, **told), seen_version=text.version, by=by)


def make_draft(by: Actor, slug: str = "an-example", **told: Any) -> PageVersion:
    """A page that is written in four languages."""
    draft = draft_of(by, make_page(by, slug, **told))
    write(by, draft)
    return draft


def propose(by: Actor, version: PageVersion) -> PageVersion:
    """The draft, proposed."""
    with acting(by.context):
        version.refresh_from_db()
        return actions.propose_version(version.pk, "New.", seen_version=version.version, by=by)


def make_proposal(by: Actor, slug: str = "an-example", **told: Any) -> PageVersion:
    """A page that waits for a second person."""
    return propose(by, make_draft(by, slug, **told))


def publish(by: Actor, version: PageVersion, publish_at: Any = None) -> PageVersion:
    """The proposal, published by somebody else."""
    with acting(by.context):
        return actions.publish_version(version.pk, publish_at, seen_version=version.version, by=by)


def make_shown(first: Actor, second: Actor, slug: str = "an-example", **told: Any) -> PageVersion:
    """A page that the public reads."""
    return publish(second, make_proposal(first, slug, **told))


def add_picture(by: Actor, version: PageVersion, shows: dict[str, str] | None = None) -> Any:
    """A picture in a draft."""
    with acting(by.context):
        return actions.add_image(version.pk, picture(), SHOWS if shows is None else shows, by=by)


def make_every_standing(first: Actor, second: Actor) -> dict[str, UUID]:
    """A draft with a picture, a proposal, a version that appears later and one that is shown, by the names of addresses."""
    mark = first.agency_id.hex[:8]
    draft = make_draft(first, f"draft-{mark}")
    image = add_picture(first, draft)
    proposal = make_proposal(first, f"proposal-{mark}")
    scheduled = publish(second, make_proposal(first, f"scheduled-{mark}"), now() + timedelta(days=3))
    shown = make_shown(first, second, f"shown-{mark}")
    return {
        "public_page": shown.page_id,
        "content": draft.pk,
        "writing": draft.pk,
        "text": text_of(first, draft, "it").pk,
        "image": image.pk,
        "proposal": proposal.pk,
        "scheduled": scheduled.pk,
        "shown": shown.pk,
    }
