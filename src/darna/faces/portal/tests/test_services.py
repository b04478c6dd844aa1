"""The public directory as a browser without scripts meets it, in four languages."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from darna.base.rowsecurity.context import acting
from darna.domains.directory import actions, queries
from darna.domains.directory.hours import Closing, Line
from darna.domains.directory.tests.makers import HOME, Keepers, make_keepers, make_offer
from darna.domains.directory.values import HoursDraft
from darna.kernel.clock import today

STREET = "12, rue de l'Exemple"
LANGUAGES = ("ar", "fr", "it", "en")
DIRECTIONS = {"ar": "rtl", "fr": "ltr", "it": "ltr", "en": "ltr"}


@pytest.fixture
def keepers(db: None) -> Any:
    """Keepers of the directory, whose makers speak English."""
    with translation.override("en"):
        yield make_keepers()


def read(path: str, client: Client | None = None, status: int = 200) -> str:
    """The page at an address."""
    response = (client or Client()).get(path)
    assert response.status_code == status, (path, response.status_code)
    return response.content.decode()


def words(page: str) -> str:
    """What a person reads of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "room", ["", "map/", "near/", "?need=housing&place=05.091&spoken=it&group=returned_mre&sort=name"]
)
def test_the_directory_is_read_in_each_language(keepers: Keepers, language: str, room: str) -> None:
    page = read(f"/{language}/services/{room}")
    assert f'<html lang="{language}" dir="{DIRECTIONS[language]}">' in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_is_read_in_each_language(keepers: Keepers, language: str) -> None:
    offer = make_offer(keepers.house, ar="استماع", fr="Écoute", it="Ascolto", en="Listening")
    page = read(f"/{language}/services/{offer.pk}/")
    assert offer.service.name.in_(language) in page
    assert 'itemtype="https://schema.org/Service"' in page


