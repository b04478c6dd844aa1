"""A small law, and what fictional persons ask of it; a maker says what its test does not care about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from unittest.mock import patch
from uuid import UUID

import yaml

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.entitlements.values import PeriodDraft
from darna.domains.law.queries.standing import Standing
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate
from darna.rules.book import ROOT, Book
from darna.rules.engine.facts import Vocabulary, fact_from
from darna.rules.engine.parameters import Instrument
from darna.rules.engine.questions import Question, Questions
from darna.rules.engine.reading import right_from, words_from

QUESTION = "rights.school_bus"

_RIGHT = """
right: school_bus
title: {ar: حافلة المدرسة, fr: Le bus scolaire, it: Lo scuolabus, en: The school bus}
summary: {ar: حافلة, fr: Un bus., it: Un bus., en: A bus.}
for: [child]
claim: school_bus
authority: {ar: المدرسة, fr: L'école, it: La scuola, en: The school}
services: [education]
sources:
  rule:
    title: {fr: Règlement du transport scolaire de la commune}
    kind: note
    reference: exemple
    certainty: V
    checked_on: 2026-01-01
parameters:
  most_years:
    unit: years
    says: {ar: السن الأقصى, fr: Âge maximal, it: Età massima, en: Highest age}
    values:
      - {valid_from: 1900-01-01, value: 18, source: rule, certainty: V, checked_on: 2026-01-01}
when:
  all:
    - id: young
      fact: age
      less_than: {parameter: most_years}
      says: {ar: "السن: {has}", fr: "Âge : {has}", it: "Età: {has}", en: "Age: {has}"}
      source: rule
      certainty: V
    - id: here
      fact: lives_in
      is: MA
      says: {ar: يسكن هنا, fr: Habite ici, it: Vive qui, en: Lives here}
      source: rule
      certainty: V
warnings: []
documents:
  - id: birth_proof
    name: {ar: عقد, fr: Acte de naissance, it: Atto di nascita, en: Proof of birth}
    needed: always
    source: rule
    certainty: V
  - id: protection
    name: {ar: حماية, fr: Attestation, it: Attestato, en: Attestation}
    needed: {fact: fears_return, is: true}
    source: rule
    certainty: V
steps:
  - id: ask
    do: {ar: اطلب, fr: Demander, it: Chiedere, en: Ask the school}
    where: {ar: المدرسة, fr: À l'école, it: A scuola, en: At the school}
    documents: [birth_proof]
    within: {days: 30, from: returned_on}
    source: rule
    certainty: V
  - id: collect
    do: {ar: خذ, fr: Retirer, it: Ritirare, en: Collect the card}
    where: {ar: المدرسة, fr: À l'école, it: A scuola, en: At the school}
    documents: []
    source: rule
    certainty: V
if_refused: {ar: اتصل بنا, fr: Appelez-nous, it: Ci chiami, en: Call us}
"""
#: A child of the right age who lives here.
CHILD: dict[str, object] = {"birth_date": "2012-05-03", "lives_in": "MA", "returned_on": "2026-11-01"}


@lru_cache(maxsize=2)
def small_book(most: int = 18) -> Book:
    """One right: the bus, for whoever is younger than that and lives here."""
    data = yaml.safe_load(_RIGHT)
    data["parameters"]["most_years"]["values"][0]["value"] = most
    right = right_from(data, area="entitlements")
    facts = yaml.safe_load((ROOT / "facts" / "person.yaml").read_text())
    questions = Questions()
    questions.add(Question(right.question, right.rule({}), f"{right.question}.title"))
    words = words_from(yaml.safe_load((ROOT / "words.yaml").read_text()))
    said = {
        f"school_bus.{one['id']}": right_says for one, right_says in zip(data["when"]["all"], _says(right), strict=True)
    }
    return Book(
        {right.id: Instrument(right.id, right.title, ("MA",), right.sources, right.parameters)},
        {right.id: right},
        Vocabulary({name: fact_from(name, told) for name, told in facts.items()}),
        {**words, **said, f"{right.question}.title": right.title},
        questions,
    )


def _says(right: Any) -> list[Any]:
    from darna.rules.engine.predicates import leaves

    return [leaf.says for leaf in leaves(right.when)]


@contextmanager
def small_law(most: int = 18) -> Iterator[None]:
    """The law of these tests; another highest age is another law, with another mark."""
    where = "darna.domains.entitlements.law"
    standing = Standing(small_book(most))
    with patch(f"{where}.standing", lambda: standing), patch(f"{where}.written_mark", lambda: f"law-of-{most}"):
        yield


def done(by: Actor, action: Any, *told: Any, **named: Any) -> Any:
    """An action as somebody does it."""
    with acting(by.context):
        return action(*told, **named, by=by)


def make_period_draft(**values: Any) -> PeriodDraft:
    """Eighteen years in France."""
    first, last = values.pop("first", "1970-01-01"), values.pop("last", "1987-12")
    days = {name: PartialDate.parse(told) if told else None for name, told in (("first", first), ("last", last))}
    return PeriodDraft(values.pop("country", "FR"), **days, **values)


def make_period(by: Actor, case_id: UUID, **values: Any) -> Any:
    """An insured period of a case."""
    from darna.domains.entitlements import actions

    return done(by, actions.add_period, case_id, make_period_draft(**values))


def make_amount(by: Actor, case_id: UUID, months: int = 60) -> Any:
    """So many months in Morocco, without dates."""
    return make_period(by, case_id, country="MA", first="", last="", amount=Decimal(months), unit="months")


def make_decision(by: Actor, case_id: UUID, told: dict[str, object] | None = None, on: date | None = None) -> Any:
    """An answer of the small law about a child."""
    from darna.domains.entitlements import actions

    with small_law():
        return done(by, actions.save_decision, case_id, QUESTION, CHILD if told is None else told, on or today())


def make_changed(by: Actor, supervisor: Actor, case_id: UUID) -> Any:
    """A decision that is yes, and the no of a law that came later."""
    from darna.domains.entitlements import actions
    from darna.domains.entitlements.models import LaterAnswer

    decision = make_decision(by, case_id)
    with small_law(10):
        done(supervisor, actions.ask_again)
    with acting(supervisor.context):
        return LaterAnswer.objects.get(decision_id=decision.pk)


def make_claim(by: Actor, case_id: UUID) -> Any:
    """The bus, asked for."""
    from darna.domains.entitlements import actions

    decision = make_decision(by, case_id)
    with small_law():
        return done(by, actions.open_claim, decision.pk, "The school of Kasba Tadla")


def make_told(by: Actor, case_id: UUID, **facts: str) -> Any:
    """What a person's file says of themselves beside periods: that they live in Morocco."""
    from darna.domains.entitlements import actions
    from darna.domains.entitlements.models import ToldFacts

    with small_law():
        done(by, actions.bring_periods, case_id, [], facts or {"lives_in": "MA"})
    with acting(by.context):
        return ToldFacts.objects.get(case_id=case_id)
