"""The app of times to keep."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.retention"
    label = "retention"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Nobody who is held is erased, and the list of what is due can be carried out."""
        # Actions read models, which exist only once all apps are loaded.
        from darna.domains.retention import kinds, listening

        listening.listen()
        kinds.enrol_list()
