"""Reads of referrals, one file per noun; each says how many queries it makes."""

from darna.domains.referrals.queries.beside import beside
from darna.domains.referrals.queries.cards import material, package_of, preview, referral_card
from darna.domains.referrals.queries.lists import received_list, sent_list
from darna.domains.referrals.queries.persons import ending_with, happenings_of, referrals_of
from darna.domains.referrals.queries.today import today_lines

__all__ = [
    "beside",
    "ending_with",
    "happenings_of",
    "material",
    "package_of",
    "preview",
    "received_list",
    "referral_card",
    "referrals_of",
    "sent_list",
    "today_lines",
]
