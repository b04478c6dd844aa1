"""The app of privacy."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"
