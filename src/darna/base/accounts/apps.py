"""The app of staff accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts of staff; a person accompanied by an agency is no account."""

    name = "darna.base.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
