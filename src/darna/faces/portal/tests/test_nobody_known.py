"""A public page knows nobody, asks nothing of the application's connection, and is kept for a minute."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

PATHS = ("/ar/", "/fr/privacy/", "/it/accessibility/")


def refused(*_args: Any) -> NoReturn:
    """In place of a query."""
    raise AssertionError("a public page asked something of the application's connection")


@pytest.fixture
def no_application() -> Iterator[None]:
    """The connection of the application is asked nothing."""
    with connections["default"].execute_wrapper(refused):
        yield


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_a_public_page_opens_no_transaction_on_the_connection_of_the_application(
    path: str, client: Client, no_application: None
) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "a-session-of-somebody"
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies


def test_a_public_page_is_kept_for_a_minute_and_asked_for_again_by_its_mark(client: Client) -> None:
    first = client.get("/fr/privacy/")
    assert first["Cache-Control"] == "public, max-age=60"
    assert "cookie" not in first["Vary"].lower()
    again = client.get("/fr/privacy/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_each_page_names_its_twins_in_the_other_languages(client: Client) -> None:
    html = client.get("/fr/privacy/?x=1").content.decode()
    for language in ("ar", "fr", "it", "en"):
        assert f'hreflang="{language}" href="http://testserver/{language}/privacy/"' in html
    assert 'rel="canonical" href="http://testserver/fr/privacy/"' in html
