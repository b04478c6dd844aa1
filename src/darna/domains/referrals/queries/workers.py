"""Who has something to do about a referral, in the agency that asks."""

from __future__ import annotations

from uuid import UUID

from darna.base.agencies.roles import Verb
from darna.domains.referrals.models import Reception, ReferralSource


def workers_of(agency_id: UUID, referral_id: UUID) -> tuple[Verb, list[UUID] | None]:
    """The verb they hold, and the members it was given to: whoever sent it; whoever it was given to, or all.

    At most two queries.
    """
    source = ReferralSource.objects.filter(agency_id=agency_id, referral_id=referral_id).first()
    if source is not None:
        return Verb.REFER, [source.worker_id]
    reception = Reception.objects.filter(agency_id=agency_id, referral_id=referral_id).first()
    if reception is not None and reception.assigned_id is not None:
        return Verb.ANSWER_REFERRAL, [reception.assigned_id]
    return Verb.ANSWER_REFERRAL, None
