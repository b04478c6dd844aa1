"""The app of keys."""

from django.apps import AppConfig


class KeysConfig(AppConfig):
    """Person keys, wrapped, and the ledger of erasures."""

    name = "darna.base.keys"
    label = "keys"
    default_auto_field = "django.db.models.BigAutoField"
