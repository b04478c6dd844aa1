"""Consents of the whole agency and everything that was shown under them, as whoever keeps data protection reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.expressions import OrderBy

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.base.pages.lines import Lines, page_of_rows
from darna.domains.people.models import Consent, DisclosureEvent
from darna.domains.people.queries.lines import names_of, references_of
from darna.kernel.clock import CASABLANCA, today

_TOLD_KEYS: Final = {
    "at": ("-at", "id"),
    "-at": ("at", "id"),
    "purpose": ("purpose", "-at", "id"),
    "-purpose": ("-purpose", "-at", "id"),
}
_GIVEN_KEYS: Final[dict[str, tuple[OrderBy | str, ...]]] = {
    "recorded": ("-recorded_at", "id"),
    "-recorded": ("recorded_at", "id"),
    "expires": (F("expires_on").asc(nulls_last=True), "id"),
    "-expires": (F("expires_on").desc(nulls_last=True), "id"),
}
TOLD_SORTS: Final = tuple(_TOLD_KEYS)
GIVEN_SORTS: Final = tuple(_GIVEN_KEYS)
CONSENT_STATES: Final = Consent.State.choices


@dataclass(frozen=True, slots=True)
class ToldFilters:
    """What a list of disclosures is narrowed to; recipients by what they are not, where those abroad are asked for."""

    purpose: str = ""
    recipients: frozenset[UUID] | None = None
    since: date | None = None
    until: date | None = None
    consent: UUID | None = None
    sort: str = "at"


@dataclass(frozen=True, slots=True)
class ToldLine:
    """Something of a person that was shown to somebody; the name of the recipient is added by who knows it."""

    id: UUID
    person_id: UUID
    reference: str
    person_name: str
    recipient_id: UUID
    purpose_label: str
    what: str
    at: datetime
    by: str
    consent_id: UUID
    consent_state_label: str
    recipient: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class GivenFilters:
    """What a list of consents is narrowed to; `ends_within` counts days, 0 for any."""

    state: str = ""
    purpose: str = ""
    ends_within: int = 0
    sort: str = "recorded"


@dataclass(frozen=True, slots=True)
class GivenLine:
    """A consent with how often something was shown under it."""

    id: UUID
    person_id: UUID
    reference: str
    person_name: str
    state: str
    state_label: str
    given_by_label: str
    purposes: tuple[str, ...]
    recipient_ids: tuple[UUID, ...]
    notice: str
    effective_on: date
    expires_on: date | None
    withdrawn_at: datetime | None
    recorded_at: datetime
    shown: int
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """How often something was shown to somebody, of how many persons, and when last."""

    id: UUID
    times: int
    persons: int
    last_at: datetime


def disclosure_page(actor: Actor, filters: ToldFilters, *, number: int = 1) -> Lines[ToldLine]:
    """What was shown of persons of the agency, fifty at a time. Seven queries at most. Raises: Refused."""
    rows = disclosure_rows(actor, filters)
    return page_of_rows(rows.order_by(*_TOLD_KEYS.get(filters.sort, _TOLD_KEYS["at"])), number, disclosure_lines)


def disclosure_rows(actor: Actor, filters: ToldFilters) -> QuerySet[DisclosureEvent]:
    """What was shown of persons of the agency, narrowed and in no order yet. Raises: Refused."""
    actor.require(Verb.KEEP_PRIVACY)
    return _told(DisclosureEvent.objects.filter(agency_id=actor.agency_id), filters).select_related("consent")


def consent_page(actor: Actor, filters: GivenFilters, *, number: int = 1) -> Lines[GivenLine]:
    """The answers of the agency's persons, fifty at a time. Seven queries at most. Raises: Refused."""
    rows = consent_rows(actor, filters)
    return page_of_rows(rows.order_by(*_GIVEN_KEYS.get(filters.sort, _GIVEN_KEYS["recorded"])), number, consent_lines)


