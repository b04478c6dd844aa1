"""The consent form on paper says what is read aloud, in every language, and carries nobody's name."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from darna.base.agencies.roles import Role
from darna.base.codelists.queries import codes
from darna.base.paper import NoPDF
from darna.base.paper.tests.reading_pdf import words_of
from darna.base.rowsecurity.context import acting
from darna.domains.people.queries import consents_of, references_of
from darna.faces.desk import notices, paper
from darna.faces.desk.tests.makers import ANSWERS, Desk, address, person_of, register, sit_down

LANGUAGES = ("ar", "fr", "it", "en")


def bare(text: str) -> str:
    return "".join(text.split())


def drawn(text: str, language: str) -> str:
    """A line as its signs stand on the paper from left to right."""
    return re.sub(r"\d+", lambda found: found[0][::-1], text[::-1]) if language == "ar" else text


@pytest.fixture
def person(worker: Desk) -> UUID:
    return person_of(register(worker.client))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_holds_the_words_that_are_read_aloud(worker: Desk, language: str) -> None:
    page = worker.client.get(address("desk:paper_consent") + f"?in={language}").content.decode()
    for _icon, title, text in notices.spoken(language):
        assert title in page
        assert text in page
    for purpose in codes("consent_purpose"):
        assert purpose.label.in_(language) in page
    assert notices.CURRENT in page
    assert page.count(f'<section class="form-side" lang="{language}"') == 8 + len(notices.notice().points) - 1


def test_arabic_and_french_stand_side_by_side(worker: Desk) -> None:
    page = worker.client.get(address("desk:paper_consent") + "?in=ar-fr").content.decode()
    assert page.count('class="form-side" lang="ar" dir="rtl"') == page.count('class="form-side" lang="fr" dir="ltr"')
    assert notices.notice().heading.in_("ar") in page
    assert notices.notice().heading.in_("fr") in page


def test_the_form_of_a_file_carries_its_reference_and_no_name(worker: Desk, person: UUID) -> None:
    with acting(worker.actor.context):
        reference = references_of([person])[person]
    page = worker.client.get(address("desk:paper_consent_of", person)).content.decode()
    assert reference in page
    for name in ("Malika", "Tahiri", "مليكة"):
        assert name not in page
    blank = worker.client.get(address("desk:paper_consent")).content.decode()
    assert reference not in blank


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_pdf_holds_the_same_words_as_the_page(worker: Desk, language: str) -> None:
    answer = worker.client.get(address("desk:paper_consent_pdf") + "?in=ar-fr")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    words = words_of(answer.content)
    for _icon, title, _text in notices.spoken(language):
        assert drawn(bare(title), language) in words, title


def test_without_pango_the_form_is_a_page_that_says_why(worker: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(*_told: Any, **_named: Any) -> bytes:
        raise NoPDF("libpango-1.0-0")

    monkeypatch.setattr(paper, "pdf_of", lacking)
    answer = worker.client.get(address("desk:paper_consent_pdf"))
    assert (answer.status_code, "Pango" in answer.content.decode()) == (200, True)


def test_another_agency_and_whoever_asks_no_consent_get_no_form(worker: Desk, person: UUID) -> None:
    assert sit_down(Role.CASEWORKER, "aideca").client.get(address("desk:paper_consent_of", person)).status_code == 404
    assert sit_down(Role.DONOR).client.get(address("desk:paper_consent")).status_code == 403


def test_it_is_written_down_sealed_where_the_signed_paper_is(worker: Desk, person: UUID) -> None:
    answers = {
        name.removeprefix("consent-"): told for name, told in ANSWERS["consent"].items() if name.startswith("consent-")
    }
    sent = worker.client.post(address("desk:consent", person), {**answers, "evidence": "armoire 2, classeur 7"})
    assert sent.status_code == 302, sent.content.decode()
    with acting(worker.actor.context):
        assert consents_of(worker.actor, person)[0].evidence == "armoire 2, classeur 7"
        with connection.cursor() as cursor:
            cursor.execute("select string_agg(to_jsonb(c)::text, ' ') from people_consent c")
            assert "armoire" not in cursor.fetchone()[0]
    assert "armoire 2, classeur 7" in worker.client.get(address("desk:file", person)).content.decode()
