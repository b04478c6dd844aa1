"""The app of entitlements."""

from django.apps import AppConfig


class EntitlementsConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.entitlements"
    label = "entitlements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A case in which somebody asked the law is closed knowingly, and days to access can be carried out."""
        # Queries read models, which exist only once all apps are loaded.
        from darna.domains.entitlements import kinds, listening

        listening.listen()
        kinds.enrol_list()
