"""The app of transfers."""

from django.apps import AppConfig


class TransfersConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.transfers"
    label = "transfers"
    default_auto_field = "django.db.models.BigAutoField"
