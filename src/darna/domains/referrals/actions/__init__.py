"""What is done with referrals: one verb, one transaction, one sentence of the trail; one file per side."""

from darna.domains.referrals.actions.answering import (
    accept_referral,
    assign_referral,
    complete_referral,
    decline_referral,
    end_without_result,
    forward_referral,
    link_case,
    open_referral,
)
from darna.domains.referrals.actions.drafting import begin_referral, drop_draft, write_draft
from darna.domains.referrals.actions.ending import cancel_referral, expire_referrals, remind_of_referrals
from darna.domains.referrals.actions.sending import send_referral

__all__ = [
    "accept_referral",
    "assign_referral",
    "begin_referral",
    "cancel_referral",
    "complete_referral",
    "decline_referral",
    "drop_draft",
    "end_without_result",
    "expire_referrals",
    "forward_referral",
    "link_case",
    "open_referral",
    "remind_of_referrals",
    "send_referral",
    "write_draft",
]
