"""Who reads definitions of programmes, and who changes those of an agency; PostgreSQL says the same again."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.programmes.models import ProgrammeVersion
from darna.kernel.errors import NotFound


def versions_visible_to(actor: Actor) -> QuerySet[ProgrammeVersion]:
    """What was shipped, and everything of the actor's own agency, drafts included."""
    return ProgrammeVersion.objects.filter(Q(agency_id__isnull=True) | Q(agency_id=actor.agency_id))


def version_to_keep(actor: Actor, version_id: UUID) -> ProgrammeVersion:
    """One version for whoever keeps the agency's programmes. One query. Raises: Refused, NotFound."""
    actor.require(Verb.KEEP_PROGRAMMES)
    version = versions_visible_to(actor).filter(pk=version_id).first()
    if version is None:
        raise NotFound("programme", version_id)
    return version


def draft_to_change(actor: Actor, version_id: UUID) -> ProgrammeVersion:
    """A draft of the own agency, held until the transaction ends. One query.

    Raises: Refused; NotFound for anything else, a published version included.
    """
    actor.require(Verb.KEEP_PROGRAMMES)
    drafts = ProgrammeVersion.objects.filter(agency_id=actor.agency_id, state=ProgrammeVersion.State.DRAFT)
    draft = drafts.filter(pk=version_id).select_for_update(of=("self",)).first()
    if draft is None:
        raise NotFound("programme", version_id)
    return draft
