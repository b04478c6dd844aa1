"""The app of the desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Journeys across domains for staff."""

    name = "darna.faces.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The days of claims stand in the calendar."""
        # Queries read models, which exist only once all apps are loaded.
        from darna.faces.desk import deadlines

        deadlines.listen()
