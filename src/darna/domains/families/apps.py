"""The app of families that are proposed."""

from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.families"
    label = "families"
    default_auto_field = "django.db.models.BigAutoField"
