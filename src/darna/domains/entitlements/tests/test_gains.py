"""How many would gain a pension by an agreement: counted by hand beside what the register counts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from darna.base.agencies.actor import Actor, job_actor
from darna.base.agencies.tests.makers import signed_in_client
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.entitlements import queries
from darna.domains.entitlements.law import law_in_force
from darna.domains.entitlements.tests.makers import done, make_period
from darna.domains.entitlements.values import Gained
from darna.domains.people.actions import protect_person
from darna.kernel.clock import today
from darna.kernel.errors import Invalid, Refused
from darna.rules.engine.circumstances import Circumstances
from darna.rules.engine.questions import decide
from darna.rules.portability.planning import if_in_force

ADDRESS = "/en/desk/law/gain/"
Told = tuple[str, str, str]
#: Fifteen years in Italy and ten in Morocco: 300 months reach the 240 of Italy; Morocco's own days suffice already.
LACKS_ITALY: tuple[Told, ...] = (("IT", "2000-01-01", "2014-12-31"), ("MA", "1985-01-01", "1994-12-31"))
#: Thirty years in Italy suffice there; two in Morocco are 624 of 1,320 days, with Italy's far more than 3,240.
LACKS_MOROCCO: tuple[Told, ...] = (("IT", "1990-01-01", "2019-12-31"), ("MA", "1985-01-01", "1986-12-31"))
#: Eight years in all: too few for Italy; 2,496 days, and nobody published whether that is then enough in Morocco.
BETWEEN: tuple[Told, ...] = (("IT", "2000-01-01", "2004-12-31"), ("MA", "1985-01-01", "1987-12-31"))
ONLY_ITALY: tuple[Told, ...] = (("IT", "2000-01-01", "2014-12-31"),)


def make_life(by: Actor, *told: Told) -> UUID:
    """Somebody with these insured periods."""
    case = make_case(by)
    for country, first, last in told:
        make_period(by, case.pk, country=country, first=first, last=last)
    return case.person_id


def counted(by: Actor, code: str = "IT") -> Gained:
    """What the register counts for somebody."""
    with acting(by.context):
        return queries.gained(by, law_in_force(), code, today())


def test_the_register_counts_what_is_counted_by_hand(house: House) -> None:
    for told in (LACKS_ITALY, LACKS_ITALY, LACKS_MOROCCO, BETWEEN, ONLY_ITALY):
        make_life(house.worker, *told)
    make_life(house.partner, *LACKS_ITALY)
    expected = Gained(persons=5, in_both=4, there=2, here=1, either=3, open=1)
    assert counted(house.supervisor) == expected
    assert counted(job_actor(house.partner.agency_id)) == Gained(1, 1, 1, 0, 1, 0)
    with pytest.raises(Refused):
        counted(house.worker)


@pytest.mark.parametrize("told", [LACKS_ITALY, LACKS_MOROCCO, BETWEEN])
def test_each_is_counted_as_the_explained_answer_says(house: House, told: tuple[Told, ...]) -> None:
    make_life(house.worker, *told)
    law, periods = law_in_force(), [{"country": one, "from": first, "to": last} for one, first, last in told]
    facts = {"birth_date": "1950-01-01", "stopped_work": True, "stopped_work_on": "2024-01-01", "lives_in": "MA"}
    read = {name: law.book.facts.find(name).read(value) for name, value in {**facts, "career": periods}.items()}

    def answers(values: Any) -> list[str]:
        asked = (law.book.questions.of(f"portability.old_age.{code}") for code in ("IT", "MA"))
        return [decide(one, Circumstances(read, today()), values).answer.value for one in asked]

    now, then = answers(law.law), answers(if_in_force(law.law, "IT", today()))
    gains = [one != "yes" and other == "yes" for one, other in zip(now, then, strict=True)]
    found = counted(house.supervisor)
    assert [found.there, found.here, found.either] == [*map(int, gains), int(any(gains))]
    assert found.open == int(not any(gains) and "unknown" in then)


def test_a_statement_noted_in_two_cases_of_a_person_counts_once(house: House) -> None:
    """Twice 700 days would be a pension of Morocco's own; once they are not, and 2,184 of Italy leave it open."""
    case = make_case(house.worker)
    for one in (case, make_case(house.worker, case.person_id, programme="mre_abroad")):
        make_period(house.worker, one.pk, country="MA", first="", last="", amount=Decimal(700), unit="days")
    make_period(house.worker, case.pk, country="IT", first="2000-01-01", last="2006-12-31")
    assert counted(house.supervisor) == Gained(1, 1, 0, 0, 0, 1)


def test_a_protected_file_is_counted_by_whoever_is_named(house: House) -> None:
    person = make_life(house.worker, *LACKS_ITALY)
    done(house.supervisor, protect_person, person, [house.supervisor.membership_id])
    assert counted(house.supervisor).either == 1
    assert counted(job_actor(house.worker.agency_id)) == Gained()


def test_many_are_counted_in_as_many_queries_as_few(house: House, django_assert_max_num_queries: Any) -> None:
    for _ in range(4):
        make_life(house.worker, *LACKS_ITALY)
    law = law_in_force()
    with acting(house.supervisor.context), django_assert_max_num_queries(2):
        assert queries.gained(house.supervisor, law, "IT", today()).either == 4


def test_small_numbers_are_not_told_and_nobody_neither(house: House) -> None:
    told = Gained(persons=40, in_both=5, there=4, here=0, either=5, open=1).told()
    assert told == {"persons": 40, "in_both": 5, "there": None, "here": None, "either": 5, "open": None}


def test_an_agreement_in_force_or_of_nobody_is_not_supposed(house: House) -> None:
    law = law_in_force()
    for code in ("FR", "XX"):
        with pytest.raises(Invalid):
            queries.supposed(law, code, today())


@pytest.mark.urls("darna.domains.entitlements.tests.addresses")
def test_the_page_counts_and_says_what_it_assumes(house: House) -> None:
    for _ in range(5):
        make_life(house.worker, *LACKS_ITALY)
    page = signed_in_client(house.supervisor).get(ADDRESS).content.decode()
    assert "<strong><bdi>5</bdi></strong>" in page
    assert "fewer than 5" in page
    for words in ("18 February 1994", "240 insured months", "1320", "3240", "law 189/2002", "Belguendouz"):
        assert words in page
    assert signed_in_client(house.worker).get(ADDRESS).status_code == 403
    assert signed_in_client(house.planner).get(ADDRESS).status_code == 403


@pytest.mark.urls("darna.domains.entitlements.tests.addresses")
@pytest.mark.parametrize("asked", ["country=FR", "country=IT&on=soon", "country=IT&on=1961-01-01", "on=0001-01-01"])
def test_what_cannot_be_supposed_is_said_beside_the_field(house: House, asked: str) -> None:
    response = signed_in_client(house.supervisor).get(f"{ADDRESS}?{asked}")
    assert response.status_code == 422
    assert "<dl" not in response.content.decode()
