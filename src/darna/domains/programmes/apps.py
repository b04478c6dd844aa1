"""The app of programmes."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.programmes"
    label = "programmes"
    default_auto_field = "django.db.models.BigAutoField"
