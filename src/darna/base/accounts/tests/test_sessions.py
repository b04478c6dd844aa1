"""A session lives while its owner is there: it locks, it ends, and it ends everywhere."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.test import Client

from darna.base.accounts import sessions, throttle
from darna.base.agencies.tests.makers import account_of, make_account, make_member, signed_in_client

pytestmark = pytest.mark.django_db

PASSWORD = "une phrase assez longue"
HOME = "/fr/account/"
NOON = datetime(2036, 11, 22, 12, 0, tzinfo=UTC)


def twin(client: Client) -> Client:
    """Another browser that holds a copy of the same cookie."""
    other = Client()
    other.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return other


def test_a_desk_that_nobody_touches_locks_and_opens_with_the_password() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = signed_in_client(make_member(account=make_account("samira@example.org", password=PASSWORD)))
        assert client.get(HOME).status_code == 200
        clock.shift(settings.DARNA_LOCK_MINUTES * 60 + 1)
        assert client.get(HOME).headers["Location"].startswith("/fr/account/unlock/?next=")
        assert client.post("/fr/account/unlock/", {"password": "faux"}).status_code == 422
        answer = client.post("/fr/account/unlock/", {"password": PASSWORD, "next": HOME})
        assert answer.headers["Location"] == HOME
        assert client.get(HOME).status_code == 200


def test_a_desk_that_is_used_does_not_lock() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = signed_in_client(make_member())
        for _ in range(5):
            clock.shift(settings.DARNA_LOCK_MINUTES * 60 - 60)
            assert client.get(HOME).status_code == 200


def test_lock_now() -> None:
    client = signed_in_client(make_member())
    assert (
        client.post("/fr/account/lock/", {"next": HOME}).headers["Location"]
        == "/fr/account/unlock/?next=%2Ffr%2Faccount%2F"
    )
    assert client.get(HOME).headers["Location"].startswith("/fr/account/unlock/")
    assert client.get("/fr/").status_code == 200


def test_unlocking_is_slowed_down_like_signing_in() -> None:
    actor = make_member(account=make_account("samira@example.org", password=PASSWORD))
    client = signed_in_client(actor)
    client.post("/fr/account/lock/")
    for _ in range(5):
        throttle.take(throttle.SIGN_IN, "samira@example.org")
    assert client.post("/fr/account/unlock/", {"password": PASSWORD}).status_code == 429


def test_no_session_grows_older_than_twelve_hours() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = signed_in_client(make_member())
        for _ in range(12 * 5):
            clock.shift(12 * 60)
            answer = client.get(HOME)
        assert answer.headers["Location"].startswith("/fr/account/sign-in/")


def test_a_copied_cookie_is_dead_after_signing_out() -> None:
    client = signed_in_client(make_member())
    other = twin(client)
    assert other.get(HOME).status_code == 200
    client.post("/fr/account/sign-out/")
    assert other.get(HOME).headers["Location"].startswith("/fr/account/sign-in/")


def test_all_sessions_are_dead_after_a_new_password() -> None:
    actor = make_member(account=make_account("samira@example.org", password=PASSWORD))
    here, elsewhere = signed_in_client(actor), signed_in_client(actor)
    new = "une autre phrase longue"
    answer = here.post("/fr/account/password/", {"old": PASSWORD, "password": new, "again": new})
    assert answer.status_code == 302
    for client in (here, elsewhere):
        assert client.get(HOME).headers["Location"].startswith("/fr/account/sign-in/")
    assert account_of(actor).check_password(new)
    assert mail.outbox[-1].to == ["samira@example.org"]


def test_a_short_password_is_refused() -> None:
    client = signed_in_client(make_member(account=make_account("samira@example.org", password=PASSWORD)))
    answer = client.post("/fr/account/password/", {"old": PASSWORD, "password": "court", "again": "court"})
    assert answer.status_code == 422


def test_ending_all_sessions_reaches_those_nobody_listed() -> None:
    actor = make_member()
    client = signed_in_client(actor)
    sessions.end_all(actor.account_id)
    assert client.get(HOME).headers["Location"].startswith("/fr/account/sign-in/")


def test_one_session_among_several_can_be_ended() -> None:
    actor = make_member()
    here, elsewhere = signed_in_client(actor), signed_in_client(actor)
    for client in (here, elsewhere):
        client.get(HOME)
    page = here.get("/fr/account/sessions/").content.decode()
    rows = re.findall(r'name="session" value="(\d+)"', page)
    assert len(rows) == 1
    here.post("/fr/account/sessions/", {"session": rows[0]})
    assert elsewhere.get(HOME).headers["Location"].startswith("/fr/account/sign-in/")
    assert here.get(HOME).status_code == 200


def test_nobody_ends_a_session_of_somebody_else() -> None:
    mine, theirs = signed_in_client(make_member()), signed_in_client(make_member())
    theirs.get(HOME)
    mine.get(HOME)
    for number in range(1, 60):
        mine.post("/fr/account/sessions/", {"session": str(number)})
    assert theirs.get(HOME).status_code == 200


def test_recovery_codes_ask_for_the_password_again_after_a_while() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        actor = make_member(account=make_account("samira@example.org", password=PASSWORD), with_second_factor=True)
        client = signed_in_client(actor)
        clock.shift(11 * 60)
        answer = client.get("/fr/account/recovery-codes/")
        assert answer.headers["Location"].startswith("/fr/account/password-again/")
        client.post("/fr/account/password-again/", {"password": PASSWORD})
        assert client.post("/fr/account/recovery-codes/").status_code == 302
        page = client.get("/fr/account/recovery-codes/").content.decode()
        assert len(re.findall(r"<code>\d{8}</code>", page)) == 10
        assert client.get("/fr/account/recovery-codes/print/").status_code == 200


def test_a_forgotten_password_says_the_same_to_everyone_and_writes_only_to_members() -> None:
    make_member(account=make_account("samira@example.org"))
    client = Client()
    known = client.post("/fr/account/password/forgotten/", {"email": "samira@example.org"})
    unknown = client.post("/fr/account/password/forgotten/", {"email": "nobody@example.org"})
    assert known.headers["Location"] == unknown.headers["Location"]
    assert [letter.to for letter in mail.outbox] == [["samira@example.org"]]


def test_the_link_of_the_letter_works_once_and_opens_what_failures_closed() -> None:
    make_member(account=make_account("samira@example.org", password=PASSWORD))
    for _ in range(5):
        throttle.take(throttle.SIGN_IN, "samira@example.org")
    client = Client()
    client.post("/fr/account/password/forgotten/", {"email": "samira@example.org"})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    assert client.get(link).status_code == 200
    new = "une autre phrase longue"
    assert client.post(link, {"password": new, "again": new}).status_code == 302
    assert client.get(link).status_code == 410
    answer = client.post("/fr/account/sign-in/", {"login": "samira@example.org", "password": new})
    assert answer.status_code == 302


def test_letters_are_written_in_the_language_of_their_reader() -> None:
    account = make_account("samira@example.org")
    account.language = "ar"
    account.save()
    Client().post("/fr/account/password/forgotten/", {"email": "samira@example.org"})
    assert "/ar/account/password/new/" in mail.outbox[0].body


def test_asking_again_and_again_sends_four_letters_an_hour() -> None:
    make_account("samira@example.org")
    for _ in range(8):
        Client().post("/fr/account/password/forgotten/", {"email": "samira@example.org"})
    assert len(mail.outbox) == 4


def test_forms_without_their_token_are_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    for path in ("sign-in/", "sign-in/code/", "sign-out/", "lock/", "unlock/", "password/forgotten/"):
        assert client.post(f"/fr/account/{path}").status_code == 403
