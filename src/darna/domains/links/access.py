"""Who may write, send and follow links; PostgreSQL says the same again."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.links.models import LinkReferral
from darna.domains.links.values import LIVE, LinkRights
from darna.kernel.errors import NotFound, Refused, StaleVersion


def links_of(actor: Actor) -> QuerySet[LinkReferral]:
    """The agency's links, as far as the reader sees the files behind them."""
    actor.require(Verb.OPEN_FILE)
    return links_of_agency(actor.agency_id)


def links_of_agency(agency_id: UUID) -> QuerySet[LinkReferral]:
    """The same for a question that is prepared; whoever asks has looked at the right."""
    return LinkReferral.objects.filter(agency_id=agency_id)


def seen(actor: Actor, link_id: UUID) -> LinkReferral:
    """One link with its partner. One query. Raises: NotFound for another agency's, Refused."""
    link = links_of(actor).select_related("partner").filter(pk=link_id).first()
    if link is None:
        raise NotFound("referral", link_id)
    return link


def held(actor: Actor, link_id: UUID, seen_version: int | None, **kept: object) -> LinkReferral:
    """The link as it is now, held, of somebody who may change it. One query.

    Raises: NotFound, Refused; StaleVersion when it changed since it was seen.
    """
    actor.require(Verb.REFER)
    rows = links_of(actor).select_related("partner").select_for_update(of=("self",))
    link = rows.filter(pk=link_id).first()
    if link is None:
        raise NotFound("referral", link_id)
    if not sends(actor, link):
        raise Refused("referral_is_not_yours", reference=link.reference)
    if seen_version is not None and link.version != seen_version:
        raise StaleVersion(link.version, seen_version, **kept)
    return link


def sends(actor: Actor, link: LinkReferral) -> bool:
    """Whoever wrote it, and supervisors of that agency."""
    return actor.may(Verb.REFER) and (link.worker_id == actor.membership_id or actor.may(Verb.ASSIGN_CASE))


def rights_of(actor: Actor, link: LinkReferral) -> LinkRights:
    """What the reader may do now."""
    mine, is_live = sends(actor, link), link.state in LIVE
    return LinkRights(
        writes=mine and link.state == "draft",
        cancels=mine and is_live,
        renews=mine and (is_live or link.state == "expired"),
        replies=mine and is_live and link.is_asking,
        prints=mine and is_live,
    )


def require(allowed: bool, code: str, link: LinkReferral) -> None:
    """Raises: Refused with the code when it is not allowed."""
    if not allowed:
        raise Refused(code, reference=link.reference)
