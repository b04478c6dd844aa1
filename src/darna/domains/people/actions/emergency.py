"""Opening a protected file for some hours without being named for it; somebody else looks at it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from darna.base.accounts.models import Account
from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import accounts_who_may
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked, optional_text, require_text, save
from darna.base.messages.quiet import tell_quietly
from darna.domains.people.access import emergency_to_end, emergency_to_review
from darna.domains.people.models import EmergencyAccess, NamedWorker
from darna.domains.people.models.emergency import MOST_HOURS
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Problem, Refused

LONGEST_REASON: Final = 300
LONGEST_REMARK: Final = 500
_ANSWERS: Final[dict[str, Callable[[], Problem]]] = {
    "P0002": lambda: NotFound("person", None),
    "23505": lambda: AlreadyDone("file_is_open_to_you"),
    "53400": lambda: Refused("three_emergencies_a_day"),
    "42501": lambda: Refused("role_does_not_allow"),
}


@transaction.atomic
def open_in_emergency(reference: str, cause: str, reason: str, hours: int, *, by: Actor) -> EmergencyAccess:
    """See a protected file of the own agency for some hours; supervisors, officers and the named workers are told now.

    Shape: `reference` as it stands on the person's slip. Raises: Invalid; Refused, also after three in a day;
    NotFound for a reference that is of no protected file; AlreadyDone where the file is open to the worker.
    """
    by.require(Verb.OPEN_IN_EMERGENCY)
    if cause not in EmergencyAccess.Cause.values:
        raise Invalid("cause", "not_in_the_list", value=cause)
    if not 1 <= hours <= MOST_HOURS:
        raise Invalid("hours", "hours_of_an_emergency", most=MOST_HOURS)
    reason = require_text("reason", reason, most=LONGEST_REASON)
    row = EmergencyAccess.objects.get(pk=_opened(reference.strip().upper(), cause, reason, hours))
    told = {"cause": cause, "hours": hours, "reason": reason}
    record("emergency.opened", subject=row, person_id=row.person_id, detail=told, is_plain=True)
    _tell(row, by)
    return row


@transaction.atomic
def end_emergency(emergency_id: UUID, *, seen_version: int, by: Actor) -> EmergencyAccess:
    """Close the file before its hours are over. Raises: Refused, NotFound, StaleVersion, AlreadyDone."""
    row = emergency_to_end(by, emergency_id)
    if not row.is_running:
        raise AlreadyDone("emergency_is_over")
    row = locked(row, seen_version)
    # The sentence first: whoever ends their own no longer sees the file afterwards.
    record("emergency.ended", subject=row, person_id=row.person_id)
    save(row, ended_at=now())
    return row


@transaction.atomic
def review_emergency(
    emergency_id: UUID, finding: str, remark: str = "", *, seen_version: int, by: Actor
) -> EmergencyAccess:
    """Say, as somebody else, whether it was needed; what was not needed is explained.

    Raises: Refused, also for one's own; NotFound, Invalid, StaleVersion, AlreadyDone.
    """
    row = emergency_to_review(by, emergency_id)
    if row.finding:
        raise AlreadyDone("emergency_is_reviewed")
    if finding not in EmergencyAccess.Finding.values:
        raise Invalid("finding", "not_in_the_list", value=finding)
    needs_words = finding == EmergencyAccess.Finding.NOT_JUSTIFIED
    check = require_text if needs_words else optional_text
    remark = check("remark", remark, most=LONGEST_REMARK)
    row = locked(row, seen_version, note=remark)
    save(row, finding=finding, remark=remark, reviewed_by=by.membership_id, reviewed_at=now())
    told = {"finding": finding, "remark": remark or None}
    record("emergency.reviewed", subject=row, person_id=row.person_id, detail=told, is_plain=True)
    return row


def _opened(reference: str, cause: str, reason: str, hours: int) -> UUID:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select sec.open_in_emergency(%s, %s, %s, %s)", [reference, cause, reason, hours])
            return UUID(str(cursor.fetchone()[0]))
    except DatabaseError as refusal:
        answer = _answer(refusal)
        if answer is None:
            raise
        raise answer from refusal


def _answer(refusal: DatabaseError) -> Problem | None:
    made = _ANSWERS.get(str(getattr(refusal.__cause__, "sqlstate", "")))
    return made() if made else None


def _tell(row: EmergencyAccess, by: Actor) -> None:
    """Write to whoever answers for the file; the letter says nothing of whom, or why."""
    named = NamedWorker.objects.filter(person_id=row.person_id).values_list("membership_id", flat=True)
    tell_quietly([one for one in _readers(by, named) if one.pk != by.account_id], "people/letters/emergency.txt")


def _readers(by: Actor, named: Iterable[UUID]) -> list[Account]:
    return [
        *accounts_who_may(by.agency_id, Verb.REVIEW_EMERGENCY),
        *accounts_who_may(by.agency_id, Verb.OPEN_FILE, members=named),
    ]
