"""Who may see a referral, write and send it, receive, answer and pass it on; PostgreSQL says the same again."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.people.values import PersonCard
from darna.domains.referrals.models import Reception, Referral, ReferralSource
from darna.domains.referrals.values import OPEN, UNANSWERED, Rights
from darna.kernel.errors import NotFound, Refused


@dataclass(frozen=True, slots=True)
class Seen:
    """One referral as its reader finds it: with the own agency's side, and without the other's."""

    referral: Referral
    source: ReferralSource | None = None
    reception: Reception | None = None

    @property
    def is_sender(self) -> bool:
        """The reader's agency sent it, or writes it."""
        return self.source is not None


def sent_by(actor: Actor) -> QuerySet[Referral]:
    """What the actor's agency wrote and sent, as far as the reader sees the files behind it."""
    actor.require(Verb.OPEN_FILE)
    return sent_by_agency(actor.agency_id)


def received_by(actor: Actor) -> QuerySet[Referral]:
    """What was sent to the actor's agency."""
    actor.require(Verb.RECEIVE_REFERRAL)
    return received_by_agency(actor.agency_id)


def sent_by_agency(agency_id: UUID) -> QuerySet[Referral]:
    """The same for a question that is prepared; whoever asks has looked at the right."""
    return Referral.objects.filter(agency_id=agency_id, source__agency_id=agency_id)


def received_by_agency(agency_id: UUID) -> QuerySet[Referral]:
    """The same for a question that is prepared; whoever asks has looked at the right."""
    return Referral.objects.filter(to_agency_id=agency_id).exclude(state=Referral.State.DRAFT)


def seen(actor: Actor, referral_id: UUID, *, to_change: bool = False) -> Seen:
    """One referral with the own side of it; held until the transaction ends if it is to be changed. Two queries.

    Raises: NotFound for one that does not exist or is of neither; the two look alike.
    """
    actor.require(Verb.OPEN_FILE)
    rows = Referral.objects.select_for_update(of=("self",)) if to_change else Referral.objects.all()
    referral = rows.filter(pk=referral_id).first()
    if referral is not None and referral.agency_id == actor.agency_id:
        source = ReferralSource.objects.filter(referral_id=referral_id, agency_id=actor.agency_id).first()
        if source is not None:
            return Seen(referral, source=source)
    elif referral is not None and referral.to_agency_id == actor.agency_id and referral.state != Referral.State.DRAFT:
        mine = Reception.objects.filter(referral_id=referral_id, agency_id=actor.agency_id).first()
        return Seen(referral, reception=mine)
    raise NotFound("referral", referral_id)


def sends(actor: Actor, found: Seen) -> bool:
    """Whoever wrote or sent it, and supervisors of that agency."""
    source = found.source
    if source is None or not actor.may(Verb.REFER):
        return False
    return source.worker_id == actor.membership_id or actor.may(Verb.ASSIGN_CASE)


def receives(actor: Actor, found: Seen) -> bool:
    """Reception and caseworkers of the agency it went to."""
    return not found.is_sender and actor.may(Verb.RECEIVE_REFERRAL)


def answers(actor: Actor, found: Seen) -> bool:
    """Whoever it was given to, anybody who accompanies while it is nobody's, and supervisors."""
    if found.is_sender or not actor.may(Verb.ANSWER_REFERRAL):
        return False
    assigned = found.reception.assigned_id if found.reception else None
    return assigned in {None, actor.membership_id} or actor.may(Verb.ASSIGN_CASE)


def reads_words(actor: Actor) -> bool:
    """The words written for the partner are for those who accompany, on both sides."""
    return actor.may(Verb.READ_NARRATIVE)


def rights_of(actor: Actor, found: Seen) -> Rights:
    """What the reader may do now."""
    state, is_open = found.referral.state, found.referral.state in OPEN
    may_send, may_answer, may_receive = sends(actor, found), answers(actor, found), receives(actor, found)
    has_case = bool(found.reception and found.reception.case_id)
    return Rights(
        is_sender=found.is_sender,
        writes=may_send and state == Referral.State.DRAFT,
        sends=may_send and state == Referral.State.DRAFT,
        cancels=may_send and is_open,
        opens=may_receive,
        answers=may_answer and state in UNANSWERED,
        finishes=may_answer and state == Referral.State.ACCEPTED,
        forwards=may_answer and is_open,
        assigns=may_receive and is_open,
        links=may_answer and state == Referral.State.ACCEPTED and not has_case and actor.may(Verb.OPEN_CASE),
    )


def require(allowed: bool, code: str, found: Seen) -> None:
    """Raises: Refused with the code when it is not allowed."""
    if not allowed:
        raise Refused(code, reference=found.referral.reference)


def require_ordinary(card: PersonCard) -> None:
    """Raises: Refused for a protected file: an agency would open it through all its workers."""
    if not card.is_ours or card.erased_at is not None:
        raise NotFound("person", card.id)
    if card.is_protected:
        raise Refused("protected_file_is_not_referred", reference=card.reference)
