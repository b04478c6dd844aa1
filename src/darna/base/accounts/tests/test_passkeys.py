"""A passkey is made after the password, signs in alone or as the second step, and never for somebody else."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from fido2.utils import websafe_decode

from darna.base.accounts import actions, passkeys, second_factor, sessions, throttle
from darna.base.accounts.models import Account
from darna.base.accounts.tests.devices import HERE, Device, challenge_of, garbage_of
from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import actor_of, current_memberships
from darna.base.agencies.tests.makers import make_account, make_member, signed_in_client
from darna.base.rowsecurity.context import Context, Kind, acting
from darna.kernel.errors import Invalid

pytestmark = pytest.mark.django_db

PASSWORD = "une phrase assez longue"
ADD, LIST = "/fr/account/passkeys/add/", "/fr/account/passkeys/"
ALONE, CODE, HOME = "/fr/account/sign-in/passkey/", "/fr/account/sign-in/code/", "/fr/account/"
LOCAL: dict[str, Any] = {"headers": {"host": "localhost"}}


@pytest.fixture
def samira() -> Account:
    """A caseworker with a password and an authenticator app."""
    account = make_account("samira@example.org", password=PASSWORD)
    make_member(account=account, with_second_factor=True)
    return account


@pytest.fixture
def phone(samira: Account) -> Device:
    """Samira's phone, which has a passkey of hers."""
    return added(samira, Device())


def member(account: Account) -> Actor:
    with acting(Context(Kind.STAFF, subject_id=account.pk)):
        return actor_of(current_memberships(account.pk).get())


def at_home(account: Account, **options: Any) -> Client:
    return signed_in_client(member(account), **(options or LOCAL))


def added(account: Account, device: Device, name: str = "Mon téléphone") -> Device:
    client = at_home(account)
    answer = device.make(client.get(ADD).context["options"])
    assert client.post(ADD, {"name": name, "credential": json.dumps(answer)}).status_code == 302
    return device


def alone(device: Device, client: Client | None = None) -> tuple[Client, Any]:
    client = client or Client(**LOCAL)
    answer = device.sign(client.get(ALONE).context["options"])
    return client, client.post(ALONE, {"credential": json.dumps(answer)})


def after_password(device: Device, email: str = "samira@example.org") -> tuple[Client, Any]:
    client = Client(**LOCAL)
    client.post("/fr/account/sign-in/", {"login": email, "password": PASSWORD})
    answer = device.sign(client.get(CODE).context["options"])
    return client, client.post(CODE, {"credential": json.dumps(answer)})


def test_a_passkey_signs_in_alone_and_counts_as_both_steps(phone: Device) -> None:
    client, answer = alone(phone)
    assert answer.status_code == 302
    assert client.get(HOME).status_code == 200


def test_a_passkey_takes_the_place_of_the_code(phone: Device) -> None:
    client, answer = after_password(phone)
    assert answer.status_code == 302
    assert client.get(HOME).status_code == 200


def test_the_code_of_the_phone_still_works_beside_a_passkey(samira: Account, phone: Device) -> None:
    client = Client(**LOCAL)
    client.post("/fr/account/sign-in/", {"login": samira.email, "password": PASSWORD})
    assert client.post(CODE, {"code": second_factor.current_code(samira)}).status_code == 302


def test_a_second_step_needs_a_code_or_a_passkey(samira: Account) -> None:
    client = Client(**LOCAL)
    client.post("/fr/account/sign-in/", {"login": samira.email, "password": PASSWORD})
    assert client.get(CODE).context["options"] is None
    assert client.post(CODE, {"code": "", "credential": ""}).status_code == 422
    assert client.post(CODE, {"credential": "{}"}).status_code == 422
    assert client.get(HOME).status_code == 302


def test_nothing_of_a_passkey_lies_in_clear(phone: Device) -> None:
    (row,) = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN)
    assert list(row.data) == ["sealed"]
    assert "téléphone" not in str(row.data)
    assert phone.owner not in str(row.data)


def test_a_row_copied_to_another_account_opens_nothing(samira: Account, phone: Device) -> None:
    other = make_account("karim@example.org", password=PASSWORD)
    make_member(account=other, with_second_factor=True)
    Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).update(user_id=other.pk)
    assert passkeys.of_account(other.pk) == []
    assert alone(phone)[1].status_code == 422


def test_a_passkey_does_not_open_the_account_of_somebody_else(samira: Account, phone: Device) -> None:
    karim = make_account("karim@example.org", password=PASSWORD)
    make_member(account=karim, with_second_factor=True)
    added(karim, Device())
    assert after_password(phone, "karim@example.org")[1].status_code == 422
    phone.owner = Device().owner
    assert alone(phone)[1].status_code == 422


