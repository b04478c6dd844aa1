"""The app of closings."""

from django.apps import AppConfig


class ClosingConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.closing"
    label = "closing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A case that is closed or reopened tells this app."""
        # Actions read models, which exist only once all apps are loaded.
        from darna.domains.closing import listening

        listening.listen()
