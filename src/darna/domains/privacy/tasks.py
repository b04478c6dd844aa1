"""Jobs of data protection, every morning, in one agency after the other."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from darna.base.agencies.queries import every_agency
from darna.base.rowsecurity.context import PUBLIC, Context, Kind, acting
from darna.domains.privacy import actions


@app.periodic(cron="15 6 * * *")
@app.task(name="privacy.requests_of_all", queue="house")
def look_at_requests(timestamp: int) -> None:
    """Every morning, one job for each agency, so that trouble in one keeps no other waiting."""
    with acting(PUBLIC):
        for agency_id in every_agency():
            remind_of_requests.defer(agency_id=str(agency_id))


@app.task(name="privacy.requests", queue="house")
def remind_of_requests(agency_id: str) -> None:
    """Write to the officers of one agency where requests are due."""
    agency = UUID(agency_id)
    with acting(Context(Kind.JOB, agency)):
        actions.remind_of_requests(agency)
