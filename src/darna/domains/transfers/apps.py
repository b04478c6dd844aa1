"""The app of transfers."""

from django.apps import AppConfig


class TransfersConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.transfers"
    label = "transfers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The lists of the supervisor's room become known to the house."""
        # They read models, which exist only once all apps are loaded.
        from darna.domains.transfers import kinds

        kinds.enrol_lists()
