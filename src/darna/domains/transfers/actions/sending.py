"""The sender's side of a transfer, and the request of the agency that would take the case on."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import countries_of, other_agencies
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import require_code, require_text, save
from darna.base.keys.actions import make_package_key
from darna.domains.cases import access as of_cases
from darna.domains.cases.queries import case_card
from darna.domains.people.actions import record_disclosure, require_consent
from darna.domains.people.queries import person_card
from darna.domains.people.values import SHARING, PersonCard
from darna.domains.referrals import packages
from darna.domains.referrals.queries import referral_card
from darna.domains.referrals.values import Draft
from darna.domains.transfers import access, packing
from darna.domains.transfers.models import OPEN, Transfer, TransferSource
from darna.domains.transfers.queries.rules import rule_of
from darna.domains.transfers.sealed import BODY
from darna.domains.transfers.values import ABROAD, Body
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, ConsentMissing, Invalid, Refused, StaleVersion

if TYPE_CHECKING:
    from darna.domains.people.models import Consent

State = Transfer.State
#: What a disclosure calls it.
TRANSFER = "transfer"


@transaction.atomic
def request_transfer(referral_id: UUID, *, by: Actor) -> Transfer:
    """Ask the agency that sent a referral for the whole case; who the person is, both know from the referral.

    Raises: Refused, NotFound; Refused for a referral that was not accepted; AlreadyDone while one waits.
    """
    by.require(Verb.ANSWER_REFERRAL)
    card = referral_card(by, referral_id)
    access.require(not card.is_sender and card.state == "accepted", "transfer_is_asked_after_accepting")
    assert card.from_agency_id is not None
    row = Transfer(
        agency_id=card.from_agency_id, to_agency_id=by.agency_id, referral_id=referral_id, state=State.REQUESTED
    )
    _added(row)
    record("transfer.requested", subject=row, detail={"reference": card.reference})
    return row


@transaction.atomic
def prepare_transfer(
    case_id: UUID, to_agency_id: UUID, draft: Draft, *, by: Actor, request_id: UUID | None = None
) -> Transfer:
    """Put together what goes with a case, by the person's consent to that agency, and freeze it; nobody is told yet.

    Raises: Refused, NotFound, Invalid; ConsentMissing; AlreadyDone while the case is under way already.
    """
    by.require(Verb.SHARE_CASE)
    case = access.own_case(by, case_id)
    of_cases.require(of_cases.may_share(by, case), case)
    if to_agency_id not in other_agencies(by.agency_id):
        raise Invalid("agency", "not_in_the_list")
    require_text("summary", draft.summary)
    card = person_card(by, case.person_id)
    _require_ordinary(card)
    consent = _consents(case.person_id, to_agency_id, by)
    _require_none_under_way(case_id)
    row = _asked_for(request_id, to_agency_id, by) if request_id else None
    if row is None:
        row = Transfer(
            agency_id=by.agency_id, to_agency_id=to_agency_id, state=State.PROPOSED, programme=case.programme
        )
        row.save(force_insert=True)
    needs = tuple(need.kind for need in case_card(by, case_id).needs if need.is_open)
    body = Body(packages.compose(card, draft, need=needs[0] if needs else "", asked_by=by.name), needs)
    cipher = make_package_key(row.pk, case.person_id, by.agency_id)
    TransferSource(
        agency_id=by.agency_id,
        transfer_id=row.pk,
        person_id=case.person_id,
        case_id=case.pk,
        consent_id=consent.pk,
        proposed_by=by.membership_id,
        sealed_body=cipher.seal(packing.written(body), field=BODY),
    ).save(force_insert=True)
    if row.state == State.REQUESTED:
        save(row, state=State.PROPOSED, programme=case.programme)
    told = {"case": case.reference, "to": to_agency_id}
    record("transfer.prepared", subject=_named(row), person_id=case.person_id, detail=told)
    return row


@transaction.atomic
def send_transfer(transfer_id: UUID, *, seen_version: int, by: Actor) -> Transfer:
    """Send the case as it was prepared: by a second person where the agency asks for two.

    Raises: Refused, NotFound, StaleVersion, AlreadyDone; ConsentMissing when the consent ended meanwhile.
    """
    by.require(Verb.SHARE_CASE)
    row, source = _ours(transfer_id, (State.PROPOSED,), seen_version, by)
    if source is None:
        raise AlreadyDone("transfer_moved_on")
    if rule_of(by.agency_id).needs_approval:
        by.require(Verb.SUPERVISE)
        access.require(source.proposed_by != by.membership_id, "transfer_is_your_own_proposal")
    else:
        case = access.own_case(by, source.case_id)
        of_cases.require(of_cases.may_share(by, case), case)
    _consents(source.person_id, row.to_agency_id, by)
    save(source, approved_by=by.membership_id)
    save(row, state=State.SENT, sent_at=now())
    record_disclosure(source.person_id, purpose=SHARING, to=row.to_agency_id, what=TRANSFER, by=by)
    record("transfer.sent", subject=_named(row), person_id=source.person_id, detail={"to": row.to_agency_id})
    return row


@transaction.atomic
def refuse_transfer(transfer_id: UUID, reason: str, *, seen_version: int, by: Actor) -> Transfer:
    """Not send the case: a supervisor, about a request or about what a worker prepared.

    Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone.
    """
    by.require(Verb.SUPERVISE)
    require_code("reason", reason, "referral_decline_reason")
    row, source = _ours(transfer_id, (State.REQUESTED, State.PROPOSED), seen_version, by)
    save(row, state=State.REFUSED, reason=reason)
    person = source.person_id if source else None
    record("transfer.refused", subject=_named(row), person_id=person, detail={"reason": reason})
    return row


@transaction.atomic
def withdraw_transfer(transfer_id: UUID, *, seen_version: int, by: Actor) -> Transfer:
    """Take it back while nobody answered: who prepared it, a supervisor, or the agency that asked for it.

    Raises: Refused, NotFound, StaleVersion, AlreadyDone.
    """
    by.require(Verb.WRITE_CASE)
    row, source = access.visible_transfer(by, transfer_id, to_change=True)
    _require_version(row, seen_version)
    is_sender = row.agency_id == by.agency_id
    if row.state not in ((State.PROPOSED, State.SENT) if is_sender else (State.REQUESTED,)):
        raise AlreadyDone("transfer_moved_on", state=row.state)
    is_theirs = source is not None and source.proposed_by == by.membership_id
    access.require(not is_sender or is_theirs or by.may(Verb.SUPERVISE), "transfer_is_a_colleagues")
    save(row, state=State.WITHDRAWN)
    record("transfer.withdrawn", subject=_named(row), person_id=source.person_id if source else None)
    return row


def _ours(
    transfer_id: UUID, states: tuple[str, ...], seen_version: int, by: Actor
) -> tuple[Transfer, TransferSource | None]:
    row, source = access.visible_transfer(by, transfer_id, to_change=True)
    access.require(row.agency_id == by.agency_id, "transfer_is_sent_by_the_other_agency")
    if row.state not in states:
        raise AlreadyDone("transfer_moved_on", state=row.state)
    _require_version(row, seen_version)
    return row, source


def _require_version(row: Transfer, seen_version: int) -> None:
    if row.version != seen_version:
        raise StaleVersion(row.version, seen_version)


def _require_ordinary(card: PersonCard) -> None:
    if not card.is_ours or card.erased_at is not None or card.is_protected:
        raise Refused("protected_file_is_not_transferred", reference=card.reference)


def _require_none_under_way(case_id: UUID) -> None:
    if TransferSource.objects.filter(case_id=case_id, transfer__state__in=OPEN).exists():
        raise AlreadyDone("case_is_being_transferred")


def _consents(person_id: UUID, to_agency_id: UUID, by: Actor) -> Consent:
    """The consent to this recipient; where they work in another country, one to sending abroad too."""
    consent = require_consent(person_id, SHARING, to_agency_id)
    countries = countries_of([by.agency_id, to_agency_id])
    if countries.get(by.agency_id) != countries.get(to_agency_id):
        try:
            require_consent(person_id, ABROAD, to_agency_id)
        except ConsentMissing as missing:
            raise Refused("no_consent_to_a_transfer_abroad") from missing
    return consent


def _asked_for(request_id: UUID, to_agency_id: UUID, by: Actor) -> Transfer:
    row, _source = access.visible_transfer(by, request_id, to_change=True)
    if row.state != State.REQUESTED:
        raise AlreadyDone("transfer_moved_on", state=row.state)
    if row.to_agency_id != to_agency_id:
        raise Invalid("agency", "another_agency_asked")
    return row


def _added(row: Transfer) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as taken:
        if "transfer_is_asked_for_once_at_a_time" not in str(taken):
            raise
        raise AlreadyDone("transfer_is_asked_for_already") from taken


def _named(row: Transfer) -> tuple[str, UUID]:
    return ("transfers.transfer", row.pk)
