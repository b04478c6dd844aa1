"""Whoever looks for something finds it by any form of the word, in their own language first."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from darna.base.database.temporary import temporary_server
from darna.domains.pages.queries.published import find_pages
from darna.domains.pages.tests.makers import make_draft, make_shown, make_writers

pytestmark = pytest.mark.django_db


def searched(client: Client, language: str, **asked: object) -> str:
    """The page of a search."""
    response = client.get(f"/{language}/search/?{urlencode(asked)}")
    assert response.status_code == 200
    return response.content.decode()


def slugs(html: str) -> list[str]:
    """The pages that were found, in order."""
    return re.findall(r'href="/../read/([^/]+)/"', html)


@pytest.mark.parametrize(
    ("language", "asked", "slug"),
    [
        ("fr", "retraites", "your-years-of-work-abroad"),
        ("fr", "pension", "your-years-of-work-abroad"),
        ("fr", "ecole", "school-and-birth-registration"),
        ("fr", "écoles", "school-and-birth-registration"),
        ("it", "scuole", "school-and-birth-registration"),
        ("it", "cooperative", "starting-work-or-a-cooperative"),
        ("en", "schools", "school-and-birth-registration"),
        ("ar", "المدرسة", "school-and-birth-registration"),
        ("ar", "مدارس", "school-and-birth-registration"),
        ("ar", "تعاونية", "starting-work-or-a-cooperative"),
        ("ar", "التعاونيات", "starting-work-or-a-cooperative"),
        ("ar", "تقاعد", "your-years-of-work-abroad"),
        ("ar", "retraite", "your-years-of-work-abroad"),
        ("fr", "تقاعد", "your-years-of-work-abroad"),
    ],
)
def test_any_form_of_a_word_finds_the_page(client: Client, language: str, asked: str, slug: str) -> None:
    html = searched(client, language, q=asked)
    assert slug in slugs(html)
    assert "<mark>" in html


def test_the_reader_s_language_comes_first_and_each_page_once(client: Client) -> None:
    html = searched(client, "ar", q="CNSS")
    found = slugs(html)
    assert found
    assert len(found) == len(set(found))
    assert 'hreflang="fr"' not in html.split('class="page-list"')[1].split("</ul>")[0]


def test_all_words_count_where_a_page_has_them_all() -> None:
    one, _total = find_pages("coopérative membres", "fr")
    assert one[0].line.slug == "starting-work-or-a-cooperative"
    some, total = find_pages("coopérative xylophone", "fr")
    assert some
    assert total == len(some)


def test_a_search_asks_one_question_of_pages_and_four_of_services(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    searched(client, "fr", q="x")
    with django_assert_num_queries(5):
        searched(client, "fr", q="école")


def test_where_nothing_is_found_the_page_says_what_to_do(client: Client) -> None:
    html = searched(client, "en", q="xylophone")
    assert "Nothing was found" in html
    assert 'href="/en/door/returned/"' in html
    assert slugs(html) == []


@pytest.mark.parametrize("asked", ["", "de la", "\x00", "'; drop table", "%", "<b>", "a" * 5000, "٣٤"])
def test_whatever_is_typed_is_answered_and_shown_as_it_is(client: Client, asked: str) -> None:
    html = searched(client, "fr", q=asked, page="0x")
    assert "<b>" not in html


def test_what_was_looked_for_is_not_kept(client: Client) -> None:
    assert client.get("/fr/search/?q=école")["Cache-Control"] == "no-store"


def test_drafts_are_not_found_and_what_is_shown_is_at_once(client: Client) -> None:
    writers = make_writers()
    make_draft(writers.first, "draft-page", door="work")
    assert "draft-page" not in slugs(searched(client, "fr", q="coming back"))
    make_shown(writers.first, writers.second)
    found = slugs(searched(client, "fr", q="coming back"))
    assert "an-example" in found
    assert "draft-page" not in found


def test_many_pages_are_leafed_through(client: Client) -> None:
    writers = make_writers()
    for number in range(21):
        make_shown(writers.first, writers.second, f"page-{number}")
    first = searched(client, "en", q="coming")
    assert len(slugs(first)) == 20
    assert 'rel="next" href="?q=coming&amp;page=2"' in first
    second = searched(client, "en", q="coming", page=2)
    assert slugs(second)
    assert set(slugs(first)).isdisjoint(slugs(second))
    assert 'rel="prev"' in second


def test_the_index_of_words_is_asked(db: None) -> None:
    name = str(connection.settings_dict["NAME"])
    # As a role that looks past row security, as the function of the guard does.
    with temporary_server(shared=True) as server, server.connect("migrator", name) as looking:
        looking.execute("set enable_seqscan = off")
        plan = looking.execute("explain select 1 from pages_pagetext where stems && array['fr:retrait']").fetchall()
    assert "page_text_by_its_stems" in str(plan)
