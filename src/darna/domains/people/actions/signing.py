"""The form that was signed on paper: its pages kept with the consent they prove, and taken away when they do not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.documents.scans import Scan
from darna.base.keys.queries import cipher_of
from darna.domains.people.access import person_to_change
from darna.domains.people.actions.changing import row_to_change
from darna.domains.people.models import Consent, SignedPage
from darna.domains.people.reading import sealed_page
from darna.domains.people.values import MOST_PAGES
from darna.kernel.errors import AlreadyDone, Invalid, NotFound

#: Why a page is taken away.
REASONS: Final = frozenset({"wrong_person", "wrong_answer", "unreadable", "on_request"})


@transaction.atomic
def add_signed_page(consent_id: UUID, scan: Scan, *, by: Actor) -> SignedPage:
    """One more page of the form that was signed for a consent, sealed under the person's key; the first free number.

    Raises: Refused, NotFound; AlreadyDone when this very page is kept; Invalid when there are too many.
    """
    consent = row_to_change(Consent, consent_id, None, by=by, verb=Verb.RECORD_CONSENT)
    kept = SignedPage.objects.filter(consent=consent)
    if kept.filter(digest=scan.digest).exists():
        raise AlreadyDone("signed_page_is_kept")
    number = _free_number(kept.values_list("number", flat=True))
    cipher, page_id = cipher_of(consent.person_id), uuid4()
    page = SignedPage.objects.create(
        id=page_id,
        agency_id=consent.agency_id,
        person_id=consent.person_id,
        consent=consent,
        number=number,
        media_type=scan.media_type,
        size=len(scan.body),
        digest=scan.digest,
        ciphertext=cipher.seal_bytes(scan.body, field=sealed_page(page_id)),
        added_by=by.membership_id,
    )
    record("consent.page_added", subject=page, detail={"page": number}, cipher=cipher)
    return page


@transaction.atomic
def remove_signed_page(page_id: UUID, reason: str, *, by: Actor) -> SignedPage:
    """A page that should not be here is deleted; the trail keeps that it was, and nothing of what it showed.

    Raises: Refused, NotFound, Invalid.
    """
    if reason not in REASONS:
        raise Invalid("reason", "unknown_code", value=reason)
    by.require(Verb.REMOVE_SIGNED_PAGE)
    page = SignedPage.objects.filter(pk=page_id, agency_id=by.agency_id).defer("ciphertext").first()
    if page is None:
        raise NotFound("page", page_id)
    person_to_change(by, page.person_id, Verb.REMOVE_SIGNED_PAGE)
    # Only now is nobody else at it: a page is never changed, so the file is what can be locked.
    gone, _of_each = SignedPage.objects.filter(pk=page_id).delete()
    if not gone:
        raise NotFound("page", page_id)
    record("consent.page_removed", subject=page, detail={"page": page.number, "reason": reason})
    return page


def _free_number(taken: Iterable[int]) -> int:
    free = sorted(set(range(1, MOST_PAGES + 1)) - set(taken))
    if not free:
        raise Invalid("scan", "too_many_signed_pages", most=MOST_PAGES)
    return free[0]