def consent_rows(actor: Actor, filters: GivenFilters) -> QuerySet[Consent]:
    """The answers of the agency's persons, narrowed and in no order yet. Raises: Refused."""
    actor.require(Verb.KEEP_PRIVACY)
    return _given(Consent.objects.filter(agency_id=actor.agency_id), filters)


def recipients_since(actor: Actor, day: date) -> tuple[Recipient, ...]:
    """To whom something was shown since a day. One query over what was shown since. Raises: Refused."""
    actor.require(Verb.KEEP_PRIVACY)
    rows = DisclosureEvent.objects.filter(agency_id=actor.agency_id, at__gte=_midnight(day)).order_by()
    counted = rows.values_list("recipient_id").annotate(
        times=Count("id"), persons=Count("person_id", distinct=True), last=Max("at")
    )
    return tuple(Recipient(*row) for row in counted)


def consents_ending(actor: Actor, *, days: int, most: int) -> int:
    """How many consents that hold end within so many days, counted up to a bound. One query."""
    until = today() + timedelta(days=days)
    rows = Consent.objects.filter(agency_id=actor.agency_id, state=Consent.State.GIVEN, expires_on__lte=until)
    return rows.order_by()[:most].count()


def _told(rows: QuerySet[DisclosureEvent], filters: ToldFilters) -> QuerySet[DisclosureEvent]:
    exact = {"purpose": filters.purpose, "consent_id": filters.consent}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if filters.recipients is not None:
        rows = rows.filter(recipient_id__in=filters.recipients)
    if filters.since:
        rows = rows.filter(at__gte=_midnight(filters.since))
    if filters.until:
        rows = rows.filter(at__lt=_midnight(filters.until + timedelta(days=1)))
    return rows


def _given(rows: QuerySet[Consent], filters: GivenFilters) -> QuerySet[Consent]:
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.purpose:
        rows = rows.filter(purposes__contains=[filters.purpose])
    if filters.ends_within:
        until = today() + timedelta(days=filters.ends_within)
        rows = rows.filter(Q(state=Consent.State.GIVEN), expires_on__lte=until)
    return rows


def disclosure_lines(rows: Sequence[DisclosureEvent]) -> tuple[ToldLine, ...]:
    """Disclosures in words. Three queries, four with a protected file."""
    persons = {row.person_id for row in rows}
    names, references = names_of(persons), references_of(persons)
    members = names_of_members(row.disclosed_by for row in rows)
    return tuple(
        ToldLine(
            id=row.pk,
            person_id=row.person_id,
            reference=references.get(row.person_id, ""),
            person_name=names.get(row.person_id, ""),
            recipient_id=row.recipient_id,
            purpose_label=label("consent_purpose", row.purpose),
            what=row.what,
            at=row.at,
            by=members.get(row.disclosed_by, ""),
            consent_id=row.consent_id,
            consent_state_label=str(Consent.State(row.consent.state).label),
        )
        for row in rows
    )


def consent_lines(rows: Sequence[Consent]) -> tuple[GivenLine, ...]:
    """Consents in words, each with how often something was shown under it. Three queries, four with a protected file."""
    persons = {row.person_id for row in rows}
    names, references = names_of(persons), references_of(persons)
    counted = DisclosureEvent.objects.filter(consent_id__in=[row.pk for row in rows]).order_by()
    shown = dict(counted.values_list("consent_id").annotate(Count("id")))
    return tuple(
        GivenLine(
            id=row.pk,
            person_id=row.person_id,
            reference=references.get(row.person_id, ""),
            person_name=names.get(row.person_id, ""),
            state=row.state,
            state_label=str(Consent.State(row.state).label),
            given_by_label=str(Consent.GivenBy(row.given_by).label),
            purposes=tuple(label("consent_purpose", code) for code in row.purposes),
            recipient_ids=tuple(row.recipients),
            notice=f"{row.notice_version} ({row.notice_language})",
            effective_on=row.effective_on,
            expires_on=row.expires_on,
            withdrawn_at=row.withdrawn_at,
            recorded_at=row.recorded_at,
            shown=shown.get(row.pk, 0),
        )
        for row in rows
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(CASABLANCA))
