"""What a job does each night: papers whose last day is over expire, and somebody is reminded of those that soon will."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import addresses_of_members
from darna.base.audit.actions import record
from darna.base.editing import save
from darna.domains.documents.models import Paper
from darna.domains.documents.values import AHEAD, HOLDS
from darna.kernel.clock import now, today

#: One run takes so many; the next one takes the rest.
MOST: Final = 500


@transaction.atomic
def expire_papers(*, by: Actor) -> int:
    """Papers whose last day is over are said to have expired, each with its own sentence; how many.

    Run by a job, which is named for no protected file: of those the page itself tells that the day is over.
    """
    due = Paper.objects.filter(agency_id=by.agency_id, state__in=HOLDS, expires_on__lt=today())
    rows = list(due.select_for_update(skip_locked=True).order_by("expires_on", "id")[:MOST])
    for row in rows:
        save(row, state=Paper.State.EXPIRED, moved_at=now(), moved_by=None)
        record("paper.expired", subject=row, detail={"kind": row.kind})
    return len(rows)


@transaction.atomic
def remind_of_papers(*, by: Actor) -> int:
    """Remind of papers 60, 30 and 7 days before they expire, each step once; how many papers.

    Whoever accompanies the case is written to, or whoever took the paper in; one letter a night, which names nobody.
    """
    soon = today() + timedelta(days=AHEAD[0])
    due = Paper.objects.filter(
        agency_id=by.agency_id, state__in=HOLDS, expires_on__gte=today(), expires_on__lte=soon
    ).select_related("case")
    rows = due.select_for_update(of=("self",), skip_locked=True).order_by("expires_on", "id")
    told: dict[UUID, int] = defaultdict(int)
    for row in rows[:MOST]:
        step = _step(row)
        if row.reminded_ahead is not None and row.reminded_ahead <= step:
            continue
        save(row, reminded_ahead=step)
        record("paper.reminded", subject=row, detail={"kind": row.kind, "days": step})
        told[_reader(row)] += 1
    _write(told)
    return sum(told.values())


def _step(row: Paper) -> int:
    """The nearest of the steps that its day has come within."""
    assert row.expires_on is not None
    left = (row.expires_on - today()).days
    return min(step for step in AHEAD if left <= step)


def _reader(row: Paper) -> UUID:
    worker: UUID | None = row.case.worker_id if row.case and row.case.state == "open" else None
    return worker or row.made_by


def _write(told: dict[UUID, int]) -> None:
    boxes = addresses_of_members(told)
    for member, (address, language) in boxes.items():
        with translation.override(language):
            body = render_to_string("documents/letters/expiring.txt", {"count": told[member]}).strip() + "\n"
            EmailMessage(_("Papers that expire"), body, None, [address]).send()
