"""Reading the trail page by page, who saw one person's file, and how far the chain has come."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Model, Q, QuerySet
from django.utils.translation import get_language

from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Membership
from darna.base.agencies.queries import names_of_agencies
from darna.base.audit import anchors
from darna.base.audit.access import changes_visible_to, entries_visible_to
from darna.base.audit.models import FIELD, PLAIN, Entry, Seal
from darna.base.audit.telling import identifiers_in, told
from darna.base.audit.verbs import sentence
from darna.base.keys.models import Erasure
from darna.base.keys.queries import ciphers_of
from darna.base.keys.sealing import PersonCipher, Unreadable
from darna.base.rowsecurity.lifecycle import declared
from darna.kernel.clock import CASABLANCA
from darna.kernel.errors import Invalid, NotFound

PAGE = 50


@dataclass(frozen=True)
class Filters:
    """What the reader wants to see; everything when nothing is said. A record is a person or whatever was acted on."""

    verb: str = ""
    membership_id: UUID | None = None
    person_id: UUID | None = None
    record_id: UUID | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class TrailLine:
    """One entry as it is read.

    Shape: `details` are pairs of a label and words; `is_erased` when their key was destroyed with the person,
    `is_closed` when the file is protected and the reader is not named for it.
    """

    id: int
    at: datetime
    verb: str
    sentence: str
    who: str
    kind: str
    object_kind: str
    object_id: UUID | None
    person_id: UUID | None
    reference: str
    details: tuple[tuple[str, str], ...]
    is_erased: bool
    is_closed: bool


@dataclass(frozen=True)
class TrailPage:
    """Some entries, newest first, and the mark that the page of older ones begins from."""

    lines: tuple[TrailLine, ...]
    older: str = ""


@dataclass(frozen=True)
class Reader:
    """A worker who did something in a person's file: how often, and when last."""

    name: str
    times: int
    last_at: datetime


@dataclass(frozen=True)
class Chain:
    """How far the trail is sealed and anchored; unsealed entries and changes are counted in the reader's agency."""

    seal: Seal | None
    anchor: anchors.Anchor | None
    unsealed: int


def trail_page(actor: Actor, filters: Filters, *, before: str = "", limit: int = PAGE) -> TrailPage:
    """A page of the agency's entries, newest first. Six queries at most, however long the trail.

    Raises: `Refused` for a role that does not read the trail, `Invalid` for a mark that is none.
    """
    wanted = _narrowed(entries_visible_to(actor), filters)
    if before:
        at, number = _place(before)
        wanted = wanted.filter(Q(at__lt=at) | Q(at=at, id__lt=number))
    found = list(wanted.order_by("-at", "-id")[: limit + 1])
    shown = found[:limit]
    return TrailPage(_lines(shown), _mark(shown[-1]) if len(found) > limit else "")


def readers_of(actor: Actor, person_id: UUID) -> list[Reader]:
    """Who of the agency did something in a person's file, the most recent first. Two queries.

    Raises: `Refused`, and `NotFound` when the agency's trail does not know the person.
    """
    rows = list(
        entries_visible_to(actor)
        .filter(person_id=person_id)
        .values("membership_id")
        .annotate(times=Count("id"), last_at=Max("at"))
        .order_by("-last_at")
    )
    if not rows:
        raise NotFound("person", person_id)
    names = _names(row["membership_id"] for row in rows)
    return [Reader(names.get(row["membership_id"], ""), row["times"], row["last_at"]) for row in rows]


def chain_of(actor: Actor) -> Chain:
    """The last seal, the last anchor, and what of the agency waits for the next seal. Three queries."""
    seal = Seal.objects.order_by("-number").first()
    waiting = Q(epoch__gt=seal.epoch) | Q(epoch=seal.epoch, txid__gt=seal.to_txid) if seal else Q()
    unsealed = changes_visible_to(actor).filter(waiting).count() + entries_visible_to(actor).filter(waiting).count()
    return Chain(seal, anchors.last(), unsealed)


