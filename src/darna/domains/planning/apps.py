"""The app of planning."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Appointments still to come end with the case they were made in."""
        # Actions read models, which exist only once all apps are loaded.
        from darna.domains.planning import listening

        listening.listen()
