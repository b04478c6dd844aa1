"""The app of those who keep the law."""

from django.apps import AppConfig


class LawConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.law"
    label = "law"
    default_auto_field = "django.db.models.BigAutoField"
