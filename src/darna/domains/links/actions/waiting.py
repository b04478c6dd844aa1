"""What waits: a reminder to the partner, a word to the supervisors, the end of what nobody answered in time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction
from procrastinate.contrib.django import app

from darna.base.audit.actions import record
from darna.base.editing import save
from darna.domains.links.actions.sending import send_to_partner
from darna.domains.links.models import LinkReferral
from darna.domains.links.values import LIVE, NO_ANSWER, UNANSWERED
from darna.kernel.clock import now, today

#: The partner is reminded once, so many days before the day of the answer; the house escalates so many days after it.
REMIND_BEFORE: Final = timedelta(days=2)
ESCALATE_AFTER: Final = timedelta(days=3)
#: Nobody is reminded of what they were sent a moment ago.
QUIET: Final = timedelta(days=1)
#: The job that writes to those who have something to do.
TELL: Final = "links.tell"


@transaction.atomic
def remind_partners(agency_id: UUID, house: dict[str, str], *, on: date | None = None) -> int:
    """Partners who were written to and have not answered are reminded, once; how many there were.

    Shape: `house` is the agency's name in each language. Of a link on paper nobody is reminded.
    """
    rows = LinkReferral.objects.filter(
        agency_id=agency_id,
        state__in=UNANSWERED,
        channel="email",
        reminded_at__isnull=True,
        due_on__lte=(on or today()) + REMIND_BEFORE,
        sent_at__lt=now() - QUIET,
        expires_at__gt=now(),
    )
    waiting = list(rows.select_related("partner").select_for_update(of=("self",)).order_by("due_on", "id"))
    for link in waiting:
        save(link, reminded_at=now(), step="reminded", step_id=uuid4(), reason="", sealed_note=b"")
        told = {"house": house.get(link.language, ""), "sent_at": link.sent_at, "expires_at": link.expires_at}
        send_to_partner(link, "links/email/reminder", dict(told))
    _record("link.reminded", waiting)
    return len(waiting)


@transaction.atomic
def escalate_links(agency_id: UUID, *, on: date | None = None) -> int:
    """The supervisors are told, once, of links whose answer is long overdue; how many there were."""
    last = (on or today()) - ESCALATE_AFTER
    rows = LinkReferral.objects.filter(
        agency_id=agency_id, state__in=UNANSWERED, escalated_at__isnull=True, due_on__lt=last, expires_at__gt=now()
    )
    late = list(rows.select_for_update(of=("self",)).order_by("due_on", "id"))
    for link in late:
        save(link, escalated_at=now(), step="escalated", step_id=uuid4(), reason="", sealed_note=b"")
        tell(link.pk, agency_id, is_late=True)
    _record("link.escalated", late)
    return len(late)


@transaction.atomic
def expire_links(agency_id: UUID) -> int:
    """Links whose time is over end, and whoever sent them is told; how many there were."""
    rows = LinkReferral.objects.filter(agency_id=agency_id, state__in=LIVE, expires_at__lte=now())
    over = list(rows.select_for_update(of=("self",)).order_by("expires_at", "id"))
    for link in over:
        told = {"state": "expired", "step": "expired", "step_id": uuid4(), "reason": NO_ANSWER, "sealed_note": b""}
        save(link, **told, is_asking=False, ended_at=now())
        tell(link.pk, agency_id)
    _record("link.expired", over)
    return len(over)


def tell(link_id: UUID, agency_id: UUID, *, is_late: bool = False) -> None:
    """Let whoever sent it, or when it is late the supervisors, know that something waits; nothing else is said."""
    # By its name: jobs call actions and stand above them.
    job = app.configure_task(TELL, queue="house")
    job.defer(link_id=str(link_id), agency_id=str(agency_id), is_late=is_late)


def _record(verb: str, rows: list[LinkReferral]) -> None:
    if rows:
        record(verb, subject=("links.linkreferral", None), detail={"references": [row.reference for row in rows]})
