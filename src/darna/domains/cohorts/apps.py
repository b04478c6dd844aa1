"""The app of cohorts."""

from django.apps import AppConfig


class CohortsConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.cohorts"
    label = "cohorts"
    default_auto_field = "django.db.models.BigAutoField"
