"""The clock of complaints, every night, in one agency after the other."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from darna.base.agencies.queries import every_agency
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
    """Mark late complaints, end answered ones after a month without a word, remove what was said in old ones."""
    agency = UUID(agency_id)
    with acting(Context(Kind.JOB, agency)):
        actions.close_day(agency)
