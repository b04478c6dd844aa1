"""The letter says the same in the institution's language and in Arabic, and asks for nothing the law does not give."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pytest
import yaml

from darna.base.paper import NoPDF
from darna.base.paper.tests.reading_pdf import words_of
from darna.faces.portal.rights import letters
from darna.faces.portal.rights.letters import Told, letter, letter_as_pdf, tongue_of
from darna.kernel.dates import PartialDate
from darna.rules.book import Book, book
from darna.rules.engine.reading import instrument_from
from darna.rules.portability.careers import read_career

pytestmark = pytest.mark.django_db

FOUR = {"ar": "نص", "fr": "texte", "it": "testo", "en": "text"}
LIFE = [
    {"country": "FR", "from": "1979-03-01", "to": "1996-12-31"},
    {"country": "IT", "from": "1997", "to": "2008"},
    {"country": "MA", "days": 1400},
]


def _agreement(name: str, country: str, *, in_force: bool, sure: str = "V") -> dict[str, Any]:
    source = {"title": {"fr": "Convention"}, "kind": "treaty", "certainty": "V", "checked_on": date(2026, 11, 21)}
    since = {"valid_from": date(2000, 1, 1), "source": "text"}
    values = {"in_force": in_force, "totalises": True}
    return {
        "instrument": {
            "id": name,
            "title": {language: f"{text} {country}" for language, text in FOUR.items()},
            "parties": ["MA", country],
        },
        "sources": {"text": source},
        "parameters": {
            **{
                key: {"unit": "yes_no", "says": FOUR, "values": [{**since, "value": value, "certainty": sure}]}
                for key, value in values.items()
            },
            "liaison": {
                "unit": "table",
                "says": FOUR,
                "values": [{**since, "value": {country: dict.fromkeys(FOUR, f"Corps {country}")}}],
            },
        },
    }


def known(*agreements: dict[str, Any]) -> Book:
    """The law as if these were all the agreements there are."""
    read = {one["instrument"]["id"]: instrument_from(one) for one in agreements}
    now = book()
    return Book(read, {}, now.facts, now.words, now.questions)


BOTH = known(_agreement("ma_fr_1", "FR", in_force=True), _agreement("ma_it_1", "IT", in_force=False))


def told(country: str, **changes: Any) -> Told:
    values: dict[str, Any] = {
        "country": country,
        "career": read_career(LIFE),
        "birth_date": PartialDate.parse("1958"),
        "lines": {"name": "Nadia Exemple"},
        "is_legal_in_union": False,
        "on": date(2026, 6, 1),
    }
    return Told(**{**values, **changes})


def sides(country: str, law: Book = BOTH, **changes: Any) -> dict[str, letters.Side]:
    return {side.language: side for side in letter(told(country, **changes), law).sides}


def test_france_is_asked_in_french_and_arabic_to_add_up_what_its_agreement_adds() -> None:
    written = sides("FR")
    assert list(written) == ["fr", "ar"]
    assert any("totalisation" in ask for ask in written["fr"].asks)
    assert written["fr"].basis == (("texte FR",),)
    assert written["fr"].to == "À : Corps FR"
    assert len(written["fr"].asks) == len(written["ar"].asks)


def test_italy_is_never_asked_to_add_moroccan_periods() -> None:
    written = sides("IT")
    assert list(written) == ["it", "ar"]
    assert not any("totalizzazione" in ask.lower() for ask in written["it"].asks)
    assert written["it"].basis == ()
    assert written["it"].to == "A: l'istituzione di sicurezza sociale competente, Italia"


def test_an_agreement_that_is_not_certain_is_not_relied_on() -> None:
    unsure = known(_agreement("ma_fr_1", "FR", in_force=True, sure="?"))
    assert sides("FR", unsure)["fr"].basis == ()
    assert not any("totalisation" in ask for ask in sides("FR", unsure)["fr"].asks)


def test_morocco_is_asked_for_the_countries_whose_agreements_are_in_force_alone() -> None:
    (asked,) = [ask for ask in sides("MA")["fr"].asks if "totalisation" in ask]
    assert "France" in asked
    assert "Italie" not in asked
    assert any("remboursées" in ask for ask in sides("MA")["fr"].asks)


def test_member_states_are_added_for_whoever_lived_there_lawfully() -> None:
    union = {**_agreement("eu_ma_1", "EU", in_force=True)}
    law = known(_agreement("ma_fr_1", "FR", in_force=True), union)
    lawful, unknown = sides("FR", law, is_legal_in_union=True), sides("FR", law)
    assert any("États membres" in ask for ask in lawful["fr"].asks)
    assert not any("États membres" in ask for ask in unknown["fr"].asks)


def test_what_is_not_told_is_a_line_to_write_on() -> None:
    lines = dict(sides("FR")["fr"].lines)
    assert lines["Nom et prénom"] == "Nadia Exemple"
    assert lines["Date de naissance"] == "1958"
    assert lines["Adresse postale"] == ""


@pytest.mark.parametrize(("country", "own", "written"), [("ES", "es", "fr"), ("NL", "nl", "en"), ("MA", "ar", "fr")])
def test_another_language_is_said_to_be_so(country: str, own: str, written: str) -> None:
    tongue = tongue_of(country)
    assert (tongue.own, tongue.written, tongue.is_own) == (own, written, own == "ar")


def test_every_word_of_the_letter_stands_in_four_languages_with_the_same_places() -> None:
    words = yaml.safe_load((letters.Path(letters.__file__).with_name("letter.yaml")).read_text(encoding="utf-8"))
    for key, text in words["words"].items():
        assert set(text) == set(FOUR), key
        assert len({tuple(sorted(re.findall(r"{(\w+)}", one))) for one in text.values()}) == 1, key


def test_the_paper_holds_both_languages_as_words_that_can_be_read_back() -> None:
    body = letter_as_pdf(letter(told("FR"), BOTH))
    assert body.startswith(b"%PDF")
    words = words_of(body)
    assert "NadiaExemple" in words
    assert "relevédecarrière" in words
    # Arabic is drawn from left to right as it is seen: its letters come back in the other order.
    assert "".join(["ما", "أطلبه"])[::-1] in words


def test_without_what_draws_it_the_page_says_so(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from darna.faces.portal.rights.tests.makers import THREE

    def lacking(*_told: Any, **_named: Any) -> bytes:
        raise NoPDF("libpango-1.0-0")

    monkeypatch.setattr(letters, "pdf_of", lacking)
    response = client.post("/en/rights/letter/", {**THREE, "to": "FR"})
    assert response.status_code == 200
    assert "The letter cannot be drawn here" in response.content.decode()


def test_the_letter_is_a_file_that_nothing_keeps(client: Any) -> None:
    from darna.faces.portal.rights.tests.makers import THREE

    response = client.post("/ar/rights/letter/", {**THREE, "to": "IT", "l-name": "نادية مثال"})
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "no-store"
    assert io.BytesIO(response.content).read(4) == b"%PDF"
