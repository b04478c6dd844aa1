"""Jobs of families: every night, in one agency after the other."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from darna.base.agencies.actor import job_actor
from darna.base.agencies.queries import every_agency
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.families import actions

#: Seconds the token of one batch lives.
LONG = 600


@app.periodic(cron="10 4 * * *")
@app.task(name="families.look_at_all", queue="house")
def look_at_all(timestamp: int) -> None:
    """Every night, one job for each agency, so that trouble in one keeps no other waiting."""
    with acting(PUBLIC):
        for agency_id in every_agency():
            look_at_one.defer(agency_id=str(agency_id))


@app.task(name="families.look", queue="house")
def look_at_one(agency_id: str) -> None:
    """In one agency: propose who may live together."""
    by = job_actor(UUID(agency_id))
    with acting(by.context, seconds=LONG):
        actions.look_for_families(by=by)
