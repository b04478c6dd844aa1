"""The clock of complaints, every night, in one agency after the other."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext
from procrastinate.contrib.django import app

from darna.base.accounts import letters
from darna.base.agencies.actor import job_actor
from darna.base.agencies.queries import accounts_who_may, every_agency
from darna.base.agencies.roles import Verb
from darna.base.rowsecurity.context import PUBLIC, Context, Kind, acting
from darna.domains.complaints import actions


@app.periodic(cron="40 2 * * *")
@app.task(name="complaints.night_of_all", queue="house")
def look_at_complaints(timestamp: int) -> None:
    """Every night, one job for each agency, so that trouble in one keeps no other waiting."""
    with acting(PUBLIC):
        for agency_id in every_agency():
            close_day_of.defer(agency_id=str(agency_id))


@app.task(name="complaints.night", queue="house")
def close_day_of(agency_id: str) -> None:
    """Mark late complaints, move those nobody answered, end answered ones after a month, empty old ones."""
    agency = UUID(agency_id)
    with acting(Context(Kind.JOB, agency)):
        actions.close_day(agency)


@app.task(name="complaints.tell", queue="house")
def tell_officers(agency_id: str) -> None:
    """Write to the officers of the agency to whom a late complaint came."""
    agency = UUID(agency_id)
    with acting(job_actor(agency).context):
        for account in accounts_who_may(agency, Verb.ANSWER_COMPLAINTS):
            letters.send(account, "complaints/email/moved", lambda: gettext("Something waits for you in Darna"))
