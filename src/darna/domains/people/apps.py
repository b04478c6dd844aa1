"""The app of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
