"""Requests of persons: the list, one of them, and what stands on the page of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.base.keys.queries import ciphers_of
from darna.base.keys.sealing import PersonCipher
from darna.base.lists.keyset import next_rows, ordinary
from darna.base.lists.kinds import Asked
from darna.base.pages.lines import page_of_rows
from darna.base.prepared import ID, Prepared
from darna.domains.people.queries import names_of, references_of
from darna.domains.people.queries.emergency import emergencies_to_review
from darna.domains.privacy import access, copying
from darna.domains.privacy.models import Certificate, PersonRequest
from darna.domains.privacy.models.requests import GRANTED, OPEN
from darna.domains.privacy.sealed import ANSWER, DELAY, WORDS
from darna.domains.privacy.values import (
    DayLines,
    RequestCard,
    RequestFilters,
    RequestLine,
    RequestPage,
    RequestRights,
)
from darna.kernel.clock import today

_KEYS: Final = {
    "due": ("due_on", "id"),
    "-due": ("-due_on", "id"),
    "received": ("-received_on", "id"),
    "-received": ("received_on", "id"),
    "kind": ("kind", "due_on", "id"),
    "-kind": ("-kind", "due_on", "id"),
    "state": ("state", "due_on", "id"),
    "-state": ("-state", "due_on", "id"),
}
REQUEST_SORTS: Final = tuple(_KEYS)
#: What the list calls those nobody has answered, and those whose answer the person was not told yet.
WAITING, UNTOLD = "open", "untold"
ANSWERED: Final = ("granted", "partly", "refused")
SHOWN: Final = 8

_DUE = Prepared(
    lambda agency: PersonRequest.objects.filter(agency_id=agency, state__in=OPEN).order_by("due_on", "id")[:SHOWN],
    agency=ID,
)
_CORRECTIONS = Prepared(
    lambda member: PersonRequest.objects.filter(
        corrector_id=member, state="in_hand", corrected_at__isnull=True
    ).order_by("due_on", "id")[:SHOWN],
    member=ID,
)


def request_lines(actor: Actor, filters: RequestFilters, *, number: int = 1) -> RequestPage:
    """The agency's requests, narrowed and sorted, fifty at a time. Six queries at most. Raises: Refused."""
    rows = _narrowed(access.requests_visible_to(actor), filters, actor)
    return page_of_rows(rows.order_by(*_KEYS.get(filters.sort, _KEYS["due"])), number, _with_persons)


def request_piece(
    actor: Actor, filters: RequestFilters, asked: Asked, after: Any
) -> tuple[tuple[RequestLine, ...], Any]:
    """Requests for a file, and the place to go on from. Six queries at most. Raises: Refused."""
    found, place = next_rows(_carried(actor, filters, asked), "received_on", after)
    return _with_persons(found), place


def request_count(actor: Actor, filters: RequestFilters, asked: Asked, most: int) -> int:
    """How many of them, counted up to a bound. One query. Raises: Refused."""
    return _carried(actor, filters, asked).order_by()[:most].count()


def request_card(actor: Actor, request_id: UUID) -> RequestCard:
    """One request with its words. Six queries. Raises: Refused, NotFound."""
    row = access.visible_request(actor, request_id)
    members = names_of_members({one for one in (row.officer_id, row.corrector_id, row.decided_by, row.taken_by) if one})
    certificate = Certificate.objects.filter(person_id=row.person_id).values_list("pk", flat=True).first()
    cipher = ciphers_of([row.person_id]).get(row.person_id)
    return RequestCard(
        line=_with_persons([row])[0],
        way_label=str(PersonRequest.Way(row.way).label),
        asked_by_label=str(PersonRequest.AskedBy(row.asked_by).label),
        identity_label=str(PersonRequest.Identity(row.identity).label) if row.identity else "",
        language=row.language,
        purposes=tuple(label("consent_purpose", code) for code in row.purposes),
        words=_opened(cipher, row.sealed_words, WORDS),
        delay=_opened(cipher, row.sealed_delay, DELAY),
        first_due_on=row.first_due_on,
        answer=_opened(cipher, row.sealed_answer, ANSWER),
        corrector=members.get(row.corrector_id, "") if row.corrector_id else "",
        corrected_at=row.corrected_at,
        copied_at=row.copied_at,
        left_out=_left_out(row),
        decided_by=members.get(row.decided_by, "") if row.decided_by else "",
        decided_on=row.decided_on,
        told_way_label=str(PersonRequest.Way(row.told_way).label) if row.told_way else "",
        taken_by=members.get(row.taken_by, ""),
        rights=_rights(actor, row, is_erased=cipher is None),
        certificate_id=certificate,
        is_erased=cipher is None,
    )


