"""Keeping the register of processing, and under what data go abroad."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import differing_columns, locked, optional_text, require_code, require_past, require_text, save
from darna.base.places.queries import country_choices
from darna.domains.privacy import access
from darna.domains.privacy.models import Processing, Safeguard
from darna.domains.privacy.models.processing import OWN
from darna.domains.privacy.shipped import ACTIVITIES, Categories, Persons
from darna.domains.privacy.values import ProcessingDraft, SafeguardDraft
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, StaleVersion

#: An entry is read again after this time, unless somebody says otherwise.
REVIEW_DAYS: Final = 365
_MOST: Final = {
    "name": 120,
    "purpose": 600,
    "recipients": 300,
    "processor": 200,
    "kept": 300,
    "security": 600,
    "note": 600,
}
_LISTS: Final = ("persons", "categories", "countries")
State, Formality = Processing.State, Processing.Formality


@transaction.atomic
def begin_register(*, by: Actor) -> int:
    """Put an entry into the register for everything this house does as it comes, as drafts; how many were missing.

    Raises: Refused; AlreadyDone where none was missing.
    """
    there = set(access.register_of(by).exclude(state=State.ENDED).values_list("activity", flat=True))
    missing = [code for code in ACTIVITIES if code not in there]
    if not missing:
        raise AlreadyDone("register_is_begun")
    Processing.objects.bulk_create([_shipped(code, by) for code in missing])
    record("processing.begun", subject=("privacy.processing", None), detail={"count": len(missing)})
    return len(missing)


@transaction.atomic
def add_processing(draft: ProcessingDraft, *, by: Actor) -> Processing:
    """Put something the agency does beside this house into the register. Raises: Refused, Invalid."""
    by.require(Verb.KEEP_PRIVACY)
    columns = _checked(draft, is_own=True)
    row = Processing.objects.create(agency_id=by.agency_id, activity=OWN, changed_by=by.membership_id, **columns)
    record("processing.added", subject=row, detail=_said(row))
    return row


@transaction.atomic
def change_processing(processing_id: UUID, draft: ProcessingDraft, *, seen_version: int, by: Actor) -> Processing:
    """Write an entry anew. Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone."""
    row = access.processing_to_keep(by, processing_id)
    _require_not_ended(row)
    columns = _checked(draft, is_own=row.activity == OWN)
    row = locked(row, seen_version)
    changed = differing_columns(row, columns)
    save(row, **changed, changed_by=by.membership_id)
    record("processing.changed", subject=row, detail=_said(row, fields=sorted(changed)))
    return row


@transaction.atomic
def use_processing(processing_id: UUID, *, since: date, seen_version: int, by: Actor) -> Processing:
    """Say since when it is done. Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone."""
    row = access.processing_to_keep(by, processing_id)
    if row.state != State.DRAFT:
        raise AlreadyDone("processing_is_in_use")
    require_past("since", since)
    row = locked(row, seen_version)
    save(row, state=State.IN_USE, begun_on=since, changed_by=by.membership_id)
    record("processing.used", subject=row, detail=_said(row, on=since))
    return row


@transaction.atomic
def end_processing(processing_id: UUID, *, on: date, seen_version: int, by: Actor) -> Processing:
    """Say that it is not done any more; the entry stays. Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone."""
    row = access.processing_to_keep(by, processing_id)
    _require_not_ended(row)
    require_past("on", on)
    if row.begun_on is None or on < row.begun_on:
        raise Invalid("on", "before_it_began")
    row = locked(row, seen_version)
    save(row, state=State.ENDED, ended_on=on, changed_by=by.membership_id)
    record("processing.ended", subject=row, detail=_said(row, on=on))
    return row


@transaction.atomic
def keep_safeguard(recipient: UUID, country: str, draft: SafeguardDraft, *, seen_version: int, by: Actor) -> Safeguard:
    """Write down under what data go to one recipient abroad. Raises: Refused, Invalid, StaleVersion, AlreadyDone."""
    row = access.safeguards_of(by).select_for_update().filter(recipient_id=recipient).first()
    if (row.version if row else 0) != seen_version:
        raise StaleVersion(row.version if row else 0, seen_version)
    require_code("ground", draft.ground, "transfer_ground")
    columns: dict[str, Any] = {
        "country": country,
        "ground": draft.ground,
        "authority_number": optional_text("authority_number", draft.authority_number, most=60),
        "note": optional_text("note", draft.note, most=600),
        **_dated(draft.granted_on, draft.valid_until),
    }
    if row is None:
        told = {"agency_id": by.agency_id, "recipient_id": recipient, "decided_by": by.membership_id}
        row = Safeguard.objects.create(**told, **columns)
    else:
        save(row, **differing_columns(row, columns), decided_by=by.membership_id)
    detail = {"ground": row.ground, "authority_reference": row.authority_number or None}
    record("safeguard.kept", subject=row, detail={name: value for name, value in detail.items() if value})
    return row


def _shipped(code: str, by: Actor) -> Processing:
    told = ACTIVITIES[code]
    return Processing(
        agency_id=by.agency_id,
        activity=code,
        ground=told.ground,
        persons=[str(one) for one in told.persons],
        categories=[str(one) for one in told.categories],
        is_sensitive=told.is_sensitive,
        review_on=today() + timedelta(days=REVIEW_DAYS),
        changed_by=by.membership_id,
    )


def _checked(draft: ProcessingDraft, *, is_own: bool) -> dict[str, Any]:
    columns = asdict(draft)
    for name, most in _MOST.items():
        needs = (is_own and name in {"name", "purpose"}) or (name == "note" and draft.formality == Formality.NOT_NEEDED)
        columns[name] = (require_text if needs else optional_text)(name, columns[name], most=most)
    for name in _LISTS:
        columns[name] = sorted(set(columns[name]))
    if not is_own:
        # What the house brings along is called by its own words, in the language of the reader.
        columns["name"] = ""
    _require_known(draft)
    columns["authority_number"] = _number(draft)
    return {**columns, **_dated(draft.granted_on, draft.valid_until)}


def _require_known(draft: ProcessingDraft) -> None:
    for field, given, known in (
        ("ground", [draft.ground], Processing.Ground.values),
        ("formality", [draft.formality], Formality.values),
        ("persons", draft.persons, Persons.values),
        ("categories", draft.categories, Categories.values),
    ):
        if not given or not set(given) <= set(known):
            raise Invalid(field, "not_in_the_list")
    if not set(draft.countries) <= {code for code, _ in country_choices("en")}:
        raise Invalid("countries", "not_in_the_list")


def _number(draft: ProcessingDraft) -> str:
    is_granted = draft.formality in {Formality.DECLARED, Formality.AUTHORISED}
    if is_granted and draft.granted_on is None:
        raise Invalid("granted_on", "empty")
    return (require_text if is_granted else optional_text)("authority_number", draft.authority_number, most=60)


def _dated(granted_on: date | None, valid_until: date | None) -> dict[str, date | None]:
    if granted_on is not None:
        require_past("granted_on", granted_on)
    if valid_until is not None and (granted_on is None or valid_until < granted_on):
        raise Invalid("valid_until", "ends_before_it_begins")
    return {"granted_on": granted_on, "valid_until": valid_until}


def _require_not_ended(row: Processing) -> None:
    if row.state == State.ENDED:
        raise AlreadyDone("processing_is_ended")


def _said(row: Processing, **more: object) -> dict[str, object]:
    return {"activity": row.activity, "name": row.name or None, **more}
