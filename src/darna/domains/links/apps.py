"""The app of links."""

from django.apps import AppConfig


class LinksConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.links"
    label = "links"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Files tell of links too, closing asks about them, and a person may consent to a partner without an account."""
        # Queries read models, which exist only once all apps are loaded.
        from darna.domains.links import listening

        listening.listen()
