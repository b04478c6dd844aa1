"""Jobs of referrals: letters that say nothing, reminders, and the end of what nobody answers."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext
from procrastinate.contrib.django import app

from darna.base.accounts import letters
from darna.base.accounts.models import Account
from darna.base.agencies.actor import job_actor
from darna.base.agencies.queries import accounts_who_may, every_agency
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.referrals import actions
from darna.domains.referrals.queries.workers import workers_of

#: Seconds the token of one agency's job lives.
LONG = 600


@app.task(name="referrals.tell", queue="house")
def tell_workers(referral_id: str, agency_id: str) -> None:
    """Write to those in one agency who have something to do; the letter says that something waits, and no more."""
    agency = UUID(agency_id)
    with acting(job_actor(agency).context, seconds=LONG):
        verb, members = workers_of(agency, UUID(referral_id))
        for account in accounts_who_may(agency, verb, members=members):
            write_to(account)


def write_to(account: Account) -> None:
    """One letter in the account's language."""
    letters.send(account, "referrals/email/waiting", lambda: gettext("Something waits for you in Darna"))


@app.periodic(cron="35 5 * * *")
@app.task(name="referrals.every_morning", queue="house")
def look_at_all(timestamp: int) -> None:
    """Every morning, one job for each agency, so that trouble in one keeps no other waiting."""
    with acting(PUBLIC):
        for agency_id in every_agency():
            look_at_one.defer(agency_id=str(agency_id))


@app.task(name="referrals.morning", queue="house")
def look_at_one(agency_id: str) -> None:
    """In one agency: remind of what came in and is due, end what was sent and is long overdue."""
    agency = UUID(agency_id)
    with acting(job_actor(agency).context, seconds=LONG):
        actions.remind_of_referrals(agency)
        actions.expire_referrals(agency)
