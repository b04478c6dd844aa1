"""Addresses of accounts, under the language. Names that allauth asks for keep allauth's spelling."""

from __future__ import annotations

from django.urls import path

from darna.base.accounts.views import keeping, organisations, passkeys, signing

urlpatterns = [
    path("", keeping.home, name="account_home"),
    path("sign-in/", signing.sign_in, name="account_login"),
    path("sign-in/code/", signing.second_step, name="mfa_authenticate"),
    path("sign-in/passkey/", passkeys.sign_in_with_passkey, name="account_passkey_sign_in"),
    path("sign-in/with/<slug:organisation>/", organisations.sign_in_through, name="account_organisation_sign_in"),
    path("sign-in/with/<slug:organisation>/back/", organisations.come_back, name="account_organisation_back"),
    path("sign-out/", signing.sign_out, name="account_logout"),
    path("second-factor/", keeping.set_up_second_factor, name="mfa_activate_totp"),
    path("recovery-codes/", keeping.recovery_codes, name="account_recovery_codes"),
    path("recovery-codes/print/", keeping.print_recovery_codes, name="account_recovery_sheet"),
    path("passkeys/", passkeys.passkey_list, name="account_passkeys"),
    path("passkeys/add/", passkeys.add_passkey, name="account_passkey_add"),
    path("passkeys/<int:passkey>/name/", passkeys.rename_passkey, name="account_passkey_rename"),
    path("passkeys/<int:passkey>/remove/", passkeys.remove_passkey, name="account_passkey_remove"),
    path("organisations/", organisations.organisation_list, name="account_organisations"),
    path("organisations/<slug:organisation>/link/", organisations.link, name="account_organisation_link"),
    path("organisations/<slug:organisation>/unlink/", organisations.unlink, name="account_organisation_unlink"),
    path("password-again/", keeping.prove, name="account_reauthenticate"),
    path("password/", keeping.change_password, name="account_change_password"),
    path("password/forgotten/", keeping.forgotten, name="account_reset_password"),
    path("password/forgotten/sent/", keeping.forgotten_done, name="account_reset_password_done"),
    path("password/new/<str:uid>/<str:token>/", keeping.choose_password, name="account_choose_password"),
    path("sessions/", keeping.session_list, name="account_sessions"),
    path("lock/", signing.lock, name="account_lock"),
    path("unlock/", signing.unlock, name="account_unlock"),
]
