"""Who stands for a child: told, confirmed, ended; and what the child says, which no later answer wipes out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import locked, require_code, require_past, require_text, save
from darna.base.keys.queries import cipher_of
from darna.domains.people.actions.consenting import end_guardians_consents
from darna.domains.people.reading import partial
from darna.domains.safeguarding import access
from darna.domains.safeguarding.actions.saving import sealed
from darna.domains.safeguarding.ages import ADULT, wording_for
from darna.domains.safeguarding.models import Assent, Guardianship
from darna.domains.safeguarding.sealed import CONFLICT, END_NOTE, NAME, SOURCE, WORDS
from darna.domains.safeguarding.values import GuardianDraft
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, Refused

if TYPE_CHECKING:
    from darna.domains.people.models import Person


@transaction.atomic
def note_guardian(person_id: UUID, draft: GuardianDraft, *, by: Actor) -> Guardianship:
    """Write down who stands for a child, as told and not yet confirmed. Raises: Refused, NotFound, Invalid."""
    person = access.person_to_write(by, person_id)
    _require_child(person)
    name = require_text("name", draft.name, most=200)
    require_code("basis", draft.basis, "guardianship_basis")
    require_past("since", draft.since)
    conflict = require_text("conflict", draft.conflict) if draft.has_conflict else ""
    cipher = cipher_of(person_id)
    texts = {
        "sealed_name": (name, NAME),
        "sealed_source": (draft.source, SOURCE),
        "sealed_conflict": (conflict, CONFLICT),
    }
    row = Guardianship.objects.create(
        agency_id=person.agency_id,
        person_id=person_id,
        basis=draft.basis,
        since=draft.since,
        has_conflict=draft.has_conflict,
        noted_by=by.membership_id,
        **sealed(cipher, texts),
    )
    record("guardianship.noted", subject=row, detail={"basis": draft.basis, "name": name}, cipher=cipher)
    return row


@transaction.atomic
def confirm_guardian(guardianship_id: UUID, source: str, *, seen_version: int, by: Actor) -> Guardianship:
    """Say by which paper or whose word the guardianship is confirmed. Raises: Refused, NotFound, Invalid, StaleVersion."""
    row = _standing(by, guardianship_id)
    if row.state != Guardianship.State.TOLD:
        raise AlreadyDone("guardianship_is_in_another_state")
    if row.basis == "not_known":
        raise Refused("basis_is_not_known")
    source = require_text("note", source)
    row, cipher = locked(row, seen_version, note=source), cipher_of(row.person_id)
    words = sealed(cipher, {"sealed_source": (source, SOURCE)})
    save(
        row,
        state=Guardianship.State.CONFIRMED,
        confirmed_on=today(),
        confirmed_by=by.membership_id,
        **words,
    )
    record("guardianship.confirmed", subject=row, detail={"basis": row.basis, "note": source}, cipher=cipher)
    return row


@transaction.atomic
def note_conflict(guardianship_id: UUID, words: str, *, seen_version: int, by: Actor) -> Guardianship:
    """Note that what the guardian wants may differ from what is best for the child: they consent to nothing from now on.

    What they had consented to ends. Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone.
    """
    row = _standing(by, guardianship_id)
    if row.has_conflict:
        raise AlreadyDone("conflict_is_noted_already")
    words = require_text("note", words)
    row, cipher = locked(row, seen_version, note=words), cipher_of(row.person_id)
    save(row, has_conflict=True, **sealed(cipher, {"sealed_conflict": (words, CONFLICT)}))
    ended = _end_consents(row.person_id, by)
    record("guardianship.conflict_noted", subject=row, detail={"note": words, "ended": ended}, cipher=cipher)
    return row


@transaction.atomic
def end_guardian(
    guardianship_id: UUID, reason: str, *, seen_version: int, by: Actor, on: date | None = None
) -> Guardianship:
    """The guardianship is over; when nobody else confirmed stands for the child, the guardian's consents end with it.

    Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone.
    """
    row = _standing(by, guardianship_id)
    reason, day = require_text("note", reason), on or today()
    require_past("ended_on", day)
    if day < row.since:
        raise Invalid("ended_on", "ends_before_it_starts")
    row, cipher = locked(row, seen_version, note=reason), cipher_of(row.person_id)
    save(row, state=Guardianship.State.ENDED, ended_on=day, **sealed(cipher, {"sealed_end_note": (reason, END_NOTE)}))
    ended = _end_consents(row.person_id, by)
    record("guardianship.ended", subject=row, detail={"note": reason, "ended": ended}, cipher=cipher)
    return row


@transaction.atomic
def note_assent(person_id: UUID, subject: str, answer: str, words: str = "", *, by: Actor) -> Assent:
    """Write down what the child said when asked in words that fit their age; earlier answers stay beside it.

    Raises: Refused, NotFound, Invalid.
    """
    person = access.person_to_write(by, person_id)
    _require_child(person)
    require_code("subject", subject, "assent_subject")
    if answer not in Assent.Answer.values:
        raise Invalid("answer", "not_in_the_list", value=answer)
    cipher = cipher_of(person_id)
    row = Assent.objects.create(
        agency_id=person.agency_id,
        person_id=person_id,
        subject=subject,
        wording=wording_for(partial(person.born_on, person.born_precision)),
        answer=answer,
        asked_on=today(),
        asked_by=by.membership_id,
        **sealed(cipher, {"sealed_words": (words, WORDS)}),
    )
    detail = {"subject": subject, "answer": answer, "note": words.strip()}
    record("assent.noted", subject=row, detail={name: text for name, text in detail.items() if text}, cipher=cipher)
    return row


def _standing(by: Actor, guardianship_id: UUID) -> Guardianship:
    row = access.visible_row(by, Guardianship, guardianship_id)
    access.person_to_write(by, row.person_id)
    if row.state == Guardianship.State.ENDED:
        raise AlreadyDone("guardianship_is_ended")
    return row


def _end_consents(person_id: UUID, by: Actor) -> list[UUID]:
    rows = Guardianship.objects.filter(person_id=person_id, state=Guardianship.State.CONFIRMED, has_conflict=False)
    return [] if rows.exists() else end_guardians_consents(person_id, by=by)


def _require_child(person: Person) -> None:
    birth = partial(person.born_on, person.born_precision)
    if birth is not None and not birth.may_be_under_on(ADULT, today()):
        raise Refused("person_is_of_age")
