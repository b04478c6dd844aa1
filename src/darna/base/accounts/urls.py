"""Addresses of accounts, under the language. Names that allauth asks for keep allauth's spelling."""

from __future__ import annotations

from django.urls import path

from darna.base.accounts import views

urlpatterns = [
    path("", views.home, name="account_home"),
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/code/", views.second_step, name="mfa_authenticate"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("second-factor/", views.set_up_second_factor, name="mfa_activate_totp"),
    path("recovery-codes/", views.recovery_codes, name="account_recovery_codes"),
    path("recovery-codes/print/", views.print_recovery_codes, name="account_recovery_sheet"),
    path("password-again/", views.prove, name="account_reauthenticate"),
    path("password/", views.change_password, name="account_change_password"),
    path("password/forgotten/", views.forgotten, name="account_reset_password"),
    path("password/forgotten/sent/", views.forgotten_done, name="account_reset_password_done"),
    path("password/new/<str:uid>/<str:token>/", views.choose_password, name="account_choose_password"),
    path("sessions/", views.session_list, name="account_sessions"),
    path("lock/", views.lock, name="account_lock"),
    path("unlock/", views.unlock, name="account_unlock"),
]
