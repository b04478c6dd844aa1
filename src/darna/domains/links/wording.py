"""What is said about links: titles of steps, and what happened, why, what next when something cannot be done."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.codelists.queries import label
from darna.base.pages.wording import said
from darna.domains.cases.wording import SENTENCES as OF_CASES
from darna.domains.links.values import NO_LONGER_SHARED
from darna.domains.referrals.values import REASONS
from darna.domains.referrals.wording import ENDED_BY_CONSENT
from darna.domains.referrals.wording import SENTENCES as OF_REFERRALS

Words = str | Promise

STATES: Final[dict[str, Words]] = {
    "draft": pgettext_lazy("state of a referral", "Draft"),
    "sent": pgettext_lazy("state of a referral", "Sent"),
    "opened": pgettext_lazy("state of a referral", "Opened by the partner"),
    "accepted": pgettext_lazy("state of a referral", "Accepted"),
    "declined": pgettext_lazy("state of a referral", "Declined"),
    "completed": pgettext_lazy("state of a referral", "Completed"),
    "not_completed": pgettext_lazy("state of a referral", "Ended without a result"),
    "cancelled": pgettext_lazy("state of a referral", "Cancelled"),
    "expired": pgettext_lazy("state of a referral", "Not answered in time"),
    "revoked": pgettext_lazy("state of a referral", "No longer shared"),
}
STEPS: Final[dict[str, Words]] = {
    **STATES,
    "asked": pgettext_lazy("step of a referral", "The partner asked a question"),
    "replied": pgettext_lazy("step of a referral", "The question was answered"),
    "renewed": pgettext_lazy("step of a referral", "A new link was made"),
    "reminded": pgettext_lazy("step of a referral", "A reminder was sent"),
    "escalated": pgettext_lazy("step of a referral", "The supervisors were told"),
}
IN_TIMELINE: Final[dict[str, Words]] = {
    "sent": _("Referred by a link to %(partner)s: %(need)s"),
    "opened": _("%(partner)s opened the link: %(need)s"),
    "asked": _("%(partner)s asked a question by the link: %(need)s"),
    "accepted": _("%(partner)s accepted by the link: %(need)s"),
    "declined": _("%(partner)s declined by the link: %(need)s"),
    "completed": _("%(partner)s completed what was asked by the link: %(need)s"),
    "not_completed": _("%(partner)s ended without a result by the link: %(need)s"),
    "cancelled": _("Link to %(partner)s taken back: %(need)s"),
    "expired": _("The link to %(partner)s ended without an answer in time: %(need)s"),
    "revoked": _("Link to %(partner)s ended because it may no longer be shared: %(need)s"),
}
SENTENCES: Final[dict[str, Words]] = {
    "service_answers_in_darna": _("This service answers in Darna. Refer to it there, without a link."),
    "link_days_out_of_range": _("A link opens for one to ninety days. Choose a number between them."),
    "link_email_missing": _("Write the e-mail of the partner's office, or give the link on paper."),
    "link_abroad_is_not_agreed": _(
        "This partner works in another country, and the person has not agreed to a transfer abroad. Ask them, record "
        "their answer, then try again."
    ),
    "link_asks_nothing": _("The partner's question was answered before. Nothing was changed."),
}


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page; those of referrals are said as referrals say them."""
    return said(code, SENTENCES, {**OF_CASES, **OF_REFERRALS})


def reason_label(what: str, reason: str) -> str:
    """Why a step was taken, in the reader's language."""
    if not reason:
        return ""
    if reason == NO_LONGER_SHARED:
        return str(ENDED_BY_CONSENT)
    list_code = REASONS.get(what, "")
    return label(list_code, reason) if list_code else ""
