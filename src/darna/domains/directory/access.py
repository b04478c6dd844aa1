"""Who reads which entry of the directory, who writes it, and who may know where a confidential place lies.

Every member reads what is published. Keepers write the entries of their own agency; those of a house of migrants also
what no agency stands behind, in their region, in the whole country and abroad. PostgreSQL says the same again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, OuterRef, Q, QuerySet, Subquery

from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Agency
from darna.base.agencies.roles import Verb
from darna.base.places.models import Province
from darna.base.prepared import ID, Prepared
from darna.domains.directory.models import Location, Organisation, Service, ServiceAtLocation, Suggestion
from darna.kernel.errors import NotFound

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a keeper answers for: an agency, and for a house of migrants its region too."""

    agency_id: UUID
    is_house: bool = False
    region: str = ""

    def keeps(self, behind: UUID | None, region: str) -> bool:
        """The entry with this agency behind it, of this region, is theirs to write."""
        if behind is not None:
            return behind == self.agency_id
        return self.is_house and region in {"", self.region}

    @property
    def kept(self) -> Q:
        """The organisations they keep."""
        own = Q(agency_id=self.agency_id)
        return own | Q(agency_id__isnull=True, region__in=["", self.region]) if self.is_house else own


_GROUND = Prepared(
    lambda agency: Agency.objects.filter(pk=agency).values_list(
        "kind", Subquery(Province.objects.filter(code=OuterRef("province")).values("region_id")[:1])
    ),
    agency=ID,
)


def is_keeper(actor: Actor) -> bool:
    """The role keeps entries of the directory; drafts are shown to those who do."""
    return actor.may(Verb.KEEP_DIRECTORY)


def ground_of(actor: Actor) -> Ground | None:
    """What this actor keeps, None for everybody who keeps nothing. One query for a keeper, none for others."""
    if not is_keeper(actor):
        return None
    kind, region = _GROUND.first(agency=actor.agency_id) or ("", "")
    return Ground(actor.agency_id, kind == Agency.Kind.MAISON, region or "")


def may_know_address(actor: Actor, ground: Ground | None, organisation: Organisation) -> bool:
    """Where a confidential place lies is for those who send people there and for those who keep the entry."""
    if actor.may(Verb.READ_ADDRESSES):
        return True
    return ground is not None and ground.keeps(organisation.agency_id, organisation.region)


def organisations_kept_by(actor: Actor) -> QuerySet[Organisation]:
    """The organisations whose entries the actor writes. Raises: Refused."""
    actor.require(Verb.KEEP_DIRECTORY)
    ground = ground_of(actor)
    return Organisation.objects.filter(ground.kept) if ground else Organisation.objects.none()


def kept_organisation(actor: Actor, organisation_id: UUID) -> Organisation:
    """One organisation to write in. Two queries. Raises: Refused; NotFound when it is not theirs to keep."""
    return _found("organisation", organisation_id, organisations_kept_by(actor).filter(pk=organisation_id))


def kept_service(actor: Actor, service_id: UUID) -> Service:
    """One service to write in, with its organisation. Two queries. Raises: Refused, NotFound."""
    rows = Service.objects.filter(pk=service_id, organisation__in=organisations_kept_by(actor))
    return _found("service", service_id, rows.select_related("organisation"))


def kept_location(actor: Actor, location_id: UUID) -> Location:
    """One place to write in, with its organisation. Two queries. Raises: Refused, NotFound."""
    rows = Location.objects.filter(pk=location_id, organisation__in=organisations_kept_by(actor))
    return _found("location", location_id, rows.select_related("organisation"))


def kept_offer(actor: Actor, offer_id: UUID) -> ServiceAtLocation:
    """One service at a place to write in, with both. Two queries. Raises: Refused, NotFound."""
    rows = ServiceAtLocation.objects.filter(pk=offer_id, organisation__in=organisations_kept_by(actor))
    return _found("offer", offer_id, rows.select_related("organisation", "service", "location"))


def suggestions_kept_by(actor: Actor) -> QuerySet[Suggestion]:
    """What readers say of the entries the actor writes. Raises: Refused."""
    rows = Suggestion.objects.filter(organisation__in=organisations_kept_by(actor))
    return rows.select_related("offer__service", "offer__location", "organisation")


def kept_suggestion(actor: Actor, suggestion_id: UUID) -> Suggestion:
    """One suggestion to decide. Two queries. Raises: Refused, NotFound."""
    return _found("suggestion", suggestion_id, suggestions_kept_by(actor).filter(pk=suggestion_id))


def _found(kind: str, key: UUID, rows: QuerySet[Row]) -> Row:
    row = rows.first()
    if row is None:
        raise NotFound(kind, key)
    return row
