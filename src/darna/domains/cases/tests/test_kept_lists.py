"""Lists that somebody keeps under a name, and the list of persons they are narrowed from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.lists import actions
from darna.base.lists.models import SavedList
from darna.base.lists.queries import saved_of
from darna.base.rowsecurity.context import acting
from darna.domains.cases.queries.registered import registered_list
from darna.domains.cases.tests.makers import House, make_case, make_house, make_person
from darna.domains.cases.values import PersonFilters
from darna.domains.people.actions import protect_person, register_person
from darna.domains.people.tests.makers import make_draft, make_terms
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate, Precision
from darna.kernel.errors import Invalid, NotFound, Refused, StaleVersion

pytestmark = pytest.mark.urls("darna.domains.cases.tests.addresses")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The sentences are looked for as the code says them."""
    with translation.override("en"):
        yield


@pytest.fixture
def house(db: None) -> House:
    """Two agencies with their workers."""
    return make_house()


def registered(house: House, **told: object) -> str:
    """The reference of somebody registered as told."""
    with acting(house.worker.context):
        # A consent that is still to be asked needs no guardian yet.
        terms = make_terms(state="requested")
        return register_person(make_draft(**told), terms, by=house.worker).reference


def listed(house: House, **narrowed: object) -> list[str]:
    """The references that the list shows."""
    with acting(house.worker.context):
        return [line.reference for line in registered_list(house.worker, PersonFilters(**narrowed)).lines]


def test_the_newest_person_stands_first_and_the_order_turns_round(house: House) -> None:
    references = [registered(house, given_name=name) for name in ("Amal", "Nour", "Salma")]
    assert listed(house) == references[::-1]
    assert listed(house, sort="-registered") == references


def test_persons_are_narrowed_by_what_is_known_of_them(house: House) -> None:
    old = PartialDate(today().replace(year=today().year - 40), Precision.YEAR)
    young = PartialDate(today().replace(year=today().year - 9), Precision.YEAR)
    child = registered(house, given_name="Nour", birth=young, sex="M", commune="")
    adult = registered(house, given_name="Amal", birth=old, sex="F", needs_interpreter=True, commune="")
    assert listed(house, minor=True) == [child]
    assert listed(house, sex="F") == [adult]
    assert listed(house, interpreter=True) == [adult]
    assert set(listed(house, registered_from=today(), registered_to=today())) == {child, adult}
    assert listed(house, registered_to=today() - timedelta(days=1)) == []
    assert listed(house, sort="birth") == [adult, child]


def test_somebody_without_an_open_case_is_found(house: House) -> None:
    busy, idle = make_person(house.worker), registered(house, given_name="Salma")
    make_case(house.worker, busy)
    make_case(house.worker, busy, programme="mre_abroad")
    assert listed(house, without_case=True) == [idle]
    with acting(house.worker.context):
        lines = registered_list(house.worker, PersonFilters()).lines
    assert [line.open_cases for line in lines] == [0, 2]


def test_a_protected_person_is_in_the_list_of_the_named_worker_only(house: House) -> None:
    person = make_person(house.worker)
    with acting(house.supervisor.context):
        protect_person(person, [house.worker.membership_id], by=house.supervisor)
    assert len(listed(house)) == 1
    for other in (house.colleague, house.partner):
        with acting(other.context):
            assert registered_list(other, PersonFilters()).lines == ()
    with acting(house.planner.context), pytest.raises(Refused):
        registered_list(house.planner, PersonFilters())


def test_fifty_persons_take_four_queries(house: House) -> None:
    for number in range(55):
        registered(house, given_name=f"Amal {number}")
    with acting(house.worker.context):
        registered_list(house.worker, PersonFilters())
        with CaptureQueriesContext(connection) as seen:
            page = registered_list(house.worker, PersonFilters(), 2)
    assert len(seen) <= 4, [query["sql"][:80] for query in seen]
    assert (page.first, page.last, page.total, page.has_next) == (51, 55, 55, False)


def test_the_page_of_persons_shows_the_chosen_columns(house: House) -> None:
    registered(house, given_name="Amal", needs_interpreter=True)
    client = signed_in_client(house.worker)
    usual = client.get(reverse("cases:persons")).content.decode()
    chosen = client.get(reverse("cases:persons") + "?show=interpreter&show=sex").content.decode()
    assert "Amal" in usual
    assert "tag-new" not in usual
    assert "tag-new" in chosen
    assert 'data-label="Commune"' not in chosen


