"""The app of public pages."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"
