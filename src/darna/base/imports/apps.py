"""The app of imports."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.base.imports"
    label = "imports"
    default_auto_field = "django.db.models.BigAutoField"
