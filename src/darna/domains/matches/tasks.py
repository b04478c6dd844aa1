"""Jobs of possible matches: every night, in one agency after the other."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from darna.base.agencies.actor import job_actor
from darna.base.agencies.queries import every_agency
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.matches import actions

#: Seconds the token of one batch lives.
LONG = 600


@app.periodic(cron="35 3 * * *")
@app.task(name="matches.look_at_all", queue="house")
def look_at_all(timestamp: int) -> None:
    """Every night, one job for each agency, so that trouble in one keeps no other waiting."""
    with acting(PUBLIC):
        for agency_id in every_agency():
            look_at_one.defer(agency_id=str(agency_id))


@app.task(name="matches.look", queue="house")
def look_at_one(agency_id: str) -> None:
    """In one agency: mark whoever agreed since, then see whose marks meet those of another agency."""
    by = job_actor(UUID(agency_id))
    while True:
        with acting(by.context, seconds=LONG):
            marked = actions.mark_persons(by=by)
        if marked < actions.finding.BATCH:
            break
    with acting(by.context, seconds=LONG):
        actions.find_matches(by=by)
