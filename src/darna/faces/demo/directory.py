"""The directory of the demo: the shipped entries, five of them kept by the demo's agencies, with invented hours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any, Final
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.directory import actions, queries, sources
from darna.domains.directory.actions.public import suggest_edit
from darna.domains.directory.hours import Closing, Line
from darna.domains.directory.values import HoursDraft, LocationDraft, OrganisationDraft, PlaceCard, ServiceDraft
from darna.kernel.clock import today
from darna.kernel.text import LocalText

#: Agency of the demo → the shipped entry behind which it stands, and where the demo puts its desk.
_BEHIND: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "maison": ("maison_beni_mellal", {"region": "05", "commune": "05.091.01.01"}),
    "entraide": ("entraide_nationale", {"region": "05", "commune": "05.091.01.01"}),
    "odco": ("odco", {"region": "05", "commune": "05.091.01.01"}),
    "aideca": ("aideca", {"region": "05", "commune": "05.081.11.01"}),
    "anolf-piemonte": ("anolf_piemonte", {"country": "IT", "locality": "Torino", "time_zone": "Europe/Rome"}),
}
_NOTE: Final = "Démo : horaires inventés · تجريبي: مواقيت خيالية · demo: invented hours"
_DAYS: Final = range(1, 6)
_MORNING_AND_AFTERNOON: Final = tuple(
    Line(day, opens, closes) for day in _DAYS for opens, closes in ((time(8, 30), time(12)), (time(13), time(16, 30)))
)
_MORNING: Final = tuple(Line(day, time(9), time(13)) for day in _DAYS)
_DAY_AND_NIGHT: Final = tuple(Line(day, time(0), time(0)) for day in range(1, 8))
_AT_NIGHT: Final = tuple(Line(day, time(18), time(8)) for day in range(1, 8))


def furnish(keeper: Actor, agencies: Mapping[str, UUID]) -> None:
    """Give the demo's agencies their entries, and the region a shelter that does not exist. Once, in one transaction."""
    with acting(keeper.context, seconds=120):
        _open_shelter(keeper)
        _open_emergencies(keeper)
        for slug, (entry, place) in _BEHIND.items():
            _open_desk(keeper, entry, place, _MORNING if slug == "aideca" else _MORNING_AND_AFTERNOON)
            entry_id = sources.identifier(entry)
            version = queries.organisation_card(keeper, entry_id).version
            actions.hand_over_organisation(entry_id, agencies[slug], seen_version=version, by=keeper)
        _say_what_is_wrong(keeper)


def _say_what_is_wrong(keeper: Actor) -> None:
    """A reader of the public pages has something to say of the house's own entry."""
    card = queries.organisation_card(keeper, sources.identifier(_BEHIND["maison"][0]))
    offer = queries.service_card(keeper, card.services[0].id).offered[0]
    words = "Démo : samedi matin aussi, la porte était ouverte. · تجريبي: كان الباب مفتوحا صباح السبت أيضا."
    suggest_edit(offer.option.id, about="hours", words=words, language="fr", address="demo")


def _open_desk(keeper: Actor, entry: str, place: dict[str, Any], hours: tuple[Line, ...]) -> None:
    card = queries.organisation_card(keeper, sources.identifier(entry))
    draft = LocationDraft(**place, note=_NOTE)
    actions.change_location(card.places[0].id, draft, seen_version=card.places[0].version, by=keeper)
    _write_hours(keeper, queries.location_card(keeper, card.places[0].id), hours)
    for service in card.services:
        for offer in queries.service_card(keeper, service.id).offered:
            actions.mark_assured(offer.option.id, by=keeper)


def _open_emergencies(keeper: Actor) -> None:
    """Care in the commune of the Maison, day and night; the shipped entry names no place and no hours."""
    place = actions.add_location(
        sources.identifier("health"), LocationDraft(**_BEHIND["maison"][1], note=_NOTE), by=keeper
    )
    offer = actions.offer_service(sources.identifier("service", "health", "care"), place.pk, by=keeper)
    actions.set_hours(HoursDraft(_DAY_AND_NIGHT), location_id=place.pk, seen_version=place.version, by=keeper)
    actions.mark_assured(offer.pk, by=keeper)


def _write_hours(keeper: Actor, place: PlaceCard, hours: tuple[Line, ...]) -> None:
    actions.set_hours(HoursDraft(hours), location_id=place.id, seen_version=place.version, by=keeper)
    holiday = today() + timedelta(days=12)
    closing = Closing(holiday, holiday, "Démo · تجريبي")
    actions.set_closing_days(place.id, [closing], seen_version=place.version + 1, by=keeper)


def _open_shelter(keeper: Actor) -> None:
    name = LocalText(
        ar="دار الأمان (خيالية، للتجربة)",
        fr="Dar Al Amane (fictive, pour la démo)",
        it="Dar Al Amane (immaginaria, per la demo)",
        en="Dar Al Amane (invented, for the demo)",
    )
    told = OrganisationDraft(name, "association", region="05", source="Démo", certainty="general")
    shelter = actions.add_organisation(told, by=keeper)
    hidden = LocationDraft(
        region="05", is_confidential=True, address="Adresse inventée de la démo", phone="0600000000", note=_NOTE
    )
    place = actions.add_location(shelter.pk, hidden, by=keeper)
    service = actions.add_service(shelter.pk, _SHELTERING, [place.pk], by=keeper)
    actions.move_service(service.pk, "active", seen_version=1, by=keeper)
    _write_hours(keeper, queries.location_card(keeper, place.pk), _AT_NIGHT)


_SHELTERING: Final = ServiceDraft(
    name=LocalText(
        ar="إيواء النساء وأطفالهن",
        fr="Hébergement de femmes et de leurs enfants",
        it="Accoglienza di donne con figli",
        en="Shelter for women and their children",
    ),
    description=LocalText(
        ar="مكان آمن لبضعة أسابيع. كل شيء هنا خيالي.",
        fr="Un lieu sûr pour quelques semaines. Tout ici est inventé.",
        it="Un luogo sicuro per qualche settimana. Qui tutto è inventato.",
        en="A safe place for a few weeks. Everything here is invented.",
    ),
    needs=("housing", "violence_protection"),
    languages=("ary", "ar", "fr", "tzm"),
    cost="free",
    sex="F",
    source="Démo",
)