def members_of_trail(actor: Actor) -> list[tuple[UUID, str]]:
    """Everybody who is or was a member of the agency, to choose from, by name. One query."""
    rows = Membership.objects.filter(agency_id=actor.agency_id).select_related("account").order_by("account__full_name")
    return [(row.pk, row.account.full_name) for row in rows]


def person_by_reference(reference: str) -> UUID | None:
    """The person with this reference, if the reader may see the file. One query."""
    found = _person_model()._default_manager.filter(reference__iexact=reference.strip()).first()
    return found.pk if found else None


def _narrowed(entries: QuerySet[Entry], filters: Filters) -> QuerySet[Entry]:
    exact = {"verb": filters.verb, "membership_id": filters.membership_id, "person_id": filters.person_id}
    entries = entries.filter(**{name: value for name, value in exact.items() if value})
    if filters.record_id:
        entries = entries.filter(Q(person_id=filters.record_id) | Q(object_id=filters.record_id))
    if filters.since:
        entries = entries.filter(at__gte=_midnight(filters.since))
    if filters.until:
        entries = entries.filter(at__lt=_midnight(filters.until + timedelta(days=1)))
    return entries


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(CASABLANCA))


def _mark(entry: Entry) -> str:
    return f"{entry.at.isoformat()}~{entry.pk}"


def _place(mark: str) -> tuple[datetime, int]:
    try:
        at, number = mark.split("~")
        instant = datetime.fromisoformat(at)
        return instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo("UTC")), int(number) % 2**63
    except ValueError as wrong:
        raise Invalid("before", "not_a_page") from wrong


def _lines(entries: Sequence[Entry]) -> tuple[TrailLine, ...]:
    persons = {entry.person_id for entry in entries if entry.person_id}
    ciphers = ciphers_of(persons)
    erased = set(Erasure.objects.filter(pk__in=persons).values_list("pk", flat=True))
    opened = [_opened(entry, ciphers.get(entry.person_id) if entry.person_id else None) for entry in entries]
    named = {UUID(key) for details in opened for key in identifiers_in(details)}
    references = _references(persons | named)
    members = _names({entry.membership_id for entry in entries} | named)
    agencies = names_of_agencies(named, (get_language() or "fr")[:2])
    names = {str(key): name for found in (references, agencies, members) for key, name in found.items()}
    lines = []
    for entry, details in zip(entries, opened, strict=True):
        lines.append(
            TrailLine(
                id=entry.pk,
                at=entry.at,
                verb=entry.verb,
                sentence=sentence(entry.verb),
                who=members.get(entry.membership_id, ""),
                kind=entry.kind or "",
                object_kind=entry.object_kind,
                object_id=entry.object_id,
                person_id=entry.person_id,
                reference=references.get(entry.person_id, "") if entry.person_id else "",
                details=told(entry.verb, details or {}, names),
                is_erased=details is None and entry.person_id in erased,
                is_closed=details is None and entry.person_id not in erased,
            )
        )
    return tuple(lines)


def _opened(entry: Entry, cipher: PersonCipher | None) -> dict[str, Any] | None:
    """The details as they were recorded; None when their key is gone or closed to the reader."""
    body = bytes(entry.detail)
    if not body:
        return {}
    if body[:1] == PLAIN:
        text = body[1:].decode()
    elif cipher is None:
        return None
    else:
        try:
            text = cipher.open(body, field=FIELD)
        except Unreadable:
            return None
    details: dict[str, Any] = json.loads(text)
    return details


def _names(membership_ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    members = Membership.objects.filter(pk__in={pk for pk in membership_ids if pk}).select_related("account")
    return {member.pk: member.account.full_name for member in members}


def _references(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    return dict(_person_model()._default_manager.filter(pk__in=person_ids).values_list("pk", "reference"))


def _person_model() -> type[Model]:
    # The base does not know the domain of persons by name; the table declares itself.
    return next(model for model, lifecycle in declared() if lifecycle.person_field == "id")
