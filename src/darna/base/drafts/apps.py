"""The app of drafts."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.base.drafts"
    label = "drafts"
    default_auto_field = "django.db.models.BigAutoField"
