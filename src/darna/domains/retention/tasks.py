"""Jobs of times to keep: every night, in one agency after the other."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext
from procrastinate.contrib.django import app

from darna.base.accounts import letters
from darna.base.agencies.actor import Actor, job_actor
from darna.base.agencies.queries import addresses_of_members, every_agency, member_actor, members_who_may
from darna.base.agencies.roles import Verb
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.retention import actions
from darna.domains.retention.actions.nightly import BATCH
from darna.domains.retention.queries import warned_at
from darna.kernel.clock import now

#: Seconds the token of one batch lives.
LONG = 600


@app.periodic(cron="55 2 * * *")
@app.task(name="retention.look_at_all", queue="house")
def look_at_all(timestamp: int) -> None:
    """Every night, one job for each agency, so that trouble in one keeps no other waiting."""
    with acting(PUBLIC):
        for agency_id in every_agency():
            look_at_one.defer(agency_id=str(agency_id))


@app.task(name="retention.look", queue="house")
def look_at_one(agency_id: str) -> None:
    """In one agency: warn, tell its officers once, and erase what an officer lets the house erase.

    Each batch and each erasure renews the context it works under.
    """
    by, instant = job_actor(UUID(agency_id)), now()
    warned = _warned(by, instant)
    if warned:
        with acting(by.context, seconds=LONG):
            _tell_officers(by, instant)
    actions.erase_by_itself(by=by)


def _warned(by: Actor, instant: datetime) -> int:
    total = 0
    while True:
        with acting(by.context, seconds=LONG):
            batch = actions.look_at_times(instant, by=by)
        total += batch
        if batch < BATCH:
            return total


def _tell_officers(by: Actor, instant: datetime) -> None:
    """One letter to each officer that says how many, and nothing else; of a protected file to whoever is named for it."""
    officers = members_who_may(by.agency_id, Verb.KEEP_PRIVACY)
    addresses = addresses_of_members(officers)
    for member, name in officers.items():
        officer = member_actor(member)
        if officer is None:
            continue
        with acting(officer.job_context, seconds=LONG):
            count = warned_at(officer, instant)
        if count:
            address, language = addresses[member]
            letters.send_to(address, language, "retention/email/due", _subject, name=name, count=count)


def _subject() -> str:
    return gettext("Files in Darna whose time to be kept ends")
