"""The app of child protection."""

from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.safeguarding"
    label = "safeguarding"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Consents of minors, protected files and referrals ask and tell child protection."""
        # Actions read models, which exist only once all apps are loaded.
        from darna.domains.safeguarding import listening

        listening.listen()
