"""Who keeps the times: the data-protection officer of the agency, who sees of protected files those they are named for."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.retention.models import RetentionHold, RetentionNotice
from darna.kernel.clock import today
from darna.kernel.errors import NotFound


def visible(actor: Actor) -> QuerySet[RetentionNotice]:
    """The notices of the officer's agency; row security leaves out files they do not see. Raises: Refused."""
    actor.require(Verb.KEEP_PRIVACY)
    return RetentionNotice.objects.filter(agency_id=actor.agency_id)


def visible_notice(actor: Actor, notice_id: UUID) -> RetentionNotice:
    """One notice. One query. Raises: Refused; NotFound where it does not exist or is not the officer's to see."""
    row = visible(actor).filter(pk=notice_id).first()
    if row is None:
        raise NotFound("notice", notice_id)
    return row


def visible_holds(actor: Actor) -> QuerySet[RetentionHold]:
    """The holds of the officer's agency. Raises: Refused."""
    actor.require(Verb.KEEP_PRIVACY)
    return RetentionHold.objects.filter(agency_id=actor.agency_id)


def visible_hold(actor: Actor, hold_id: UUID) -> RetentionHold:
    """One hold. One query. Raises: Refused, NotFound."""
    row = visible_holds(actor).filter(pk=hold_id).first()
    if row is None:
        raise NotFound("hold", hold_id)
    return row


def standing() -> Q:
    """What makes a hold stand today."""
    return Q(released_at__isnull=True) & (Q(until__isnull=True) | Q(until__gte=today()))


def is_held() -> Exists:
    """For a queryset of rows with a person: whether a hold of theirs stands."""
    return Exists(RetentionHold.objects.filter(standing(), person_id=OuterRef("person_id")))
