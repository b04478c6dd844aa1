"""Adding a service and saying where it is offered; changing, publishing and closing it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import differing_columns, locked, require_codes, require_text, save
from darna.domains.directory import access
from darna.domains.directory.actions.moving import require_move
from darna.domains.directory.actions.saving import LONGEST_REASON, in_columns, require_name
from darna.domains.directory.folding import words_of_service
from darna.domains.directory.models import Certainty, Location, Organisation, Service, ServiceAtLocation, State
from darna.domains.directory.values import EVERYBODY, ServiceDraft
from darna.kernel.errors import AlreadyDone, Invalid, Refused


@transaction.atomic
def add_service(organisation_id: UUID, draft: ServiceDraft, location_ids: Sequence[UUID], *, by: Actor) -> Service:
    """Write a service of an organisation as a draft, and where it is offered. Raises: Refused, NotFound, Invalid."""
    organisation = access.kept_organisation(by, organisation_id)
    _require_open(organisation)
    places = _places(organisation, location_ids)
    service = Service(organisation=organisation, agency_id=organisation.agency_id, **_columns(draft))
    service.folded = words_of_service(service)
    service.save(force_insert=True)
    ServiceAtLocation.objects.bulk_create(_offer(service, place) for place in places)
    record(
        "service.added",
        subject=service,
        detail={"name": str(service), "needs": service.needs, "place": [str(place) for place in places]},
    )
    return service


@transaction.atomic
def change_service(service_id: UUID, draft: ServiceDraft, *, seen_version: int, by: Actor) -> Service:
    """Say anew what a service is and for whom. Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone."""
    service = locked(access.kept_service(by, service_id), seen_version)
    changes = differing_columns(service, _columns(draft))
    for name, value in changes.items():
        setattr(service, name, value)
    save(service, **changes, folded=words_of_service(service))
    record("service.changed", subject=service, detail={"name": str(service), "fields": sorted(changes)})
    return service


@transaction.atomic
def move_service(service_id: UUID, state: str, reason: str = "", *, seen_version: int, by: Actor) -> Service:
    """Publish a service, and with it its organisation; close it, or bring it back.

    Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone.
    """
    service = access.kept_service(by, service_id)
    reason = require_move(service.state, state, reason)
    if state == State.ACTIVE:
        _require_open(service.organisation)
    organisation, service = service.organisation, locked(service, seen_version)
    before = service.state
    save(service, state=state)
    if state == State.ACTIVE and organisation.state == State.DRAFT:
        save(locked(organisation, organisation.version), state=State.ACTIVE)
    detail = {"name": str(service), "before": before, "state": state, "reason": reason}
    record("entry.moved", subject=service, detail=detail)
    return service


@transaction.atomic
def offer_service(service_id: UUID, location_id: UUID, *, by: Actor) -> ServiceAtLocation:
    """Say that a service is offered at one more place, or there again.

    Raises: Refused, NotFound, Invalid; AlreadyDone when it is offered there.
    """
    service = access.kept_service(by, service_id)
    (place,) = _places(service.organisation, [location_id])
    offer = ServiceAtLocation.objects.select_for_update().filter(service=service, location=place).first()
    if offer is None:
        offer = _offer(service, place)
        offer.save(force_insert=True)
    elif offer.state == State.ACTIVE:
        raise AlreadyDone("offered_there_already")
    else:
        save(offer, state=State.ACTIVE)
    record("service.offered", subject=offer, detail={"name": str(service), "place": str(place)})
    return offer


@transaction.atomic
def stop_offering(offer_id: UUID, reason: str, *, seen_version: int, by: Actor) -> ServiceAtLocation:
    """Say that a service is no longer offered at a place. Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone."""
    offer = access.kept_offer(by, offer_id)
    if offer.state == State.CLOSED:
        raise AlreadyDone("not_offered_already")
    reason = require_text("reason", reason, most=LONGEST_REASON)
    name, place, offer = str(offer.service), str(offer.location), locked(offer, seen_version)
    save(offer, state=State.CLOSED)
    record("service.no_longer_offered", subject=offer, detail={"name": name, "place": place, "reason": reason})
    return offer


def _offer(service: Service, place: Location) -> ServiceAtLocation:
    return ServiceAtLocation(
        agency_id=service.agency_id, organisation_id=service.organisation_id, service=service, location=place
    )


def _places(organisation: Organisation, location_ids: Sequence[UUID]) -> list[Location]:
    found = list(
        Location.objects.filter(organisation=organisation, pk__in=location_ids, state=State.ACTIVE).order_by("id")
    )
    if not found or len(found) != len(set(location_ids)):
        raise Invalid("places", "place_missing")
    return found


def _require_open(organisation: Organisation) -> None:
    if organisation.state == State.CLOSED:
        raise Refused("organisation_is_closed")


def _columns(draft: ServiceDraft) -> dict[str, object]:
    require_name(draft.name)
    _require_choices(draft)
    first, last = draft.age_from, draft.age_to
    if first is not None and last is not None and last < first:
        raise Invalid("age_to", "ages_out_of_order")
    return {
        **in_columns("name", draft.name),
        **in_columns("description", draft.description),
        **in_columns("note", draft.note),
        "needs": list(draft.needs),
        "languages": list(draft.languages),
        "serves": [EVERYBODY] if EVERYBODY in draft.serves else list(draft.serves),
        "cost": draft.cost,
        "cost_note": draft.cost_note.strip(),
        "age_from": first,
        "age_to": last,
        "sex": draft.sex,
        "needs_documents": draft.needs_documents,
        "source": draft.source.strip(),
        "certainty": draft.certainty,
    }


def _require_choices(draft: ServiceDraft) -> None:
    if not draft.needs:
        raise Invalid("needs", "need_missing")
    require_codes("needs", draft.needs, "need_type")
    require_codes("languages", draft.languages, "language")
    require_codes("serves", draft.serves, "served_group")
    require_codes("sex", [draft.sex] if draft.sex else [], "sex")
    for name, offered in (("cost", Service.Cost.values), ("certainty", Certainty.values)):
        if getattr(draft, name) not in offered:
            raise Invalid(name, "not_in_the_list")
