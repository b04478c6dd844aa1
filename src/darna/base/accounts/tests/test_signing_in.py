"""Somebody signs in: password, then the code of their phone; and what happens when it is not them."""

from __future__ import annotations

import time
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from darna.base.accounts import second_factor
from darna.base.accounts.models import Account
from darna.base.agencies.tests.makers import SECRET, account_of, make_account, make_member

pytestmark = pytest.mark.django_db

PASSWORD = "une phrase assez longue"
SIGN_IN = "/fr/account/sign-in/"
CODE = "/fr/account/sign-in/code/"


@pytest.fixture
def samira() -> Account:
    """A caseworker with a password and an authenticator app."""
    account = make_account("samira@example.org", password=PASSWORD)
    make_member(account=account, with_second_factor=True)
    return account


def first_step(client: Client, email: str = "samira@example.org", password: str = PASSWORD):
    return client.post(SIGN_IN, {"login": email, "password": password})


def test_samira_signs_in_with_her_password_and_the_code_of_her_phone(samira: Account) -> None:
    client = Client()
    assert first_step(client).headers["Location"] == CODE
    assert client.get("/fr/account/").status_code == 302
    answer = client.post(CODE, {"code": second_factor.current_code(samira)})
    assert answer.status_code == 302
    assert client.get("/fr/account/").status_code == 200
