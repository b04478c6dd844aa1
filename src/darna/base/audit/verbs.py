"""The verbs of the trail and the sentence each is read as; a verb that is not here may not be recorded."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    "person.registered": _("A person was registered"),
    "person.searched": _("Persons were searched"),
    "person.opened": _("A file was opened"),
    "person.changed": _("A person's data were changed"),
    "person.protected": _("A file was protected"),
    "person.unprotected": _("The protection of a file was ended"),
    "person.erased": _("A person's data were erased"),
    "person.exported": _("A copy of a person's data was made"),
    "person.printed": _("A file was printed"),
    "person.related": _("A tie to another person was noted"),
    "worker.named": _("A worker was named for a protected file"),
    "worker.unnamed": _("A worker is no longer named for a protected file"),
    "contact.added": _("A way to reach a person was added"),
    "contact.removed": _("A way to reach a person was removed"),
    "identifier.added": _("An identity number was added"),
    "identifier.removed": _("An identity number was removed"),
    "relationship.ended": _("A tie to another person was ended"),
    "household.joined": _("A person joined a household"),
    "household.left": _("A person left a household"),
    "journey.added": _("A journey was noted"),
    "journey.removed": _("A journey was removed"),
    "vulnerability.noted": _("A vulnerability was noted"),
    "vulnerability.ended": _("A vulnerability was ended"),
    "consent.recorded": _("A consent was recorded"),
    "consent.withdrawn": _("A consent was withdrawn"),
    "consent.expired": _("A consent ran out"),
    "disclosure.recorded": _("Data were disclosed to another organisation"),
    "pair.decided": _("A possible duplicate was decided"),
    "case.opened": _("A case was opened"),
    "case.read": _("The notes of a case were read"),
    "case.assigned": _("A case was given to a worker"),
    "case.closed": _("A case was closed"),
    "case.reopened": _("A case was opened again"),
    "case.changed": _("A case was changed"),
    "case.shared": _("A file was shared with another agency"),
    "case.share_revoked": _("The sharing of a file was ended"),
    "encounter.written": _("A note was written"),
    "encounter.corrected": _("A note was corrected"),
    "need.noted": _("A need was noted"),
    "need.resolved": _("A need was resolved"),
    "task.set": _("A task was set"),
    "task.finished": _("A task was finished"),
    "task.dropped": _("A task was dropped"),
    "register.prepared": _("A register was read for import"),
    "register.imported": _("A register was brought in"),
    "register.undone": _("The import of a register was undone"),
    "agency.added": _("An agency was added"),
    "agency.changed": _("An agency was changed"),
    "membership.changed": _("A membership was changed"),
    "membership.ended": _("A membership was ended"),
    "invitation.sent": _("An invitation was sent"),
    "invitation.accepted": _("An invitation was accepted"),
    "invitation.withdrawn": _("An invitation was withdrawn"),
    "account.made_at_setup": _("An account was made at set-up"),
    "account.signed_in": _("Somebody signed in"),
    "account.signed_out": _("Somebody signed out"),
    "account.sign_in_blocked": _("Signing in was blocked after too many tries"),
    "account.second_factor_blocked": _("The second step was blocked after too many tries"),
    "account.second_factor_added": _("A second factor was set up"),
    "account.second_factor_reset": _("A second factor was reset"),
    "account.recovery_codes_renewed": _("Recovery codes were renewed"),
    "account.password_changed": _("A password was changed"),
    "account.password_reset": _("A forgotten password was replaced"),
    "account.session_ended": _("A session was ended from another device"),
    "account.opened_again": _("A blocked account was opened again"),
    "account.password_set": _("A password was set from the server's command line"),
    "account.factor_reset": _("A second factor was reset from the server's command line"),
    "account.opened": _("An account was opened from the server's command line"),
    "account.closed": _("An account was closed from the server's command line"),
    "keys.rotated": _("The master key was replaced from the server's command line"),
    "keys.dropped": _("Older master keys were forgotten from the server's command line"),
    "audit.read": _("The audit trail was read"),
}


def known_verbs() -> frozenset[str]:
    """Every verb that may be recorded."""
    return frozenset(SENTENCES)


def sentence(verb: str) -> str:
    """How a verb is read in the reader's language; one that this version no longer knows is shown as it is."""
    return str(SENTENCES.get(verb, verb))