def test_a_locked_phone_is_no_sign_in_but_may_be_a_second_step(phone: Device) -> None:
    phone.is_unlocked = False
    assert alone(phone)[1].status_code == 422
    assert after_password(phone)[1].status_code == 302


def test_a_passkey_that_nobody_unlocked_is_not_taken(samira: Account) -> None:
    client, device = at_home(samira), Device(is_unlocked=False)
    answer = device.make(client.get(ADD).context["options"])
    assert client.post(ADD, {"name": "Clé", "credential": json.dumps(answer)}).status_code == 422
    assert passkeys.of_account(samira.pk) == []


@pytest.mark.parametrize(
    "origin",
    ["https://darna.example.net", "http://sub.localhost", "http://localhost:81", "https://localhost", "null", ""],
)
def test_a_page_of_another_origin_does_not_speak_for_this_one(phone: Device, origin: str) -> None:
    phone.origin = origin
    assert alone(phone)[1].status_code == 422
    assert after_password(phone)[1].status_code == 422


def test_a_passkey_of_another_host_is_not_taken(phone: Device) -> None:
    phone.host = "darna.example.net"
    assert alone(phone)[1].status_code == 422


def test_an_answer_is_taken_once(phone: Device) -> None:
    client = Client(**LOCAL)
    answer = json.dumps(phone.sign(client.get(ALONE).context["options"]))
    assert client.post(ALONE, {"credential": answer}).status_code == 302
    client.post("/fr/account/sign-out/")
    assert client.post(ALONE, {"credential": answer}).status_code == 422


def test_an_answer_belongs_to_the_browser_that_was_asked(phone: Device) -> None:
    asked, other = Client(**LOCAL), Client(**LOCAL)
    answer = json.dumps(phone.sign(asked.get(ALONE).context["options"]))
    other.get(ALONE)
    assert other.post(ALONE, {"credential": answer}).status_code == 422


def test_an_answer_after_five_minutes_is_too_late(phone: Device) -> None:
    with time_machine.travel(datetime(2036, 11, 22, 9, tzinfo=UTC), tick=False) as clock:
        client = Client(**LOCAL)
        answer = json.dumps(phone.sign(client.get(ALONE).context["options"]))
        clock.shift(timedelta(minutes=6))
        assert client.post(ALONE, {"credential": answer}).status_code == 422


def test_a_challenge_for_adding_does_not_sign_anybody_in(samira: Account, phone: Device) -> None:
    client = at_home(samira)
    added_by, asked_by = client.get(ADD).context["options"], Client(**LOCAL).get(ALONE).context["options"]
    assert challenge_of(added_by) != challenge_of(asked_by)
    other = Client(**LOCAL)
    other.get(ALONE)
    assert other.post(ALONE, {"credential": json.dumps(phone.sign(added_by))}).status_code == 422


def test_a_copy_of_a_passkey_is_noticed_and_refused(phone: Device) -> None:
    assert alone(phone)[1].status_code == 302
    phone.count = 0
    assert alone(phone)[1].status_code == 422
    assert after_password(phone)[1].status_code == 422


def test_a_passkey_that_counts_nothing_goes_on_working(samira: Account) -> None:
    phone = added(samira, Device(count=None))
    assert [alone(phone)[1].status_code for _ in range(3)] == [302] * 3


def test_whatever_is_sent_instead_of_an_answer_is_refused(samira: Account, phone: Device) -> None:
    client = Client(**LOCAL, REMOTE_ADDR="198.51.100.9")
    for number, broken in enumerate(garbage_of(phone.sign(client.get(ALONE).context["options"]))):
        here = Client(**LOCAL, REMOTE_ADDR=f"198.51.100.{number % 250}")
        here.get(ALONE)
        assert here.post(ALONE, {"credential": json.dumps(broken)}).status_code == 422, broken
    mine = at_home(samira)
    for broken in garbage_of(Device().make(mine.get(ADD).context["options"])):
        mine.get(ADD)
        assert mine.post(ADD, {"name": "x", "credential": json.dumps(broken)}).status_code == 422, broken


@pytest.mark.parametrize("text", ["", "no json", "[]", "7", "null", "[" * 5000, "x" * 30_000, '{"a":' * 3000])
def test_what_is_no_json_object_is_refused(text: str) -> None:
    client = Client(**LOCAL)
    client.get(ALONE)
    assert client.post(ALONE, {"credential": text}).status_code == 422


