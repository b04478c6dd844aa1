"""The app of assessments."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.assessments"
    label = "assessments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The timeline of a file tells of questionnaires, and so does the page that closes a case."""
        # Queries read models, which exist only once all apps are loaded.
        from darna.domains.assessments import listening

        listening.listen()
