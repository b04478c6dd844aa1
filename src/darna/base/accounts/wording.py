"""Why something about an account was not done, in words for whoever tried."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_NOT_BELIEVED: Final = _(
    "The answer of the organisation could not be relied upon, so nobody was signed in and nothing was changed. Try "
    "again. If it happens again, sign in with your password and tell your administrator."
)
_SILENT: Final = _(
    "The organisation does not answer as it should. Sign in with your password, or try again in a few minutes."
)
_WRONG_PASSKEY: Final = _("This passkey was not accepted. Try again, or sign in with your password and a code.")
SENTENCES: Final[dict[str, str | Promise]] = {
    "passkey_not_proved": _WRONG_PASSKEY,
    "passkey_copied": _WRONG_PASSKEY,
    "passkey_too_late": _("This took too long, or was answered before. Press the button again."),
    "passkey_without_app": _("Set up your authenticator app first: it is your way in when the device is lost."),
    "too_many_passkeys": _("You have ten passkeys already. Remove one that you no longer use."),
    "organisation_not_linked": _(
        "No account here is linked with you at this organisation. Sign in with your password once, then link them "
        "under My account."
    ),
    "organisation_address_not_verified": _(
        "The organisation does not vouch for your e-mail address. Sign in with your password, and ask there to have "
        "the address verified."
    ),
    "organisation_address_is_another": _(
        "The organisation knows you by another e-mail address than Darna does. Sign in with your password; an "
        "administrator can tell which address is the right one."
    ),
    "organisation_linked_before": _(
        "This account, or your account at the organisation, is linked already. End the older link first."
    ),
    "organisation_did_not_sign_in": _("The organisation did not sign you in. Try again, or use your password."),
    "organisation_tried_too_often": _(
        "There were too many tries. Wait a while before you try again, or sign in with your password."
    ),
    "walk_is_another": _(
        "The way to the organisation and back was interrupted or took too long. Nothing was changed. Begin again."
    ),
    "organisation_does_not_answer": _SILENT,
    "organisation_refused": _SILENT,
    "organisation_said_nothing": _SILENT,
    "organisation_shows_no_keys": _SILENT,
    "organisation_is_not_understood": _SILENT,
    "organisation_has_no_safe_address": _SILENT,
    "organisation_is_another": _SILENT,
    "statement_signed_otherwise": _NOT_BELIEVED,
    "statement_not_signed_by_them": _NOT_BELIEVED,
    "statement_not_readable": _NOT_BELIEVED,
    "statement_of_somebody_else": _NOT_BELIEVED,
    "statement_for_somebody_else": _NOT_BELIEVED,
    "statement_for_another_question": _NOT_BELIEVED,
    "statement_about_nobody": _NOT_BELIEVED,
    "statement_without_a_time": _NOT_BELIEVED,
    "statement_is_over": _NOT_BELIEVED,
    "statement_from_tomorrow": _NOT_BELIEVED,
}
