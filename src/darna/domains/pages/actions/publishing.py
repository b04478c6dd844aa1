"""The way of a version to the public: proposed, sent back, published by a second person, taken back, retired."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked, optional_text, require_text, save
from darna.domains.pages import access
from darna.domains.pages.linting import faults
from darna.domains.pages.models import Page, PageVersion, State
from darna.domains.pages.queries.cards import images_of, is_second, texts_of
from darna.domains.pages.queries.standing import newest_due
from darna.domains.pages.values import Fault
from darna.kernel.clock import CASABLANCA, now, today
from darna.kernel.errors import AlreadyDone, Invalid, Refused

LONGEST_REASON = 500
FURTHEST = timedelta(days=366)


@transaction.atomic
def propose_version(version_id: UUID, reason: str = "", *, seen_version: int, by: Actor) -> PageVersion:
    """Lay a draft before a second person; nobody writes in it while it waits.

    Raises: Refused, NotFound, StaleVersion, Invalid.
    """
    draft = locked(access.draft_to_write(by, version_id), seen_version)
    _require_fit(draft)
    save(
        draft,
        state=State.PROPOSED,
        reason=optional_text("reason", reason, most=LONGEST_REASON),
        proposed_at=now(),
        proposed_by=by.membership_id,
        proposed_account=by.account_id,
    )
    record("page.proposed", subject=draft, detail=_detail(draft))
    return draft


@transaction.atomic
def send_back(version_id: UUID, reason: str, *, seen_version: int, by: Actor) -> PageVersion:
    """Make a proposal a draft again, and say what is to be changed; whoever proposed it may do so too.

    Raises: Refused, NotFound, StaleVersion, Invalid, AlreadyDone.
    """
    version = _held(version_id, State.PROPOSED, "page_is_not_proposed", seen_version, by)
    nobody = dict.fromkeys(("proposed_at", "proposed_by", "proposed_account"))
    save(version, state=State.DRAFT, reason=require_text("reason", reason, most=LONGEST_REASON), **nobody)
    record("page.sent_back", subject=version, detail=_detail(version))
    return version


@transaction.atomic
def publish_version(
    version_id: UUID, publish_at: datetime | None = None, *, seen_version: int, by: Actor
) -> PageVersion:
    """Show a proposal to the public, now or from an instant on, by somebody other than who proposed it.

    Raises: Refused, NotFound, StaleVersion, Invalid, AlreadyDone.
    """
    version = _held(version_id, State.PROPOSED, "page_is_not_proposed", seen_version, by)
    if not is_second(version, by):
        raise Refused("second_person_needed")
    _require_fit(version)
    instant = now()
    if publish_at and not instant < publish_at <= instant + FURTHEST:
        raise Invalid("publish_at", "not_within_a_year")
    page = Page.objects.select_for_update().get(pk=version.page_id)
    save(
        version,
        state=State.PUBLISHED,
        published_at=instant,
        published_by=by.membership_id,
        published_account=by.account_id,
        publish_at=publish_at or instant,
    )
    # Two people have just read it: its time begins anew.
    save(page, reviewed_on=today(CASABLANCA))
    record("page.published", subject=version, detail={**_detail(version), "publish_at": version.publish_at})
    return version


@transaction.atomic
def recall_version(version_id: UUID, reason: str, *, seen_version: int, by: Actor) -> PageVersion:
    """Take a version back that was to appear later; what is shown stays.

    Raises: Refused, NotFound, StaleVersion, Invalid; AlreadyDone where it has appeared.
    """
    version = _held(version_id, State.PUBLISHED, "page_is_not_scheduled", seen_version, by)
    if version.publish_at is None or version.publish_at <= now():
        raise AlreadyDone("page_is_not_scheduled")
    _retire(version, reason, by, publish_at=None)
    record("page.recalled", subject=version, detail=_detail(version))
    return version


@transaction.atomic
def retire_version(version_id: UUID, reason: str, *, seen_version: int, by: Actor) -> PageVersion:
    """Take a page away from the public until another version of it is published; one person may, for it may be urgent.

    Raises: Refused, NotFound, StaleVersion, Invalid; AlreadyDone where this version is not what is shown.
    """
    version = _held(version_id, State.PUBLISHED, "page_is_not_shown", seen_version, by)
    newest = newest_due(PageVersion.objects.filter(page_id=version.page_id).defer("sources"), now())
    if newest is None or newest.pk != version.pk:
        raise AlreadyDone("page_is_not_shown")
    _retire(version, reason, by, publish_at=version.publish_at)
    record("page.retired", subject=version, detail=_detail(version))
    return version


def _retire(version: PageVersion, reason: str, by: Actor, *, publish_at: datetime | None) -> None:
    save(
        version,
        state=State.RETIRED,
        reason=require_text("reason", reason, most=LONGEST_REASON),
        retired_at=now(),
        retired_by=by.membership_id,
        publish_at=publish_at,
    )


def _held(version_id: UUID, state: str, otherwise: str, seen_version: int, by: Actor) -> PageVersion:
    by.require(Verb.PUBLISH_PAGES)
    version = access.edited_version(by, version_id)
    page = version.page
    version = locked(version, seen_version)
    version.page = page
    if version.state != state:
        raise AlreadyDone(otherwise)
    return version


def _require_fit(version: PageVersion) -> None:
    if found := faults(texts_of(version.pk), images_of(version.pk)):
        raise _unfit(found[0])


def _unfit(fault: Fault) -> Invalid:
    return Invalid("version", fault.code, language=fault.language, words=fault.words)


def _detail(version: PageVersion) -> dict[str, object]:
    return {"slug": version.page.slug, "number": version.number, "reason": version.reason}