@time_machine.travel(datetime(2041, 11, 4, 9, 30, tzinfo=UTC), tick=False)
def test_an_entry_says_when_it_opens_and_on_which_days_it_is_closed(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    with acting(keepers.house.context):
        week = HoursDraft((Line(1, time(8), time(16)),))
        actions.set_hours(week, seen_version=1, by=keepers.house, location_id=offer.location_id)
        closing = [Closing(today().replace(day=30), today().replace(day=30), "fête")]
        actions.set_closing_days(offer.location_id, closing, seen_version=2, by=keepers.house)
    page = read(f"/en/services/{offer.pk}/")
    assert "Open until 16:00" in page
    assert "08:00 – 16:00" in page
    assert "fête" in page
    assert 'href="https://schema.org/Monday"' in page


def test_what_is_not_known_is_said_and_where_to_ask(keepers: Keepers) -> None:
    page = words(read(f"/en/services/{make_offer(keepers.house).pk}/"))
    assert "Hours to be confirmed with the institution" in page
    assert page.count("not known; ask at the Maison") >= 5
    assert "Nobody has made sure of this entry with the institution yet" in page
    with_phone = make_offer(keepers.house, place={"phone": "0523000000", "address": STREET})
    page = read(f"/en/services/{with_phone.pk}/")
    assert 'href="tel:+212523000000"' in page
    assert "not known; ask by phone" in page
    assert STREET.replace("'", "&#x27;") in page


def test_what_was_assured_says_when_and_by_which_agency_and_warns_when_it_is_long_ago(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    with acting(keepers.house.context):
        actions.mark_assured(offer.pk, by=keepers.house)
    page = read(f"/en/services/{offer.pk}/")
    assert today().isoformat() in page
    assert "Ask before you go" not in page
    with acting(keepers.house.context):
        type(offer).objects.filter(pk=offer.pk).update(assured_on="2026-01-05")
    assert "Nobody has made sure of this entry since" in read(f"/en/services/{offer.pk}/")


def test_no_page_says_where_a_confidential_place_lies(keepers: Keepers) -> None:
    hidden = {"is_confidential": True, "address": STREET, "phone": "0611223344", "commune": HOME, "name": "Jardin"}
    offer = make_offer(keepers.house, fr="Quetzal", place=hidden)
    pages = [read(f"/fr/services/{offer.pk}/"), read("/fr/services/?q=quetzal"), read("/fr/services/near/?q=quetzal")]
    for page in pages:
        assert "Quetzal" in page
        shown = page.split('class="offers"')[-1] if 'class="offers"' in page else page.split("<article")[-1]
        for secret in ("Exemple", "0611", "+212611", "611-22", "Jardin", "Béni Mellal<", "data-point"):
            assert secret not in shown, secret
    assert "Quetzal" not in read(f"/fr/services/?q=quetzal&place={HOME}")


def test_a_closed_entry_is_gone(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    with acting(keepers.house.context):
        actions.stop_offering(offer.pk, "Fermé", seen_version=1, by=keepers.house)
    read(f"/fr/services/{offer.pk}/", status=404)
    read(f"/fr/services/{offer.pk}/wrong/", status=404)


def test_an_address_that_asks_nonsense_is_answered(keepers: Keepers) -> None:
    read("/fr/services/?need=x&place=y&spoken=z&group=q&sort=w&page=99999&q=%00%27")
    read("/ar/services/near/?need=x")
    read("/it/services/map/?need=x")


def test_the_map_leads_to_lists_and_says_the_same_as_its_list(keepers: Keepers) -> None:
    make_offer(keepers.house, needs=("legal_help",))
    page = read("/en/services/map/?need=legal_help")
    assert page.count(f'href="/en/services/?need=legal_help&amp;place={HOME}"') == 2
    assert "no boundaries" in page
    assert page.count("<path class=") > 40


def test_only_the_page_near_me_may_ask_where_the_reader_is(keepers: Keepers) -> None:
    client = Client()
    assert "geolocation=(self)" in client.get("/fr/services/near/")["Permissions-Policy"]
    for path in ("/fr/services/", "/fr/services/map/", "/fr/"):
        assert "geolocation=()" in client.get(path)["Permissions-Policy"]


def test_entries_carry_the_point_of_their_commune_for_the_reader_s_own_browser(keepers: Keepers) -> None:
    make_offer(keepers.house, fr="Quetzal")
    page = read("/fr/services/near/")
    assert 'data-point="32.337,-6.350"' in page
    assert "latitude" not in page


@pytest.mark.parametrize("path", ["/ar/services/", "/ar/services/?q=quetzal", "/ar/services/near/"])
def test_a_list_asks_the_same_number_of_questions_however_long_it_is(
    keepers: Keepers, path: str, django_assert_max_num_queries: Any
) -> None:
    read(path)
    for _ in range(3):
        make_offer(keepers.house, fr="Quetzal")
    with django_assert_max_num_queries(4):
        read(path)


def waiting(keeper: Any) -> Any:
    """What waits for a keeper's decision."""
    with acting(keeper.context):
        return queries.suggestions_waiting(keeper)


def wrong(offer: Any, client: Client | None = None, **told: str) -> Any:
    """What somebody sends from the form of an entry."""
    told = {"about": "hours", "words": "Ils ouvrent à neuf heures.", **told}
    return (client or Client()).post(f"/fr/services/{offer.pk}/wrong/", told)


def test_somebody_says_what_is_wrong_without_an_account(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    assert "words" in read(f"/fr/services/{offer.pk}/wrong/")
    answer = wrong(offer)
    assert answer.status_code == 302
    assert read(answer["Location"])
    (kept,) = waiting(keepers.house)
    assert (kept.offer_id, kept.text, kept.language) == (offer.pk, "Ils ouvrent à neuf heures.", "fr")
    assert waiting(keepers.partner) == ()


@pytest.mark.parametrize("told", [{"words": "abc"}, {"words": "x" * 1001}, {"about": "me"}, {"words": ""}])
def test_what_cannot_be_acted_on_is_asked_again(keepers: Keepers, told: dict[str, str]) -> None:
    answer = wrong(make_offer(keepers.house), **told)
    assert answer.status_code == 422
    assert waiting(keepers.house) == ()


def test_what_a_machine_fills_in_is_thanked_for_and_thrown_away(keepers: Keepers) -> None:
    assert wrong(make_offer(keepers.house), subject="Buy now").status_code == 302
    assert waiting(keepers.house) == ()


def test_one_address_says_five_things_an_hour(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    answers = [wrong(offer, words=f"Une remarque {number}").status_code for number in range(6)]
    assert answers == [302] * 5 + [429]
    assert wrong(offer, Client(REMOTE_ADDR="192.0.2.9")).status_code == 302


def test_an_entry_waits_for_ten_suggestions_at_most(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    answers = [wrong(offer, Client(REMOTE_ADDR=f"192.0.2.{number}")).status_code for number in range(11)]
    assert answers == [302] * 10 + [429]


def test_the_search_of_the_portal_and_the_map_of_the_site_know_services(keepers: Keepers) -> None:
    offer = make_offer(keepers.house, fr="Quetzal")
    assert f"/fr/services/{offer.pk}/" in read("/fr/search/?q=quetzal")
    assert f"/ar/services/{offer.pk}/" in read("/sitemap.xml")
