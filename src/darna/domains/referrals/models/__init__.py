"""Referrals: what both agencies see, what each keeps to itself, and what was handed over."""

from darna.domains.referrals.models.package import ReferralPackage, TransferRecord
from darna.domains.referrals.models.referral import Referral, ReferralEvent
from darna.domains.referrals.models.sides import Reception, ReferralSource

__all__ = ["Reception", "Referral", "ReferralEvent", "ReferralPackage", "ReferralSource", "TransferRecord"]
