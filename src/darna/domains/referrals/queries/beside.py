"""What the page of a referral shows beside it: a transfer abroad, the need that is still open, another service."""

from __future__ import annotations

from darna.base.agencies.actor import Actor
from darna.base.codelists.queries import label
from darna.base.places.queries import country_name
from darna.domains.cases.queries import need_card
from darna.domains.directory.queries import offers_another_service
from darna.domains.referrals.models import Referral, TransferRecord
from darna.domains.referrals.values import Beside, ReferralCard, TransferLine

_FINISHED = frozenset({Referral.State.COMPLETED, Referral.State.NOT_COMPLETED})


def beside(actor: Actor, card: ReferralCard) -> Beside:
    """What stands beside a referral that its reader sees. Three queries at most for its sender, one for its receiver.

    Raises: NotFound, Refused.
    """
    return Beside(
        transfer=_transfer(actor, card),
        asks_need=_asks_need(actor, card),
        may_forward=may_forward(actor, card),
    )


def may_forward(actor: Actor, card: ReferralCard) -> bool:
    """The reader may pass it on, and their agency offers another service. One query at most."""
    return card.rights.forwards and offers_another_service(actor.agency_id, card.service.id if card.service else None)


def _transfer(actor: Actor, card: ReferralCard) -> TransferLine | None:
    """Only what went to an agency in another country has a record, and only the sender's agency sees it."""
    if not card.is_sender or card.is_draft:
        return None
    row = TransferRecord.objects.filter(referral_id=card.id, agency_id=actor.agency_id).first()
    if row is None:
        return None
    return TransferLine(
        country_name(row.country, actor.language),
        label("transfer_ground", row.ground),
        row.authority_reference,
        row.transferred_at,
    )


def _asks_need(actor: Actor, card: ReferralCard) -> bool:
    if not card.is_sender or card.state not in _FINISHED or card.need_id is None:
        return False
    need, case = need_card(actor, card.need_id)
    return need.is_open and case.rights.writes
