"""Who reads and who writes which entry, by the actions and by PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_member
from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.directory import actions, queries
from darna.domains.directory.models import ConfidentialPlace, Location, Organisation, Service, ServiceAtLocation
from darna.domains.directory.tests.makers import Keepers, draft_of, make_location, make_offer, make_organisation
from darna.domains.directory.values import LocationDraft
from darna.kernel.errors import NotFound, Refused
from darna.kernel.text import LocalText

STREET = "12, rue de l'Exemple"
SHELTER = {"is_confidential": True, "address": STREET, "phone": "0600000000"}


@contextmanager
def refused_by_postgresql() -> Iterator[None]:
    """The guard of the database speaks, and what it refused is undone."""
    with pytest.raises(ProgrammingError, match=r"row-level security|permission denied"), transaction.atomic():
        yield


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PLATFORM_ADMINISTRATOR])
def test_every_member_of_every_agency_reads_what_is_published(keepers: Keepers, role: Role) -> None:
    offer = make_offer(keepers.house)
    reader = make_member(role)
    with acting(reader.context):
        assert queries.service_card(reader, offer.service_id).name == "Écoute et hébergement"
        assert queries.service_option(offer.pk) is not None


def test_drafts_are_seen_by_those_who_keep_the_directory_alone(keepers: Keepers) -> None:
    draft = make_organisation(keepers.house)
    for reader, sees in ((keepers.house, True), (keepers.partner, True), (keepers.worker, False)):
        with acting(reader.context):
            assert Organisation.objects.filter(pk=draft.pk).exists() == sees
    with acting(keepers.worker.context), pytest.raises(NotFound):
        queries.organisation_card(keepers.worker, draft.pk)


def test_the_public_reads_nothing_yet(keepers: Keepers) -> None:
    make_offer(keepers.house)
    with acting(PUBLIC):
        assert not any(table.objects.exists() for table in (Organisation, Service, Location, ServiceAtLocation))


def test_a_partner_keeps_its_own_and_the_house_what_nobody_stands_behind(keepers: Keepers) -> None:
    ours, theirs = make_organisation(keepers.house), make_organisation(keepers.partner)
    assert (ours.agency_id, theirs.agency_id) == (None, keepers.partner.agency_id)
    for keeper, entry in ((keepers.house, theirs), (keepers.partner, ours)):
        with acting(keeper.context):
            with pytest.raises(NotFound):
                actions.add_location(entry.pk, LocationDraft(), by=keeper)
            assert Organisation.objects.filter(pk=entry.pk).update(website="https://x.example") == 0
            with refused_by_postgresql():
                Location.objects.create(organisation=entry, agency_id=entry.agency_id)


def test_a_house_keeps_its_region_and_what_is_of_all_regions(keepers: Keepers) -> None:
    regional, national = make_organisation(keepers.house, region="05"), make_organisation(keepers.house)
    far = keepers.far_house
    with acting(far.context):
        assert Organisation.objects.filter(pk=regional.pk).update(website="x") == 0
        with pytest.raises(NotFound):
            actions.add_location(regional.pk, LocationDraft(), by=far)
        actions.add_location(national.pk, LocationDraft(), by=far)
        with refused_by_postgresql():
            Organisation.objects.create(name_fr="Autre région", kind="association", region="05")


@pytest.mark.parametrize("who", ["worker", "reception", "planner"])
def test_whoever_keeps_no_directory_writes_nothing(keepers: Keepers, who: str) -> None:
    reader: Actor = getattr(keepers, who)
    offer = make_offer(keepers.house)
    with acting(reader.context):
        with pytest.raises(Refused):
            actions.mark_assured(offer.pk, by=reader)
        assert Service.objects.filter(pk=offer.service_id).update(cost="free") == 0
        with refused_by_postgresql():
            Organisation.objects.create(name_fr="Faux", kind="association", agency_id=reader.agency_id)


def test_a_keeper_cannot_put_an_entry_under_another_agency(keepers: Keepers) -> None:
    with acting(keepers.house.context), refused_by_postgresql():
        Organisation.objects.create(name_fr="Faux", kind="association", agency_id=keepers.partner.agency_id)


def test_a_place_cannot_be_tied_to_another_organisation_s_service(keepers: Keepers) -> None:
    one, other = make_offer(keepers.house), make_offer(keepers.house)
    with acting(keepers.house.context), pytest.raises(IntegrityError), transaction.atomic():
        ServiceAtLocation.objects.create(
            organisation_id=one.organisation_id, service_id=one.service_id, location_id=other.location_id
        )


def test_an_entry_handed_over_takes_everything_along_and_leaves_the_house(keepers: Keepers) -> None:
    offer = make_offer(keepers.house, place=SHELTER)
    house, partner = keepers.house, keepers.partner
    with acting(house.context):
        version = Organisation.objects.get(pk=offer.organisation_id).version
        actions.hand_over_organisation(offer.organisation_id, partner.agency_id, seen_version=version, by=house)
        with pytest.raises(NotFound):
            actions.mark_assured(offer.pk, by=house)
    with acting(partner.context):
        assert ServiceAtLocation.objects.get(pk=offer.pk).agency_id == partner.agency_id
        assert ConfidentialPlace.objects.get(location=offer.location_id).agency_id == partner.agency_id
        actions.mark_assured(offer.pk, by=partner)


def test_where_a_confidential_place_lies_is_known_to_senders_and_its_keepers_alone(keepers: Keepers) -> None:
    offer = make_offer(keepers.house, place=SHELTER)
    knows = {"house": True, "worker": True, "partner": False, "reception": False, "planner": False}
    for who, is_told in knows.items():
        reader: Actor = getattr(keepers, who)
        with acting(reader.context):
            assert ConfidentialPlace.objects.filter(address=STREET).exists() == is_told, who
            details = queries.place_details(reader, offer.pk)
            (shown,) = queries.service_card(reader, offer.service_id).offers
            assert (details is not None and details.address == STREET) == is_told, who
            assert shown.place.details == details, who
            assert shown.option.is_confidential


def test_no_other_column_and_no_list_tells_a_confidential_address(keepers: Keepers) -> None:
    offer = make_offer(keepers.house, place=SHELTER)
    with acting(keepers.reception.context):
        place = Location.objects.get(pk=offer.location_id)
        assert (place.address, place.phone) == ("", "")
        assert "exemple" not in place.folded
        found = queries.services_for(keepers.reception, need="housing")
        assert offer.pk in {line.id for line in found.lines}
        assert STREET not in repr(found)
    with acting(keepers.house.context), pytest.raises(IntegrityError), transaction.atomic():
        Location.objects.filter(pk=offer.location_id).update(address=STREET)


def test_an_address_moves_when_a_place_becomes_confidential_and_back(keepers: Keepers) -> None:
    house = keepers.house
    place = make_location(house, make_organisation(house), address=STREET, phone="0600000000")

    def write(**told: Any) -> Location:
        told = {"commune": place.commune, "address": STREET, "phone": "0600000000", **told}
        version = Location.objects.get(pk=place.pk).version
        return actions.change_location(place.pk, LocationDraft(**told), seen_version=version, by=house)

    with acting(house.context):
        assert write(is_confidential=True).address == ""
        assert ConfidentialPlace.objects.get(location=place).address == STREET
        assert write(is_confidential=True, phone="0611111111").version == 3
        assert write(phone="0611111111").phone == "0611111111"
        assert not ConfidentialPlace.objects.exists()


def test_the_trail_never_holds_an_address(keepers: Keepers) -> None:
    house = keepers.house
    place = make_location(house, make_organisation(house), **SHELTER)
    with acting(house.context):
        other = LocationDraft(commune=place.commune, is_confidential=True, address="7, autre rue")
        actions.change_location(place.pk, other, seen_version=1, by=house)
        told = b" ".join(bytes(entry.detail) for entry in Entry.objects.all())
    assert b"place" in told
    assert b"autre rue" not in told
    assert b"Exemple" not in told


def test_nothing_is_ever_deleted(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    with acting(keepers.house.context):
        for row in (offer, offer.service, offer.location, offer.organisation):
            with refused_by_postgresql():
                type(row)._base_manager.filter(pk=row.pk)._raw_delete("default")


def test_a_service_changed_by_its_keeper_reads_so_everywhere(keepers: Keepers) -> None:
    offer = make_offer(keepers.partner)
    with acting(keepers.partner.context):
        wanted = draft_of(offer.service, name=LocalText(fr="Cours de langue"), needs=("training",))
        actions.change_service(offer.service_id, wanted, seen_version=2, by=keepers.partner)
    with acting(keepers.worker.context):
        assert queries.service_option(offer.pk, "fr").name == "Cours de langue"  # type: ignore[union-attr]
