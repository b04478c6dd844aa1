"""Services that answer a need, fit and are open come first; words are found in four languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from darna.base.rowsecurity.context import acting
from darna.domains.directory import actions, queries
from darna.domains.directory.hours import Closing, Line
from darna.domains.directory.models import ServiceAtLocation
from darna.domains.directory.tests.makers import HOME, Keepers, make_location, make_offer, make_organisation
from darna.domains.directory.values import DirectoryFilters, HoursDraft

#: A Monday morning, years ahead: the database, whose clock goes on, must not find the context expired.
MONDAY = datetime(2035, 6, 25, 9, 30, tzinfo=UTC)
MORNING = (Line(1, time(8, 30), time(12)),)


def _open(keepers: Keepers, offer: ServiceAtLocation, lines: tuple[Line, ...] = MORNING) -> None:
    with acting(keepers.house.context):
        actions.set_hours(HoursDraft(lines), location_id=offer.location_id, seen_version=1, by=keepers.house)


def _names(keepers: Keepers, **asked: object) -> list[str]:
    with acting(keepers.worker.context):
        return [line.name for line in queries.services_for(keepers.worker, **asked).lines]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words",
    ["coopérative", "COOPERATIVE odco", "التعاونيات", "تعاونية", "cooperative creazione", "monter une coopérative"],
)
def test_the_office_of_cooperatives_is_found_in_four_languages(keepers: Keepers, words: str) -> None:
    with acting(keepers.worker.context):
        found = queries.find(keepers.worker, DirectoryFilters(text=words))
    assert "Création et appui des coopératives" in [line.name for line in found.lines]


@pytest.mark.parametrize(
    ("language", "name"), [("ar", "إحداث التعاونيات ومواكبتها"), ("it", "Creazione e sostegno delle cooperative")]
)
def test_what_is_found_is_told_in_the_reader_s_language(keepers: Keepers, language: str, name: str) -> None:
    reader = replace(keepers.worker, language=language)
    with acting(reader.context):
        found = queries.find(reader, DirectoryFilters(text="odco"))
    assert name in [line.name for line in found.lines]


def test_words_that_nobody_wrote_find_nothing(keepers: Keepers) -> None:
    with acting(keepers.worker.context):
        for words in ("xyzzy", "%", "_", "'; drop table directory_service; --"):
            assert queries.find(keepers.worker, DirectoryFilters(text=words)).total in {0, 54}


def test_an_open_service_stands_first_and_then_one_that_was_assured(keepers: Keepers) -> None:
    with time_machine.travel(MONDAY, tick=False):
        make_offer(keepers.house, fr="Autre")
        closed, opened = (make_offer(keepers.house, fr=name) for name in ("Fermé", "Ouvert"))
        _open(keepers, opened)
        _open(keepers, closed, (Line(2, time(9), time(12)),))
        with acting(keepers.house.context):
            actions.mark_assured(closed.pk, by=keepers.house)
        assert [name for name in _names(keepers, need="housing") if name != "Dar Al Taliba"] == [
            "Ouvert",
            "Fermé",
            "Autre",
        ]


def test_a_closing_day_closes_and_says_when_it_opens_again(keepers: Keepers) -> None:
    with time_machine.travel(MONDAY, tick=False):
        offer = make_offer(keepers.house)
        _open(keepers, offer)
        with acting(keepers.house.context):
            day = date(2035, 6, 25)
            actions.set_closing_days(offer.location_id, [Closing(day, day)], seen_version=2, by=keepers.house)
            option = queries.service_option(offer.pk, "en")
    assert option is not None
    assert (option.is_open_now, option.opening) == (False, "Closed; opens on 2 July 2035 at 08:30")


def test_hours_are_by_the_clock_of_the_place(keepers: Keepers) -> None:
    with time_machine.travel(datetime(2035, 6, 25, 11, 30, tzinfo=UTC), tick=False):
        place = {"country": "CA", "locality": "Montréal", "time_zone": "America/Montreal"}
        # An hour before Greenwich's all year long, which Morocco's is not.
        tunis = {"country": "TN", "locality": "Tunis", "time_zone": "Africa/Tunis"}
        far, near = make_offer(keepers.house, place=place), make_offer(keepers.house, place=tunis)
        for offer in (far, near):
            _open(keepers, offer, (Line(1, time(12), time(13)),))
        with acting(keepers.worker.context):
            told = [queries.service_option(offer.pk, "en") for offer in (far, near)]
    assert [option.opening for option in told if option] == ["Closed; opens today at 12:00", "Open until 13:00"]


def test_own_hours_of_a_service_stand_before_those_of_its_place(keepers: Keepers) -> None:
    with time_machine.travel(MONDAY, tick=False):
        offer = make_offer(keepers.house)
        _open(keepers, offer)
        with acting(keepers.house.context):
            late = HoursDraft((Line(1, time(14), time(16)),))
            actions.set_hours(late, offer_id=offer.pk, seen_version=offer.version, by=keepers.house)
            option = queries.service_option(offer.pk, "en")
    assert option is not None
    assert option.opening == "Closed; opens today at 14:00"


def test_the_nearest_of_those_that_are_equally_open_comes_first(keepers: Keepers) -> None:
    for commune, name in (("06.141.01.0", "Casablanca"), ("05.311.01.07", "Khouribga"), (HOME, "Béni Mellal")):
        make_offer(keepers.house, fr=name, needs=("missing_person",), place={"commune": commune})
    assert _names(keepers, need="missing_person", commune=HOME) == ["Béni Mellal", "Khouribga", "Casablanca"]


def test_a_language_that_must_be_spoken_there_narrows(keepers: Keepers) -> None:
    make_offer(keepers.house, fr="En wolof", languages=("wo", "fr"))
    make_offer(keepers.house, fr="En arabe", languages=("ar",))
    assert _names(keepers, need="housing", language="wo") == ["En wolof"]


def test_nobody_is_sent_to_an_office_that_is_there_to_inform_only(keepers: Keepers) -> None:
    assert "Titres de séjour et récépissés" not in _names(keepers, need="residence_card")
    with acting(keepers.worker.context):
        listed = queries.find(keepers.worker, DirectoryFilters(need="residence_card")).lines
    told = {line.name: line.is_information_only for line in listed}
    assert told["Titres de séjour et récépissés"] is True


def test_drafts_and_closed_entries_are_offered_to_nobody_and_a_referral_still_names_them(keepers: Keepers) -> None:
    offer = make_offer(keepers.house, fr="Bientôt fermé")
    with acting(keepers.house.context):
        actions.move_service(offer.service_id, "closed", "Plus de places.", seen_version=2, by=keepers.house)
    assert "Bientôt fermé" not in _names(keepers, need="housing")
    with acting(keepers.worker.context):
        option = queries.service_option(offer.pk)
        drafts = queries.find(keepers.worker, DirectoryFilters(states="draft"))
    assert option is not None
    assert (option.name, option.is_offered, option.is_open_now) == ("Bientôt fermé", False, False)
    assert all(line.is_offered for line in drafts.lines)


def test_leafing_shows_every_service_once(keepers: Keepers) -> None:
    with acting(keepers.worker.context):
        seen = [
            line.id
            for start in range(0, 80, 20)
            for line in queries.find(keepers.worker, DirectoryFilters(sort="name"), start=start).lines
        ]
        total = queries.find(keepers.worker, DirectoryFilters()).total
    assert len(seen) == len(set(seen)) == total


@pytest.mark.parametrize("sort", ["open", "name", "-name", "organisation", "-place", "assured", "-assured"])
def test_every_order_is_an_order(keepers: Keepers, sort: str) -> None:
    with acting(keepers.worker.context):
        once, again = (queries.find(keepers.worker, DirectoryFilters(sort=sort), limit=100) for _ in range(2))
    assert once.lines == again.lines


def test_what_is_free_and_what_is_stale_narrow(keepers: Keepers) -> None:
    offer = make_offer(keepers.house, fr="Gratuit", cost="free")
    with acting(keepers.house.context):
        actions.mark_assured(offer.pk, by=keepers.house)
        free = queries.find(keepers.house, DirectoryFilters(is_free=True, need="housing")).lines
        stale = queries.find(keepers.house, DirectoryFilters(is_stale=True, need="housing")).lines
    assert [line.name for line in free] == ["Gratuit"]
    assert "Gratuit" not in [line.name for line in stale]


def test_the_queue_brings_an_entry_back_after_180_days(keepers: Keepers) -> None:
    offer = make_offer(keepers.partner, fr="Cours")
    with acting(keepers.partner.context):
        assert [line.name for line in queries.freshness_queue(keepers.partner).lines] == ["Cours"]
        actions.mark_assured(offer.pk, by=keepers.partner)
        assert queries.freshness_queue(keepers.partner).lines == ()
    later = datetime.now(UTC) + timedelta(days=182)
    with time_machine.travel(later, tick=False), acting(keepers.partner.context):
        assert queries.freshness_queue(keepers.partner).total == 1


def test_the_questions_do_not_grow_with_the_answers(keepers: Keepers) -> None:
    def asked() -> int:
        with (
            acting(keepers.worker.context),
            CaptureQueriesContext(
                connection,
            ) as captured,
        ):
            queries.services_for(keepers.worker, need="housing", commune=HOME)
        return len(captured)

    make_offer(keepers.house)
    few = asked()
    place = make_location(keepers.house, make_organisation(keepers.house))
    for number in range(4):
        make_offer(keepers.house, fr=f"Service {number}", location=place)
    assert asked() == few
