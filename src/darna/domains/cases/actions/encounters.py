"""Writing down what happened with a person, and correcting it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked, require_code, require_text, save
from darna.base.keys.queries import cipher_of
from darna.domains.cases import access
from darna.domains.cases.models import Encounter
from darna.domains.cases.queries.cards import row_and_case
from darna.domains.cases.sealed import NOTE, PRESENT
from darna.kernel.clock import now
from darna.kernel.errors import Invalid


@transaction.atomic
def write_encounter(
    case_id: UUID, *, kind: str, note: str, by: Actor, happened_at: datetime | None = None, present: str = ""
) -> Encounter:
    """Note a meeting, call or visit in an open case; the note is sealed under the person's key.

    Raises: Refused, NotFound, Invalid.
    """
    by.require(Verb.OPEN_CASE)
    case = access.visible_case(by, case_id)
    access.require(access.may_write_encounter(by, case, kind), case)
    access.require_open(case)
    require_code("kind", kind, "encounter_kind")
    when, note = happened_at or now(), require_text("note", note)
    if when > now():
        raise Invalid("happened_at", "in_the_future", value=when.isoformat())
    cipher = cipher_of(case.person_id)
    encounter = Encounter.objects.create(
        agency_id=case.agency_id,
        case_id=case.pk,
        person_id=case.person_id,
        kind=kind,
        happened_at=when,
        written_by=by.membership_id,
        sealed_note=cipher.seal(note, field=NOTE),
        sealed_present=cipher.seal(present.strip(), field=PRESENT),
    )
    detail = {"case": case.reference, "kind": kind, "happened_at": when}
    record("encounter.written", subject=encounter, detail=detail, cipher=cipher)
    return encounter


@transaction.atomic
def correct_encounter(encounter_id: UUID, *, note: str, present: str, seen_version: int, by: Actor) -> Encounter:
    """Put another text in the place of a note; the trail keeps the old one, sealed.

    Raises: Refused, NotFound, Invalid; StaleVersion with the text that was not saved.
    """
    by.require(Verb.WRITE_CASE)
    encounter, case = row_and_case(by, Encounter, encounter_id)
    access.require_open(case)
    access.require(access.may_correct(by, case, encounter), case, code="note_is_not_yours")
    note = require_text("note", note)
    encounter, cipher = locked(encounter, seen_version, note=note), cipher_of(case.person_id)
    before = cipher.open(encounter.sealed_note, field=NOTE)
    sealed = {"sealed_note": cipher.seal(note, field=NOTE), "sealed_present": cipher.seal(present, field=PRESENT)}
    save(encounter, **sealed)
    record("encounter.corrected", subject=encounter, detail={"before": before, "after": note}, cipher=cipher)
    return encounter