def test_a_closed_account_does_not_sign_in_with_its_passkey(samira: Account, phone: Device) -> None:
    Account.objects.filter(pk=samira.pk).update(is_active=False)
    assert alone(phone)[1].status_code == 422


def test_an_address_that_fails_again_and_again_waits(phone: Device) -> None:
    phone.is_unlocked = False
    answers = [alone(phone)[1].status_code for _ in range(31)]
    assert answers == [422] * 30 + [429]


def test_wrong_passwords_of_a_stranger_do_not_close_the_passkey(phone: Device) -> None:
    for _ in range(6):
        throttle.take(throttle.SIGN_IN, "samira@example.org")
    assert alone(phone)[1].status_code == 302


def test_wrong_passkeys_after_the_password_count_like_wrong_codes(samira: Account, phone: Device) -> None:
    phone.origin = "https://elsewhere.example"
    assert [after_password(phone)[1].status_code for _ in range(6)] == [422] * 5 + [429]


def test_adding_and_removing_ask_for_the_password_again(samira: Account, phone: Device) -> None:
    client, _ = alone(phone)
    (mine,) = passkeys.of_account(samira.pk)
    for page in (ADD, f"{LIST}{mine.id}/remove/"):
        for method in (client.get, client.post):
            assert "/password-again/" in method(page).headers["Location"]
    assert passkeys.of_account(samira.pk) != []
    client.post("/fr/account/password-again/", {"password": PASSWORD})
    assert client.get(ADD).status_code == 200


def test_a_passkey_is_listed_renamed_and_removed(samira: Account, phone: Device) -> None:
    client = at_home(samira)
    (mine,) = passkeys.of_account(samira.pk)
    assert "Mon téléphone" in client.get(LIST).content.decode()
    assert client.post(f"{LIST}{mine.id}/name/", {"name": "Ancien"}).status_code == 302
    assert client.post(f"{LIST}{mine.id}/name/", {"name": ""}).status_code == 422
    assert "Ancien" in client.get(LIST).content.decode()
    assert "Ancien" in client.get(f"{LIST}{mine.id}/remove/").content.decode()
    assert client.post(f"{LIST}{mine.id}/remove/").status_code == 302
    assert alone(phone)[1].status_code == 422


def test_the_owner_is_told_by_letter(samira: Account, phone: Device) -> None:
    (mine,) = passkeys.of_account(samira.pk)
    at_home(samira).post(f"{LIST}{mine.id}/remove/")
    assert [letter.to for letter in mail.outbox] == [["samira@example.org"]] * 2
    assert all("Mon téléphone" in letter.body for letter in mail.outbox)


def test_removing_ends_the_other_sessions_and_not_this_one(samira: Account, phone: Device) -> None:
    elsewhere, _ = alone(phone)
    client = at_home(samira)
    (mine,) = passkeys.of_account(samira.pk)
    client.post(f"{LIST}{mine.id}/remove/")
    assert client.get(HOME).status_code == 200
    assert elsewhere.get(HOME).headers["Location"].startswith("/fr/account/sign-in/")


def test_nobody_opens_a_passkey_of_somebody_else(samira: Account, phone: Device) -> None:
    (theirs,) = passkeys.of_account(samira.pk)
    client = signed_in_client(make_member(), **LOCAL)
    for page in ("name", "remove"):
        for method in (client.get, client.post):
            assert method(f"{LIST}{theirs.id}/{page}/", {"name": "x"}).status_code == 404
    assert passkeys.of_account(samira.pk) == [theirs]


def test_there_is_an_end_to_the_list(samira: Account) -> None:
    for number in range(passkeys.MOST):
        added(samira, Device(), f"Clé {number}")
    client, device = at_home(samira), Device()
    answer = device.make(client.get(ADD).context["options"])
    assert client.post(ADD, {"name": "Onze", "credential": json.dumps(answer)}).status_code == 422
    assert len(passkeys.of_account(samira.pk)) == passkeys.MOST


def test_a_reset_by_the_office_takes_the_passkeys_too(samira: Account, phone: Device) -> None:
    assert actions.remove_second_factor(samira.pk)
    assert alone(phone)[1].status_code == 422
    assert passkeys.of_account(samira.pk) == []


def test_the_desk_locks_and_opens_with_the_password_after_a_passkey(phone: Device) -> None:
    client, _ = alone(phone)
    client.post("/fr/account/lock/")
    assert client.get(HOME).headers["Location"].startswith("/fr/account/unlock/")
    client.post("/fr/account/unlock/", {"password": PASSWORD})
    assert client.get(HOME).status_code == 200


