"""The app of questions put to a house."""

from django.apps import AppConfig


class AskingConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.asking"
    label = "asking"
    default_auto_field = "django.db.models.BigAutoField"
