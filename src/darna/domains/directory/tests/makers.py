"""Keepers, organisations, places and services of tests; fictional, and no test says what it does not care about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member
from darna.base.rowsecurity.context import acting
from darna.domains.directory import actions
from darna.domains.directory.actions.public import suggest_edit
from darna.domains.directory.models import Location, Organisation, Service, ServiceAtLocation, Suggestion
from darna.domains.directory.values import LocationDraft, OrganisationDraft, ServiceDraft
from darna.kernel.text import LocalText

HOME = "05.091.01.01"


@dataclass(frozen=True)
class Keepers:
    """Who keeps the directory, who sends people to it, and who only reads it."""

    house: Actor
    partner: Actor
    far_house: Actor
    worker: Actor
    reception: Actor
    planner: Actor


def make_keepers() -> Keepers:
    """A house with its region, a partner agency, and a house of another region."""
    house = make_agency("maison", kind="maison", province="05.091")
    partner = make_agency("aideca")
    far = make_agency("maison-nador", kind="maison", province="02.381")
    return Keepers(
        house=make_member(Role.DIRECTORY_KEEPER, agency=house),
        partner=make_member(Role.DIRECTORY_KEEPER, agency=partner),
        far_house=make_member(Role.DIRECTORY_KEEPER, agency=far),
        worker=make_member(Role.CASEWORKER, agency=house),
        reception=make_member(Role.RECEPTIONIST, agency=house),
        planner=make_member(Role.PLANNER, agency=partner),
    )


def make_organisation(by: Actor, **told: Any) -> Organisation:
    """A draft of an organisation."""
    name = LocalText(fr=told.pop("fr", "Association Amal"), ar=told.pop("ar", "جمعية الأمل"))
    with acting(by.context):
        return actions.add_organisation(OrganisationDraft(name, told.pop("kind", "association"), **told), by=by)


def make_location(by: Actor, organisation: Organisation, **told: Any) -> Location:
    """A place of an organisation, in Béni Mellal if nothing else is said."""
    told.setdefault("commune", HOME if told.get("country", "MA") == "MA" else "")
    with acting(by.context):
        return actions.add_location(organisation.pk, LocationDraft(**told), by=by)


def make_offer(by: Actor, *, location: Location | None = None, **told: Any) -> ServiceAtLocation:
    """A published service at a place; its organisation and place are made where none is given."""
    place = location or make_location(by, make_organisation(by), **told.pop("place", {}))
    names = {language: told.pop(language, "") for language in ("ar", "fr", "it", "en")}
    names["fr"] = names["fr"] or "Écoute et hébergement"
    draft = ServiceDraft(LocalText(**names), tuple(told.pop("needs", ("housing",))), **told)
    with acting(by.context):
        service = actions.add_service(place.organisation_id, draft, [place.pk], by=by)
        actions.move_service(service.pk, "active", seen_version=1, by=by)
        return ServiceAtLocation.objects.select_related("service", "location", "organisation").get(service=service)


def make_suggestion(by: Actor, offer: ServiceAtLocation, **told: str) -> Suggestion:
    """What a reader said of an entry, as it comes in through the database's own door."""
    told = {"about": "hours", "words": "Ils ouvrent à neuf heures.", "language": "fr", "address": str(uuid4()), **told}
    assert suggest_edit(offer.pk, **told)
    with acting(by.context):
        return Suggestion.objects.order_by("-sent_at").filter(offer=offer)[0]


def draft_of(service: Service, **changes: Any) -> ServiceDraft:
    """The service as a keeper would write it again, with changes."""
    told = {
        "name": service.name,
        "needs": tuple(service.needs),
        "serves": tuple(service.serves),
        "languages": tuple(service.languages),
        "cost": service.cost,
    }
    return ServiceDraft(**{**told, **changes})
