"""Whatever happens to an account leaves one sentence in the trail of its agency."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client, override_settings

from darna.base.accounts import demo, second_factor
from darna.base.accounts.demo_password import DEMO_PASSWORD
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import SECRET, account_of, make_account, make_member, signed_in_client
from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting

pytestmark = pytest.mark.django_db

PASSWORD = "une phrase assez longue"


def sentences(actor) -> list[tuple[str, object]]:
    with acting(actor.context):
        return list(Entry.objects.order_by("id").values_list("verb", "object_id"))


def test_signing_in_and_out_leaves_one_sentence_each() -> None:
    actor = make_member(account=make_account("samira@example.org", password=PASSWORD), with_second_factor=True)
    client = Client()
    client.post("/fr/account/sign-in/", {"login": "samira@example.org", "password": PASSWORD})
    client.post("/fr/account/sign-in/code/", {"code": second_factor.current_code(account_of(actor))})
    client.post("/fr/account/sign-out/")
    assert sentences(actor) == [("account.signed_in", actor.account_id), ("account.signed_out", actor.account_id)]


def test_a_block_after_five_failures_leaves_one_sentence() -> None:
    actor = make_member(account=make_account("samira@example.org", password=PASSWORD))
    with patch.object(Argon2PasswordHasher, "verify", return_value=False):
        for _ in range(9):
            Client().post("/fr/account/sign-in/", {"login": "samira@example.org", "password": "faux"})
    assert sentences(actor) == [("account.sign_in_blocked", actor.account_id)]


def test_new_password_new_codes_and_ended_sessions_are_noted() -> None:
    actor = make_member(account=make_account("samira@example.org", password=PASSWORD))
    client, other = signed_in_client(actor), signed_in_client(actor)
    client.post("/fr/account/recovery-codes/")
    rows = client.get("/fr/account/sessions/").context["sessions"]
    client.post("/fr/account/sessions/", {"session": next(r["row"].pk for r in rows if not r["is_here"])})
    new = "une autre phrase longue"
    client.post("/fr/account/password/", {"old": PASSWORD, "password": new, "again": new})
    assert other.get("/fr/account/").status_code == 302
    verbs = [verb for verb, _ in sentences(actor)]
    assert verbs == ["account.recovery_codes_renewed", "account.session_ended", "account.password_changed"]


def test_a_demo_shows_its_accounts_and_their_codes_and_a_real_place_shows_none() -> None:
    account = make_account("demo.caseworker@example.org", full_name="Samira Idrissi")
    make_member(Role.CASEWORKER, account=account)
    second_factor.give_totp(account, SECRET)
    assert demo.demo_codes() == []
    assert DEMO_PASSWORD not in Client().get("/en/account/sign-in/").content.decode()
    with override_settings(DARNA_DEMO=True):
        page = Client().get("/en/account/sign-in/").content.decode()
    assert second_factor.current_code(account) in page
    assert "maison en" in page


def test_everybody_reads_the_outbox_of_a_demo_and_only_administrators_that_of_a_real_place() -> None:
    client = Client()
    assert signed_in_client(make_member(Role.CASEWORKER)).get("/fr/office/outbox/").status_code == 403
    assert client.get("/fr/office/outbox/demo/").status_code == 404
    backend = "darna.base.messages.backends.OutboxBackend"
    with override_settings(DARNA_DEMO=True, EMAIL_BACKEND=backend):
        account_of(make_member(account=make_account("samira@example.org")))
        Client().post("/fr/account/password/forgotten/", {"email": "samira@example.org"})
        page = client.get("/fr/office/outbox/demo/").content.decode()
    assert "samira@example.org" in page
    assert "/account/password/new/" in page
