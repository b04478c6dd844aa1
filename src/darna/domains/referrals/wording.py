"""What is said about referrals: titles of steps, and what happened, why, what next when something cannot be done."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.codelists.queries import label
from darna.base.pages.wording import said
from darna.domains.cases.wording import SENTENCES as OF_CASES
from darna.domains.referrals.values import NO_LONGER_SHARED, REASONS

Words = str | Promise

STATES: Final[dict[str, Words]] = {
    "draft": pgettext_lazy("state of a referral", "Draft"),
    "sent": pgettext_lazy("state of a referral", "Sent"),
    "received": pgettext_lazy("state of a referral", "Received"),
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
    "forwarded": pgettext_lazy("step of a referral", "Passed on to another service"),
    "reminded": pgettext_lazy("step of a referral", "A reminder was sent"),
}
#: How a file's timeline tells a step; the agency is named in it.
IN_TIMELINE: Final[dict[str, Words]] = {
    "sent": _("Referred to %(agency)s: %(need)s"),
    "accepted": _("%(agency)s accepted the referral: %(need)s"),
    "declined": _("%(agency)s declined the referral: %(need)s"),
    "completed": _("%(agency)s completed the referral: %(need)s"),
    "not_completed": _("%(agency)s ended the referral without a result: %(need)s"),
    "cancelled": _("Referral to %(agency)s cancelled: %(need)s"),
    "expired": _("%(agency)s did not answer the referral: %(need)s"),
    "revoked": _("Referral to %(agency)s ended because it may no longer be shared: %(need)s"),
}
ENDED_BY_CONSENT: Final = _("It may no longer be shared")

SENTENCES: Final[dict[str, Words]] = {
    "protected_file_is_not_referred": _(
        "A protected file is not referred in Darna. Speak to a worker of that agency, with the person's consent."
    ),
    "service_is_not_in_darna": _(
        "Nobody answers for this service in Darna. Give the person its address, and note the orientation in the need."
    ),
    "service_is_of_your_agency": _("This service is of your own agency. Give the case to a colleague instead."),
    "service_is_for_information": _(
        "This service only informs people; nothing about a person is sent there. Give the person its address."
    ),
    "service_is_not_offered": _("This service is no longer offered. Choose another one."),
    "service_is_of_another_agency": _(
        "This service is of another agency. Decline the referral as sent to the wrong service, so that the sender can "
        "choose anew."
    ),
    "referral_is_not_yours": _("This referral was written by somebody else. They, or a supervisor, can do this."),
    "referral_is_with_a_colleague": _(
        "This referral was given to a colleague. Take it over first, or ask a supervisor."
    ),
    "referral_came_from_elsewhere": _("Only the agency that received the referral can do this."),
    "referral_is_sent_already": _("This referral was sent before. It can no longer be changed; cancel it instead."),
    "referral_is_not_open": _("This referral has ended. Nothing was changed."),
    "referral_is_answered_already": _("This referral was answered before. Nothing was changed."),
    "referral_is_not_accepted": _("Accept the referral first."),
    "referral_has_its_case": _("A case was opened for this referral before. Nothing was changed."),
    "package_has_changed": _(
        "What the partner will see has changed since you looked. Look again at what is below, then send."
    ),
    "package_is_closed": _("What was sent with this referral is no longer open to your agency."),
    "transfer_is_not_explained": _(
        "The data would leave the country. Say on what ground, after you have told the person where they go."
    ),
    "recipients_are_none": _("Nobody can be given this referral yet. Ask your agency's administrator."),
    "need_is_settled": _("This need is settled. Note a new need first."),
    "part_is_unknown": _("This is not on the file and cannot be sent. Add it to the file first."),
    "due_in_the_past": _("This day is over. Choose today or a later day."),
    "due_too_far": _("An answer is asked for within ninety days. Choose an earlier day."),
    "not_a_worker_who_answers": _("This person does not answer referrals. Choose somebody of the list."),
    "case_of_somebody_else": _("This case is of another person or agency. Choose one of the list."),
}


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page; those of cases are said as cases say them."""
    return said(code, SENTENCES, OF_CASES)


def state_label(state: str) -> str:
    """A state in the reader's language."""
    return str(STATES.get(state, state))


def reason_label(state: str, reason: str) -> str:
    """Why a step was taken, in the reader's language."""
    if not reason:
        return ""
    if reason == NO_LONGER_SHARED:
        return str(ENDED_BY_CONSENT)
    list_code = REASONS.get(state, "referral_decline_reason" if state == "forwarded" else "")
    return label(list_code, reason) if list_code else ""
