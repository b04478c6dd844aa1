"""Saving what the law answered: asked once more at the moment of saving, so that nobody writes an answer by hand."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.keys.queries import cipher_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.entitlements import access, asking
from darna.domains.entitlements.actions.told import say_again
from darna.domains.entitlements.law import law_in_force
from darna.domains.entitlements.models import Decision
from darna.domains.entitlements.sealed import EXPLANATION, FACTS
from darna.kernel.clock import now
from darna.kernel.errors import Invalid
from darna.rules.book import Book
from darna.rules.engine.questions import Explained


@transaction.atomic
def save_decision(case_id: UUID, question: str, told: asking.Told, on: date, *, by: Actor) -> Decision:
    """Keep what the law of that day answers by these facts, with its reasons, its sources and the facts.

    Raises: Refused, NotFound; Invalid for a question nobody can ask.
    """
    case, law = access.case_to_write(by, case_id), law_in_force()
    if question not in law.book.questions:
        raise Invalid("question", "question_is_not_known", value=question)
    found, cipher = asking.explained(question, told, on, law), cipher_of(case.person_id)
    decision = Decision.objects.create(
        agency_id=case.agency_id,
        case_id=case.pk,
        person_id=case.person_id,
        question=question,
        asked_on=on,
        answer=found.decision.answer.value,
        certainty=found.decision.certainty.value,
        law=law.mark,
        sealed_facts=cipher.seal(json.dumps(dict(told), ensure_ascii=False), field=FACTS),
        sealed_explanation=sealed_words(cipher, found, law.book, EXPLANATION),
        decided_by=by.membership_id,
        decided_at=now(),
    )
    say_again(case, told, cipher)
    detail = {
        "case": case.reference,
        "question": asking.title_of(question, law.book, by.language),
        "answer": decision.answer,
        "on": on,
    }
    record("decision.saved", subject=decision, detail=detail, cipher=cipher)
    return decision


def sealed_words(cipher: PersonCipher, found: Explained, known: Book, place: str) -> bytes:
    """An explanation as it is kept, under the person's key."""
    return cipher.seal(json.dumps(asking.kept(found, known), ensure_ascii=False), field=place)
