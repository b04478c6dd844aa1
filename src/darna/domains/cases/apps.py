"""The app of cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
