"""Every address of accounts, agencies and the office says who may open it."""

from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import get_resolver

from darna.base.accounts import second_factor, sessions
from darna.base.agencies.roles import Verb
from darna.base.agencies.tests.makers import account_of, make_account, make_member, signed_in_client

OURS = ("account/", "agency/", "office/")


def routes() -> list[tuple[str, object]]:
    found = []
    for language in get_resolver().url_patterns:
        for room in getattr(language, "url_patterns", []):
            if str(room.pattern) in OURS:
                found += [(f"{room.pattern}{leaf.pattern}", leaf.callback) for leaf in room.url_patterns]
    return found


def test_every_route_says_who_may_open_it() -> None:
    known = {"public", "own_account", "signed_in", *map(str, Verb)}
    assert len(routes()) > 25
    assert [path for path, view in routes() if str(getattr(view, "needed_verb", "")) not in known] == []


@pytest.mark.django_db
def test_a_page_for_everyone_costs_no_question_about_anyone(django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(6):
        assert Client().get("/fr/").status_code == 200


@pytest.mark.django_db
def test_a_real_sign_in_is_in_the_list_of_sessions() -> None:
    actor = make_member(account=make_account("samira@example.org", password="une phrase assez longue"))
    second_factor.give_totp(account_of(actor), second_factor.new_secret())
    client = Client(HTTP_USER_AGENT="Old phone")
    client.post("/fr/account/sign-in/", {"login": "samira@example.org", "password": "une phrase assez longue"})
    client.post("/fr/account/sign-in/code/", {"code": second_factor.current_code(account_of(actor))})
    row = UserSession.objects.get(user_id=actor.account_id)
    assert row.user_agent == "Old phone"


@pytest.mark.django_db
def test_the_second_step_of_one_account_is_not_that_of_another() -> None:
    first, second = make_member(), make_member()
    client = signed_in_client(first)
    session = client.session
    sessions.pass_both_steps(session, second.account_id)
    session.save()
    assert client.get("/fr/account/").headers["Location"].startswith("/fr/account/second-factor/")