def test_a_kept_list_opens_by_itself_until_something_else_is_asked(house: House) -> None:
    make_case(house.worker, priority="high")
    make_case(house.worker, priority="low")
    client, here = signed_in_client(house.worker), reverse("cases:list")
    sent = {"name": "Pressing", "is_default": "on"}
    kept = client.post(f"{reverse('lists:keep')}?list=cases&priority=high&show=opened&sort=target", sent)
    assert kept.status_code == 302
    page = client.get(here)
    assert len(page.context["list"].lines) == 1
    assert [column.label for column in page.context["columns"]] == ["Person", "Opened"]
    assert page.context["sort"] == "target"
    assert len(client.get(f"{here}?saved=none").context["list"].lines) == 2
    assert "Pressing" in page.content.decode()


def test_a_kept_list_is_seen_by_its_member_alone(house: House) -> None:
    with acting(house.worker.context):
        kept = actions.keep_list("cases", "Mine", {"worker": "mine"}, [], by=house.worker)
    for other in (house.colleague, house.supervisor, house.partner):
        with acting(other.context):
            assert saved_of(other, "cases") == ()
            assert not SavedList.objects.exists()
            with pytest.raises(NotFound):
                actions.remove_list(kept.pk, seen_version=1, by=other)
    assert signed_in_client(house.colleague).get(reverse("lists:rename", args=[kept.pk])).status_code == 404


def test_kept_lists_are_renamed_made_to_open_and_thrown_away(house: House) -> None:
    worker = house.worker
    with acting(worker.context):
        one = actions.keep_list("cases", "One", {}, [], is_default=True, by=worker)
        two = actions.keep_list("cases", "  Two  lists ", {}, [], by=worker)
        with pytest.raises(Invalid):
            actions.rename_list(two.pk, "One", seen_version=1, by=worker)
        actions.rename_list(two.pk, "Deux", seen_version=1, by=worker)
        with pytest.raises(StaleVersion):
            actions.rename_list(two.pk, "Zwei", seen_version=1, by=worker)
        actions.open_by_itself(two.pk, True, seen_version=2, by=worker)
        assert {line.name: line.is_default for line in saved_of(worker, "cases")} == {"One": False, "Deux": True}
        actions.remove_list(one.pk, seen_version=1, by=worker)
        assert [line.name for line in saved_of(worker, "cases")] == ["Deux"]


def test_the_pages_of_kept_lists_say_what_is_wrong_and_overwrite_nothing(house: House) -> None:
    client, worker = signed_in_client(house.worker), house.worker
    with acting(worker.context):
        kept = actions.keep_list("persons", "One", {"sex": "F"}, [], by=worker)
        actions.rename_list(kept.pk, "Une", seen_version=1, by=worker)
    assert client.post(f"{reverse('lists:keep')}?list=persons", {"name": "Une"}).status_code == 422
    stale = client.post(reverse("lists:rename", args=[kept.pk]), {"name": "Uno", "seen_version": 1})
    assert stale.status_code == 409
    assert "Une" in stale.content.decode()
    shown = client.get(reverse("lists:saved")).content.decode()
    assert "Une" in shown
    assert client.post(reverse("lists:opens", args=[kept.pk]), {"seen_version": 1, "does": "yes"}).status_code == 409
    assert client.post(reverse("lists:opens", args=[kept.pk]), {"seen_version": 2, "does": "yes"}).status_code == 302
    assert client.post(reverse("lists:remove", args=[kept.pk]), {"seen_version": 3}).status_code == 302
    assert "You keep no list yet" in client.get(reverse("lists:saved")).content.decode()


def test_a_kept_list_holds_nothing_that_the_form_does_not_know(house: House) -> None:
    client = signed_in_client(house.worker)
    client.post(f"{reverse('lists:keep')}?list=cases&priority=nobody&q=Amal&sort=evil&show=evil", {"name": "One"})
    with acting(house.worker.context):
        (line,) = saved_of(house.worker, "cases")
    assert (line.words, line.columns) == ({}, ("case", "priority", "worker", "opened", "target"))
    assert client.get(f"{reverse('lists:keep')}?list=evil").status_code == 404