def test_somebody_signed_in_is_led_on(samira: Account, phone: Device) -> None:
    assert at_home(samira).get(f"{ALONE}?next=/fr/account/").headers["Location"] == "/fr/account/"


def test_signing_in_leads_where_one_wanted_and_nowhere_else(phone: Device) -> None:
    for wanted, led in ((LIST, LIST), ("https://evil.example/", "/fr/desk/")):
        client = Client(**LOCAL)
        answer = phone.sign(client.get(ALONE).context["options"])
        came = client.post(ALONE, {"credential": json.dumps(answer), "next": wanted})
        assert came.headers["Location"] == led


@pytest.mark.parametrize(
    ("host", "words"),
    [("127.0.0.1:8325", "http://localhost:8325/fr/account/sign-in/passkey/"), ("[::1]:8000", "http://localhost:8000/")],
)
def test_a_number_is_no_name_and_the_page_says_where_it_works(settings: Any, host: str, words: str) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
    page = Client(headers={"host": host}).get(ALONE)
    assert page.context["options"] is None
    assert words in page.content.decode()


def test_without_https_a_passkey_is_not_offered(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["darna.example.org", "192.0.2.7"]
    for host in ("darna.example.org", "192.0.2.7"):
        page = Client(headers={"host": host}).get(ALONE)
        assert page.context["options"] is None
        assert "data-passkey" not in page.content.decode()
    assert Client(headers={"host": "other.example.org"}).get(ALONE).status_code == 400


def test_an_origin_that_the_settings_name_is_believed_behind_a_proxy(settings: Any, samira: Account) -> None:
    settings.ALLOWED_HOSTS = ["darna.example.org"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://darna.example.org", "https://other.example.org"]
    client = at_home(samira, headers={"host": "darna.example.org"})
    for origin, status in (("https://other.example.org", 422), ("https://darna.example.org", 302)):
        device = Device(origin=origin, host="darna.example.org")
        answer = device.make(client.get(ADD).context["options"])
        assert client.post(ADD, {"name": "Clé", "credential": json.dumps(answer)}).status_code == status
    assert passkeys.of_account(samira.pk)[0].host == "darna.example.org"


def test_a_passkey_of_another_name_of_the_site_is_listed_as_such(samira: Account, phone: Device) -> None:
    client = at_home(samira, headers={"host": "testserver"})
    page = client.get(LIST).content.decode()
    assert "localhost" in page
    other = Client()
    other.post("/fr/account/sign-in/", {"login": samira.email, "password": PASSWORD})
    assert other.get(CODE).context["options"] is None


def test_who_gave_only_the_password_makes_no_passkey() -> None:
    karim = make_account("karim@example.org", password=PASSWORD)
    make_member(account=karim)
    client = Client(**LOCAL)
    client.post("/fr/account/sign-in/", {"login": karim.email, "password": PASSWORD})
    assert "/second-factor/" in client.get(ADD).headers["Location"]


def test_who_has_no_authenticator_app_is_led_to_it_first() -> None:
    client = signed_in_client(make_member(), **LOCAL)
    page = client.get(ADD)
    assert page.context["options"] is None
    assert "/fr/account/second-factor/" in page.content.decode()
    with pytest.raises(Invalid, match="passkey_without_app"):
        actions.add_passkey(make_account(), passkeys.Passkey(UUID(int=0), "x", "localhost", b"", 0), request=None)


def test_asking_again_and_again_begins_nothing_more() -> None:
    pages = [Client(**LOCAL).get(ALONE).context["options"] is None for _ in range(202)]
    assert pages[:200] == [False] * 200
    assert pages[201]


def test_a_passkey_is_no_proof_of_the_password(phone: Device) -> None:
    client, _ = alone(phone)
    stored = Session.objects.get(session_key=client.cookies[settings.SESSION_COOKIE_NAME].value).get_decoded()
    assert sessions.PROVED_AT not in stored
    assert sessions.SIGNED_IN_AT in stored


def test_what_a_page_asks_stays_within_the_policy(samira: Account) -> None:
    page = at_home(samira).get(ADD)
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    told = json.loads(page.context["options"])["publicKey"]
    assert told["rp"]["id"] == HERE.removeprefix("http://")
    assert told["authenticatorSelection"] == {
        "residentKey": "required",
        "requireResidentKey": True,
        "userVerification": "required",
    }
    assert websafe_decode(told["user"]["id"]) == samira.pk.bytes
