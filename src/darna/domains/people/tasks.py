"""Jobs of persons' files: what ends by itself is marked so, every night, in one agency after the other."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from darna.base.agencies.actor import job_actor
from darna.base.agencies.queries import every_agency
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.people import actions
from darna.domains.people.actions.finding import renew_keys

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


@app.periodic(cron="45 2 * * *")
@app.task(name="people.keys_of_all", queue="house")
def look_for_old_keys(timestamp: int) -> None:
    """Every night, one job for each agency: rules of names grow better, and files are found by those of today."""
    with acting(PUBLIC):
        for agency_id in every_agency():
            make_keys_anew.defer(agency_id=str(agency_id))


@app.task(name="people.keys", queue="house")
def make_keys_anew(agency_id: str) -> int:
    """Files of one agency whose keys were made by older rules get those of today; how many. Each set is kept by itself."""
    actor, done = job_actor(UUID(agency_id)), 0
    while True:
        with acting(actor.context, seconds=LONG):
            count = renew_keys()
        done += count
        if not count:
            return done
