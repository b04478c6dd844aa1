"""A value was held against its source again, and is unchanged."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import optional_text
from darna.domains.law import access
from darna.domains.law.models import Recheck
from darna.domains.law.queries.standing import current_law
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, NotFound

LONGEST_NOTE = 300


@transaction.atomic
def mark_rechecked(name: str, valid_from: date, note: str = "", *, by: Actor) -> Recheck:
    """Say that a value was held against its source today and is unchanged; one keeper may, for nothing changes.

    Raises: Refused; NotFound for a value the law does not have; AlreadyDone where it was read today.
    """
    access.require_house(by, Verb.KEEP_LAW)
    parameter = current_law().parameter(name)
    value = next((one for one in parameter.values if one.valid_from == valid_from), None)
    if value is None:
        raise NotFound("value_of_that_day", f"{name} {valid_from.isoformat()}")
    if value.citation.read_on >= today():
        raise AlreadyDone("value_was_read_today")
    row = Recheck.objects.create(
        agency_id=by.agency_id,
        name=name,
        valid_from=valid_from,
        checked_on=today(),
        note=optional_text("note", note, most=LONGEST_NOTE),
        rechecked_by=by.membership_id,
        rechecked_account=by.account_id,
    )
    record("law.rechecked", subject=row, detail={"parameter": name, "valid_from": valid_from, "note": row.note})
    return row
