"""Anyone may read the public pages, in four languages, quickly, and without leaving a trace."""

from __future__ import annotations

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation

from darna.faces.portal import views
from darna.faces.portal.doors import DOORS

BUDGET_BYTES = 100_000


def page(view: str, language: str) -> HttpResponse:
    """One public page, as the portal answers it."""
    with translation.override(language):
        return getattr(views, view)(RequestFactory().get(f"/{language}/"))  # type: ignore[no-any-return]


def weight(name: str) -> int:
    """What a static file costs on the line."""
    found = finders.find(name)
    assert found, name
    with open(found, "rb") as file:
        return len(gzip.compress(file.read(), 6))


@pytest.mark.parametrize("view", ["welcome", "privacy", "accessibility"])
@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fr", "ltr"), ("it", "ltr"), ("en", "ltr")])
def test_each_public_page_answers_in_each_language(view: str, language: str, direction: str) -> None:
    response = page(view, language)
    assert response.status_code == 200
    assert f'<html lang="{language}" dir="{direction}">' in response.content.decode()


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_first_page_weighs_less_than_a_hundred_kilobytes(language: str) -> None:
    response = page("welcome", language)
    html = response.content.decode()
    assets = set(re.findall(r'(?:href|src)="/static/([^"]+)"', html)) | {"darna/img/tiles.svg", "darna/img/check.svg"}
    assert any("bootstrap" in asset for asset in assets)
    assert len(gzip.compress(response.content)) + sum(map(weight, assets)) < BUDGET_BYTES


def test_the_public_pages_load_nothing_from_elsewhere() -> None:
    for view in ("welcome", "privacy", "accessibility"):
        html = page(view, "fr").content.decode()
        assert not re.search(r'(?:src|<link rel="(?:icon|stylesheet)[^>]*href)="(?:https?:)?//', html)
        assert "htmx" not in html


def test_no_door_leads_nowhere() -> None:
    with translation.override("en"):
        _every_link_resolves(page("welcome", "en").content.decode())


def _every_link_resolves(html: str) -> None:
    assert html.count('class="door stack') == len(DOORS) + 1
    for link in set(re.findall(r'<a [^>]*href="(/en/[^"#?]*)', html)):
        assert resolve(link), link
    assert 'href="#"' not in html


def test_where_danger_is_spoken_of_one_can_leave_at_once() -> None:
    assert "data-exit" in page("welcome", "fr").content.decode()


@pytest.mark.parametrize(
    ("wishes", "first_page"),
    [("ar-MA,fr;q=0.8", "/ar/"), ("it-IT,it;q=0.9", "/it/"), ("en-GB", "/en/"), ("fr", "/fr/")],
)
def test_the_bare_address_leads_to_the_language_of_the_browser(wishes: str, first_page: str) -> None:
    response = views.choose_language(RequestFactory().get("/", headers={"accept-language": wishes}))
    assert (response.status_code, response["Location"]) == (302, first_page)
    assert "Accept-Language" in response["Vary"]


def test_reading_leaves_no_cookie() -> None:
    for view in ("welcome", "privacy", "accessibility"):
        assert not page(view, "ar").cookies


def test_only_the_child_line_is_given_as_a_number_to_call() -> None:
    assert set(re.findall(r'href="tel:([^"]+)"', page("welcome", "fr").content.decode())) == {"2511"}
