"""Saying that an entry was asked about and is right."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import locked, save
from darna.domains.directory import access
from darna.domains.directory.models import ServiceAtLocation
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone


@transaction.atomic
def mark_assured(offer_id: UUID, *, by: Actor) -> ServiceAtLocation:
    """Say that a service at a place was confirmed today. Raises: Refused, NotFound; AlreadyDone when it was."""
    offer = access.kept_offer(by, offer_id)
    if offer.assured_on == today():
        raise AlreadyDone("assured_today_already")
    name, place = str(offer.service), str(offer.location)
    offer = locked(offer, offer.version)
    save(offer, assured_on=today(), assured_by=by.membership_id, assured_agency_id=by.agency_id)
    record("entry.assured", subject=offer, detail={"name": name, "place": place})
    return offer
