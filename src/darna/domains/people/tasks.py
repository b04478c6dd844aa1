"""Jobs of persons' files: what ends by itself is marked so, every night, in one agency after the other."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from darna.base.agencies.actor import job_actor
from darna.base.agencies.queries import every_agency
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.people import actions

#: Seconds the token of one agency's job lives.
LONG = 600


@app.periodic(cron="5 2 * * *")
@app.task(name="people.consents_of_all", queue="house")
def look_for_ended_consents(timestamp: int) -> None:
    """Every night, one job for each agency, so that trouble in one keeps no other waiting."""
    with acting(PUBLIC):
        for agency_id in every_agency():
            end_consents.defer(agency_id=str(agency_id))


@app.task(name="people.consents", queue="house")
def end_consents(agency_id: str) -> None:
    """Mark consents of one agency whose time is over, and end what was shared under them.

    The job is named for no protected file and sees none: there the dates alone count, and nothing of it is shared.
    """
    with acting(job_actor(UUID(agency_id)).context, seconds=LONG):
        actions.expire_consents()
