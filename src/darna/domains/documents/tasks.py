"""Jobs of documents: every night, in one agency after the other."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from darna.base.agencies.actor import job_actor
from darna.base.agencies.queries import every_agency
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.documents import actions

#: Seconds the token of one agency's job lives.
LONG = 600


@app.periodic(cron="40 2 * * *")
@app.task(name="documents.days_of_all", queue="house")
def look_for_days(timestamp: int) -> None:
    """Every night, one job for each agency, so that trouble in one keeps no other waiting."""
    with acting(PUBLIC):
        for agency_id in every_agency():
            look.defer(agency_id=str(agency_id))


@app.task(name="documents.days", queue="house")
def look(agency_id: str) -> None:
    """Papers of one agency that expired, and those that soon will."""
    by = job_actor(UUID(agency_id))
    with acting(by.context, seconds=LONG):
        actions.expire_papers(by=by)
    with acting(by.context, seconds=LONG):
        actions.remind_of_papers(by=by)
