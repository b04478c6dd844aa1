"""The app of the desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Journeys across domains for staff."""

    name = "darna.faces.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
