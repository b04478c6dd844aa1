"""Both supervisors agree before anything is compared, and each says on their own what they see."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_member, signed_in_client
from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.matches import actions, queries
from darna.domains.matches.tests.makers import Two, done, make_noticed, make_open, night
from darna.domains.people.queries import disclosures_of
from darna.kernel.errors import AlreadyDone, Invalid, StaleVersion

pytestmark = pytest.mark.django_db


def card(by: Any, match: Any) -> Any:
    with acting(by.context):
        return queries.match_card(by, match)


def shown(by: Any, person: Any) -> list[str]:
    with acting(by.context):
        return [line.what for line in disclosures_of(by, person)]


def said(two: Two, match: Any, here: str, there: str) -> str:
    done(two.here, actions.judge_match, match, here, seen_version=2)
    done(two.there, actions.judge_match, match, there, seen_version=2)
    return str(card(two.here, match).line.state)


def test_one_agreement_opens_nothing_and_two_open_both_cards_and_are_written_down() -> None:
    two, match = make_noticed()
    done(two.here, actions.agree_to_compare, match, seen_version=1)
    for side in (two.here, two.there):
        assert (card(side, match).is_compared, card(side, match).line.other) == (False, "")
    assert shown(two.here, two.ours) == []
    done(two.there, actions.agree_to_compare, match, seen_version=1)
    ours = card(two.here, match)
    rows = {row.label: (row.mine, row.other, row.is_same) for row in ours.rows}
    assert rows["Name in Latin letters"] == ("Fatima Zahra El Idrissi", "", None)
    assert rows["Name in Arabic letters"][1] == "فاطمة الزهراء الإدريسي"
    assert rows["Born"][2] is True
    assert ours.reasons == ("the same day of birth, and a name that sounds alike",)
    assert ours.line.other
    for side, person in ((two.here, two.ours), (two.there, two.theirs)):
        assert shown(side, person) == ["match_card"]
        with acting(side.context):
            assert Entry.objects.filter(verb="match.agreed").count() == 1


def test_whoever_declines_closes_it_for_both_and_for_ever() -> None:
    two, match = make_noticed()
    done(two.there, actions.decline_to_compare, match, seen_version=1)
    assert (card(two.here, match).line.state, card(two.here, match).why_label) == (
        "closed",
        "one side does not compare",
    )
    with pytest.raises(AlreadyDone):
        done(two.here, actions.agree_to_compare, match, seen_version=1)
    assert night(two.here, two.there) == 0


@pytest.mark.parametrize(
    ("here", "there", "state"),
    [
        ("same", "same", "same"),
        ("different", "different", "different"),
        ("same", "different", "unsettled"),
        ("unsure", "unsure", "unsettled"),
    ],
)
def test_it_is_decided_when_both_said_what_they_see(here: str, there: str, state: str) -> None:
    two, match = make_open()
    assert said(two, match, here, there) == state
    assert card(two.there, match).other_verdict


def test_nobody_sees_the_others_answer_before_their_own() -> None:
    two, match = make_open()
    done(two.here, actions.judge_match, match, "same", seen_version=2)
    assert (card(two.there, match).other_verdict, card(two.there, match).judges) == ("", True)
    assert (card(two.here, match).own_verdict, card(two.here, match).judges) == ("the same person", False)


def test_what_cannot_be_is_refused_with_its_reason() -> None:
    two, match = make_noticed()
    with pytest.raises(AlreadyDone):
        done(two.here, actions.judge_match, match, "same", seen_version=1)
    with pytest.raises(StaleVersion):
        done(two.here, actions.agree_to_compare, match, seen_version=9)


def test_an_answer_is_given_once_and_of_those_that_are_known() -> None:
    two, match = make_open()
    with pytest.raises(Invalid):
        done(two.here, actions.judge_match, match, "perhaps", seen_version=2)
    done(two.here, actions.judge_match, match, "same", seen_version=2)
    with pytest.raises(AlreadyDone):
        done(two.here, actions.judge_match, match, "different", seen_version=3)


def test_the_pages_lead_from_the_list_to_a_verdict(django_assert_max_num_queries: Any) -> None:
    two, match = make_noticed()
    client, other = signed_in_client(two.here), signed_in_client(two.there)
    listed = client.get(reverse("matches:list"), {"state": "waiting", "sort": "state"})
    assert reverse("matches:show", args=[match]) in listed.content.decode()
    page = client.get(reverse("matches:show", args=[match])).content.decode()
    assert "Let them be compared" in page
    assert "ODCO" not in page
    for one in (client, other):
        assert one.get(reverse("matches:agree", args=[match])).status_code == 200
        assert one.post(reverse("matches:agree", args=[match]), {"seen_version": 1}).status_code == 302
    page = client.get(reverse("matches:show", args=[match])).content.decode()
    assert "فاطمة الزهراء الإدريسي" in page
    told = {"verdict": "same", "seen_version": 2}
    assert client.post(reverse("matches:judge", args=[match]), {**told, "verdict": ""}).status_code == 422
    assert client.post(reverse("matches:judge", args=[match]), told).status_code == 302
    with django_assert_max_num_queries(24):
        client.get(reverse("matches:show", args=[match]))
    assert "not answered yet" in client.get(reverse("matches:show", args=[match])).content.decode()
    assert signed_in_client(make_member(Role.CASEWORKER)).get(reverse("matches:list")).status_code == 403


def test_today_says_how_many_wait() -> None:
    two, match = make_noticed()
    client = signed_in_client(two.here)
    assert "</bdi> possible match waits for you." in client.get(reverse("desk:today")).content.decode()
    assert client.post(reverse("matches:decline", args=[match]), {"seen_version": 1}).status_code == 302
    assert "possible match waits" not in client.get(reverse("desk:today")).content.decode()