def day_lines(actor: Actor) -> DayLines:
    """What waits for the officer, and which corrections wait for a worker.

    One query for a worker; two for an officer; two more where there is anything.
    """
    requests = _DUE.rows(agency=actor.agency_id) if actor.may(Verb.KEEP_PRIVACY) else []
    corrections = _CORRECTIONS.rows(member=actor.membership_id) if actor.may(Verb.EDIT_PERSON) else []
    lines = _with_persons([*requests, *corrections])
    cut = len(requests)
    return DayLines(lines[:cut], lines[cut:], emergencies_to_review(actor))


def _carried(actor: Actor, filters: RequestFilters, asked: Asked) -> QuerySet[PersonRequest]:
    actor.require(Verb.KEEP_PRIVACY)
    rows = _narrowed(access.requests_visible_to(actor), filters, actor)
    return ordinary(rows, with_protected=asked.with_protected)


def _narrowed(rows: QuerySet[PersonRequest], filters: RequestFilters, actor: Actor) -> QuerySet[PersonRequest]:
    if filters.state == WAITING:
        rows = rows.filter(state__in=OPEN)
    elif filters.state == UNTOLD:
        rows = rows.filter(state__in=ANSWERED, told_on__isnull=True)
    elif filters.state:
        rows = rows.filter(state=filters.state)
    exact = {"kind": filters.kind, "person_id": filters.person, "officer_id": filters.mine and actor.membership_id}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    return rows.filter(state__in=OPEN, due_on__lt=today()) if filters.late else rows


def _with_persons(rows: Sequence[PersonRequest]) -> tuple[RequestLine, ...]:
    if not rows:
        return ()
    persons = {row.person_id for row in rows}
    names, references = names_of(persons), references_of(persons)
    officers = names_of_members({row.officer_id for row in rows if row.officer_id})
    return tuple(
        replace(
            _line(row),
            officer=officers.get(row.officer_id, "") if row.officer_id else "",
            person_name=names.get(row.person_id, ""),
            reference=references.get(row.person_id, ""),
        )
        for row in rows
    )


def _line(row: PersonRequest) -> RequestLine:
    return RequestLine(
        id=row.pk,
        person_id=row.person_id,
        version=row.version,
        kind=row.kind,
        kind_label=str(PersonRequest.Kind(row.kind).label),
        state=row.state,
        state_label=str(PersonRequest.State(row.state).label),
        received_on=row.received_on,
        due_on=row.due_on,
        officer="",
        told_on=row.told_on,
    )


def _rights(actor: Actor, row: PersonRequest, *, is_erased: bool) -> RequestRights:
    keeps, is_in_hand = actor.may(Verb.KEEP_PRIVACY), row.state == PersonRequest.State.IN_HAND
    kind, is_corrected = row.kind, row.corrected_at is not None
    may_copy = is_in_hand or row.state in GRANTED
    return RequestRights(
        takes=keeps and row.state == PersonRequest.State.RECEIVED,
        answers=keeps and is_in_hand,
        gives_correction=keeps and is_in_hand and kind == "rectification" and not is_corrected,
        corrects=is_in_hand and row.corrector_id == actor.membership_id and not is_corrected,
        copies=keeps and kind == "copy" and may_copy and not is_erased,
        erases=keeps and is_in_hand and kind == "erasure" and actor.may(Verb.ERASE_PERSON),
        extends=keeps and row.state in OPEN and row.first_due_on is None,
        withdraws=row.state in OPEN,
        tells=keeps and row.state in ANSWERED and row.told_on is None,
    )


def _left_out(row: PersonRequest) -> tuple[str, ...]:
    titles = {section.code: str(section.title) for section in copying.sections()} if row.left_out else {}
    return tuple(titles.get(code, code) for code in row.left_out)


def _opened(cipher: PersonCipher | None, sealed: bytes | memoryview, place: str) -> str:
    return cipher.open(sealed, field=place) if cipher and sealed else ""
