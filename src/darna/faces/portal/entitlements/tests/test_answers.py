"""What a person is answered: warnings first, reasons with their marks, papers and days of their own, where to go."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import OperationalError
from django.test import Client
from django.utils import translation

from darna.domains.directory.tests.makers import make_keepers, make_offer
from darna.faces.portal.entitlements import places
from darna.faces.portal.entitlements.answering import answered, citations_of, shown_right
from darna.faces.portal.entitlements.catalogue import all_rights, asked_instead, facts_of, right_at
from darna.faces.portal.entitlements.comparing import compared, legal_forms, supports
from darna.faces.portal.entitlements.forms import SituationForm
from darna.faces.portal.entitlements.searching import find_rights, shown_rights
from darna.faces.portal.entitlements.tests.test_pages import read, words
from darna.kernel.dates import PartialDate
from darna.rules.book import book
from darna.rules.engine.rights import Right

DANGER = "safety"


def right_of(name: str) -> Right:
    return book().right(name)


def test_the_warning_about_the_consulate_stands_before_the_answer(db: None) -> None:
    response = Client().post(f"/fr/access/{DANGER}/check/", {"fears_return": "yes", "is_moroccan": "no"})
    page = words(response.content.decode())
    warning = right_of("asylum_orientation").warnings[0].says.in_("fr")
    answer = book().words["engine.answer.yes"].in_("fr")
    assert page.index(warning) < page.index(answer)


def test_a_page_about_danger_can_be_left_and_is_kept_nowhere(db: None) -> None:
    response = Client().get(f"/ar/access/{DANGER}/")
    page = response.content.decode()
    assert "data-exit" in page
    assert "no-store" in response["Cache-Control"]
    assert right_of("asylum_orientation").title.in_("ar") not in re.findall(r"<title>(.*?)</title>", page)[0]
    assert "need=asylum" not in page
    assert f"access/{DANGER}/" not in {entry.rest for entry in shown_rights("portal")}


def test_a_birthday_is_asked_where_a_right_reads_an_age() -> None:
    asked = {fact.id for fact in facts_of("residence_card")}
    assert "birth_date" in asked
    assert "age" not in asked


@pytest.mark.parametrize("right", all_rights(), ids=lambda right: right.id)
def test_what_is_missing_is_always_asked_by_the_form(right: Right) -> None:
    asked = {fact.asks.in_("en") for fact in facts_of(right.id)}
    assert {one.words for one in answered(right, {}, "en", book()).shown.missing} <= asked


@pytest.mark.parametrize("right", all_rights(), ids=lambda right: right.id)
def test_every_question_of_a_form_matters_to_the_answer_the_papers_or_the_days(right: Right) -> None:
    trees = [right.when, *(one.when for one in right.warnings), *(one.needed for one in right.documents)]
    read_by = repr(trees) + repr([step.within for step in right.steps])
    figures = bool(right.figures)
    for fact in facts_of(right.id):
        names = [fact.id, *(name for name in ("age", "days_since_return") if asked_instead(name) == fact.id)]
        assert figures or any(f"'{name}'" in read_by for name in names), fact.id


def test_a_paper_of_which_it_cannot_be_told_is_shown_as_perhaps() -> None:
    right = right_of("asylum_orientation")
    open_answer = answered(right, {}, "en", book())
    assert any(one.maybe for one in open_answer.documents)
    without = answered(right, {"has_paper_with_name": False}, "en", book())
    assert len(without.documents) < len(open_answer.documents)


@time_machine.travel(date(2026, 11, 22))
def test_the_days_of_a_step_are_counted_from_what_was_told() -> None:
    right, step = next((right, step) for right in all_rights() for step in right.steps if step.within)
    assert step.within is not None
    told = {step.within.since: PartialDate(date(2026, 11, 20))}
    shown = next(one for one in answered(right, told, "en", book()).steps if one.days)
    assert shown.last_on is not None
    assert (shown.last_on - date(2026, 11, 20)).days == step.within.days
    long_ago = next(
        one
        for one in answered(right, {step.within.since: PartialDate(date(2020, 1, 1))}, "en", book()).steps
        if one.days
    )
    assert long_ago.is_over


def test_a_right_names_every_source_it_rests_on_once() -> None:
    for right in all_rights():
        found = [(one.source.id, one.article) for one in citations_of(right)]
        assert found
        assert len(set(found)) == len(found)


def test_conditions_keep_how_they_are_joined() -> None:
    shown = [shown_right(right, "en", book()) for right in all_rights()]
    assert any(one.joins == "any" and len(one.parts) > 1 for right in shown for one in right.conditions)


def test_legal_forms_are_compared_with_those_that_seem_open_first() -> None:
    found = compared(legal_forms(), {}, "en", book())
    order = ["yes", "unknown", "no"]
    assert len(found) >= 4
    places_of = [order.index(one.shown.answer) for one in found]
    assert places_of == sorted(places_of)


def test_an_investment_is_told_its_amounts() -> None:
    facts = {fact.id: fact for right in supports() for fact in facts_of(right.id)}
    assert "project_amount" in facts
    form = SituationForm(facts.values(), "en", {"project_amount": "2 000 000", "own_share_percent": "40"})
    assert form.is_valid()
    figures = [figure for one in compared(supports(), form.told, "en", book()) for figure in one.shown.figures]
    assert any("MAD" in value for _label, value in figures)


@pytest.mark.parametrize(
    ("language", "question"),
    [("fr", "carte de séjour"), ("ar", "بطاقة الإقامة"), ("it", "soggiorno"), ("en", "residence card")],
)
def test_a_right_is_found_by_its_words_in_each_language(language: str, question: str) -> None:
    with translation.override(language):
        found = find_rights(question, language, 8, "default")
        assert any(result.url == f"/{language}/access/stay/" for result in found.results)


def test_a_right_is_found_in_another_language_than_the_readers() -> None:
    with translation.override("ar"):
        assert find_rights("cooperative", "ar", 8, "default").results


def test_words_that_no_right_speaks_of_find_none() -> None:
    assert not find_rights("xylophone", "en", 8, "default").results
    assert not find_rights("  ", "en", 8, "default").results


@pytest.mark.parametrize(
    ("door", "address"),
    [("living-here", "stay"), ("returned", "family-support"), ("work", "cooperative"), ("child", "school-place")],
)
def test_a_door_leads_to_the_rights_of_whoever_stands_behind_it(db: None, door: str, address: str) -> None:
    assert f'href="/fr/access/{address}/"' in read(f"/fr/door/{door}/")


def test_the_search_of_the_portal_finds_rights(db: None) -> None:
    assert 'href="/en/access/stay/"' in read("/en/search/?q=residence+card")


def test_an_answer_leads_to_services_of_the_directory(db: None) -> None:
    with translation.override("en"):
        offer = make_offer(make_keepers().house, needs=["customs_clearance"])
    response = Client().post("/en/access/customs-definitive-return/check/", {})
    assert f"/en/services/{offer.pk}/" in response.content.decode()


def test_the_answer_stands_when_the_directory_cannot_be_read(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **kwargs: Any) -> Any:
        raise OperationalError("no line")

    monkeypatch.setattr(places, "find_shown", broken)
    response = Client().post("/en/access/school-place/check/", {})
    assert response.status_code == 200
    assert "services/?need=school_enrolment" in response.content.decode()


def test_no_right_is_called_as_a_page_beside_it() -> None:
    assert right_at("forms") is None
    assert right_at("law") is None
