"""Whoever reads a public page sees what it rests on, in a language they read, and can leave it at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from darna.base.rowsecurity.context import acting
from darna.domains.pages import actions
from darna.domains.pages.shipped import shipped_pages
from darna.domains.pages.tests.makers import (
    add_picture,
    make_draft,
    make_shown,
    make_writers,
    propose,
    publish,
    text_of,
    words,
)
from darna.domains.pages.values import TextDraft
from darna.faces.portal.doors import DOORS, NEEDS

pytestmark = pytest.mark.django_db
PAGES = shipped_pages()


@pytest.fixture(autouse=True)
def _speaking() -> Iterator[None]:
    with translation.override("en"):
        yield


def html_of(client: Client, path: str, status: int = 200) -> str:
    """A page as it is answered."""
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize("language", ["ar", "fr", "it", "en"])
def test_a_page_tells_its_words_its_sources_and_when_it_was_last_checked(client: Client, language: str) -> None:
    page = PAGES[0]
    html = html_of(client, f"/{language}/read/{page.slug}/")
    assert f'<h1 itemprop="headline">{page.texts[language].title}</h1>' in html
    assert page.sources[0].title.split(",")[0] in html
    assert "2026" in html
    assert "<h2>" in html


def test_reading_a_page_asks_two_questions(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client.get("/fr/read/before-you-leave/")
    with django_assert_num_queries(2):
        html_of(client, "/fr/read/before-you-leave/")
    with django_assert_num_queries(1):
        html_of(client, "/fr/door/going/")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_a_page_that_speaks_of_danger_can_be_left_is_not_passed_on_and_is_not_kept(client: Client, page) -> None:  # type: ignore[no-untyped-def]
    response = client.get(f"/ar/read/{page.slug}/")
    html = response.content.decode()
    assert ("data-exit" in html) == page.is_sensitive
    assert ("pass-on" in html) != page.is_sensitive
    assert ("og:title" in html) != page.is_sensitive
    assert ("no-store" in response["Cache-Control"]) == page.is_sensitive


def test_a_link_that_is_passed_on_shows_the_mark_and_what_the_page_says(client: Client) -> None:
    html = html_of(client, "/fr/read/your-rights-when-you-come-back/")
    assert re.search(r'property="og:image" content="http://testserver/static/portal/share[^"]*\.png"', html)
    assert 'property="og:url" content="http://testserver/fr/read/your-rights-when-you-come-back/"' in html


def test_a_page_that_is_not_ready_in_a_language_is_read_in_the_nearest(client: Client) -> None:
    writers = make_writers()
    draft = make_draft(writers.first)
    text = text_of(writers.first, draft, "it")
    with acting(writers.first.context):
        actions.write_text(text.pk, TextDraft("", "", ""), seen_version=text.version, by=writers.first)
    publish(writers.second, propose(writers.first, draft))
    html = html_of(client, "/it/read/an-example/")
    assert 'lang="fr" dir="ltr" itemscope' in html
    assert "Coming back (fr)" in html
    assert "notice-info" in html
    assert 'hreflang="it"' not in html.split("page-foot")[1]
    assert 'rel="canonical" href="http://testserver/fr/read/an-example/"' in html
    assert 'rel="alternate" hreflang="it"' not in html


def test_a_draft_and_an_address_that_never_was_are_not_there(client: Client) -> None:
    make_draft(make_writers().first)
    html_of(client, "/fr/read/an-example/", 404)
    html_of(client, "/fr/read/never-was/", 404)
    html_of(client, "/fr/door/nowhere/", 404)


def test_a_picture_of_a_page_says_what_it_shows_and_how_large_it_is(client: Client) -> None:
    writers = make_writers()
    draft = make_draft(writers.first)
    add_picture(writers.first, draft)
    publish(writers.second, propose(writers.first, draft))
    told = re.search(r'<img class="page-picture"[^>]*>', html_of(client, "/ar/read/an-example/"))
    assert told
    assert 'alt="A door (ar)"' in told[0]
    assert re.search(r'width="[1-9]\d*" height="[1-9]\d*"', told[0])
    source = re.search(r'src="([^"]+)"', told[0])
    assert source
    picture = client.get(source[1])
    assert picture["Content-Type"] == "image/jpeg"
    assert picture["Cache-Control"] == "public, max-age=3600"
    assert picture.content[:3] == b"\xff\xd8\xff"


def test_a_picture_of_a_draft_is_not_there(client: Client) -> None:
    writers = make_writers()
    image = add_picture(writers.first, make_draft(writers.first))
    html_of(client, f"/fr/picture/{image.pk}/", 404)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.key)
def test_a_door_leads_to_its_pages(client: Client, door) -> None:  # type: ignore[no-untyped-def]
    html = html_of(client, f"/fr/door/{door.key}/")
    wanted = {page.slug for page in PAGES if page.door == door.key}
    assert set(re.findall(r'href="/fr/read/([^/]+)/"', html)) == wanted
    assert set(door.needs) <= set(NEEDS)


def test_whoever_is_under_18_finds_their_own_part_first(client: Client) -> None:
    html = html_of(client, "/en/door/child/")
    assert html.index("This part is for you") < html.index('href="tel:2511"') < html.index("worried about a child?")
    assert 'class="stack public-page for-minors"' in html_of(client, "/en/read/under-18/")


def test_a_number_says_where_it_is_from(client: Client) -> None:
    html = html_of(client, "/en/help/")
    assert set(re.findall(r'href="tel:([^"]+)"', html)) == {"2511", "0800002511", "19", "177", "15", "150"}
    assert html.count("Not checked in a source") == 3
    assert html.count("Read in the source") == 1
    assert "November 2026" in html


def test_nothing_is_shown_of_what_was_retired(client: Client) -> None:
    writers = make_writers()
    shown = make_shown(writers.first, writers.second)
    html_of(client, "/fr/read/an-example/")
    with acting(writers.second.context):
        shown.refresh_from_db()
        actions.retire_version(shown.pk, "Over.", seen_version=shown.version, by=writers.second)
    html_of(client, "/fr/read/an-example/", 404)
    assert words("fr").title not in html_of(client, "/fr/door/returned/")
