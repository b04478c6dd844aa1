"""A public page knows nobody, asks nothing of the application's connection, and is kept for a minute."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client, override_settings

from darna.base.codelists import queries as codelists
from darna.base.database.connections import parse_address
from darna.base.database.temporary import temporary_server
from darna.base.places import queries as places
from darna.domains.directory.queries import published
from darna.domains.directory.sources import identifier
from darna.faces.portal.services import forms

#: An entry that ships.
OFFER = identifier("offer", "maison_beni_mellal", "front_desk", "1")
STEADY = ("/ar/", "/fr/privacy/", "/it/accessibility/", "/en/help/", "/fr/offline/", "/robots.txt", "/sw.js")
ASKING = (
    *("/fr/door/going/", "/ar/read/under-18/", "/it/search/?q=scuole", "/en/read/never-was/", "/sitemap.xml"),
    "/fr/picture/0f8fad5b-d9cb-469f-a165-70867728950e/",
    *(
        "/ar/services/",
        "/fr/services/map/?need=housing",
        "/it/services/near/",
        "/en/services/?q=school&place=05.091&sort=near",
    ),
    f"/ar/services/{OFFER}/",
    *("/fr/access/law/", "/ar/access/law/changes/", "/it/access/law/ma_cnss/", "/en/access/stay/"),
    *("/api/hsds/", "/api/hsds/services?per_page=3&full=true", "/api/hsds/organizations"),
)


def refused(*_args: Any) -> NoReturn:
    """In place of a query."""
    raise AssertionError("a public page asked something of the application's connection")


@pytest.fixture
def no_application() -> Iterator[None]:
    """The connection of the application is asked nothing, not even for the names of places and codes."""
    codelists.forget()
    places.forget()
    forms._places.cache_clear()
    published._read_communes.cache_clear()
    with connections["default"].execute_wrapper(refused):
        yield


@pytest.fixture
def as_portal() -> Iterator[None]:
    """Public pages ask as the role of the public side, on a connection of its own."""
    with temporary_server(shared=True) as server:
        place = parse_address(server.url("portal", str(connections["default"].settings_dict["NAME"])))
        connections.settings["public_side"] = {
            **connections["default"].settings_dict,
            **place.django(),
            "OPTIONS": {"options": "-c search_path=published,public"},
        }
        # A test may open a connection only where it says so before the connection is known; this one is opened here.
        connections["public_side"].connect()
        with override_settings(PORTAL_DATABASE="public_side"):
            yield
        connections["public_side"].close()
        del connections["public_side"], connections.settings["public_side"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*STEADY, *ASKING])
def test_a_public_page_asks_nothing_of_the_connection_of_the_application(
    path: str, client: Client, as_portal: None, no_application: None
) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "a-session-of-somebody"
    client.cookies["messages"] = "Yassine Amrani was registered"
    response = client.get(path)
    assert response.status_code == (404 if "never" in path or "picture" in path else 200)
    assert not response.cookies
    assert "Yassine" not in response.content.decode()


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
