"""The app of lists."""

from django.apps import AppConfig


class ListsConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.base.lists"
    label = "lists"
    default_auto_field = "django.db.models.BigAutoField"
