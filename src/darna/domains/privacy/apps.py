"""The app of the data-protection officer's room."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Every erasure is certified, and the officer's lists can be carried out."""
        # Actions read models, which exist only once all apps are loaded.
        from darna.domains.privacy import kinds, listening

        listening.listen()
        kinds.enrol_lists()
