"""Jobs of links: letters that say nothing, and each hour reminders, escalation, and the end of what is over."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext
from procrastinate.contrib.django import app

from darna.base.accounts import letters
from darna.base.agencies.actor import job_actor
from darna.base.agencies.queries import accounts_who_may, every_agency, names_of_agencies
from darna.base.agencies.roles import Verb
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.links import actions
from darna.domains.links.access import links_of_agency
from darna.kernel.codes import Language

#: Seconds the token of one agency's job lives.
LONG = 600


@app.task(name="links.tell", queue="house")
def tell_workers(link_id: str, agency_id: str, is_late: bool = False) -> None:
    """Write to whoever sent it, or to the supervisors; the letter says that something waits, and no more."""
    agency = UUID(agency_id)
    with acting(job_actor(agency).context, seconds=LONG):
        link = links_of_agency(agency).filter(pk=UUID(link_id)).first()
        if link is None:
            return
        members = None if is_late else [link.worker_id]
        for account in accounts_who_may(agency, Verb.SUPERVISE if is_late else Verb.REFER, members=members):
            letters.send(account, "referrals/email/waiting", lambda: gettext("Something waits for you in Darna"))


@app.periodic(cron="20 * * * *")
@app.task(name="links.every_hour", queue="house")
def look_at_all(timestamp: int) -> None:
    """Every hour, one job for each agency, so that trouble in one keeps no other waiting."""
    with acting(PUBLIC):
        for agency_id in every_agency():
            look_at_one.defer(agency_id=str(agency_id))


@app.task(name="links.hour", queue="house")
def look_at_one(agency_id: str) -> None:
    """In one agency: end what is over, remind partners, tell supervisors of what is long overdue."""
    agency = UUID(agency_id)
    with acting(job_actor(agency).context, seconds=LONG):
        house = {language: names_of_agencies([agency], language).get(agency, "") for language in map(str, Language)}
        actions.expire_links(agency)
        actions.remind_partners(agency, house)
        actions.escalate_links(agency)
