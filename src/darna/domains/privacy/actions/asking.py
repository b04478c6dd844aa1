"""A person asks about their data: taken down by whoever meets them, with the day on which it is answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import optional_text, require_codes, require_past, save
from darna.base.keys.queries import cipher_of
from darna.domains.people.access import person_to_change
from darna.domains.privacy.models import PersonRequest, RequestClock
from darna.domains.privacy.models.requests import LONGEST_CLOCK
from darna.domains.privacy.queries.clocks import clocks_of
from darna.domains.privacy.sealed import WORDS
from darna.domains.privacy.values import Clocks, RequestDraft
from darna.kernel.errors import AlreadyDone, Invalid, StaleVersion

LONGEST: Final = 20_000
LANGUAGES: Final = ("ar", "fr", "it", "en")
#: These say what about; a copy or an erasure is of everything.
_ASK_WORDS: Final = frozenset({PersonRequest.Kind.RECTIFICATION, PersonRequest.Kind.OBJECTION})


@transaction.atomic
def take_request(person_id: UUID, draft: RequestDraft, *, by: Actor) -> PersonRequest:
    """Take down what a person asks about their data; the clock begins on the day it came.

    Raises: Refused, NotFound, Invalid; AlreadyDone while the same is asked for already.
    """
    person_to_change(by, person_id, Verb.TAKE_REQUEST)
    words = _checked(draft)
    cipher = cipher_of(person_id)
    due = draft.received_on + timedelta(days=clocks_of(by.agency_id).days(draft.kind))
    row = PersonRequest(
        agency_id=by.agency_id,
        person_id=person_id,
        kind=draft.kind,
        received_on=draft.received_on,
        way=draft.way,
        asked_by=draft.asked_by,
        language=draft.language,
        sealed_words=cipher.seal(words, field=WORDS) if words else b"",
        purposes=sorted(set(draft.purposes)) if draft.kind == PersonRequest.Kind.OBJECTION else [],
        due_on=due,
        taken_by=by.membership_id,
    )
    _added(row)
    record("request.taken", subject=row, detail=_told(row, note=words or None), cipher=cipher)
    return row


@transaction.atomic
def set_clocks(clocks: Clocks, *, seen_version: int, by: Actor) -> RequestClock:
    """Decide in how many days the agency answers; requests that came before keep their day.

    Raises: Refused, Invalid outside the bounds, StaleVersion.
    """
    by.require(Verb.KEEP_PRIVACY)
    days = {f"{kind}_days": clocks.days(kind) for kind in PersonRequest.Kind.values}
    for name, value in days.items():
        if not 1 <= value <= LONGEST_CLOCK:
            raise Invalid(name, "days_of_a_clock", most=LONGEST_CLOCK)
    row = RequestClock.objects.select_for_update().filter(agency_id=by.agency_id).first()
    if (row.version if row else 0) != seen_version:
        raise StaleVersion(row.version if row else 0, seen_version)
    if row is None:
        row = RequestClock.objects.create(agency_id=by.agency_id, **days)
    else:
        save(row, **days)
    record("request.clocks_set", subject=row, detail=days)
    return row


def _checked(draft: RequestDraft) -> str:
    for field, code, known in (
        ("kind", draft.kind, PersonRequest.Kind.values),
        ("way", draft.way, PersonRequest.Way.values),
        ("asked_by", draft.asked_by, PersonRequest.AskedBy.values),
        ("language", draft.language, LANGUAGES),
    ):
        if code not in known:
            raise Invalid(field, "not_in_the_list", value=code)
    require_past("received_on", draft.received_on)
    if draft.kind == PersonRequest.Kind.OBJECTION:
        if not draft.purposes:
            raise Invalid("purposes", "objection_to_what")
        require_codes("purposes", draft.purposes, "consent_purpose")
    words = optional_text("words", draft.words, most=LONGEST)
    if not words and draft.kind in _ASK_WORDS:
        raise Invalid("words", "empty")
    return words


def _added(row: PersonRequest) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as taken:
        if "person_asks_the_same_once_at_a_time" not in str(taken):
            raise
        raise AlreadyDone("request_is_open_already") from taken


def _told(row: PersonRequest, **more: object) -> dict[str, object]:
    told = {
        "kind": row.kind,
        "received_on": row.received_on,
        "due_on": row.due_on,
        "purposes": row.purposes or None,
        **more,
    }
    return {name: value for name, value in told.items() if value is not None}
