"""Pages of signed forms: which are kept for a consent, and one of them opened."""

from __future__ import annotations

from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.keys.queries import cipher_of
from darna.domains.people.access import own_person_to_read
from darna.domains.people.models import SignedPage
from darna.domains.people.reading import sealed_page
from darna.domains.people.values import SignedPageLine
from darna.kernel.errors import NotFound


def signed_pages(actor: Actor, person_id: UUID, consent_id: UUID) -> tuple[SignedPageLine, ...]:
    """The pages kept for a consent of the own agency, by number. Two queries. Raises: Refused, NotFound."""
    own_person_to_read(actor, person_id)
    rows = SignedPage.objects.filter(person_id=person_id, consent_id=consent_id).defer("ciphertext")
    return tuple(map(_line, rows.order_by("number")))


def signed_page(actor: Actor, person_id: UUID, page_id: UUID) -> SignedPageLine:
    """What is known of one page, without opening it. Two queries. Raises: Refused, NotFound."""
    own_person_to_read(actor, person_id)
    row = SignedPage.objects.filter(pk=page_id, person_id=person_id).defer("ciphertext").first()
    if row is None:
        raise NotFound("page", page_id)
    return _line(row)


def opened_page(actor: Actor, person_id: UUID, page_id: UUID) -> tuple[SignedPageLine, bytes]:
    """One page as it was kept. Three queries. Raises: Refused, NotFound; Unreadable without the person's key.

    Looking is an entry of its own: whoever shows it calls `note_page_opening`.
    """
    own_person_to_read(actor, person_id)
    row = SignedPage.objects.filter(pk=page_id, person_id=person_id).first()
    if row is None:
        raise NotFound("page", page_id)
    return _line(row), cipher_of(person_id).open_bytes(row.ciphertext, field=sealed_page(row.pk))


def _line(row: SignedPage) -> SignedPageLine:
    return SignedPageLine(
        row.pk, row.consent_id, row.number, row.media_type, row.size, row.added_at, row.added_by, row.version
    )
