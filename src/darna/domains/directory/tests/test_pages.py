"""The pages as a browser meets them, without scripts."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.rowsecurity.context import acting
from darna.domains.directory import actions
from darna.domains.directory.hours import Line
from darna.domains.directory.models import Closure, Organisation, Schedule, Service, ServiceAtLocation
from darna.domains.directory.tests.makers import HOME, Keepers, make_location, make_offer, make_organisation
from darna.domains.directory.values import HoursDraft

pytestmark = pytest.mark.urls("darna.domains.directory.tests.addresses")

STREET = "12, rue de l'Exemple"
ORGANISATION = {"name_fr": "Association Amal", "kind": "association", "certainty": "general"}
SERVICE = {"name_fr": "Écoute", "needs": ["housing"], "serves": ["everybody"], "cost": "free", "certainty": "general"}
PLACE = {"country": "MA", "commune": HOME, "time_zone": "Africa/Casablanca"}


def _page(client: Client, name: str, *args: Any, **query: str) -> Any:
    return client.get(reverse(f"directory:{name}", args=args), query)


def _send(client: Client, name: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"directory:{name}", args=args), data)


def _text(answer: Any) -> str:
    return answer.content.decode()


def test_the_directory_is_in_everybodys_menu(keepers: Keepers) -> None:
    for who in (keepers.house, keepers.worker, keepers.planner):
        shown = _text(_page(signed_in_client(who), "list"))
        assert reverse("directory:list") in shown
        assert ("Entries you keep" in shown) == (who == keepers.house)


@pytest.mark.parametrize("language", ["ar", "fr", "it", "en"])
def test_the_list_and_a_service_speak_four_languages(keepers: Keepers, language: str) -> None:
    offer = make_offer(keepers.house, ar="الاستماع", fr="Écoute", it="Ascolto", en="Listening")
    client = signed_in_client(keepers.worker)
    with translation.override(language):
        listed, shown = _page(client, "list", q="Ascolto"), _page(client, "service", offer.service_id)
    name = {"ar": "الاستماع", "fr": "Écoute", "it": "Ascolto", "en": "Listening"}[language]
    assert name in _text(listed)
    assert f'<h1 dir="auto">{name}</h1>' in _text(shown)


def test_a_list_without_an_answer_says_what_to_do(keepers: Keepers) -> None:
    client = signed_in_client(keepers.worker)
    assert "Try fewer words" in _text(_page(client, "list", q="xyzzy"))
    odd = _page(client, "list", page="-1", sort="; drop", need="gold", near="x", states="draft")
    assert odd.status_code == 200


def test_the_list_keeps_its_filters_while_it_is_sorted_and_leafed(keepers: Keepers) -> None:
    shown = _text(_page(signed_in_client(keepers.worker), "list", near=HOME))
    assert f"near={HOME}&amp;sort=name" in shown
    assert f"near={HOME}&amp;page=2" in shown


def test_a_keeper_writes_an_organisation_a_place_and_a_service_and_shows_it(keepers: Keepers) -> None:
    client = signed_in_client(keepers.house)
    made = _send(client, "add_organisation", **ORGANISATION)
    with acting(keepers.house.context):
        entry = Organisation.objects.get(name_fr="Association Amal")
    assert made["Location"] == reverse("directory:organisation", args=[entry.pk])
    assert _send(client, "add_location", entry.pk, **PLACE).status_code == 302
    with acting(keepers.house.context):
        (place,) = entry.locations.all()
    assert _send(client, "add_service", entry.pk, **SERVICE, places=[str(place.pk)]).status_code == 302
    with acting(keepers.house.context):
        service = Service.objects.get(organisation=entry)
    assert "Écoute" not in _text(_page(client, "list", q="amal"))
    _send(client, "move_service", service.pk, state="active", seen_version=1)
    assert "Écoute" in _text(_page(client, "list", q="amal"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("add_organisation", {**ORGANISATION, "name_fr": ""}),
        ("add_organisation", {**ORGANISATION, "website": "ftp://x"}),
        ("add_organisation", {**ORGANISATION, "kind": ""}),
    ],
)
def test_what_is_missing_is_said_beside_its_field(keepers: Keepers, name: str, data: dict[str, str]) -> None:
    answer = _send(signed_in_client(keepers.house), name, **data)
    assert answer.status_code == 422
    assert "Something needs your attention" in _text(answer)


def test_a_service_without_a_need_or_a_place_comes_back(keepers: Keepers) -> None:
    place = make_location(keepers.house, make_organisation(keepers.house))
    client = signed_in_client(keepers.house)
    no_need = _send(client, "add_service", place.organisation_id, **{**SERVICE, "needs": []}, places=[str(place.pk)])
    no_place = _send(client, "add_service", place.organisation_id, **SERVICE)
    assert (no_need.status_code, no_place.status_code) == (422, 422)
    assert "at least one need" in _text(no_need)
    assert "at least one place" in _text(no_place)


def test_the_second_of_two_keepers_sees_both_texts(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    client = signed_in_client(keepers.house)
    told = {**SERVICE, "seen_version": "2"}
    assert _send(client, "change_service", offer.service_id, **told, cost_note="Dix dirhams").status_code == 302
    late = _send(client, "change_service", offer.service_id, **told, cost_note="Vingt dirhams")
    assert late.status_code == 409
    assert "Dix dirhams" in _text(late)
    assert "Vingt dirhams" in _text(late)
    assert 'name="seen_version" value="3"' in _text(late)


def test_hours_are_written_by_hand_and_shown(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    client = signed_in_client(keepers.house)
    assert _text(_page(client, "hours", offer.location_id)).count('type="time"') == 28
    week = {"opens_1_1": "08:30", "closes_1_1": "12:00", "opens_1_2": "14:00", "closes_1_2": "16:30"}
    assert _send(client, "hours", offer.location_id, **week, seen_version="1").status_code == 302
    shown = _text(_page(client, "service", offer.service_id))
    assert "08:30 – 12:00" in shown
    assert "14:00 – 16:30" in shown
    late = _send(client, "hours", offer.location_id, opens_1_1="09:00", closes_1_1="11:00", seen_version="1")
    assert late.status_code == 409
    assert "08:30 – 12:00, 14:00 – 16:30" in _text(late)
    assert 'value="09:00"' in _text(late)
    half = _send(client, "hours", offer.location_id, opens_1_1="08:30", seen_version="2")
    assert half.status_code == 422
    assert "both when it opens and when it closes" in _text(half)


def test_a_season_begins_with_the_usual_hours_and_is_found_again(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    with acting(keepers.house.context):
        usual = HoursDraft((Line(1, time(8, 30), time(16, 30)),))
        actions.set_hours(usual, location_id=offer.location_id, seen_version=1, by=keepers.house)
    client = signed_in_client(keepers.house)
    assert 'value="08:30"' in _text(_page(client, "hours", offer.location_id, season="new"))
    week = {"opens_1_1": "09:00", "closes_1_1": "14:00", "valid_from": "2035-11-01", "valid_to": "2035-11-30"}
    assert _send(client, "hours", offer.location_id, **week, seen_version="2").status_code == 302
    again = _text(_page(client, "hours", offer.location_id, season="2035-11-01"))
    assert re.search(r'name="replaces"[^>]*value="2035-11-01"|value="2035-11-01"[^>]*name="replaces"', again)
    with acting(keepers.house.context):
        assert Schedule.objects.filter(location_id=offer.location_id).count() == 2


def test_closing_days_are_written_by_hand(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    client = signed_in_client(keepers.house)
    days = {"starts_1": "2035-01-01", "starts_2": "2035-07-30", "ends_2": "2035-08-01", "note_2": "Fête"}
    assert _send(client, "closing_days", offer.location_id, **days, seen_version="1").status_code == 302
    with acting(keepers.house.context):
        assert Closure.objects.filter(location_id=offer.location_id).count() == 2
    late = _send(client, "closing_days", offer.location_id, starts_1="2035-03-03", seen_version="1")
    assert late.status_code == 409
    assert "1 August 2035" in _text(late)
    wrong = _send(
        client, "closing_days", offer.location_id, starts_1="2035-02-02", ends_1="2035-01-01", seen_version="2"
    )
    assert wrong.status_code == 422


def test_an_entry_is_marked_as_assured_from_its_page_and_from_the_queue(keepers: Keepers) -> None:
    one, other = make_offer(keepers.partner, fr="Premier"), make_offer(keepers.partner, fr="Second")
    client = signed_in_client(keepers.partner)
    assert "Premier" in _text(_page(client, "queue"))
    from_page = _send(client, "assure", one.pk)
    from_queue = _send(client, "assure", other.pk, back="queue")
    assert from_page["Location"] == reverse("directory:service", args=[one.service_id])
    assert from_queue["Location"] == reverse("directory:queue")
    assert "Everything you keep is assured" in _text(_page(client, "queue"))


def test_a_confidential_address_is_on_the_page_of_those_alone_who_may_know_it(keepers: Keepers) -> None:
    place = {"is_confidential": True, "address": STREET, "phone": "0600000000"}
    offer = make_offer(keepers.house, place=place)
    for who, sees in (
        (keepers.worker, True),
        (keepers.house, True),
        (keepers.reception, False),
        (keepers.planner, False),
    ):
        client = signed_in_client(who)
        shown = _text(_page(client, "service", offer.service_id)) + _text(
            _page(client, "organisation", offer.organisation_id)
        )
        assert ("de l&#x27;Exemple" in shown) == sees
        assert ("+212 6 00 00 00 00" in shown) == sees


def test_a_page_of_another_keepers_entry_has_no_buttons_and_its_forms_do_not_exist(keepers: Keepers) -> None:
    offer = make_offer(keepers.partner)
    client = signed_in_client(keepers.house)
    shown = _text(_page(client, "service", offer.service_id))
    assert "kept by" in shown
    assert reverse("directory:change_service", args=[offer.service_id]) not in shown
    for name, key in (("change_service", offer.service_id), ("hours", offer.location_id), ("own_hours", offer.pk)):
        assert _page(client, name, key).status_code == 404
    assert _send(client, "assure", offer.pk).status_code == 404


def test_an_entry_is_handed_over_from_a_page(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    client = signed_in_client(keepers.house)
    with acting(keepers.house.context):
        version = Organisation.objects.get(pk=offer.organisation_id).version
    told = {"agency": str(keepers.partner.agency_id), "seen_version": str(version)}
    assert _send(client, "hand_over", offer.organisation_id, **told).status_code == 302
    assert _page(client, "hand_over", offer.organisation_id).status_code == 404


def test_a_place_ends_and_an_offer_ends_with_a_reason(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    client = signed_in_client(keepers.house)
    assert _send(client, "stop_offering", offer.pk, reason="", seen_version="1").status_code == 422
    assert _send(client, "stop_offering", offer.pk, reason="Fin du projet", seen_version="1").status_code == 302
    assert (
        _send(
            client, "move_location", offer.location_id, state="closed", reason="Déménagé", seen_version="1"
        ).status_code
        == 302
    )
    with acting(keepers.house.context):
        row = ServiceAtLocation.objects.select_related("location").get(pk=offer.pk)
    assert (row.state, row.location.state) == ("closed", "closed")
