"""The shipped directory: sourced, complete in four languages, brought in twice without effect, edits left alone."""

from __future__ import annotations

import pytest
from django.db import connections

from darna.base.codelists.queries import has
from darna.base.places.queries import commune_name
from darna.domains.directory import sources
from darna.domains.directory.loading import load_directory
from darna.domains.directory.models import Certainty, Location, Organisation, Schedule, Service

LANGUAGES = {"ar", "fr", "it", "en"}


def test_every_entry_is_named_in_four_languages_and_says_where_it_comes_from(db: None) -> None:
    for entry in (*sources.organisations(), *sources.services()):
        assert set(entry.name) == LANGUAGES, entry
        assert entry.source, entry
        assert entry.certainty in Certainty.values
    assert all(set(service.description) == LANGUAGES for service in sources.services())


def test_what_is_uncertain_enters_as_a_draft_and_nothing_else_does(db: None) -> None:
    entries = (*sources.organisations(), *sources.services())
    assert {entry.state for entry in entries if entry.certainty == "unsure"} == {"draft"}
    assert {entry.state for entry in entries if entry.certainty != "unsure"} == {"active"}


def test_no_address_is_shipped_and_the_only_phone_is_the_childrens_line(db: None) -> None:
    assert {place.address for place in sources.locations()} == {""}
    assert {place.phone for place in sources.locations()} == {"", "2511"}
    assert {schedule.location_id for schedule in sources.schedules()} == {sources.identifier("place", "onde", "1")}


def test_codes_are_those_of_the_lists(db: None) -> None:
    for service in sources.services():
        assert service.needs
        assert all(has("need_type", code) for code in service.needs), service
        assert all(has("served_group", code) for code in service.serves), service
    assert all(has("organisation_kind", one.kind) for one in sources.organisations())
    for place in sources.locations():
        assert not place.commune or commune_name(place.commune, "fr") != place.commune


def test_police_and_status_offices_are_there_to_inform_only() -> None:
    told = {one.pk for one in sources.organisations() if one.is_information_only}
    assert {sources.identifier(key) for key in ("foreigners_office", "questura", "brpm", "sportello_unico")} == told


@pytest.mark.django_db(databases=["default", "migrator"])
def test_bringing_the_directory_in_again_changes_nothing() -> None:
    again = load_directory(using="migrator")
    assert (again.created, again.changed, again.kept) == (0, 0, 0)
    assert again.same > 150


@pytest.mark.django_db(databases=["default", "migrator"])
def test_an_edit_is_never_overwritten_and_an_untouched_row_follows_the_file() -> None:
    touched, untouched = sources.identifier("service", "odco", "cooperatives"), sources.identifier("cnss")
    Service.objects.using("migrator").filter(pk=touched).update(name_fr="Nos coopératives", version=2)
    Organisation.objects.using("migrator").filter(pk=untouched).update(name_fr="Ancien nom")
    loaded = load_directory(using="migrator")
    assert (loaded.changed, loaded.kept) == (1, 1)
    assert Service.objects.using("migrator").get(pk=touched).name_fr == "Nos coopératives"
    assert "CNSS" in Organisation.objects.using("migrator").get(pk=untouched).name_fr


@pytest.mark.django_db(databases=["default", "migrator"])
def test_hours_that_a_keeper_took_away_do_not_come_back() -> None:
    place = sources.identifier("place", "onde", "1")
    Schedule.objects.using("migrator").filter(location_id=place).delete()
    Location.objects.using("migrator").filter(pk=place).update(version=2)
    load_directory(using="migrator")
    assert not Schedule.objects.using("migrator").filter(location_id=place).exists()
    assert connections["migrator"].alias == "migrator"
