"""The app of the reception."""

from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.reception"
    label = "reception"
    default_auto_field = "django.db.models.BigAutoField"
