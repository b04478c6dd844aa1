"""The app of cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Views given to other agencies end with the consent they were given under."""
        # Actions read models, which exist only once all apps are loaded.
        from darna.domains.cases import kinds, listening
        from darna.domains.cases.registers import row_kind

        listening.listen()
        kinds.enrol_lists()
        row_kind.enrol_list()
