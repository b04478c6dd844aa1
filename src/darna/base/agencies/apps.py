"""The app of agencies and memberships."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Agencies, memberships, invitations, and the actor of a request."""

    name = "darna.base.agencies"
    label = "agencies"
    default_auto_field = "django.db.models.BigAutoField"
