"""The app of complaints and opinions."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.complaints"
    label = "complaints"
    default_auto_field = "django.db.models.BigAutoField"
