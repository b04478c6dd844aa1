"""Asking saved decisions again under the law of today, and looking at those whose answer is another now."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked, save
from darna.base.keys.queries import ciphers_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.entitlements import access, asking
from darna.domains.entitlements.actions.decisions import sealed_words
from darna.domains.entitlements.law import LawInForce, law_in_force
from darna.domains.entitlements.models import Decision, LaterAnswer
from darna.domains.entitlements.sealed import EXPLANATION, FACTS, LATER
from darna.domains.entitlements.values import AskedAgain, Words
from darna.kernel.clock import now, today
from darna.kernel.errors import AlreadyDone
from darna.rules.engine.questions import Explained
from darna.rules.telling import teller

#: One transaction asks so many.
BATCH: Final = 200
#: Time alone changes answers too, at a birthday: under the same law nothing is asked again sooner than this.
REST: Final = timedelta(days=30)
_WRITTEN: Final = (
    *("answered_on", "law", "answer", "sealed_explanation", "differing", "changed_on"),
    *("seen_at", "seen_by", "version"),
)

#: Reasons are compared in one language, whichever: in every other they are the same reasons.
_COMPARED: Final = "fr"
_AS_SAVED: Final[Mapping[str, Any]] = {"sealed_explanation": b"", "differing": 0}


@dataclass(frozen=True, slots=True)
class _Found:
    """What the law answers now to one saved decision."""

    decision: Decision
    answer: str
    explained: Explained

    @property
    def is_changed(self) -> bool:
        return self.answer != self.decision.answer


@transaction.atomic
def ask_again(*, by: Actor, after: UUID | None = None) -> AskedAgain:
    """Ask the newest decision of every question of every case again, so many at a time; nothing is told to anybody.

    The same facts are put to the law and on the day of today. Of protected files a job sees none.
    Shape: `after` is where the last run ended; a run that asked nothing is the last one, and leaves no sentence.
    Raises: Refused.
    """
    by.require(Verb.SUPERVISE)
    law, day = law_in_force(), today()
    rows = list(_due(by, law.mark, day, after)[:BATCH])
    if not rows:
        return AskedAgain()
    ciphers = ciphers_of({row.person_id for row in rows})
    found = list(_asked(rows, ciphers, law, day))
    changed = _write(found, ciphers, law, day)
    detail = {"asked": len(found), "changed": changed, "law": law.mark}
    record("decisions.asked_again", subject=("entitlements.decision", None), detail=detail)
    return AskedAgain(len(found), changed, rows[-1].pk)


@transaction.atomic
def note_seen(later_id: UUID, *, seen_version: int, by: Actor) -> LaterAnswer:
    """Say that somebody looked at a changed answer, and takes it from there.

    Raises: Refused, NotFound, StaleVersion; AlreadyDone when a colleague did.
    """
    by.require(Verb.WRITE_CASE)
    later = access.visible_row(by, LaterAnswer, later_id)
    case = access.case_to_read(by, later.case_id)
    if later.seen_at or not later.changed_on:
        raise AlreadyDone("answer_is_seen_already")
    later = locked(later, seen_version)
    save(later, seen_at=now(), seen_by=by.membership_id)
    detail = {"case": case.reference, "was": later.was, "answer": later.answer}
    record("later_answer.seen", subject=later, detail=detail)
    return later


def _due(by: Actor, mark: str, day: date, after: UUID | None) -> QuerySet[Decision]:
    """The newest decision of each question of each case that was not asked under this law lately, in order of id."""
    newer = Decision.objects.filter(
        case_id=OuterRef("case_id"), question=OuterRef("question"), decided_at__gt=OuterRef("decided_at")
    )
    fresh = LaterAnswer.objects.filter(decision_id=OuterRef("pk"), law=mark, answered_on__gt=day - REST)
    rows = Decision.objects.filter(agency_id=by.agency_id).exclude(Q(law=mark, decided_at__gt=now() - REST))
    rows = rows.exclude(sealed_facts=b"").filter(~Exists(newer), ~Exists(fresh))
    return (rows.filter(pk__gt=after) if after else rows).order_by("pk")


def _asked(
    rows: Sequence[Decision], ciphers: Mapping[UUID, PersonCipher], law: LawInForce, day: date
) -> Iterator[_Found]:
    for row in rows:
        cipher = ciphers.get(row.person_id)
        # A question the law does not know any more has no answer to compare with.
        if cipher is None or row.question not in law.book.questions:
            continue
        told = json.loads(cipher.open(row.sealed_facts, field=FACTS))
        found = asking.explained(row.question, told, day, law)
        yield _Found(row, found.decision.answer.value, found)


def _write(found: Sequence[_Found], ciphers: Mapping[UUID, PersonCipher], law: LawInForce, day: date) -> int:
    """One statement for those asked the first time, one for the others; how many answers are others than saved."""
    known = {row.decision_id: row for row in LaterAnswer.objects.filter(decision__in=[one.decision for one in found])}
    fresh, again = [], []
    for one in found:
        row = known.get(one.decision.pk)
        told = _told(one, ciphers[one.decision.person_id], law) if one.is_changed else _AS_SAVED
        if row is None:
            fresh.append(LaterAnswer(**_begun(one), **_columns(one, None, told, law, day)))
            continue
        for name, value in _columns(one, row, told, law, day).items():
            setattr(row, name, value)
        row.version += 1
        again.append(row)
    LaterAnswer.objects.bulk_create(fresh)
    LaterAnswer.objects.bulk_update(again, _WRITTEN)
    return Counter(one.is_changed for one in found)[True]


def _told(one: _Found, cipher: PersonCipher, law: LawInForce) -> dict[str, Any]:
    """The explanation of today, and how many of its reasons did not stand so in the saved one."""
    saved = json.loads(cipher.open(one.decision.sealed_explanation, field=EXPLANATION))["words"][_COMPARED]
    now_told = Words.of(asking.in_words(one.explained, teller(law.book, _COMPARED)))
    words = sealed_words(cipher, one.explained, law.book, LATER)
    return {"sealed_explanation": words, "differing": now_told.beside(Words.of(saved)).differing}


def _begun(one: _Found) -> dict[str, Any]:
    row = one.decision
    of = {"agency_id": row.agency_id, "case_id": row.case_id, "person_id": row.person_id}
    return {**of, "decision_id": row.pk, "question": row.question, "was": row.answer}


def _columns(
    one: _Found, row: LaterAnswer | None, told: Mapping[str, Any], law: LawInForce, day: date
) -> dict[str, Any]:
    """What a run writes; a change somebody looked at stays looked at until the answer moves again."""
    is_same = row is not None and row.answer == one.answer
    changed_on = row.changed_on if row is not None and is_same and row.changed_on else day
    return {
        **told,
        "answered_on": day,
        "law": law.mark,
        "answer": one.answer,
        "changed_on": changed_on if one.is_changed else None,
        "seen_at": row.seen_at if row is not None and is_same else None,
        "seen_by": row.seen_by if row is not None and is_same else None,
    }
