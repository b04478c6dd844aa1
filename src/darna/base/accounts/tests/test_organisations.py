"""Members sign in through their organisation once they have linked their account; nobody else does, however they try."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from django.utils import translation
from django.utils.html import escape

from darna.base.accounts import actions, second_factor, sessions, throttle
from darna.base.accounts.models import Account, OrganisationLink
from darna.base.accounts.organisations import asking, links
from darna.base.accounts.organisations.known import organisation
from darna.base.accounts.tests.provider import SECRET, Provider, packed, rsa_key, running
from darna.base.accounts.wording import SENTENCES
from darna.base.agencies.actor import Actor
from darna.base.agencies.tests.makers import account_of, make_account, make_member, signed_in_client
from darna.kernel.errors import Refused

pytestmark = pytest.mark.django_db

PASSWORD = "une phrase assez longue"
BEGIN, BACK = "/ar/account/sign-in/with/ministry/", "/fr/account/sign-in/with/ministry/back/"
MINE, LINK = "/it/account/organisations/", "/it/account/organisations/ministry/link/"
HOME, SIGN_IN, CODE = "/ar/account/", "/ar/account/sign-in/", "/ar/account/sign-in/code/"


@pytest.fixture
def ministry(settings: LazySettings) -> Iterator[Provider]:
    """An organisation that the settings name."""
    asking.forget()
    with running() as provider:
        settings.DARNA_ORGANISATIONS = provider.settings()
        yield provider
    asking.forget()


@pytest.fixture
def samira() -> Actor:
    """A caseworker with a password and an authenticator app."""
    account = make_account("samira@example.org", password=PASSWORD)
    return make_member(account=account, with_second_factor=True)


def linked(actor: Actor, ministry: Provider) -> Any:
    """Link an account; what the page says afterwards."""
    client = signed_in_client(actor)
    address = client.post(LINK).context["address"]
    came = client.get(BACK, ministry.sign_in(address))
    return client.get(came.headers["Location"])


def gone(client: Client, **words: str) -> str:
    """Where the browser is led to sign in."""
    return str(client.get(BEGIN, words).headers["Location"])


def signed_in(ministry: Provider, **words: str) -> tuple[Client, Any]:
    """A browser that has been to the organisation and back."""
    client = Client()
    return client, client.get(BACK, ministry.sign_in(gone(client, **words)))


def is_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def says(client: Client, led: str, code: str) -> bool:
    """Whether the page to which somebody was led tells why."""
    with translation.override(led.split("/")[1]):
        return escape(str(SENTENCES[code])) in client.get(led).content.decode()


def test_whoever_linked_their_account_signs_in_and_gives_the_second_step(samira: Actor, ministry: Provider) -> None:
    linked(samira, ministry)
    client, answer = signed_in(ministry)
    assert answer.headers["Location"] == CODE
    assert not is_in(client)
    assert client.post(CODE, {"code": second_factor.current_code(account_of(samira))}).status_code == 302
    assert is_in(client)


def test_linking_needs_the_password_and_a_form(samira: Actor, ministry: Provider) -> None:
    with time_machine.travel(time.time(), tick=False) as clock:
        client = signed_in_client(samira)
        clock.shift(11 * 60)
        for answer in (client.get(MINE), client.post(LINK)):
            assert "/password-again/" in answer.headers["Location"]
    assert signed_in_client(samira).get(LINK).status_code == 405
    one_step = Client()
    one_step.post(SIGN_IN, {"login": "samira@example.org", "password": PASSWORD})
    assert SIGN_IN in one_step.post(LINK.replace("/it/", "/ar/")).headers["Location"]
    assert ministry.asked == []


def test_nobody_is_linked_by_their_address_alone(samira: Actor, ministry: Provider) -> None:
    client, answer = signed_in(ministry)
    assert answer.headers["Location"] == SIGN_IN
    assert says(client, SIGN_IN, "organisation_not_linked")
    assert not is_in(client)
    assert OrganisationLink.objects.count() == 0


def test_no_account_springs_from_an_organisation(ministry: Provider) -> None:
    before = Account.objects.count()
    ministry.email = "newcomer@example.org"
    client, answer = signed_in(ministry)
    assert answer.headers["Location"] == SIGN_IN
    assert Account.objects.count() == before
    assert not is_in(client)


def test_only_whoever_was_linked_is_signed_in(samira: Actor, ministry: Provider) -> None:
    linked(samira, ministry)
    ministry.subject = "s-2"
    client, answer = signed_in(ministry)
    assert answer.headers["Location"] == SIGN_IN
    assert not is_in(client)


@pytest.mark.parametrize(
    "instead",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "no"},
        {"email": "karim@example.org"},
        {"email": None},
        {"email": ["samira@example.org"]},
    ],
)
def test_an_address_that_is_not_vouched_for_or_another_links_and_opens_nothing(
    samira: Actor, ministry: Provider, instead: dict[str, Any]
) -> None:
    ministry.instead = instead
    linked(samira, ministry)
    assert OrganisationLink.objects.count() == 0
    ministry.instead = {}
    linked(samira, ministry)
    ministry.instead = instead
    client, answer = signed_in(ministry)
    assert answer.headers["Location"] == SIGN_IN
    assert not is_in(client)


NOW = int(time.time())
WRONG: dict[str, dict[str, Any]] = {
    "another question": {"nonce": "x"},
    "no question": {"nonce": None},
    "another organisation": {"iss": "https://other.example"},
    "no organisation": {"iss": None},
    "for another": {"aud": "other"},
    "for several, and not ours": {"aud": ["darna", "other"]},
    "for several, given to another": {"aud": ["darna", "other"], "azp": "other"},
    "given to another": {"azp": "other"},
    "about nobody": {"sub": None},
    "about a list": {"sub": ["s-1"]},
    "about too much": {"sub": "x" * 256},
    "over": {"exp": NOW - 3600},
    "without an end": {"exp": None},
    "with a word as its end": {"exp": "tomorrow"},
    "with no end at all": {"exp": float("inf")},
    "old, and good for ever": {"iat": NOW - 36_000, "exp": NOW + 10**9},
    "from tomorrow": {"iat": NOW + 86_400, "exp": NOW + 90_000},
    "without a beginning": {"iat": None},
}


@pytest.mark.parametrize("instead", WRONG.values(), ids=WRONG)
def test_a_statement_that_is_wrong_is_not_believed(samira: Actor, ministry: Provider, instead: dict[str, Any]) -> None:
    linked(samira, ministry)
    ministry.instead = instead
    client, answer = signed_in(ministry)
    assert answer.headers["Location"] == SIGN_IN
    assert not is_in(client)


@pytest.mark.parametrize("algorithm", ["RS256", "PS256", "ES256"])
def test_three_ways_of_signing_are_understood(samira: Actor, ministry: Provider, algorithm: str) -> None:
    ministry.algorithm = algorithm
    linked(samira, ministry)
    assert signed_in(ministry)[1].headers["Location"] == CODE


@pytest.mark.parametrize(
    ("algorithm", "header"),
    [
        ("none", {}),
        ("", {}),
        ("HS256", {}),
        ("RS256", {"alg": "none"}),
        ("RS256", {"alg": "HS256"}),
        ("RS256", {"alg": "ES256"}),
        ("RS256", {"kid": "e"}),
        ("RS256", {"kid": "unknown"}),
        ("RS256", {"crit": ["b64"]}),
        ("ES256", {"kid": "r"}),
        ("short", {"alg": "RS256", "kid": "s"}),
    ],
)
def test_a_statement_signed_otherwise_is_not_believed(
    samira: Actor, ministry: Provider, algorithm: str, header: dict[str, Any]
) -> None:
    linked(samira, ministry)
    ministry.algorithm, ministry.header = algorithm, header
    client, answer = signed_in(ministry)
    assert answer.headers["Location"] == SIGN_IN
    assert not is_in(client)


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-8] + "AAAAAAAA", lambda t: "a.b.c", lambda t: "x" * 30_000, lambda t: ""]
)
def test_a_statement_that_was_altered_is_not_believed(samira: Actor, ministry: Provider, spoil: Any) -> None:
    linked(samira, ministry)
    honest = ministry.statement
    with patch.object(Provider, "statement", lambda self, words: spoil(honest(words))):
        client, answer = signed_in(ministry)
    assert answer.headers["Location"] == SIGN_IN
    assert not is_in(client)


def test_another_name_in_a_signed_statement_is_noticed(samira: Actor, ministry: Provider) -> None:
    linked(samira, ministry)
    honest = ministry.statement

    def altered(self: Provider, words: dict[str, str]) -> str:
        head, _, tail = honest(words).split(".")
        return f"{head}.{packed({'sub': 's-1', 'iss': self.issuer, 'nonce': words['nonce']})}.{tail}"

    with patch.object(Provider, "statement", altered):
        assert signed_in(ministry)[1].headers["Location"] == SIGN_IN


def test_a_key_that_the_organisation_has_just_made_is_asked_for(samira: Actor, ministry: Provider) -> None:
    linked(samira, ministry)
    ministry.keys = [rsa_key(number="new")]
    ministry.header = {"kid": "new"}
    with patch.object(asking, "AGAIN", -1):
        assert signed_in(ministry)[1].headers["Location"] == CODE


def test_a_made_up_key_number_does_not_make_darna_ask_again_and_again(samira: Actor, ministry: Provider) -> None:
    linked(samira, ministry)
    ministry.header = {"kid": "unknown"}
    for _ in range(5):
        signed_in(ministry)
    assert ministry.asked.count("/keys") == 1
    assert ministry.asked.count(asking.WELL_KNOWN) == 1


def test_a_return_counts_once_and_only_in_the_browser_that_went(samira: Actor, ministry: Provider) -> None:
    linked(samira, ministry)
    client, other = Client(), Client()
    words = ministry.sign_in(gone(client))
    gone(other)
    assert other.get(BACK, words).headers["Location"] == SIGN_IN
    assert Client().get(BACK, words).headers["Location"] == "/fr/account/sign-in/"
    assert client.get(BACK, words).headers["Location"] == CODE
    assert client.get(BACK, words).headers["Location"] == "/fr/account/sign-in/"


def test_a_return_after_ten_minutes_is_too_late(samira: Actor, ministry: Provider) -> None:
    linked(samira, ministry)
    with time_machine.travel(time.time(), tick=False) as clock:
        client = Client()
        words = ministry.sign_in(gone(client))
        clock.shift(601)
        assert client.get(BACK, words).headers["Location"] == "/fr/account/sign-in/"


@pytest.mark.parametrize(
    "spoiled",
    [{"state": "x"}, {"state": "\udcff"}, {"code": ""}, {"code": "made-up"}, {"iss": "https://other.example"}],
)
def test_a_return_with_other_words_leads_nowhere(samira: Actor, ministry: Provider, spoiled: dict[str, str]) -> None:
    linked(samira, ministry)
    client = Client()
    words = {**ministry.sign_in(gone(client)), **spoiled}
    assert client.get(BACK, {k: v.encode("utf-8", "surrogateescape") for k, v in words.items()}).status_code == 302
    assert not is_in(client)


def test_whoever_gives_up_there_is_told_so_in_their_language(samira: Actor, ministry: Provider) -> None:
    client = Client()
    words = ministry.sign_in(gone(client))
    answer = client.get(BACK, {"error": "access_denied", "state": words["state"]})
    assert answer.headers["Location"] == SIGN_IN
    assert says(client, SIGN_IN, "organisation_did_not_sign_in")


def test_a_closed_account_does_not_sign_in(samira: Actor, ministry: Provider) -> None:
    linked(samira, ministry)
    Account.objects.filter(pk=samira.account_id).update(is_active=False)
    assert signed_in(ministry)[1].headers["Location"] == SIGN_IN


@pytest.mark.parametrize(
    ("setting", "instead", "lead"),
    [
        ({"trusted_amr": ["mfa"]}, {"amr": ["pwd", "mfa"]}, "/ar/desk/"),
        ({"trusted_acr": ["urn:two"]}, {"acr": "urn:two"}, "/ar/desk/"),
        ({"trusted_amr": ["mfa"]}, {"amr": ["pwd"]}, CODE),
        ({"trusted_amr": ["mfa"]}, {"amr": "mfa"}, CODE),
        ({"trusted_amr": ["mfa"]}, {"amr": [["mfa"]]}, CODE),
        ({"trusted_amr": ["mfa"]}, {"acr": "mfa"}, CODE),
        ({"trusted_acr": ["urn:two"]}, {"acr": ["urn:two"]}, CODE),
        ({}, {"amr": ["mfa"], "acr": "urn:two"}, CODE),
        # It asked hours ago, perhaps somebody else at this desk, or does not say when.
        ({"trusted_amr": ["mfa"]}, {"amr": ["mfa"], "auth_time": NOW - 7200}, CODE),
        ({"trusted_amr": ["mfa"]}, {"amr": ["mfa"], "auth_time": None}, CODE),
    ],
)
def test_the_second_step_is_left_out_only_where_the_settings_trust_the_organisation(
    samira: Actor, ministry: Provider, settings: LazySettings, setting: Any, instead: Any, lead: str
) -> None:
    settings.DARNA_ORGANISATIONS = ministry.settings(**setting)
    linked(samira, ministry)
    ministry.instead = instead
    client, answer = signed_in(ministry)
    assert answer.headers["Location"] == lead
    assert is_in(client) == (lead != CODE)


def test_whoever_has_no_second_step_sets_one_up_after_typing_the_password(ministry: Provider) -> None:
    actor = make_member(account=make_account("samira@example.org", password=PASSWORD))
    linked(actor, ministry)
    client, _ = signed_in(ministry)
    assert "/second-factor/" in client.get(HOME).headers["Location"]
    assert "/password-again/" in client.get("/ar/account/second-factor/").headers["Location"]


def test_darna_asks_with_a_question_a_state_and_a_challenge(samira: Actor, ministry: Provider) -> None:
    linked(samira, ministry)
    client = Client()
    words = parse_qs(urlsplit(gone(client)).query)
    assert words["redirect_uri"] == ["http://testserver" + BACK]
    assert words["scope"] == ["openid email"]
    assert words["prompt"] == ["login"]
    assert words["code_challenge_method"] == ["S256"]
    assert all(len(words[name][0]) >= 43 for name in ("state", "nonce", "code_challenge"))
    stored = str(client.session.items())
    assert not any(words[name][0] in stored for name in ("state", "nonce"))


def test_the_secret_goes_in_the_header_or_in_the_form_as_the_organisation_wants(
    samira: Actor, ministry: Provider
) -> None:
    linked(samira, ministry)
    assert ministry.sent[-1]["authorization"].startswith("Basic ")
    assert "client_secret" not in ministry.sent[-1]
    asking.forget()
    ministry.described = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    signed_in(ministry)
    assert ministry.sent[-1]["authorization"] == ""
    assert ministry.sent[-1]["client_secret"] == SECRET


BROKEN: dict[str, tuple[str, tuple[int, dict[str, str], bytes]]] = {
    "is away": (asking.WELL_KNOWN, (503, {}, b"")),
    "leads elsewhere": (asking.WELL_KNOWN, (302, {"Location": "http://127.0.0.1:9/"}, b"")),
    "speaks otherwise": (asking.WELL_KNOWN, (200, {}, b"<html>")),
    "says a list": (asking.WELL_KNOWN, (200, {}, b"[]")),
    "never ends": (asking.WELL_KNOWN, (200, {}, b" " * (asking.MOST_BYTES + 10) + b"{}")),
    "has no keys": ("/keys", (200, {}, b"{}")),
    "has odd keys": (
        "/keys",
        (200, {}, b'{"keys": [1, {"kty": "RSA", "kid": "r"}, {"kty": "RSA", "kid": "r", "n": 7, "e": "%"}]}'),
    ),
    "gives no statement": ("/token", (200, {}, b"{}")),
    "refuses the code": ("/token", (400, {}, b'{"error": "invalid_grant"}')),
}


@pytest.mark.parametrize(("path", "answer"), BROKEN.values(), ids=BROKEN)
def test_an_organisation_that_does_not_answer_right_signs_nobody_in(
    samira: Actor, ministry: Provider, path: str, answer: Any
) -> None:
    linked(samira, ministry)
    asking.forget()
    ministry.answers = {path: answer}
    client = Client()
    led = gone(client)
    if not led.startswith("/"):
        led = str(client.get(BACK, ministry.sign_in(led)).headers["Location"])
    assert led == SIGN_IN
    page = client.get(led).content.decode()
    with translation.override("ar"):
        reasons = {escape(str(SENTENCES[code])) for code in ("organisation_refused", "statement_not_signed_by_them")}
    assert sum(reason in page for reason in reasons) == 1


@pytest.mark.parametrize(
    "described",
    [
        {"issuer": "https://other.example"},
        {"issuer": None},
        {"token_endpoint": "http://192.0.2.1/token"},
        {"token_endpoint": "file:///etc/passwd"},
        {"jwks_uri": None},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"token_endpoint": "https://somebody:word@other.example/"},
    ],
)
def test_an_organisation_that_describes_itself_oddly_is_not_asked(ministry: Provider, described: Any) -> None:
    ministry.described = described
    assert gone(Client()) == SIGN_IN
    assert ministry.asked == [asking.WELL_KNOWN]


def test_a_server_that_is_gone_is_told_and_the_password_remains(ministry: Provider, settings: LazySettings) -> None:
    settings.DARNA_ORGANISATIONS = ministry.settings(issuer="http://127.0.0.1:9")
    client = Client()
    assert says(client, gone(client), "organisation_does_not_answer")


def test_addresses_that_fail_again_and_again_wait(samira: Actor, ministry: Provider) -> None:
    linked(samira, ministry)
    for _ in range(30):
        throttle.take(throttle.ADDRESS, "127.0.0.1")
    client, answer = signed_in(ministry)
    assert answer.headers["Location"] == SIGN_IN
    assert not is_in(client)


def test_one_person_there_is_one_account_here(samira: Actor, ministry: Provider) -> None:
    linked(samira, ministry)
    linked(samira, ministry)
    assert OrganisationLink.objects.count() == 1
    with pytest.raises(Refused, match="organisation_linked_before"):
        links.link(make_account(), organisation("ministry"), {"sub": "s-1"})


def test_a_row_copied_to_another_account_opens_nothing(samira: Actor, ministry: Provider) -> None:
    linked(samira, ministry)
    karim = make_account("karim@example.org")
    row = OrganisationLink.objects.get()
    row.delete()
    OrganisationLink.objects.create(account=karim, organisation="ministry", mark=row.mark, proof=row.proof)
    ministry.email = karim.email
    assert signed_in(ministry)[1].headers["Location"] == SIGN_IN


def test_the_table_of_links_names_nobody(samira: Actor, ministry: Provider) -> None:
    linked(samira, ministry)
    row = OrganisationLink.objects.get()
    assert b"s-1" not in bytes(row.mark) + bytes(row.proof)
    assert len(bytes(row.mark)) == len(bytes(row.proof)) == 32


def test_a_link_begun_by_one_is_not_finished_by_another(samira: Actor, ministry: Provider) -> None:
    client = signed_in_client(samira)
    words = ministry.sign_in(client.post(LINK).context["address"])
    karim = make_member(account=make_account("karim@example.org", password=PASSWORD), with_second_factor=True)
    session = client.session
    other = signed_in_client(karim)
    theirs = other.session
    theirs["darna.organisation"] = session["darna.organisation"]
    theirs.save()
    other.get(BACK, words)
    assert OrganisationLink.objects.count() == 0


def test_a_locked_desk_links_nothing(samira: Actor, ministry: Provider) -> None:
    client = signed_in_client(samira)
    words = ministry.sign_in(client.post(LINK).context["address"])
    client.post("/fr/account/lock/")
    client.get(BACK, words)
    assert OrganisationLink.objects.count() == 0


def test_a_link_is_listed_and_ended_and_the_owner_told(samira: Actor, ministry: Provider) -> None:
    assert "The Ministry" in linked(samira, ministry).content.decode()
    elsewhere, client = signed_in_client(samira), signed_in_client(samira)
    assert client.get("/it/account/organisations/ministry/unlink/").status_code == 200
    assert client.post("/it/account/organisations/ministry/unlink/").status_code == 302
    assert client.get("/it/account/organisations/ministry/unlink/").status_code == 404
    assert client.get(HOME).status_code == 200
    assert not is_in(elsewhere)
    assert signed_in(ministry)[1].headers["Location"] == SIGN_IN
    assert [letter.to for letter in mail.outbox] == [["samira@example.org"]] * 2
    assert all("The Ministry" in letter.body for letter in mail.outbox)


def test_a_reset_by_the_office_ends_the_links_too(samira: Actor, ministry: Provider) -> None:
    linked(samira, ministry)
    assert actions.remove_second_factor(samira.account_id)
    assert signed_in(ministry)[1].headers["Location"] == SIGN_IN


def test_signing_in_through_an_organisation_is_no_proof_of_the_password(
    samira: Actor, ministry: Provider, settings: LazySettings
) -> None:
    settings.DARNA_ORGANISATIONS = ministry.settings(trusted_amr=["mfa"])
    ministry.instead = {"amr": ["mfa"]}
    linked(samira, ministry)
    client, _ = signed_in(ministry)
    assert sessions.PROVED_AT not in client.session
    assert "/password-again/" in client.get(MINE).headers["Location"]


def test_signing_in_leads_where_one_wanted_and_nowhere_else(
    samira: Actor, ministry: Provider, settings: LazySettings
) -> None:
    settings.DARNA_ORGANISATIONS = ministry.settings(trusted_amr=["mfa"])
    ministry.instead = {"amr": ["mfa"]}
    linked(samira, ministry)
    assert signed_in(ministry, next="/ar/account/sessions/")[1].headers["Location"] == "/ar/account/sessions/"
    assert signed_in(ministry, next="https://evil.example/")[1].headers["Location"] == "/ar/desk/"


def test_without_a_setting_there_is_nothing_and_nobody_is_asked(samira: Actor) -> None:
    client = signed_in_client(samira)
    with patch.object(asking._OPENER, "open") as asked:
        assert "/with/" not in Client().get(SIGN_IN).content.decode()
        assert "/organisations/" not in client.get(HOME).content.decode()
        for path in (BEGIN, BACK, MINE, "/it/account/organisations/ministry/unlink/"):
            assert client.get(path).status_code == 404
        assert client.post(LINK).status_code == 404
    assert not asked.called


def test_the_sign_in_page_names_the_organisation_and_asks_it_nothing(ministry: Provider) -> None:
    page = Client().get(f"{SIGN_IN}?next=/ar/desk/search/").content.decode()
    assert "The Ministry" in page
    assert "/ar/account/sign-in/with/ministry/?next=/ar/desk/search/" in page
    assert Client().get("/ar/account/sign-in/with/other/").status_code == 404
    assert ministry.asked == []


def test_the_organisation_is_named_in_the_language_of_the_reader(ministry: Provider, settings: LazySettings) -> None:
    settings.DARNA_ORGANISATIONS = ministry.settings(labels={"": "The Ministry", "ar": "الوزارة"})
    assert "الوزارة" in Client().get("/ar/account/sign-in/").content.decode()
    assert "The Ministry" in Client().get("/it/account/sign-in/").content.decode()
