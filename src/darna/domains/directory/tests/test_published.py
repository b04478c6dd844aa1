"""What the public sees of the directory, and what it never sees; raw SQL as the role of the public side."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
import time_machine
from django.db import connection, connections

from darna.base.database.temporary import temporary_server
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.directory import actions
from darna.domains.directory.hours import Closing, Line, is_open_at
from darna.domains.directory.models import Location, Service, ServiceAtLocation
from darna.domains.directory.queries import published
from darna.domains.directory.tests.makers import HOME, Keepers, make_location, make_offer, make_organisation
from darna.domains.directory.values import HoursDraft, PublicFilters
from darna.kernel.clock import today
from darna.kernel.errors import NotFound

SECRET = "ruelle-secrete"
SHELTER = {
    "is_confidential": True,
    "address": f"12, {SECRET}",
    "phone": "0600000000",
    "name": f"Maison {SECRET}",
    "region": "05",
    "note": f"derrière {SECRET}",
    "commune": HOME,
}
KHENIFRA, TADLA = "05.301.01.01", "05.091.01.07"


def shown(**asked: Any) -> list[UUID]:
    """The offers of these tests that are found, in order; the shipped ones are of no concern here."""
    page = published.find_shown(PublicFilters(**asked), "fr", limit=200)
    return [offer.id for offer in page.lines]


def test_only_what_is_active_through_and_through_is_shown(keepers: Keepers) -> None:
    offer = make_offer(keepers.house, fr="Vitrine")
    assert shown(text="vitrine") == [offer.pk]
    for table, key in (
        (ServiceAtLocation, offer.pk),
        (Service, offer.service_id),
        (Location, offer.location_id),
        (type(offer.organisation), offer.organisation_id),
    ):
        with acting(keepers.house.context):
            table._base_manager.filter(pk=key).update(state="closed")
        assert shown(text="vitrine") == []
        with pytest.raises(NotFound):
            published.shown_offer(offer.pk)
        assert offer.pk not in dict(published.shown_offers_for_sitemap())
        with acting(keepers.house.context):
            table._base_manager.filter(pk=key).update(state="active")
    assert shown(text="vitrine") == [offer.pk]


def test_a_draft_is_not_shown(keepers: Keepers) -> None:
    make_location(keepers.house, make_organisation(keepers.house, fr="Quetzal"))
    assert shown(text="quetzal") == []


def test_nothing_says_where_a_confidential_place_lies(keepers: Keepers) -> None:
    offer = make_offer(keepers.house, fr="Quetzal", place=SHELTER)
    with acting(keepers.house.context):
        actions.mark_assured(offer.pk, by=keepers.house)
    seen = published.shown_offer(offer.pk)
    assert seen.is_confidential
    assert seen.region == "05"
    assert (seen.address, seen.phone, seen.commune, seen.place_name, seen.place_note) == ("", "", "", "", "")
    assert not seen.assured_by
    assert shown(text="quetzal") == [offer.pk]
    assert shown(text=f"quetzal {SECRET}") == shown(text="quetzal beni mellal") == []
    assert offer.pk not in shown(area=HOME)
    assert offer.pk not in shown(area="05.091")


def test_a_confidential_place_is_in_no_count_and_not_nearer_to_its_own_commune(keepers: Keepers) -> None:
    before = published.counts_by_commune().get((HOME, "05"), 0)
    hidden = make_offer(keepers.house, fr="Quetzal", place=SHELTER)
    far = make_offer(keepers.house, fr="Quetzal lointain", place={"commune": KHENIFRA})
    assert published.counts_by_commune().get((HOME, "05"), 0) == before
    assert shown(text="quetzal", near=HOME, sort="near") == [far.pk, hidden.pk]


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"need": "school_enrolment"}, True),
        ({"need": "housing"}, False),
        ({"spoken": "it"}, True),
        ({"spoken": "es"}, False),
        ({"is_free": True}, True),
        ({"group": "returned_mre"}, True),
        ({"group": "third_country_national"}, False),
        ({"area": TADLA}, True),
        ({"area": "05.091"}, True),
        ({"area": HOME}, False),
        ({"is_open": True}, False),
    ],
)
def test_a_list_is_narrowed_by_what_a_reader_asks(keepers: Keepers, asked: dict[str, Any], fits: bool) -> None:
    told = {"needs": ("school_enrolment",), "languages": ("it", "ar"), "cost": "free", "serves": ("returned_mre",)}
    offer = make_offer(keepers.house, place={"commune": TADLA}, fr="Vitrine", **told)
    assert (offer.pk in shown(text="vitrine", **asked)) == fits


@pytest.mark.parametrize("text", ["école", "ECOLES", "scolarité ecole", "المدارس", "scuole", "schools"])
def test_words_are_found_in_their_forms_in_four_languages(keepers: Keepers, text: str) -> None:
    names = {"fr": "Les écoles et la scolarité", "ar": "مدارس الحي", "it": "Scuola di quartiere", "en": "A school"}
    offer = make_offer(keepers.house, needs=("legal_help",), **names)
    assert offer.pk in shown(text=text)


def test_a_reader_s_words_are_never_sql(keepers: Keepers) -> None:
    make_offer(keepers.house)
    assert shown(text="'; drop table x; --", need="a'b", area="05'") == []


def test_the_nearest_stand_first(keepers: Keepers) -> None:
    far = make_offer(keepers.house, fr="Vitrine", place={"commune": KHENIFRA})
    near = make_offer(keepers.house, fr="Vitrine", place={"commune": TADLA})
    here = make_offer(keepers.house, fr="Vitrine", place={"commune": HOME})
    abroad = make_offer(keepers.house, fr="Vitrine", place={"country": "IT", "locality": "Torino"})
    assert shown(text="vitrine", near=HOME, sort="near") == [here.pk, near.pk, far.pk, abroad.pk]


@time_machine.travel(datetime(2041, 11, 4, 9, 30, tzinfo=UTC), tick=False)
def test_what_is_open_stands_first(keepers: Keepers) -> None:
    closed = make_offer(keepers.house, fr="Abri vitrine")
    opened = make_offer(keepers.house, fr="Zone vitrine")
    week = HoursDraft((Line(1, time(8), time(16)),))
    with acting(keepers.house.context):
        actions.set_hours(week, seen_version=1, by=keepers.house, location_id=opened.location_id)
    assert shown(text="vitrine") == [opened.pk, closed.pk]
    assert shown(text="vitrine", is_open=True) == [opened.pk]
    assert shown(text="vitrine", sort="name") == [closed.pk, opened.pk]


def test_pages_of_a_list_hold_all_of_it_once(keepers: Keepers) -> None:
    made = {make_offer(keepers.house, fr="Vitrine").pk for _ in range(5)}
    pages = [published.find_shown(PublicFilters(text="vitrine"), "ar", start=start, limit=2) for start in (0, 2, 4, 6)]
    assert [page.total for page in pages] == [5, 5, 5, 5]
    assert [page.has_next for page in pages] == [True, True, False, False]
    assert {line.id for page in pages for line in page.lines} == made


def test_postgresql_and_the_program_agree_on_what_is_open(keepers: Keepers) -> None:
    """Random weeks, seasons, nights and closing days at random hours."""
    dice = random.Random(4)
    monday = date(2041, 11, 4)
    for _ in range(12):
        offer = make_offer(keepers.house, fr="Horaire")
        lines = [_line(dice, monday) for _ in range(dice.randint(1, 8))]
        own = [_line(dice, monday) for _ in range(dice.choice([0, 0, 3]))]
        closings = [Closing(day := monday + timedelta(dice.randint(-1, 8)), day) for _ in range(dice.randint(0, 2))]
        zone = dice.choice(["Africa/Casablanca", "Europe/Rome"])
        _write(keepers, offer, lines, own, closings, zone)
        for _ in range(12):
            instant = datetime.combine(monday, time(0), UTC) + timedelta(minutes=dice.randint(0, 9 * 24 * 60))
            with time_machine.travel(instant, tick=False):
                told = offer.pk in shown(text="horaire", is_open=True)
            assert told == is_open_at(own or lines, closings, zone, instant), (lines, own, closings, zone, instant)
        with acting(keepers.house.context):
            ServiceAtLocation.objects.filter(pk=offer.pk).update(state="closed")


def _line(dice: random.Random, monday: date) -> Line:
    opens, closes = (time(dice.randint(0, 23), dice.choice([0, 30])) for _ in range(2))
    since = monday + timedelta(dice.randint(-3, 6)) if dice.random() < 0.3 else None
    return Line(dice.randint(1, 7), opens, closes, since, since + timedelta(dice.randint(0, 5)) if since else None)


def _write(
    keepers: Keepers, offer: Any, lines: list[Line], own: list[Line], closings: list[Closing], zone: str
) -> None:
    of = {"organisation_id": offer.organisation_id, "location_id": offer.location_id}
    from darna.domains.directory.models import Closure, Schedule

    def columns(line: Line) -> dict[str, Any]:
        return {name: getattr(line, name) for name in ("weekday", "opens", "closes", "valid_from", "valid_to")}

    with acting(keepers.house.context):
        Location.objects.filter(pk=offer.location_id).update(time_zone=zone)
        Schedule.objects.bulk_create(Schedule(**of, **columns(line)) for line in lines)
        Schedule.objects.bulk_create(Schedule(**of, offer_id=offer.pk, **columns(line)) for line in own)
        Closure.objects.bulk_create(Closure(**of, starts_on=c.starts_on, ends_on=c.ends_on) for c in closings)


def test_a_list_costs_four_questions_however_long(keepers: Keepers, django_assert_num_queries: Any) -> None:
    for _ in range(3):
        make_offer(keepers.house, fr="Vitrine")
    shown(text="vitrine", near=HOME)
    with django_assert_num_queries(4):
        published.find_shown(PublicFilters(text="vitrine"), "fr")
    with django_assert_num_queries(3):
        published.offers_of_service(uuid4())
        published.shown_offers_for_sitemap()
        published.counts_by_commune("housing")


def test_who_assured_is_told_as_an_agency_and_never_by_name(keepers: Keepers) -> None:
    offer = make_offer(keepers.house)
    with acting(keepers.house.context):
        actions.mark_assured(offer.pk, by=keepers.house)
    seen = published.shown_offer(offer.pk)
    assert seen.assured_on == today()
    assert seen.assured_by.in_("fr")
    with acting(PUBLIC), connection.cursor() as cursor:
        cursor.execute("select * from published.offers where offer_id = %s", [offer.pk])
        assert str(keepers.house.membership_id) not in str(cursor.fetchall())


TABLES = (
    *("directory_organisation", "directory_service", "directory_location", "directory_confidentialplace"),
    *("directory_schedule", "directory_serviceatlocation", "directory_closure", "directory_suggestion"),
    "accounts_throttle",
)


@pytest.fixture
def as_portal(db: None) -> Iterator[Callable[[str], Any]]:
    """Raw SQL as the role of the public side."""
    with temporary_server(shared=True) as server:
        name = str(connections["default"].settings_dict["NAME"])
        with server.connect("portal", name) as portal:

            def ask(sql: str) -> Any:
                with portal.transaction(force_rollback=True):
                    return portal.execute(sql).fetchall()

            yield ask


@pytest.mark.parametrize("table", TABLES)
def test_the_role_of_the_public_side_reads_no_table_of_the_directory(
    as_portal: Callable[[str], Any], table: str
) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_portal(f"select 1 from {table} limit 1")


def test_the_role_of_the_public_side_reads_the_shipped_entries_and_no_column_of_who(
    as_portal: Callable[[str], Any],
) -> None:
    assert as_portal("select count(*) from published.offers") > [(20,)]
    views = "'offers', 'opening_hours', 'closing_days', 'offers_by_commune'"
    found = as_portal(
        "select column_name from information_schema.columns "
        f"where table_schema = 'published' and table_name in ({views})"
    )
    columns = {name for (name,) in found}
    assert not columns & {"assured_by", "assured_agency_id", "agency_id", "folded", "state", "added_at"}
    found = as_portal(
        "select * from published.find_offers('{}','','','',false,'','','{}',false,'open','ar',0,5,now(),'{}','{}')"
    )
    assert len(found) == 5


@pytest.mark.parametrize(
    "sql",
    [
        "insert into published.offers (offer_id) values (gen_random_uuid())",
        "delete from published.opening_hours",
        "insert into directory_suggestion (id) values (gen_random_uuid())",
        "select sec.suggestions_follow()",
    ],
)
def test_the_role_of_the_public_side_writes_nothing_but_through_its_door(
    as_portal: Callable[[str], Any], sql: str
) -> None:
    refusals = (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectNotInPrerequisiteState)
    with pytest.raises(refusals):
        as_portal(sql)


_SAID = (
    "select published.suggest_edit({offer}, '{about}', '{words}', 'fr', decode(repeat('{byte}', {many}), 'hex'), now())"
)


def test_the_role_of_the_public_side_may_suggest_and_learns_nothing_by_it(as_portal: Callable[[str], Any]) -> None:
    told = {"about": "hours", "words": "They open at nine.", "byte": "00", "many": 32}
    assert as_portal(_SAID.format(offer="gen_random_uuid()", **told)) == [("gone",)]
    shown = "(select offer_id from published.offers limit 1)"
    assert as_portal(_SAID.format(offer=shown, **told)) == [("kept",)]
    for wrong in ({"about": "me"}, {"words": "x"}, {"words": "x" * 1001}, {"many": 31}):
        with pytest.raises(psycopg.errors.InvalidParameterValue):
            as_portal(_SAID.format(offer=shown, **{**told, **wrong}))
