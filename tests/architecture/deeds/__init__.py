"""One example of every deed: who does it, in a small world, and nothing else that would leave a sentence."""

from __future__ import annotations

from tests.architecture.deeds import (
    asking,
    assessments,
    calendars,
    cases,
    closing,
    cohorts,
    complaints,
    desk_rooms,
    directory,
    documents,
    entitlements,
    law,
    links,
    office,
    pages,
    people,
    planning,
    privacy,
    referrals,
    retention,
    safeguarding,
    transfers,
)
from tests.architecture.deeds.scene import Deed, Scene

__all__ = ["DEEDS", "SILENT", "Scene"]

#: The name of the package and the action → its example.
DEEDS: dict[str, Deed] = {
    **people.DEEDS,
    **cases.DEEDS,
    **desk_rooms.DEEDS,
    **planning.DEEDS,
    **calendars.DEEDS,
    **assessments.DEEDS,
    **closing.DEEDS,
    **privacy.DEEDS,
    **transfers.DEEDS,
    **retention.DEEDS,
    **safeguarding.DEEDS,
    **documents.DEEDS,
    **entitlements.DEEDS,
    **referrals.DEEDS,
    **links.DEEDS,
    **directory.DEEDS,
    **cohorts.DEEDS,
    **pages.DEEDS,
    **law.DEEDS,
    **asking.DEEDS,
    **complaints.DEEDS,
    **office.DEEDS,
}

#: Public functions beside the actions that leave no sentence of their own, and why.
SILENT = {
    "planning.cancel_of_closed_case": "belongs to the verb that closes",
    "privacy.certify": "belongs to the verb that erases",
    "retention.erase_by_itself": "each file leaves the sentence of the verb that erases",
    "closing.follow_closing": "belongs to the verb that closes",
    "closing.follow_reopening": "belongs to the verb that reopens",
    "registers.decide_rows": "kept with what waits, until the verb that brings it in",
    "registers.confirm_register": "belongs to the verb that brings in, which the job does",
    "lists.note_taking": "belongs to the verb that exports, which told what it is for",
    "people.on_consent_withdrawn": "the list of those who are told when a consent ends",
    "people.require_consent": "asks, and changes nothing",
    "people.record_disclosure": "belongs to the verb that shows",
    "cases.revoke_shares_of": "belongs to the verb that ends the consent",
    "keys.make_package_key": "belongs to the verb that sends",
    "office.open_invitation": "reads an invitation for its page",
    "audit.record": "is the sentence",
    "audit.record_each": "is the sentence, one about each of several rows",
    "drafts.keep_draft": "nothing is said of anybody before a form is saved",
    "drafts.end_draft": "belongs to the verb that saves",
    "drafts.throw_all_away": "what was never saved leaves no trace",
    "drafts.forget_old": "what was never saved leaves no trace",
    "keys.make_key": "belongs to the verb that registers",
    "keys.make_keys": "belongs to the verb that registers",
    "keys.destroy_key": "belongs to the verb that erases, and writes the ledger",
    "audit.record_everywhere": "is the sentence, once for each agency",
    "keys.rotate": "belongs to the command at the machine, which tells every agency",
    "keys.drop_old": "belongs to the command at the machine, which tells every agency",
}
