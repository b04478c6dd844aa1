"""Days of claims in the calendar: two subjects that do not know each other meet here."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from darna.base.agencies.actor import Actor
from darna.domains.entitlements.queries import claims_due_between
from darna.domains.planning.deadlines import Deadline, told_in_calendar


def of_claims(actor: Actor, first: date, last: date, member: UUID | None) -> list[Deadline]:
    """The claims that are due, as the calendar shows them."""
    said = gettext("Claim: %(right)s")
    return [
        Deadline(
            claim.due_on,
            said % {"right": claim.title},
            reverse("entitlements:claim", args=[claim.id]),
            claim.person_name,
            claim.is_overdue,
        )
        for claim in claims_due_between(actor, first, last, member)
    ]


def listen() -> None:
    """Have the calendar ask."""
    told_in_calendar(of_claims)
