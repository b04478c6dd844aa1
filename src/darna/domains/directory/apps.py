"""The app of the directory."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"
