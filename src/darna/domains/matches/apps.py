"""The app of possible matches between agencies."""

from django.apps import AppConfig


class MatchesConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.matches"
    label = "matches"
    default_auto_field = "django.db.models.BigAutoField"
