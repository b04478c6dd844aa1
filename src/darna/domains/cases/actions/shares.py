"""Showing a file to another agency by the person's consent, and taking the view back at once."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import other_agencies
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked, save
from darna.domains.cases import access
from darna.domains.cases.models import Case, CaseShare
from darna.domains.cases.queries.cards import row_and_case
from darna.domains.people.actions import record_disclosure
from darna.domains.people.queries import consent_for
from darna.domains.people.values import SHARING
from darna.kernel.clock import CASABLANCA, now, today
from darna.kernel.errors import AlreadyDone, ConsentMissing, Invalid, Refused

#: Why a share ended.
BY_WORKER = "by_worker"
CONSENT_ENDED = "consent_ended"
TIME_OVER = "time_over"
CASE_CLOSED = "case_closed"
#: Nobody is shown a file for longer than this without being asked again.
MOST_DAYS = 366


@transaction.atomic
def share_case(case_id: UUID, to_agency_id: UUID, until: date, *, by: Actor) -> CaseShare:
    """Show a case to another agency until a day, the day included, as far as the person's consent goes.

    Raises: Refused, NotFound, Invalid; ConsentMissing; AlreadyDone when that agency sees it already.
    """
    by.require(Verb.SHARE_CASE)
    case = access.visible_case(by, case_id)
    access.require(access.may_share(by, case), case)
    access.require_open(case)
    _require_ordinary(case)
    if to_agency_id not in other_agencies(by.agency_id):
        raise Invalid("agency", "not_an_agency_to_share_with")
    consent = consent_for(case.person_id, SHARING, to_agency_id)
    if consent is None:
        raise ConsentMissing(purpose=SHARING, recipient=to_agency_id)
    _require_within(until, consent.expires_on)
    _make_room(case, to_agency_id)
    share = CaseShare.objects.create(
        agency_id=case.agency_id,
        case_id=case.pk,
        person_id=case.person_id,
        to_agency_id=to_agency_id,
        consent_id=consent.pk,
        shared_by=by.membership_id,
        until=_end_of(until),
    )
    record_disclosure(case.person_id, purpose=SHARING, to=to_agency_id, what="case", by=by)
    record("case.shared", subject=share, detail={"case": case.reference, "to": to_agency_id, "until": until})
    return share


@transaction.atomic
def revoke_share(share_id: UUID, *, seen_version: int, by: Actor) -> CaseShare:
    """Take the view of a case back; it is gone for the other agency at its next statement.

    Raises: Refused, NotFound, StaleVersion; AlreadyDone when it was taken back before.
    """
    by.require(Verb.SHARE_CASE)
    share, case = row_and_case(by, CaseShare, share_id)
    access.require(access.may_share(by, case), case)
    if share.revoked_at is not None:
        raise AlreadyDone("share_is_revoked_already", on=share.revoked_at)
    share = locked(share, seen_version)
    save(share, revoked_at=now(), revoked_because=BY_WORKER)
    record("case.share_revoked", subject=share, detail={"case": case.reference, "to": share.to_agency_id})
    return share


def revoke_shares_of(person_id: UUID, *, consent_id: UUID | None = None, because: str = CONSENT_ENDED) -> int:
    """Take back every live view of a person's cases, or those given under one consent; how many there were.

    It has no sentence of its own: it belongs to the verb that ends the consent.
    """
    live = _live().filter(person_id=person_id)
    if consent_id is not None:
        live = live.filter(consent_id=consent_id)
    return _revoke(live, because)


def end_shares_of_case(case_id: UUID) -> int:
    """Take back every live view of a case that is closed; how many there were. It belongs to the verb that closes.

    A reopened case is shown to another agency by sharing it anew.
    """
    return _revoke(_live().filter(case_id=case_id, until__gt=now()), CASE_CLOSED)


def _live() -> QuerySet[CaseShare]:
    return CaseShare.objects.select_for_update().filter(revoked_at__isnull=True)


def _revoke(shares: QuerySet[CaseShare], because: str) -> int:
    ended = list(shares)
    for share in ended:
        save(share, revoked_at=now(), revoked_because=because)
    return len(ended)


def _make_room(case: Case, to_agency_id: UUID) -> None:
    """A share whose time is over gives way to a new one. Raises: AlreadyDone while one is live."""
    given = _live().filter(case_id=case.pk, to_agency_id=to_agency_id)
    if given.filter(until__gt=now()).exists():
        raise AlreadyDone("case_is_shared_already", reference=case.reference)
    _revoke(given, TIME_OVER)


def _require_ordinary(case: Case) -> None:
    # Another agency would see a protected file through all its workers; it is shown person to person instead.
    if not access.is_seen_by_all(case):
        raise Refused("protected_file_is_not_shared", reference=case.reference)


def _require_within(until: date, consent_ends_on: date | None) -> None:
    if until < today():
        raise Invalid("until", "in_the_past", value=until.isoformat())
    if until > today() + timedelta(days=MOST_DAYS):
        raise Invalid("until", "too_far_ahead", days=MOST_DAYS)
    if consent_ends_on is not None and until > consent_ends_on:
        raise Invalid("until", "after_the_consent_ends", ends_on=consent_ends_on)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(CASABLANCA))
