"""The app of agencies and memberships."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Agencies, memberships, invitations, and the actor of a request."""

    name = "darna.base.agencies"
    label = "agencies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from darna.base.accounts import demo
        from darna.base.agencies.queries import roles_and_agencies

        demo.describers.append(roles_and_agencies)
