"""Reminding whoever accompanies of the days of claims: one letter that says how many and by when, never whose or what."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import addresses_of_members
from darna.base.audit.actions import record
from darna.domains.entitlements.models import Claim
from darna.domains.entitlements.models.claims import UNENDED
from darna.kernel.clock import today
from darna.kernel.locales import day_in_words, locale_of

#: Written a week before the day, and once more on the day before it.
AHEAD: Final = timedelta(days=7)
AGAIN: Final = timedelta(days=1)
#: One night takes so many; the next one takes the rest.
MOST: Final = 1_000


@transaction.atomic
def remind_of_claims(*, by: Actor) -> int:
    """Write to whoever accompanies about the claims of the agency that are due within a week; how many claims.

    Run by a job, which is named for no protected file and sees none: those come up on Today alone. One letter each day
    at most to each worker; each claim has its sentence in the trail.
    """
    day = today()
    due = Claim.objects.filter(
        agency_id=by.agency_id, state__in=UNENDED, case__state="open", due_on__gte=day, due_on__lte=day + AHEAD
    )
    anew = Q(reminded_on__isnull=True) | Q(due_on__lte=day + AGAIN, reminded_on__lt=F("due_on") - AGAIN)
    held = due.filter(anew, case__worker_id__isnull=False).select_for_update(of=("self",), skip_locked=True)
    rows = list(held.order_by("due_on", "id").select_related("case")[:MOST])
    of_worker: dict[UUID, list[Claim]] = defaultdict(list)
    for row in rows:
        if row.case.worker_id is not None:
            of_worker[row.case.worker_id].append(row)
    boxes = addresses_of_members(of_worker)
    for worker, claims in of_worker.items():
        if worker in boxes:
            _write(*boxes[worker], len(claims), claims[0].due_on)
        for claim in claims:
            # The version stays: nothing that somebody is looking at has changed.
            claim.reminded_on = day
            claim.save(update_fields=["reminded_on"])
            record("claim.reminded", subject=claim, detail={"due_on": claim.due_on})
    return len(rows)


def _write(address: str, language: str, count: int, first: date | None) -> None:
    with translation.override(language):
        told = {"count": count, "day": day_in_words(first, locale_of(language)) if first else ""}
        body = render_to_string("entitlements/letters/due.txt", told).strip() + "\n"
        EmailMessage(_("Days of claims that come"), body, None, [address]).send()
