"""The demo's directory: each agency keeps its own entry, open at hours that say they are invented."""

from __future__ import annotations

import pytest

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member
from darna.base.rowsecurity.context import acting
from darna.domains.directory import queries
from darna.domains.directory.sources import identifier
from darna.domains.directory.values import DirectoryFilters
from darna.faces.demo.directory import furnish

SLUGS = ("maison", "entraide", "odco", "aideca", "anolf-piemonte")


@pytest.mark.django_db
def test_each_agency_of_the_demo_stands_behind_its_entry_and_has_invented_hours() -> None:
    house = make_agency("maison", kind="maison", province="05.091")
    agencies = {slug: make_agency(slug).pk for slug in SLUGS}
    furnish(make_member(Role.DIRECTORY_KEEPER, agency=house), agencies)
    reader = make_member(Role.CASEWORKER, agency=house)
    with acting(reader.context):
        found = queries.find(reader, DirectoryFilters(), limit=200).lines
        own = [line for line in found if line.agency_id]
        cards = [queries.service_card(reader, line.service_id) for line in own]
    assert {line.agency_id for line in own} == set(agencies.values())
    assert all("invented hours" in offer.place.note for card in cards for offer in card.offers)
    assert all("Hours to be confirmed" not in line.opening and not line.is_stale for line in own)
    assert any(line.is_confidential for line in found)


@pytest.mark.django_db
def test_care_in_the_commune_of_the_house_is_open_day_and_night() -> None:
    house = make_agency("maison", kind="maison", province="05.091")
    furnish(make_member(Role.DIRECTORY_KEEPER, agency=house), {slug: make_agency(slug).pk for slug in SLUGS})
    reader = make_member(Role.CASEWORKER, agency=house)
    with acting(reader.context):
        found = queries.find(reader, DirectoryFilters(need="health_care"), limit=50).lines
    care = [line for line in found if line.service_id == identifier("service", "health", "care")]
    assert [line.is_open_now for line in care] == [True, False]
