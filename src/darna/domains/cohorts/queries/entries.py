"""The cases of a cohort, and one of them with all its rounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import F, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.codelists.queries import label
from darna.base.keys.queries import ciphers_of
from darna.base.keys.sealing import PersonCipher
from darna.base.pages.lines import ROWS, page_of_rows
from darna.domains.cases.queries import case_card
from darna.domains.cases.queries.daily import last_met
from darna.domains.cases.queries.lists import references_of_cases
from darna.domains.cohorts import access
from darna.domains.cohorts.models import CaseReview, Cohort, CohortCase
from darna.domains.cohorts.queries.cards import card_of
from darna.domains.cohorts.sealed import NEXT_STEP, REMARK
from darna.domains.cohorts.values import (
    YES,
    AnswerLine,
    EntryCard,
    EntryLine,
    EntryPage,
    RegisterFacts,
    ReviewLine,
)
from darna.domains.people.queries import has_consent, names_of
from darna.domains.people.values import ACCOMPANIMENT

_ORDER = {
    "added": ("added_at", "id"),
    "-added": ("-added_at", "id"),
    # What nobody looked at yet comes first: that is what a coach is for.
    "reviewed": (F("reviewed_on").asc(nulls_first=True), "added_at", "id"),
    "-reviewed": (F("reviewed_on").desc(nulls_last=True), "added_at", "id"),
}
SORTS = frozenset(_ORDER)
_STATES: Final[dict[str, dict[str, Any]]] = {
    "waiting": {"rounds": 0},
    "open": {"rounds__gt": 0, "is_complete": False},
    "complete": {"is_complete": True},
}
STATES = frozenset(_STATES)


def entry_page(
    actor: Actor, cohort_id: UUID, *, state: str = "", sort: str = "reviewed", page: int = 1, rows: int = ROWS
) -> EntryPage:
    """One page of the cases of a cohort that the reader may see; whoever asks has read the cohort's card.

    Five queries, seven with a protected file among them.
    """
    wanted = access.entries_of(cohort_id).filter(**_STATES.get(state, {}))
    return page_of_rows(wanted.order_by(*_ORDER.get(sort, _ORDER["reviewed"])), page, _lines, size=rows)


def cases_in(cohort_id: UUID) -> frozenset[UUID]:
    """The cases that are in a cohort now. One query."""
    return frozenset(access.entries_of(cohort_id).values_list("case_id", flat=True))


def entry_card(actor: Actor, entry_id: UUID) -> EntryCard:
    """One case of a cohort with every round and what the register itself says.

    Eighteen queries at most. Raises: Refused, NotFound.
    """
    entry, cohort = access.visible_entry(actor, entry_id)
    reviews = _reviews(actor, entry, cohort)
    return EntryCard(
        id=entry.pk,
        version=entry.version,
        case_id=entry.case_id,
        person_id=entry.person_id,
        reference=references_of_cases([entry.case_id]).get(entry.case_id, ""),
        cohort=card_of(actor, cohort),
        rounds=entry.rounds,
        reviews=reviews,
        facts=_facts(actor, entry),
        has_left=entry.left_at is not None,
        previous=reviews[0].found if reviews else {},
    )


def review_and_entry(actor: Actor, review_id: UUID) -> tuple[ReviewLine, EntryCard]:
    """One round with the case it is of. Nineteen queries at most. Raises: Refused, NotFound."""
    card = entry_card(actor, access.visible_review(actor, review_id).entry_id)
    return next(line for line in card.reviews if line.id == review_id), card


def _lines(entries: Sequence[CohortCase]) -> tuple[EntryLine, ...]:
    if not entries:
        return ()
    names = names_of(entry.person_id for entry in entries)
    references = references_of_cases(entry.case_id for entry in entries)
    newest = {review.entry_id: review for review in _of(entry.pk for entry in entries).order_by("round")}
    lines = []
    for entry in entries:
        review = newest.get(entry.pk)
        answers = review.answers if review else {}
        lines.append(
            EntryLine(
                id=entry.pk,
                case_id=entry.case_id,
                person_id=entry.person_id,
                person_name=names.get(entry.person_id, ""),
                reference=references.get(entry.case_id, ""),
                added_at=entry.added_at,
                rounds=entry.rounds,
                reviewed_on=entry.reviewed_on,
                is_complete=entry.is_complete,
                done=sum(answer == YES for answer in answers.values()),
                points=len(answers),
                next_on=review.next_on if review else None,
            )
        )
    return tuple(lines)


def _of(entries: Iterable[UUID]) -> QuerySet[CaseReview]:
    return CaseReview.objects.filter(entry_id__in=list(entries))


def _reviews(actor: Actor, entry: CohortCase, cohort: Cohort) -> tuple[ReviewLine, ...]:
    rows = list(_of([entry.pk]).order_by("-round"))
    names = names_of_members(row.written_by for row in rows)
    cipher = ciphers_of([entry.person_id]).get(entry.person_id) if rows else None
    is_here = entry.left_at is None
    return tuple(
        _review_line(row, cohort, cipher, names, may_correct=is_here and access.may_correct(actor, cohort, row))
        for row in rows
    )


def _review_line(
    row: CaseReview, cohort: Cohort, cipher: PersonCipher | None, names: dict[UUID, str], *, may_correct: bool
) -> ReviewLine:
    points = [*cohort.action.points, *(point for point in row.answers if point not in cohort.action.points)]
    return ReviewLine(
        id=row.pk,
        version=row.version,
        round=row.round,
        reviewed_on=row.reviewed_on,
        answers=tuple(
            AnswerLine(
                point, label("review_point", point), row.answers[point], label("review_answer", row.answers[point])
            )
            for point in points
            if point in row.answers
        ),
        remark=cipher.open(row.sealed_remark, field=REMARK) if cipher else "",
        next_step=cipher.open(row.sealed_next_step, field=NEXT_STEP) if cipher else "",
        next_on=row.next_on,
        by=names.get(row.written_by, ""),
        may_correct=may_correct,
    )


def _facts(actor: Actor, entry: CohortCase) -> RegisterFacts:
    case = case_card(actor, entry.case_id)
    return RegisterFacts(
        has_consent=has_consent(entry.person_id, ACCOMPANIMENT, None),
        needs=len(case.needs),
        open_tasks=len(case.open_tasks),
        last_met_at=last_met([entry.case_id]).get(entry.case_id),
        is_closed=case.state == "closed",
        outcome=case.outcome_label,
    )
