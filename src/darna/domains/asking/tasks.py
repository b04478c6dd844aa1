"""The job of the night for questions: those whose time is over are removed, in one agency after the other."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from darna.base.agencies.queries import every_agency
from darna.base.rowsecurity.context import PUBLIC, Context, Kind, acting
from darna.domains.asking import actions


@app.periodic(cron="25 2 * * *")
@app.task(name="asking.expired_of_all", queue="house")
def look_for_expired_questions(timestamp: int) -> None:
    """Every night, one job for each agency, so that trouble in one keeps no other waiting."""
    with acting(PUBLIC):
        for agency_id in every_agency():
            remove_expired_questions.defer(agency_id=str(agency_id))


@app.task(name="asking.expired", queue="house")
def remove_expired_questions(agency_id: str) -> None:
    """Remove the questions of one agency that nobody spoke in for ninety days, or that ended a month ago."""
    agency = UUID(agency_id)
    with acting(Context(Kind.JOB, agency)):
        actions.remove_expired(agency)
