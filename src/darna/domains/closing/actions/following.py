"""What follows from a case that is closed or reopened; the sentence is the case's own."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.editing import save
from darna.base.keys.queries import cipher_of
from darna.domains.cases.sealed import CLOSING_NOTE
from darna.domains.closing import access
from darna.domains.closing.models import Closing
from darna.domains.closing.queries.rules import rule_of
from darna.domains.closing.sealed import NOTE
from darna.kernel.clock import today

#: After these nobody is asked how they are: there is nobody to ask, or somebody else asks.
NOT_ASKED_AFTER = frozenset({"deceased", "duplicate", "transferred", "lost_contact"})


@transaction.atomic
def follow_closing(case_id: UUID, by: Actor) -> Closing:
    """Keep the closing beside the case, and plan when somebody asks how the person is. Four queries at most."""
    case = access.own_case(by, case_id)
    assert case.closed_on is not None
    row = Closing.objects.select_for_update().filter(case_id=case_id, state=Closing.State.CLOSED).first()
    if row is None:
        cipher = cipher_of(case.person_id)
        Closing.objects.filter(case_id=case_id, state=Closing.State.PROPOSED).update(state=Closing.State.WITHDRAWN)
        row = Closing.objects.create(
            agency_id=case.agency_id,
            case_id=case_id,
            person_id=case.person_id,
            state=Closing.State.CLOSED,
            outcome=case.outcome,
            closed_on=case.closed_on,
            sealed_note=cipher.seal(cipher.open(case.sealed_closing_note, field=CLOSING_NOTE), field=NOTE),
            proposed_by=by.membership_id,
        )
    days = rule_of(case.agency_id).check_days
    if days and case.outcome not in NOT_ASKED_AFTER:
        # A closing written down late is not asked about in the past.
        due = max(case.closed_on + timedelta(days=days), today())
        save(row, check_state=Closing.Check.PLANNED, check_on=due)
    return row


@transaction.atomic
def follow_reopening(case_id: UUID, by: Actor) -> Closing | None:
    """The closing is undone, and nobody is asked any more how the person was after it. Two queries."""
    row = Closing.objects.select_for_update().filter(case_id=case_id, state=Closing.State.CLOSED).first()
    if row is None:
        return None
    dropped = {"check_state": Closing.Check.DROPPED} if row.check_state == Closing.Check.PLANNED else {}
    save(row, state=Closing.State.UNDONE, **dropped)
    return row
