"""What keepers do: entries are written, corrected, published and closed; nobody's change is lost."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from darna.base.rowsecurity.context import acting
from darna.domains.directory import actions
from darna.domains.directory.hours import Closing, Line
from darna.domains.directory.models import Closure, Location, Organisation, Schedule, Service, ServiceAtLocation
from darna.domains.directory.tests.makers import Keepers, draft_of, make_location, make_offer, make_organisation
from darna.domains.directory.values import HoursDraft, LocationDraft, OrganisationDraft, ServiceDraft
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, Refused, StaleVersion
from darna.kernel.text import LocalText

MONDAY = Line(1, time(8, 30), time(16, 30))


def test_publishing_a_service_publishes_its_organisation_with_it(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    with acting(keepers.house.context):
        assert Service.objects.get(pk=offer.service_id).state == "active"
        assert Organisation.objects.get(pk=offer.organisation_id).state == "active"


def test_closing_needs_a_reason_and_closed_is_brought_back(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    with acting(keepers.house.context):
        with pytest.raises(Invalid):
            actions.move_service(offer.service_id, "closed", " ", seen_version=2, by=keepers.house)
        actions.move_service(offer.service_id, "closed", "Le bailleur a fini.", seen_version=2, by=keepers.house)
        with pytest.raises(AlreadyDone):
            actions.move_service(offer.service_id, "closed", "Encore.", seen_version=3, by=keepers.house)
        with pytest.raises(Invalid):
            actions.move_service(offer.service_id, "draft", "Jamais.", seen_version=3, by=keepers.house)
        again = actions.move_service(offer.service_id, "active", "Reprise.", seen_version=3, by=keepers.house)
    assert again.state == "active"


def test_a_closed_organisation_takes_no_new_service(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    with acting(keepers.house.context):
        version = Organisation.objects.get(pk=offer.organisation_id).version
        actions.move_organisation(offer.organisation_id, "closed", "Dissoute.", seen_version=version, by=keepers.house)
        with pytest.raises(Refused):
            actions.add_service(offer.organisation_id, draft_of(offer.service), [offer.location_id], by=keepers.house)


def test_two_keepers_who_change_one_entry_lose_nothing(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    with acting(keepers.house.context):
        actions.change_service(offer.service_id, draft_of(offer.service, cost="free"), seen_version=2, by=keepers.house)
        with pytest.raises(StaleVersion) as late:
            actions.change_service(
                offer.service_id, draft_of(offer.service, cost="fee"), seen_version=2, by=keepers.house
            )
        assert Service.objects.get(pk=offer.service_id).cost == "free"
    assert (late.value.found, late.value.seen) == (3, 2)


def test_saving_without_a_change_says_so(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    with acting(keepers.house.context), pytest.raises(AlreadyDone):
        actions.change_service(offer.service_id, draft_of(offer.service), seen_version=2, by=keepers.house)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": LocalText()}, "name_fr"),
        ({"needs": ()}, "needs"),
        ({"needs": ("gold",)}, "needs"),
        ({"languages": ("klingon",)}, "languages"),
        ({"serves": ("nobody",)}, "serves"),
        ({"age_from": 30, "age_to": 18}, "age_to"),
        ({"cost": "cheap"}, "cost"),
    ],
)
def test_a_service_that_cannot_be_right_is_refused_beside_its_field(
    keepers: Keepers, wrong: dict[str, object], field: str
) -> None:
    place = make_location(keepers.house, make_organisation(keepers.house))
    told = {"name": LocalText(fr="Écoute"), "needs": ("housing",), **wrong}
    with acting(keepers.house.context), pytest.raises(Invalid) as found:
        actions.add_service(place.organisation_id, ServiceDraft(**told), [place.pk], by=keepers.house)  # type: ignore[arg-type]
    assert found.value.field == field


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"commune": "99.999.99.99"}, "commune"),
        ({"country": "XX"}, "country"),
        ({"country": "IT", "commune": "05.091.01.01"}, "commune"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"accessibility": ("wings",)}, "accessibility"),
    ],
)
def test_a_place_that_cannot_be_right_is_refused_beside_its_field(
    keepers: Keepers, wrong: dict[str, object], field: str
) -> None:
    entry = make_organisation(keepers.house)
    with acting(keepers.house.context), pytest.raises(Invalid) as found:
        actions.add_location(entry.pk, LocationDraft(**wrong), by=keepers.house)  # type: ignore[arg-type]
    assert found.value.field == field


def test_a_web_site_is_an_address_of_the_web(keepers: Keepers) -> None:
    draft = OrganisationDraft(LocalText(fr="Amal"), "association", website="javascript:alert(1)")
    with acting(keepers.house.context), pytest.raises(Invalid) as found:
        actions.add_organisation(draft, by=keepers.house)
    assert found.value.field == "website"


def test_a_service_moves_to_one_more_place_and_leaves_it_again(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    second = make_location(keepers.house, offer.organisation, commune="05.311.01.07")
    with acting(keepers.house.context):
        there = actions.offer_service(offer.service_id, second.pk, by=keepers.house)
        with pytest.raises(AlreadyDone):
            actions.offer_service(offer.service_id, second.pk, by=keepers.house)
        actions.stop_offering(there.pk, "Bureau fermé.", seen_version=1, by=keepers.house)
        again = actions.offer_service(offer.service_id, second.pk, by=keepers.house)
    assert (again.pk, again.state, again.version) == (there.pk, "active", 3)


def test_hours_are_written_anew_and_only_those_of_their_week(keepers: Keepers) -> None:
    place = make_location(keepers.house, make_organisation(keepers.house))
    summer = HoursDraft((Line(1, time(9), time(13)),), date(2027, 7, 1), date(2027, 8, 31))
    with acting(keepers.house.context):
        actions.set_hours(HoursDraft((MONDAY,)), location_id=place.pk, seen_version=1, by=keepers.house)
        actions.set_hours(summer, location_id=place.pk, seen_version=2, by=keepers.house)
        usual = HoursDraft((Line(1, time(8), time(16)), Line(2, time(8), time(16))))
        actions.set_hours(usual, location_id=place.pk, seen_version=3, by=keepers.house)
        assert Schedule.objects.filter(location=place, valid_from=None).count() == 2
        assert Schedule.objects.filter(location=place, valid_from=date(2027, 7, 1)).count() == 1
        longer = HoursDraft(summer.lines, date(2027, 7, 1), date(2027, 9, 15), replaces=date(2027, 7, 1))
        actions.set_hours(longer, location_id=place.pk, seen_version=4, by=keepers.house)
        assert Schedule.objects.get(valid_from=date(2027, 7, 1)).valid_to == date(2027, 9, 15)


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (HoursDraft((MONDAY,), date(2027, 7, 1)), "season_needs_both_days"),
        (HoursDraft((MONDAY,), date(2027, 7, 2), date(2027, 7, 1)), "ends_before_it_starts"),
        (HoursDraft((), date(2027, 7, 1), date(2027, 7, 2)), "season_is_empty"),
        (HoursDraft((MONDAY, Line(1, time(16), time(18)))), "hours_overlap"),
        (HoursDraft((Line(1, time(20), time(2)), Line(1, time(22), time(23)))), "hours_overlap"),
        (HoursDraft((MONDAY,), date(2027, 3, 1), date(2027, 3, 9)), "seasons_overlap"),
    ],
)
def test_hours_that_cannot_be_right_are_refused(keepers: Keepers, draft: HoursDraft, code: str) -> None:
    place = make_location(keepers.house, make_organisation(keepers.house))
    ramadan = HoursDraft((MONDAY,), date(2027, 2, 8), date(2027, 3, 9))
    with acting(keepers.house.context):
        actions.set_hours(ramadan, location_id=place.pk, seen_version=1, by=keepers.house)
        with pytest.raises(Invalid) as found:
            actions.set_hours(draft, location_id=place.pk, seen_version=2, by=keepers.house)
    assert found.value.code == code


def test_closing_days_to_come_are_replaced_and_those_that_are_over_stay(keepers: Keepers) -> None:
    place = make_location(keepers.house, make_organisation(keepers.house))
    past, soon, later = (Closing(day, day) for day in (today() - timedelta(9), today(), today() + timedelta(9)))
    with acting(keepers.house.context):
        actions.set_closing_days(place.pk, [past, soon], seen_version=1, by=keepers.house)
        actions.set_closing_days(place.pk, [later], seen_version=2, by=keepers.house)
        assert {row.starts_on for row in Closure.objects.filter(location=place)} == {past.starts_on, later.starts_on}


def test_an_entry_is_assured_once_a_day_and_says_by_whom(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    with acting(keepers.house.context):
        assured = actions.mark_assured(offer.pk, by=keepers.house)
        with pytest.raises(AlreadyDone):
            actions.mark_assured(offer.pk, by=keepers.house)
    told = (assured.assured_on, assured.assured_by, assured.assured_agency_id)
    assert told == (today(), keepers.house.membership_id, keepers.house.agency_id)


def test_what_a_partner_adds_is_its_own_whatever_it_asks(keepers: Keepers) -> None:
    entry = make_organisation(keepers.partner, is_own=False)
    offer = make_offer(keepers.partner, location=make_location(keepers.partner, entry))
    with acting(keepers.partner.context):
        rows = (entry, offer, Location.objects.get(pk=offer.location_id), ServiceAtLocation.objects.get(pk=offer.pk))
        assert {row.agency_id for row in rows} == {keepers.partner.agency_id}
