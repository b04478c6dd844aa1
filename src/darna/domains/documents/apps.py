"""The app of documents."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A case for which papers were asked is not taken back with its import."""
        # Actions read models, which exist only once all apps are loaded.
        from darna.domains.documents import listening

        listening.listen()
