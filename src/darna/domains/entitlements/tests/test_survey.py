"""Which questions of the law a person is shown: those of others are left out only where the register knows enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from darna.base.agencies.tests.makers import signed_in_client
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.entitlements.audiences import may_concern
from darna.domains.entitlements.tests.makers import done, small_law
from darna.domains.people.actions import register_person
from darna.domains.people.queries.known import KnownFacts
from darna.domains.people.tests.makers import make_draft, make_terms
from darna.kernel.dates import PartialDate
from darna.rules.book import book

pytestmark = pytest.mark.urls("darna.domains.entitlements.tests.addresses")
ON = date(2026, 11, 22)
NOTHING = KnownFacts(None, "", (), "")
BUS = "rights.school-bus"


@pytest.fixture
def law() -> Iterator[None]:
    """One right, for children."""
    with small_law():
        yield


def known(born: str = "", nationalities: str = "", home: str = "") -> KnownFacts:
    return KnownFacts(PartialDate.parse(born) if born else None, "", tuple(nationalities.split()), home)


def shown(house: House, case: Any, **query: str) -> str:
    client = signed_in_client(house.worker)
    return client.get(reverse("entitlements:survey", args=[case.pk]), query).content.decode()


@pytest.mark.parametrize(
    ("audience", "somebody", "may"),
    [
        ("third_country_national", known(nationalities="MA FR"), False),
        ("third_country_national", known(nationalities="SN"), True),
        ("returned_mre", known(nationalities="FR"), False),
        # Whoever lives abroad may be about to come back.
        ("returned_mre", known(nationalities="MA", home="IT"), True),
        ("mre_abroad", known(nationalities="MA", home="MA"), False),
        ("mre_abroad", known(home="IT"), True),
        ("resident_moroccan", known(home="IT"), False),
        ("child", known(born="2008-11-22"), False),
        ("child", known(born="2008-11-23"), True),
        # Born in 2008, perhaps in December.
        ("child", known(born="2008"), True),
        ("enterprise", known("1980", "MA", "MA"), True),
    ],
)
def test_only_what_is_known_says_that_a_right_is_for_others(audience: str, somebody: KnownFacts, may: bool) -> None:
    assert may_concern((audience,), somebody, ON) is may


def test_of_whom_nothing_is_known_every_right_stays_in_sight() -> None:
    rights = book().rights.values()
    assert rights
    assert all(may_concern(right.audiences, NOTHING, ON) for right in rights)


def test_every_person_is_somebody_to_whom_the_catalogue_speaks() -> None:
    rights = book().rights.values()
    for somebody in (known("1980", "MA", "MA"), known("1980", "MA", "IT"), known("1980", "SN", "MA")):
        left = [right for right in rights if may_concern(right.audiences, somebody, ON)]
        assert 10 < len(left) < len(rights)


def test_a_right_of_children_is_kept_from_a_grown_up_and_shown_when_all_are_asked_for(house: House, law: None) -> None:
    case = make_case(house.worker)
    narrowed = shown(house, case)
    assert BUS not in narrowed
    assert "right is for others and is not shown" in narrowed
    assert "Date of birth" in narrowed
    assert BUS in shown(house, case, all="1")


def test_somebody_without_a_birth_date_is_shown_the_right_of_children(house: House, law: None) -> None:
    person = done(house.worker, register_person, make_draft(birth=None), make_terms())
    case = make_case(house.worker, person.pk)
    found = shown(house, case)
    assert BUS in found
    assert "is for others" not in found
