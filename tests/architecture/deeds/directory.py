"""Deeds in the directory, one example of each."""

from __future__ import annotations

from datetime import date, time

from darna.domains.directory import actions as directory
from darna.domains.directory.hours import Closing, Line
from darna.domains.directory.tests.makers import draft_of, make_location, make_suggestion
from darna.domains.directory.values import HoursDraft, LocationDraft, OrganisationDraft
from darna.kernel.clock import today
from darna.kernel.text import LocalText
from tests.architecture.deeds.scene import Deed

DEEDS: dict[str, Deed] = {
    "directory.add_organisation": (
        lambda s: s.keeper,
        lambda s, by: s.done(by, directory.add_organisation, OrganisationDraft(LocalText(fr="Amal"), "association")),
    ),
    "directory.change_organisation": (
        lambda s: s.entry,
        lambda s, entry: s.done(
            s.keeper,
            directory.change_organisation,
            entry.pk,
            OrganisationDraft(LocalText(fr="Amal Afourer"), "public_agency", website="https://amal.example"),
            seen_version=1,
        ),
    ),
    "directory.move_organisation": (
        lambda s: s.entry,
        lambda s, entry: s.done(s.keeper, directory.move_organisation, entry.pk, "active", seen_version=1),
    ),
    "directory.hand_over_organisation": (
        lambda s: (s.entry, s.partner),
        lambda s, made: s.done(
            s.keeper, directory.hand_over_organisation, made[0].pk, made[1].agency_id, seen_version=1
        ),
    ),
    "directory.add_location": (
        lambda s: s.entry,
        lambda s, entry: s.done(
            s.keeper, directory.add_location, entry.pk, LocationDraft(commune="05.091.01.01", is_confidential=True)
        ),
    ),
    "directory.change_location": (
        lambda s: s.offer,
        lambda s, offer: s.done(
            s.keeper,
            directory.change_location,
            offer.location_id,
            LocationDraft(region="05", address="12, rue de l'Exemple", is_confidential=True),
            seen_version=1,
        ),
    ),
    "directory.move_location": (
        lambda s: s.offer,
        lambda s, offer: s.done(
            s.keeper, directory.move_location, offer.location_id, "closed", "They moved.", seen_version=1
        ),
    ),
    "directory.add_service": (
        lambda s: (s.offer.service, s.offer.location_id),
        lambda s, made: s.done(s.keeper, directory.add_service, made[0].organisation_id, draft_of(made[0]), [made[1]]),
    ),
    "directory.change_service": (
        lambda s: s.offer.service,
        lambda s, service: s.done(
            s.keeper,
            directory.change_service,
            service.pk,
            draft_of(service, cost="free", needs_documents=True, languages=("ar",)),
            seen_version=2,
        ),
    ),
    "directory.move_service": (
        lambda s: s.offer.service,
        lambda s, service: s.done(
            s.keeper, directory.move_service, service.pk, "closed", "No places left.", seen_version=2
        ),
    ),
    "directory.offer_service": (
        lambda s: (s.offer, make_location(s.keeper, s.offer.organisation, commune="05.311.01.07")),
        lambda s, made: s.done(s.keeper, directory.offer_service, made[0].service_id, made[1].pk),
    ),
    "directory.stop_offering": (
        lambda s: s.offer,
        lambda s, offer: s.done(s.keeper, directory.stop_offering, offer.pk, "They moved.", seen_version=1),
    ),
    "directory.set_hours": (
        lambda s: s.offer,
        lambda s, offer: s.done(
            s.keeper,
            directory.set_hours,
            HoursDraft((Line(1, time(9), time(14)),), date(2027, 2, 8), date(2027, 3, 9)),
            location_id=offer.location_id,
            seen_version=1,
        ),
    ),
    "directory.set_closing_days": (
        lambda s: s.offer,
        lambda s, offer: s.done(
            s.keeper, directory.set_closing_days, offer.location_id, [Closing(today(), today())], seen_version=1
        ),
    ),
    "directory.follow_suggestion": (
        lambda s: make_suggestion(s.keeper, s.offer),
        lambda s, said: s.done(s.keeper, directory.follow_suggestion, said.pk, seen_version=1),
    ),
    "directory.decline_suggestion": (
        lambda s: make_suggestion(s.keeper, s.offer),
        lambda s, said: s.done(
            s.keeper, directory.decline_suggestion, said.pk, "Asked: it is as written.", seen_version=1
        ),
    ),
    "directory.mark_assured": (
        lambda s: s.offer,
        lambda s, offer: s.done(s.keeper, directory.mark_assured, offer.pk),
    ),
}
