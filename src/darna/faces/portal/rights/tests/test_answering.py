"""An answer on a page: its reasons with their marks, how sure the law is, what is missing, what would change it."""

from __future__ import annotations

from datetime import date

import pytest
from django.template.loader import render_to_string

from darna.faces.portal.rights.answering import ShownAnswer, address_of, shown_answer
from darna.kernel.text import LocalText
from darna.rules.book import Book
from darna.rules.engine.answers import Answer
from darna.rules.engine.circumstances import Circumstances
from darna.rules.engine.decisions import Decision
from darna.rules.engine.facts import Vocabulary, fact_from
from darna.rules.engine.inquiry import Inquiry
from darna.rules.engine.parameters import Law
from darna.rules.engine.questions import Question, Questions, explain
from darna.rules.engine.reading import instrument_from

FOUR = {"ar": "نص", "fr": "texte", "it": "testo", "en": "text"}
SOURCE = {"title": {"fr": "Une loi"}, "kind": "law", "checked_on": date(2026, 11, 21)}
INSTRUMENT = instrument_from(
    {
        "instrument": {"id": "example", "title": FOUR, "parties": ["MA"]},
        "sources": {
            "read": {**SOURCE, "reference": "example.org/law", "certainty": "V"},
            "known": {**SOURCE, "reference": "a law", "certainty": "GK"},
        },
        "parameters": {
            "age": {
                "unit": "years",
                "says": FOUR,
                "values": [{"valid_from": date(2000, 1, 1), "value": 60, "source": "known", "article": "art. 53"}],
            }
        },
    }
)
KNOWN = Book(
    {"example": INSTRUMENT},
    {},
    Vocabulary(
        {
            "birth_date": fact_from("birth_date", {"kind": "date", "asks": {**FOUR, "en": "When were you born?"}}),
            "name": fact_from("name", {"kind": "text", "asks": FOUR}),
        }
    ),
    {
        "example.title": LocalText(en="A pension of {country}", ar="معاش {country}"),
        "example.old": LocalText(en="Age of {name}: {has}", ar="سن {name}: {has}"),
        "engine.also_asked": LocalText(en="Also asked"),
        "engine.because.fact_missing": LocalText(en="a fact is missing"),
        "engine.certainty.GK": LocalText(en="not verified in the text"),
        "engine.certainty.V": LocalText(en="read in the source"),
        "engine.on_birthday": LocalText(en="from {day}"),
    },
    Questions(),
)


def _old_enough(ask: Inquiry) -> Decision:
    needed = ask.law("example.age")
    assert isinstance(needed.value, int)
    return ask.age_at_least("example.old", needed.value, name=ask.circumstances.facts.get("name", ""))


def shown(language: str = "en", **facts: object) -> ShownAnswer:
    known = Circumstances(KNOWN.facts.read(facts), date(2026, 6, 1))
    question = Question("example.pension", _old_enough, "example.title", {"country": "MA"})
    return shown_answer(explain(question, known, Law(KNOWN.instruments)), language, KNOWN)


def page(answer: ShownAnswer) -> str:
    return render_to_string("portal/rights/_reasons.html", {"shown": answer})


def test_a_law_that_nobody_read_is_said_to_be_so_beside_the_condition_and_its_source() -> None:
    answer = shown(birth_date="1950-01-01")
    assert (answer.answer, answer.mark) == (Answer.YES.value, "✓")
    assert [reason.certainty for reason in answer.reasons] == ["not verified in the text"]
    assert (answer.sources[0].article, answer.sources[0].is_verified) == ("art. 53", False)
    assert page(answer).count("not verified in the text") == 2


def test_what_is_missing_is_asked_for_in_its_own_words() -> None:
    answer = shown()
    assert [(fact.name, fact.words) for fact in answer.missing] == [("birth_date", "When were you born?")]
    assert "When were you born?" in page(answer)
    assert answer.reasons[0].because == "a fact is missing"


def test_what_would_change_the_answer_is_told_with_the_answer_it_would_then_be() -> None:
    answer = shown(birth_date="1970-01-01")
    assert (answer.answer, answer.changes[0].mark) == ("no", "✓")
    assert "2030" in answer.changes[0].words[0]


def test_the_title_stands_in_the_language_of_the_page_with_its_values_kept_apart() -> None:
    assert shown("ar").title == "معاش \u2068المغرب\u2069"


def test_words_that_a_person_wrote_are_never_read_as_tags() -> None:
    body = page(shown(name="<script>x</script>", birth_date="1950"))
    assert "<script>" not in body
    assert "&lt;script&gt;" in body


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        ("svb.nl/en/aow", "https://svb.nl/en/aow"),
        ("https://example.org/law", "https://example.org/law"),
        ("legislation.fr CR_2011; page 81", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_only_a_plain_address_becomes_a_link(reference: str, address: str) -> None:
    assert address_of(reference) == address
