"""The app of transfers."""

from django.apps import AppConfig


class TransfersConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.transfers"
    label = "transfers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Nobody whose case is on its way is erased by the house itself; the room's lists become known to the house."""
        # They read models, which exist only once all apps are loaded.
        from darna.domains.people.queries.unfinished import unfinished
        from darna.domains.transfers import kinds
        from darna.domains.transfers.queries.persons import moving_now

        unfinished(moving_now)
        kinds.enrol_lists()
