"""Instruments are brought in, published by a second person, withdrawn; a draft is taken away."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked, optional_text, save
from darna.base.imports.reading.errors import UnreadableRegister
from darna.domains.assessments import access, instruments
from darna.domains.assessments.models import InstrumentVersion
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, Refused
from darna.methods.xlsform import Fault, Form
from darna.methods.xlsform.reading import Checked

LONGEST_REASON, LONGEST_CODE = 300, 80
_State = InstrumentVersion.State


class Faulty(Invalid):
    """The workbook has grave faults; they are told by sheet, row and column."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("workbook", "workbook_has_faults")
        self.faults = faults


def read_workbook(data: bytes) -> tuple[instruments.Sheets, Checked]:
    """The rows of a workbook and what the check says. Raises: Invalid for a file that is no workbook."""
    if len(data) > instruments.MOST_BYTES:
        raise Invalid("workbook", "workbook_too_large")
    try:
        sheets = instruments.sheets_of(data)
    except UnreadableRegister as problem:
        raise Invalid("workbook", "workbook_unreadable") from problem
    return sheets, instruments.checked(sheets)


@transaction.atomic
def bring_in_instrument(data: bytes, reason: str = "", *, by: Actor) -> InstrumentVersion:
    """Keep a workbook as the next version of its questionnaire, as a draft that a second person publishes.

    Raises: Refused; Faulty, Invalid; AlreadyDone while another draft of it waits, or where nothing is different.
    """
    by.require(Verb.KEEP_INSTRUMENTS)
    sheets, found = read_workbook(data)
    if found.form is None:
        raise Faulty(found.grave)
    code = found.form.code[:LONGEST_CODE]
    rows = InstrumentVersion.objects.filter(agency_id=by.agency_id, instrument=code)
    newest = rows.order_by("-number").first()
    mark = instruments.fingerprint(sheets)
    if newest is not None and newest.state == _State.DRAFT:
        raise AlreadyDone("instrument_waits_already")
    if newest is not None and newest.state == _State.PUBLISHED and newest.fingerprint == mark:
        raise AlreadyDone("instrument_is_the_same")
    row = InstrumentVersion.objects.create(
        agency_id=by.agency_id,
        number=newest.number + 1 if newest else 1,
        reason=optional_text("reason", reason, most=LONGEST_REASON),
        uploaded_by=by.membership_id,
        sheets=sheets,
        fingerprint=mark,
        **described(found.form),
    )
    record("instrument.brought_in", subject=row, detail=_told(row, by.language))
    return row


def described(form: Form) -> dict[str, object]:
    """What lists tell of a questionnaire without reading it."""
    asked = sum(item.is_asked for item in form.questions)
    return {
        "instrument": form.code[:LONGEST_CODE],
        "titles": {name: text[:200] for name, text in form.titles.items()},
        "languages": list(form.languages),
        "questions": asked,
    }


@transaction.atomic
def publish_instrument(version_id: UUID, *, seen_version: int, by: Actor) -> InstrumentVersion:
    """Put a draft into use, by somebody other than who brought it in; the version before it is withdrawn with it.

    Raises: Refused, NotFound, StaleVersion; AlreadyDone.
    """
    row = access.version_to_keep(by, version_id)
    if row.state != _State.DRAFT:
        raise AlreadyDone("instrument_is_published")
    if not access.may_publish(by, row):
        raise Refused("second_person_needed_for_instruments")
    row, instant = locked(row, seen_version), now()
    before = InstrumentVersion.objects.filter(
        agency_id=by.agency_id, instrument=row.instrument, state=_State.PUBLISHED
    ).select_for_update(of=("self",))
    for old in before:
        save(old, state=_State.WITHDRAWN, withdrawn_at=instant, withdrawn_by=by.membership_id)
    save(row, state=_State.PUBLISHED, published_at=instant, published_by=by.membership_id)
    record("instrument.published", subject=row, detail=_told(row, by.language))
    return row


@transaction.atomic
def withdraw_instrument(version_id: UUID, *, seen_version: int, by: Actor) -> InstrumentVersion:
    """Offer a version no longer; what was answered with it stays, and what is begun may be ended.

    Raises: Refused, NotFound, StaleVersion; AlreadyDone.
    """
    row = access.version_to_keep(by, version_id)
    if row.state != _State.PUBLISHED:
        raise AlreadyDone("instrument_is_not_in_use")
    row = locked(row, seen_version)
    save(row, state=_State.WITHDRAWN, withdrawn_at=now(), withdrawn_by=by.membership_id)
    record("instrument.withdrawn", subject=row, detail=_told(row, by.language))
    return row


@transaction.atomic
def remove_instrument(version_id: UUID, *, seen_version: int, by: Actor) -> None:
    """Take a draft away that was never in use. Raises: Refused, NotFound, StaleVersion; AlreadyDone."""
    row = access.version_to_keep(by, version_id)
    if row.state != _State.DRAFT:
        raise AlreadyDone("instrument_is_published")
    row = locked(row, seen_version)
    record("instrument.removed", subject=row, detail=_told(row, by.language))
    row.delete()


def _told(row: InstrumentVersion, language: str) -> dict[str, object]:
    return {"instrument": instruments.title_in(row.titles, language), "number": row.number}
