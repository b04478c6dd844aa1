"""The app of referrals."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.domains.referrals"
    label = "referrals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The timeline of a file tells of referrals too, and so does the page that closes a case."""
        # Queries read models, which exist only once all apps are loaded.
        from darna.domains.cases.queries.elsewhere import open_elsewhere, told_elsewhere
        from darna.domains.people.queries.unfinished import unfinished
        from darna.domains.referrals.queries.persons import happenings_of, referrals_left_open, referred_now

        told_elsewhere(happenings_of)
        open_elsewhere(referrals_left_open)
        unfinished(referred_now)
