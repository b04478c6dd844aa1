"""Questions a case may put to the law, and what it answers by the facts that are known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils.translation import gettext

from darna.base.agencies.actor import Actor
from darna.base.places.queries import country_name
from darna.domains.cases.queries.blocks import brief_of
from darna.domains.entitlements import access, asking
from darna.domains.entitlements.audiences import Survey, may_concern
from darna.domains.entitlements.law import LawInForce, law_in_force
from darna.domains.entitlements.models import Decision
from darna.domains.entitlements.queries.cases import career_of, may_write
from darna.domains.entitlements.queries.telling import answer_label, opened, reader_of, reading_cipher
from darna.domains.entitlements.queries.told import told_in
from darna.domains.entitlements.sealed import FACTS
from darna.domains.entitlements.values import Answered, AnswerLine, Asking, PeriodLine, Words
from darna.domains.people.queries.known import KnownFacts, known_facts
from darna.kernel.clock import today
from darna.kernel.errors import NotFound
from darna.rules.book import Book
from darna.rules.engine.questions import Question
from darna.rules.engine.words import Teller

if TYPE_CHECKING:
    from darna.domains.cases.models import Case

_SEX: Final = {"F": "female", "M": "male"}
CAREER: Final = "career"
PORTABILITY: Final = "portability."


def survey(actor: Actor, case_id: UUID, *, with_others: bool = False) -> Survey:
    """Every question that may concern the person, with the law's answer by what the register and the career say.

    Questions about a country are left out where the person was not insured, and rights of others where the register
    knows enough to tell, unless these are asked for too. Five queries at most. Raises: Refused, NotFound.
    """
    case, law = access.case_to_read(actor, case_id), law_in_force()
    tell = reader_of(law)
    career = career_of(case_id, tell)
    known = known_facts(actor, case.person_id)
    told = {**told_in(case.pk, case.person_id), **registered(known), **_told(career)}
    countries = {line.country for line in career}
    asked = [one for one in law.book.questions if _concerns(one, countries)]
    close = [one for one in asked if _may_concern(one, law.book, known)]
    return Survey(
        case=brief_of(actor, case),
        lines=tuple(_line(one, told, law) for one in (asked if with_others else close)),
        by=tuple(_narrowed_by(known, tell)),
        others=len(asked) - len(close),
    )


def question_at(address: str) -> str:
    """The question behind the last part of an address, which may say less than the question. Raises: NotFound."""
    for question in law_in_force().book.questions:
        if address_of(question.id, law_in_force().book) == address:
            return question.id
    raise NotFound("question", address)


def address_of(question: str, known: Book) -> str:
    """How the address of a page names a question: it is seen over a shoulder, so a right may say less than its name."""
    right = asking.right_of(question, known)
    return f"{asking.PREFIX}{right.address}" if right else question


def asking_of(actor: Actor, case_id: UUID, question: str, on: date | None = None) -> Asking:
    """One question with the facts it asks, those already known filled in: those of the person's
    own file where neither the register nor an earlier answer says them. Seven queries at most. Raises: Refused, NotFound."""
    case, law = access.case_to_read(actor, case_id), law_in_force()
    tell, day = reader_of(law), on or today()
    career = career_of(case_id, tell)
    file = told_in(case.pk, case.person_id)
    known = {**file, **_registered(actor, case), **_told_before(case, question), **_told(career)}
    right = asking.right_of(question, law.book)
    names = asking.facts_asked(question, known, day, law)
    return Asking(
        case=brief_of(actor, case),
        question=question,
        title=asking.title_of(question, law.book, tell.language),
        summary=right.summary.in_(tell.language) if right else "",
        asked=tuple(name for name in names if law.book.facts[name].kind != CAREER),
        known=known,
        career=career,
        may_write=may_write(actor, case),
    )


def answered(question: str, told: asking.Told, on: date) -> Answered:
    """What the law of that day answers by these facts, why, and what would change it. No query."""
    law = law_in_force()
    tell, found = reader_of(law), asking.explained(question, told, on, law)
    answer = found.decision.answer.value
    return Answered(answer, answer_label(tell, answer), Words.of(asking.in_words(found, tell)))


def _line(question: Question, told: asking.Told, law: LawInForce) -> AnswerLine:
    tell = reader_of(law)
    decision = asking.answer(question.id, told, today(), law)
    return AnswerLine(
        question=address_of(question.id, law.book),
        title=asking.title_of(question.id, law.book, tell.language),
        area=_area(question.id, law.book),
        answer=decision.answer.value,
        answer_label=answer_label(tell, decision.answer.value),
        missing=tuple(tell.question(name) for name in decision.missing[:3]),
    )


def _area(question: str, known: Book) -> str:
    """Under which heading a question stands: the area of its right, or of its rule."""
    right = asking.right_of(question, known)
    return right.area if right else question.partition(".")[0]


def _concerns(question: Question, countries: set[str]) -> bool:
    if not question.id.startswith(PORTABILITY):
        return True
    last = question.id.rpartition(".")[2]
    return last in countries if len(last) == 2 and last.isupper() else bool(countries)


def _may_concern(question: Question, book: Book, known: KnownFacts) -> bool:
    """A question that no right stands behind is everybody's."""
    right = asking.right_of(question.id, book)
    return right is None or may_concern(right.audiences, known, today())


def _narrowed_by(known: KnownFacts, tell: Teller) -> Iterator[tuple[str, str]]:
    """What the register knows of those things by which rights are narrowed, in words."""
    if known.nationalities:
        yield (
            gettext("Nationality"),
            gettext(", ").join(country_name(code, tell.language) for code in known.nationalities),
        )
    if known.country_of_residence:
        yield gettext("Country where they live"), country_name(known.country_of_residence, tell.language)
    if known.birth:
        yield gettext("Date of birth"), tell.value(known.birth)


def _registered(actor: Actor, case: Case) -> dict[str, object]:
    return registered(known_facts(actor, case.person_id))


def registered(known: KnownFacts) -> dict[str, object]:
    """What the register tells the law; a person of two nationalities is asked which one counts. No query."""
    told: dict[str, object] = {
        "birth_date": str(known.birth or ""),
        "sex": _SEX.get(known.sex, ""),
        "nationality": known.nationalities[0] if len(known.nationalities) == 1 else "",
        "lives_in": known.country_of_residence,
    }
    return {name: value for name, value in told.items() if value}


def _told_before(case: Case, question: str) -> dict[str, object]:
    """The facts of the newest saved answer to the same question. Two queries, one where there is none."""
    rows = Decision.objects.filter(case_id=case.pk, question=question).order_by("-decided_at")
    sealed = rows.values_list("sealed_facts", flat=True).first()
    kept = opened(reading_cipher(case.person_id), sealed, FACTS) if sealed else ""
    told: dict[str, object] = json.loads(kept) if kept else {}
    return {name: value for name, value in told.items() if name != CAREER}


def _told(career: tuple[PeriodLine, ...]) -> dict[str, object]:
    return {CAREER: [line.told() for line in career]} if career else {}
