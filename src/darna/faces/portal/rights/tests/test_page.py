"""The page as a browser without scripts meets it: told, answered, forgotten."""

from __future__ import annotations

import html
import json
import re
import time

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from darna.domains.asking.tests.makers import make_desk
from darna.domains.reception.identifying import what_it_tells
from darna.faces.portal.rights.tests.makers import THREE
from darna.rules.book import book
from darna.rules.portability.questions.world import COUNTRIES

LANGUAGES = ("ar", "fr", "it", "en")

pytestmark = pytest.mark.django_db


def sent(to: str = "", status: int = 200, **fields: object) -> str:
    response = Client().post(f"/en/rights/{to}", {**THREE, **fields})
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_in_each_language_with_three_rows(language: str) -> None:
    response = Client().get(f"/{language}/rights/")
    page = response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"
    assert page.count('class="period"') == 3
    assert len(response.content) < 100_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_told_is_answered_on_the_same_page_and_kept_by_nobody(language: str) -> None:
    response = Client().post(f"/{language}/rights/", THREE)
    page = response.content.decode()
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert "<svg viewBox" in page
    assert 'value="1979' not in response.request["PATH_INFO"]
    assert not response.cookies.keys() - {settings.CSRF_COOKIE_NAME}
    assert " style=" not in page


def test_a_row_more_keeps_what_was_written_and_says_nothing_is_wrong() -> None:
    page = sent(do="add", **{"p0-first": "not yet"})
    assert page.count('class="period"') == 4
    assert 'value="not yet"' in page
    assert "error-summary" not in page


def test_a_row_taken_out_moves_the_others_up() -> None:
    page = sent(do="remove:0")
    assert page.count('class="period"') == 3
    assert 'value="01/03/1979"' not in page
    assert re.search(r'name="p0-first"[^>]*value="1996"|value="1996"[^>]*name="p0-first"', page)


def test_never_more_than_thirty_rows() -> None:
    page = sent(do="add", rows="30")
    assert page.count('class="period"') == 30
    assert 'value="add"' not in page


def test_an_error_is_said_at_its_field_and_in_a_list_that_leads_there() -> None:
    page = sent(status=422, **{"p0-first": "soon"})
    assert 'href="#id_p0-first"' in page
    assert "Period 1: From" in plain(page)
    assert "This is not a date." in plain(page)


def test_an_empty_page_is_not_answered() -> None:
    response = Client().post("/en/rights/", {"rows": "3"})
    assert response.status_code == 422
    assert "at least one country" in response.content.decode()


def test_what_was_saved_can_be_brought_back() -> None:
    kept = Client().post("/en/rights/file/", THREE)
    assert kept.headers["Content-Disposition"] == 'attachment; filename="darna.json"'
    assert json.loads(kept.content)["periods"][0]["country"] == "FR"
    file = SimpleUploadedFile("darna.json", kept.content, "application/json")
    page = Client().post("/en/rights/bring/", {"file": file}).content.decode()
    assert 'value="01/03/1979"' in page
    assert '<option value="IT" selected>' in page


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"[]", b'{"kind": "other"}', b"{" * 70_000])
def test_another_file_is_refused_in_words(body: bytes) -> None:
    response = Client().post("/en/rights/bring/", {"file": SimpleUploadedFile("x.json", body)})
    assert response.status_code == 422
    assert "The file was not taken over" in response.content.decode()


def test_the_words_for_the_maison_hold_years_alone_and_are_sent_by_the_person() -> None:
    with translation.override("en"):
        make_desk()
    page = sent("ask/", **{"l-name": "Nadia Exemple", "f-birth_date": "12/06/1958"})
    written = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)
    assert written
    text = written[1].replace("\u2068", "").replace("\u2069", "")
    assert "- France, from 1979 until 1996" in text
    assert "- Morocco, days: 1,400" in text
    assert "Year of birth: 1958" in text
    assert "opens a file with me" in text
    assert 'action="/en/ask/"' in page
    assert "Nadia" not in page
    # All days go along only in the file, which the person sees named and may leave out.
    assert "Send what I told on My rights along" in page
    assert "1958-06-12" in html.unescape(page) or "12/06/1958" in html.unescape(page)
    assert what_it_tells(html.unescape(text)) == ""


def test_each_country_is_answered_with_its_reasons_and_what_is_missing_leads_to_its_question() -> None:
    page = sent()
    for country in ("FR", "IT", "MA", "EU"):
        assert f'id="place-{country}"' in page
    assert "Old-age pension: Italy" in plain(page)
    lacked = set(re.findall(r'href="#ask-([\w.]+)"', page))
    assert lacked
    assert lacked <= set(re.findall(r'id="ask-([\w.]+)"', page))


def _in_twenty_countries() -> dict[str, str]:
    told = {"rows": "30", "f-birth_date": "1958"}
    for place, country in enumerate(COUNTRIES):
        told |= {
            f"p{place}-country": country,
            f"p{place}-first": str(1960 + place),
            f"p{place}-last": str(1963 + place),
        }
    return told


def test_a_life_in_twenty_countries_is_answered_soon() -> None:
    told = _in_twenty_countries()
    begun = time.process_time()
    page = Client().post("/en/rights/", told).content.decode()
    assert page.count('aria-labelledby="place-') == len(COUNTRIES) + 2
    assert time.process_time() - begun < 4


def test_what_would_change_an_answer_of_a_long_life_is_tried_for_the_answer_that_is_opened() -> None:
    told, asked = _in_twenty_countries(), "change:portability.old_age.ES"
    first = Client().post("/en/rights/", told).content.decode()
    assert "What would change the answer" not in plain(first.partition('id="place-')[2])
    assert f'value="{asked}"' in first
    opened = Client().post("/en/rights/", {**told, "do": asked}).content.decode()
    assert f'value="{asked}"' not in opened
    part = opened.partition('id="of-portability.old_age.ES" open')[2].partition('id="of-')[0]
    assert book().words["engine.changes"].in_("en") in part
    assert 'value="1958"' in opened


def test_a_life_in_three_countries_says_at_once_what_would_change_its_answers() -> None:
    page = sent()
    assert book().words["engine.changes"].in_("en") in page
    assert 'value="change:' not in page


def test_what_others_wrote_in_an_address_is_not_read() -> None:
    page = Client().get("/en/rights/?p0-country=FR&p0-first=1979").content.decode()
    assert 'value="1979"' not in page
    assert 'value="FR" selected' not in page


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "retraite"), ("ar", "معاش"), ("it", "pensione"), ("en", "pension"), ("ar", "CNSS")]
)
def test_the_search_finds_it_by_the_words_people_use(language: str, words: str) -> None:
    page = Client().get(f"/{language}/search/", {"q": words}).content.decode()
    assert f'href="/{language}/rights/"><span class="page-list-title">' in page


@pytest.mark.parametrize("door", ["returned", "abroad"])
def test_those_it_is_for_are_led_there(door: str) -> None:
    page = Client().get(f"/en/door/{door}/").content.decode()
    assert '<a class="btn btn-primary" href="/en/rights/">' in page
