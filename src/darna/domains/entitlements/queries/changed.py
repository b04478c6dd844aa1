"""People whose answer is another under the law of today, for those who accompany them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.pages.lines import Lines, page_of_rows
from darna.domains.entitlements import access, asking
from darna.domains.entitlements.law import law_in_force
from darna.domains.entitlements.models import AskingAgain, LaterAnswer
from darna.domains.entitlements.models.runs import SILENT_FOR
from darna.domains.entitlements.queries.telling import answer_label, reader_of
from darna.domains.entitlements.values import ChangedFilters, ChangedLine, LastAsking
from darna.domains.people.queries import names_of
from darna.kernel.clock import now

_ORDER: Final[dict[str, tuple[str, ...]]] = {
    "changed": ("-changed_on", "id"),
    "-changed": ("changed_on", "id"),
    "differing": ("-differing", "-changed_on", "id"),
    "-differing": ("differing", "-changed_on", "id"),
    "question": ("question", "-changed_on", "id"),
    "-question": ("-question", "-changed_on", "id"),
}
SORTS: Final = frozenset(_ORDER)
_READ: Final = (
    *("id", "decision_id", "case_id", "person_id", "question", "was", "answer", "differing", "changed_on"),
    *("case__reference", "case__worker_id"),
)


def changed_answers(actor: Actor, filters: ChangedFilters, number: int) -> Lines[ChangedLine]:
    """One page of those whose answer changed. Four queries at most, six with a protected file. Raises: Refused."""
    rows = _narrowed(actor, filters).order_by(*_ORDER[filters.sort]).values(*_READ)
    return page_of_rows(rows, number, _lines)


def questions_asked(actor: Actor) -> list[tuple[str, str]]:
    """The questions among changed answers, with their titles. One query. Raises: Refused."""
    found = _changed(actor).order_by().values_list("question", flat=True).distinct()
    law = law_in_force()
    tell = reader_of(law)
    return sorted(((one, asking.title_of(one, law.book, tell.language)) for one in found), key=lambda pair: pair[1])


def last_asking(actor: Actor) -> LastAsking | None:
    """How far asking everybody again is, or what it came to; None where it never ran. Two queries. Raises: Refused."""
    row = access.visible(actor, AskingAgain).first()
    if row is None:
        return None
    names = names_of_members([row.begun_by]) if row.begun_by else {}
    return LastAsking(
        state=_state(row),
        started_at=row.started_at,
        ended_at=row.ended_at,
        asked=row.asked,
        changed=row.changed,
        begun_by=names.get(row.begun_by, "") if row.begun_by else "",
    )


def _state(row: AskingAgain) -> str:
    """Whether a run is over, under way, or was cut off."""
    if row.ended_at:
        return "over"
    return "cut_off" if row.touched_at <= now() - SILENT_FOR else "under_way"


def _changed(actor: Actor) -> QuerySet[LaterAnswer]:
    return access.visible(actor, LaterAnswer).filter(changed_on__isnull=False)


def _narrowed(actor: Actor, filters: ChangedFilters) -> QuerySet[LaterAnswer]:
    rows = _changed(actor).filter(seen_at__isnull=not filters.seen)
    if filters.answer:
        rows = rows.filter(answer=filters.answer)
    if filters.question:
        rows = rows.filter(question=filters.question)
    if filters.since:
        rows = rows.filter(changed_on__gte=filters.since)
    return rows.filter(case__worker_id=actor.membership_id) if filters.mine else rows


def _lines(rows: Sequence[dict[str, Any]]) -> tuple[ChangedLine, ...]:
    law = law_in_force()
    tell = reader_of(law)
    names = names_of(row["person_id"] for row in rows)
    workers = names_of_members(row["case__worker_id"] for row in rows if row["case__worker_id"])
    return tuple(
        ChangedLine(
            id=row["id"],
            decision_id=row["decision_id"],
            case_id=row["case_id"],
            person_name=names.get(row["person_id"], ""),
            case_reference=row["case__reference"],
            title=asking.title_of(row["question"], law.book, tell.language),
            was=row["was"],
            was_label=answer_label(tell, row["was"]),
            answer=row["answer"],
            answer_label=answer_label(tell, row["answer"]),
            changed_on=row["changed_on"],
            differing=row["differing"],
            worker=workers.get(row["case__worker_id"], ""),
        )
        for row in rows
    )
