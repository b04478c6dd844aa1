"""Somebody signs in: password, then the code of their phone; and what happens when it is not them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from darna.base.accounts import second_factor, throttle
from darna.base.accounts.models import Account, Throttle
from darna.base.accounts.tasks import forget_what_is_over
from darna.base.agencies.tests.makers import SECRET, account_of, make_account, make_member, signed_in_client

pytestmark = pytest.mark.django_db

PASSWORD = "une phrase assez longue"
SIGN_IN = "/fr/account/sign-in/"
CODE = "/fr/account/sign-in/code/"
HOME = "/fr/account/"


@pytest.fixture
def samira() -> Account:
    """A caseworker with a password and an authenticator app."""
    account = make_account("samira@example.org", password=PASSWORD)
    make_member(account=account, with_second_factor=True)
    return account


def first_step(client: Client, email: str = "samira@example.org", password: str = PASSWORD) -> HttpResponse:
    return client.post(SIGN_IN, {"login": email, "password": password})


def whole_way(account: Account) -> Client:
    client = Client()
    assert first_step(client, account.email).status_code == 302
    assert client.post(CODE, {"code": second_factor.current_code(account)}).status_code == 302
    return client


def test_samira_signs_in_with_her_password_and_the_code_of_her_phone(samira: Account) -> None:
    client = Client()
    assert first_step(client).headers["Location"] == CODE
    assert client.get(HOME).headers["Location"].startswith(SIGN_IN)
    assert client.post(CODE, {"code": second_factor.current_code(samira)}).status_code == 302
    page = client.get(HOME)
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(samira: Account) -> None:
    known, unknown = (
        first_step(Client(), email, "pas la bonne phrase") for email in (samira.email, "nobody@example.org")
    )
    assert known.status_code == unknown.status_code == 422

    def shown(answer: HttpResponse) -> str:
        return answer.content.decode().split("<main")[1].split("csrfmiddlewaretoken")[0]

    assert shown(known) == shown(unknown)


def test_an_unknown_address_costs_the_same_work() -> None:
    with patch.object(Argon2PasswordHasher, "encode", return_value="argon2$x") as encode:
        first_step(Client(), "nobody@example.org")
    assert encode.call_count == 1


def test_a_wrong_code_is_refused_and_the_right_one_still_works(samira: Account) -> None:
    client = Client()
    first_step(client)
    assert client.post(CODE, {"code": "000000"}).status_code == 422
    assert client.post(CODE, {"code": second_factor.current_code(samira)}).status_code == 302


def test_a_code_seen_over_a_shoulder_works_only_once(samira: Account) -> None:
    code = second_factor.current_code(samira)
    first, second = Client(), Client()
    for client in (first, second):
        first_step(client)
    assert first.post(CODE, {"code": code}).status_code == 302
    assert second.post(CODE, {"code": code}).status_code == 422


@pytest.mark.parametrize(("seconds", "status"), [(-120, 422), (-30, 302), (30, 302), (120, 422)])
def test_a_phone_may_be_half_a_minute_off_and_no_more(samira: Account, seconds: int, status: int) -> None:
    noon = datetime(2036, 11, 22, 12, 0, 10, tzinfo=UTC)
    code = second_factor.code_at(SECRET, int((noon + timedelta(seconds=seconds)).timestamp()) // 30)
    with time_machine.travel(noon, tick=False):
        client = Client()
        first_step(client)
        assert client.post(CODE, {"code": code}).status_code == status


def test_a_recovery_code_works_once(samira: Account) -> None:
    code = second_factor.give_recovery_codes(samira)[0]
    for status in (302, 422):
        client = Client()
        first_step(client)
        assert client.post(CODE, {"code": code}).status_code == status


def test_after_five_wrong_passwords_nothing_is_hashed_for_a_while(samira: Account) -> None:
    start = datetime(2036, 11, 22, 9, 0, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        with patch.object(Argon2PasswordHasher, "verify", return_value=False):
            answers = [first_step(Client(), password="faux").status_code for _ in range(6)]
        assert answers == [422, 422, 422, 422, 422, 429]
        with (
            patch.object(Argon2PasswordHasher, "verify") as verify,
            patch.object(Argon2PasswordHasher, "encode") as encode,
        ):
            assert first_step(Client()).status_code == 429
            assert not verify.called
            assert not encode.called
        clock.shift(31)
        assert first_step(Client()).status_code == 302


def test_an_unknown_address_is_slowed_down_alike() -> None:
    with patch.object(Argon2PasswordHasher, "encode", return_value="argon2$x") as encode:
        answers = [first_step(Client(), "nobody@example.org").status_code for _ in range(7)]
    assert answers == [422] * 5 + [429] * 2
    assert encode.call_count == 5


def test_the_second_step_is_slowed_down_too(samira: Account) -> None:
    client = Client()
    first_step(client)
    assert [client.post(CODE, {"code": "000000"}).status_code for _ in range(6)] == [422] * 5 + [429]
    assert client.post(CODE, {"code": second_factor.current_code(samira)}).status_code == 429


def test_at_most_twenty_tries_an_hour_are_evaluated_for_an_account() -> None:
    with time_machine.travel(datetime(2036, 11, 22, 9, 0, tzinfo=UTC), tick=False) as clock:
        evaluated = 0
        for _ in range(720):
            evaluated += bool(throttle.take(throttle.SIGN_IN, "karim@example.org"))
            clock.shift(5)
    assert 5 < evaluated <= 20


def test_after_a_hundred_failures_only_a_reset_opens_again(samira: Account) -> None:
    key = throttle.key_of(throttle.SIGN_IN, samira.email)
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    Throttle.objects.create(key=key, lasting=True, failures=100, tries=1, window_started_at=long_ago)
    assert first_step(Client()).status_code == 429
    throttle.sweep()
    assert first_step(Client()).status_code == 429
    throttle.reopen(throttle.SIGN_IN, samira.email)
    assert first_step(Client()).status_code == 302


def test_every_night_counters_that_say_nothing_are_forgotten() -> None:
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    for name, lasting, failures in (("address", False, 9), ("closed account", True, 100), ("forgiven", True, 0)):
        Throttle.objects.create(key=name.encode(), lasting=lasting, failures=failures, window_started_at=long_ago)
    assert throttle.take(throttle.ADDRESS, "198.51.100.7")
    forget_what_is_over(timestamp=0)
    fresh = throttle.key_of(throttle.ADDRESS, "198.51.100.7")
    assert {bytes(row.key) for row in Throttle.objects.all()} == {b"closed account", fresh}


def test_a_success_forgives_what_failed_before(samira: Account) -> None:
    with patch.object(Argon2PasswordHasher, "verify", return_value=False):
        for _ in range(4):
            first_step(Client(), password="faux")
    assert first_step(Client()).status_code == 302
    assert Throttle.objects.get(key=throttle.key_of(throttle.SIGN_IN, samira.email)).failures == 0


def test_an_address_that_fails_everywhere_is_slowed_down() -> None:
    with patch.object(Argon2PasswordHasher, "encode", return_value="argon2$x"):
        answers = {first_step(Client(), f"somebody{n}@example.org").status_code for n in range(30)}
        assert answers == {422}
        assert first_step(Client(), "samira@example.org").status_code == 429
        other = Client(REMOTE_ADDR="198.51.100.7")
        assert first_step(other, "somebody-else@example.org").status_code == 422


def test_who_has_no_second_step_sets_one_up_before_anything_else_opens() -> None:
    actor = make_member(account=make_account("karim@example.org", password=PASSWORD))
    client = Client()
    first_step(client, "karim@example.org")
    assert client.get(HOME).headers["Location"].startswith("/fr/account/second-factor/")
    page = client.get("/fr/account/second-factor/").content.decode()
    assert "<svg" in page
    assert "data:" not in page
    secret = page.split("<code", 1)[1].split(">", 1)[1].split("<", 1)[0].replace(" ", "")
    code = second_factor.code_at(secret, int(datetime.now(UTC).timestamp()) // 30)
    assert client.post("/fr/account/second-factor/", {"code": "000000"}).status_code == 422
    assert client.post("/fr/account/second-factor/", {"code": code}).headers["Location"].endswith("/recovery-codes/")
    assert client.get(HOME).status_code == 200
    assert len(second_factor.unused_recovery_codes(actor.account_id)) == 10
    _assert_nowhere_in_clear(secret)


def _assert_nowhere_in_clear(secret: str) -> None:
    rows = [str(row.data) for row in Authenticator.objects.all()]
    rows += [str(session.get_decoded()) for session in Session.objects.all()]
    assert rows
    assert all(secret not in row for row in rows)


def test_the_pending_secret_is_sealed_in_the_session_too() -> None:
    make_member(account=make_account("karim@example.org", password=PASSWORD))
    client = Client()
    first_step(client, "karim@example.org")
    page = client.get("/fr/account/second-factor/").content.decode()
    _assert_nowhere_in_clear(page.split("<code", 1)[1].split(">", 1)[1].split("<", 1)[0].replace(" ", ""))


def test_a_closed_account_does_not_sign_in(samira: Account) -> None:
    Account.objects.filter(pk=samira.pk).update(is_active=False)
    assert first_step(Client()).status_code == 422


def test_signing_in_leads_nowhere_but_to_this_site(samira: Account) -> None:
    client = Client()
    client.post(SIGN_IN, {"login": samira.email, "password": PASSWORD, "next": "https://evil.example/"})
    answer = client.post(CODE, {"code": second_factor.current_code(samira)})
    assert answer.headers["Location"].startswith("/fr/")


def test_the_table_of_counters_names_nobody(samira: Account) -> None:
    first_step(Client())
    with connection.cursor() as cursor:
        cursor.execute("select encode(key, 'escape') from accounts_throttle")
        assert "samira" not in str(cursor.fetchall())


def test_a_second_factor_of_one_account_does_not_open_another(samira: Account) -> None:
    other = make_member(account=make_account("karim@example.org", password=PASSWORD))
    second_factor.give_totp(account_of(other), second_factor.new_secret())
    client = Client()
    first_step(client, "karim@example.org")
    assert client.post(CODE, {"code": second_factor.current_code(samira)}).status_code == 422


def test_no_other_page_of_the_sign_in_library_is_reachable() -> None:
    client = signed_in_client(make_member())
    for path in ("signup/", "email/", "login/", "2fa/", "social/", "password/set/", "confirm-email/"):
        assert client.get(f"/fr/account/{path}").status_code == 404
