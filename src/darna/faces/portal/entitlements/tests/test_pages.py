"""Rights and the law as a browser without scripts meets them, in four languages, and what keepers of the law approved."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from django.test import Client

from darna.faces.portal.entitlements import places, views
from darna.faces.portal.entitlements.catalogue import AUDIENCES, all_rights, facts_of, facts_of_rights, is_about_danger
from darna.faces.portal.entitlements.comparing import legal_forms, supports
from darna.rules.book import book
from darna.rules.engine.facts import Fact
from darna.rules.engine.rights import Right

pytestmark = pytest.mark.django_db

LANGUAGES = ("ar", "fr", "it", "en")
DIRECTIONS = {"ar": "rtl", "fr": "ltr", "it": "ltr", "en": "ltr"}
MOST_BYTES = 100 * 1024
RIGHTS = all_rights()
#: Words that no address and no title of a public page may show to whoever looks over a shoulder.
SENSITIVE = re.compile(r"asyl|refug|irregul|undocument|victim|traffick|violen|illegal|لجوء|لاجئ|عنف", re.IGNORECASE)


@pytest.fixture(autouse=True)
def _no_services(monkeypatch: pytest.MonkeyPatch) -> None:
    """The directory alone needs a database; its part of a page has its own tests."""
    monkeypatch.setattr(views, "places_for", lambda right, language: ())


def some_answer(fact: Fact) -> str:
    """What somebody might type for a fact."""
    usual = {"yes_no": "yes", "date": "1984-05", "country": "IT", "choice": next(iter(fact.choices), "")}
    return usual.get(fact.kind, str(max(12, fact.least or 0) if fact.most is None else min(12, fact.most)))


def named(right: Right) -> str:
    return right.id


def read(path: str, status: int = 200) -> str:
    """The page at an address."""
    response = Client().get(path)
    assert response.status_code == status, (path, response.status_code)
    assert len(response.content) < MOST_BYTES
    return str(response.content.decode())


def words(page: str) -> str:
    """What a person reads of a page."""
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    return plain.replace("\u2068", "").replace("\u2069", "").replace("&#x27;", "'").replace("&quot;", '"')


def title_of(page: str) -> str:
    """What stands on the tab and in the history of the browser."""
    return re.findall(r"<title>(.*?)</title>", page)[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("right", RIGHTS, ids=named)
def test_a_right_is_read_without_a_cookie(right: Right, language: str) -> None:
    response = Client().get(f"/{language}/access/{right.address}/")
    page = response.content.decode()
    assert response.status_code == 200
    assert not response.cookies
    assert f'<html lang="{language}" dir="{DIRECTIONS[language]}">' in page
    assert right.authority.in_(language) in words(page)
    for step in right.steps:
        assert step.do.in_(language) in words(page)
    assert len(response.content) < MOST_BYTES
    assert ("no-store" in response["Cache-Control"]) == is_about_danger(right)
    assert not SENSITIVE.search(title_of(page))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("right", RIGHTS, ids=named)
def test_whoever_tells_nothing_is_answered_what_is_missing(right: Right, language: str) -> None:
    response = Client().post(f"/{language}/access/{right.address}/check/")
    page = words(response.content.decode())
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert not SENSITIVE.search(title_of(response.content.decode()))
    assert book().words["engine.only_the_authority"].in_(language) in page
    for warning in right.warnings:
        assert warning.says.in_(language) in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("right", RIGHTS, ids=named)
def test_whoever_tells_everything_is_answered(right: Right, language: str) -> None:
    told = {fact.id: some_answer(fact) for fact in facts_of(right.id)}
    response = Client().post(f"/{language}/access/{right.address}/check/", told)
    page = response.content.decode()
    assert response.status_code == 200, re.findall(r'field-error-line">([^<]*)', page)
    assert 'class="answer-said' in page
    assert response.request["QUERY_STRING"] == ""
    assert "sessionid" not in response.cookies
    assert len(response.content) < MOST_BYTES


def test_nothing_that_was_told_is_written_anywhere(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        response = Client().post("/fr/access/stay/check/", {"birth_date": "2013-02-17", "is_moroccan": "no"})
    assert "2013-02-17" not in caplog.text
    assert "2013-02-17" not in str(response.headers)


def test_no_address_says_what_is_feared() -> None:
    assert [right.address for right in RIGHTS if SENSITIVE.search(right.address)] == []


def test_each_right_has_an_address_of_its_own_that_no_other_page_has() -> None:
    addresses = [right.address for right in RIGHTS]
    assert len(set(addresses)) == len(addresses)
    assert not {"forms", "invest", "studies", "law"} & set(addresses)
    assert not set(addresses) & {name for name in book().instruments if name not in book().rights}


def test_every_need_that_a_right_leads_to_has_a_name_or_is_not_named() -> None:
    assert {need for right in RIGHTS for need in right.services} <= {*places.LABELS, *places.UNNAMED}


def test_every_right_is_of_somebody_who_asks() -> None:
    assert {code for right in RIGHTS for code in right.audiences} <= set(AUDIENCES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "room",
    [
        "",
        "?who=third_country_national",
        "forms/",
        "invest/",
        "studies/",
        "law/",
        "law/?certainty=%3F&area=entitlements&page=2",
        "law/?stale=on&certainty=nonsense",
        "law/changes/",
        "law/changes/?page=99",
        "law/ma_it_1994/",
    ],
)
def test_the_rooms_are_read_in_each_language(language: str, room: str) -> None:
    page = read(f"/{language}/access/{room}")
    assert f'<html lang="{language}" dir="{DIRECTIONS[language]}">' in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize("name", sorted(book().instruments))
def test_every_legal_text_is_shown_through_time(name: str) -> None:
    right = book().rights.get(name)
    page = words(read(f"/en/access/law/{right.address if right else name}/"))
    for parameter in book().instruments[name].parameters.values():
        assert parameter.says.in_("en") in page


@pytest.mark.parametrize("path", ["access/nothing/", "access/nothing/check/", "access/law/nothing/"])
def test_an_address_that_is_none_is_not_there(path: str) -> None:
    read(f"/fr/{path}", 404)


def test_a_list_is_narrowed_to_who_asks() -> None:
    page = read("/en/access/?who=returned_mre")
    assert 'id="returned_mre"' in page
    assert 'id="third_country_national"' not in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", ["forms", "invest"])
def test_several_rights_answer_the_same_situation_at_once(room: str, language: str) -> None:
    rights = {"forms": legal_forms, "invest": supports}[room]()
    told = {fact.id: some_answer(fact) for fact in facts_of_rights(rights)}
    for posted in ({}, told):
        response: Any = Client().post(f"/{language}/access/{room}/", posted)
        assert response.status_code == 200
        assert response["Cache-Control"] == "no-store"
        assert len(response.content) < MOST_BYTES
        for right in rights:
            assert right.title.in_(language) in words(response.content.decode())


def test_an_answer_that_cannot_be_read_is_said_beside_its_question() -> None:
    for told, said in (("child_age", "This is not a number"), ("fears_return", "This cannot be read")):
        response = Client().post("/en/access/school-place/check/", {told: "yesterday"})
        assert response.status_code == 422
        assert said in words(response.content.decode())
    response = Client().post("/en/access/stay/check/", {"birth_date": "yesterday"})
    assert "This is not a date" in words(response.content.decode())


def test_arabic_digits_are_read() -> None:
    response = Client().post("/ar/access/school-place/check/", {"child_age": "١٠"})
    assert response.status_code == 200
    assert book().words["engine.answer.yes"].in_("ar") in words(response.content.decode())
