"""The app that looks for files of one person."""

from django.apps import AppConfig


class LinkageConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.linkage"
    label = "linkage"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear of whoever is registered."""
        from darna.domains.linkage.listening import listen

        listen()
