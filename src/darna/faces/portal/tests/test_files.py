"""What machines are told about the public pages, and what an installed portal keeps."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from darna.domains.pages.shipped import shipped_pages

SOMETHING = "0f8fad5b-d9cb-469f-a165-70867728950e"
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.mark.django_db
def test_the_list_of_the_site_names_every_page_in_each_of_its_languages(client: Client) -> None:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    places = [one.text or "" for one in tree.findall("s:url/s:loc", SPACES)]
    for page in shipped_pages():
        for language in page.texts:
            assert f"http://testserver/{language}/read/{page.slug}/" in places
    assert "http://testserver/ar/" in places
    twins = tree.findall("s:url", SPACES)[0].findall("x:link", SPACES)
    assert {twin.get("hreflang") for twin in twins} == {"ar", "fr", "it", "en"}
    assert len(places) == len(set(places))


def test_no_search_engine_is_led_to_staff_or_questions(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    for room in ("desk", "office", "agency", "account", "ask", "search"):
        assert f"Disallow: /*/{room}/\n" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fr", "ltr"), ("it", "ltr"), ("en", "ltr")])
def test_the_portal_can_be_put_among_the_programs_of_a_phone(client: Client, language: str, direction: str) -> None:
    told = json.loads(client.get(f"/manifest-{language}.webmanifest").content)
    assert (told["lang"], told["dir"], told["start_url"]) == (language, direction, f"/{language}/")
    assert client.get("/manifest-de.webmanifest").status_code == 404


def kept(text: str) -> re.Pattern[str]:
    """Which addresses the helper keeps, as it says itself."""
    found = re.search(r"const KEPT = /(.+)/;", text)
    assert found
    return re.compile(found[1])


@pytest.mark.parametrize(
    "path", ["/fr/", "/ar/read/before-you-pay-anyone/", "/it/door/going/", f"/en/services/{SOMETHING}/"]
)
def test_the_helper_keeps_public_pages(client: Client, path: str) -> None:
    assert kept(client.get("/sw.js").content.decode()).match(path)


@pytest.mark.parametrize(
    "path",
    [
        "/fr/desk/",
        "/fr/account/sign-in/",
        "/fr/office/",
        "/fr/agency/",
        "/fr/ask/",
        "/fr/ask/x/",
        f"/fr/services/{SOMETHING}/wrong/",
        "/fr/search/",
    ],
)
def test_the_helper_keeps_nothing_of_staff_questions_and_searches(client: Client, path: str) -> None:
    assert not kept(client.get("/sw.js").content.decode()).match(path)


def test_the_helper_is_a_script_of_the_whole_site_asked_for_anew(client: Client) -> None:
    response = client.get("/sw.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in response["Content-Security-Policy"]
    for language in ("ar", "fr", "it", "en"):
        assert client.get(f"/{language}/offline/").status_code == 200
        assert f'"/{language}/offline/"' in response.content.decode()
