"""The record of what left the country: by a referral, or by a link to a partner without an account."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.editing import require_code
from darna.domains.referrals.models import TransferRecord
from darna.domains.referrals.values import TransferTerms
from darna.kernel.errors import Invalid


@dataclass(frozen=True, slots=True)
class Abroad:
    """To whom in which country, under which consent, which parts of the file."""

    to: UUID
    country: str
    consent_id: UUID
    parts: Collection[str]


def record_transfer(
    person_id: UUID,
    abroad: Abroad,
    terms: TransferTerms | None,
    *,
    by: Actor,
    referral_id: UUID | None = None,
    link_id: UUID | None = None,
) -> None:
    """Write down, in the transaction that sends, that data leave the country and on what ground.

    Raises: Invalid without a ground of the list.
    """
    if terms is None or not terms.ground:
        raise Invalid("ground", "transfer_is_not_explained")
    require_code("ground", terms.ground, "transfer_ground")
    TransferRecord(
        agency_id=by.agency_id,
        referral_id=referral_id,
        link_id=link_id,
        person_id=person_id,
        to_agency_id=abroad.to,
        country=abroad.country,
        ground=terms.ground,
        authority_reference=terms.authority_reference.strip()[:60],
        consent_id=abroad.consent_id,
        categories=sorted({*abroad.parts, "need", "summary"}),
        transferred_by=by.membership_id,
    ).save(force_insert=True)
