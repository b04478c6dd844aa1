"""Lists of referrals: fifty rows at a time, a fixed number of questions, and never a count of everything."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_agencies, names_of_members
from darna.base.codelists.queries import choices
from darna.base.pages.lines import page_of_rows
from darna.domains.people.queries import names_of
from darna.domains.referrals import access
from darna.domains.referrals.models import Referral
from darna.domains.referrals.queries.handed import handed_over
from darna.domains.referrals.values import ENDED, OPEN, UNANSWERED, ReferralFilters, ReferralLine, ReferralPage
from darna.domains.referrals.wording import state_label
from darna.kernel.clock import today

_ORDER: Final[dict[str, tuple[str, ...]]] = {
    "due": ("due_on", "id"),
    "-due": ("-due_on", "id"),
    "sent": ("-sent_at", "id"),
    "-sent": ("sent_at", "id"),
}
SORTS: Final = frozenset(_ORDER)
_GROUPS: Final = {"open": OPEN, "ended": ENDED, "unanswered": UNANSWERED}


def received_list(actor: Actor, filters: ReferralFilters, page: int = 1) -> ReferralPage:
    """One page of what came in. Five queries: rows, bounded count, packages, agencies, workers. Raises: Refused."""
    return _page(actor, _narrowed(access.received_by(actor), filters, actor, is_sent=False), filters, page)


def sent_list(actor: Actor, filters: ReferralFilters, page: int = 1) -> ReferralPage:
    """One page of what the agency sent, drafts among it. Five queries, seven with a protected file. Raises: Refused."""
    return _page(actor, _narrowed(access.sent_by(actor), filters, actor, is_sent=True), filters, page, is_sent=True)


def lines_of(actor: Actor, rows: Iterable[Referral], *, is_sent: bool) -> tuple[ReferralLine, ...]:
    """Rows as lines, with the own side of each loaded. Three queries, five with a protected file, none without rows."""
    rows = list(rows)
    if not rows:
        return ()
    names = _names(rows, is_sent=is_sent)
    others = {row.pk: row.to_agency_id if is_sent else row.agency_id for row in rows}
    agencies = names_of_agencies(others.values(), actor.language)
    workers = {row.pk: _worker(row, is_sent=is_sent) for row in rows}
    members = names_of_members(member for member in workers.values() if member)
    needs, urgencies = (dict(choices(name, actor.language)) for name in ("need_type", "urgency"))
    day = today()
    return tuple(
        ReferralLine(
            id=row.pk,
            reference=row.reference,
            person_name=names.get(row.pk, ""),
            agency=agencies.get(others[row.pk], ""),
            need_label=needs.get(row.need, row.need),
            urgency=row.urgency,
            urgency_label=urgencies.get(row.urgency, row.urgency),
            state=row.state,
            state_label=state_label(row.state),
            sent_at=row.sent_at,
            due_on=row.due_on,
            worker=members.get(workers[row.pk] or UUID(int=0), ""),
            is_overdue=row.state in UNANSWERED and row.due_on < day,
            is_new=is_sent and _is_news(row),
        )
        for row in rows
    )


def _page(
    actor: Actor, rows: QuerySet[Referral], filters: ReferralFilters, page: int, *, is_sent: bool = False
) -> ReferralPage:
    side = "source" if is_sent else "reception"
    ordered = rows.select_related(side).order_by(*_ORDER[filters.sort if filters.sort in SORTS else "due"])
    return page_of_rows(ordered, page, partial(lines_of, actor, is_sent=is_sent))


def _narrowed(rows: QuerySet[Referral], filters: ReferralFilters, actor: Actor, *, is_sent: bool) -> QuerySet[Referral]:
    if filters.state in _GROUPS:
        rows = rows.filter(state__in=_GROUPS[filters.state])
    elif filters.state:
        rows = rows.filter(state=filters.state)
    if filters.need:
        rows = rows.filter(need=filters.need)
    if filters.urgency:
        rows = rows.filter(urgency=filters.urgency)
    if filters.agency:
        rows = rows.filter(**{"to_agency_id" if is_sent else "agency_id": filters.agency})
    if filters.is_overdue:
        rows = rows.filter(state__in=UNANSWERED, due_on__lt=today())
    return _of_worker(rows, filters.worker, actor, is_sent=is_sent)


def _of_worker(rows: QuerySet[Referral], worker: str, actor: Actor, *, is_sent: bool) -> QuerySet[Referral]:
    column = "source__worker_id" if is_sent else "reception__assigned_id"
    if worker == "mine":
        return rows.filter(**{column: actor.membership_id})
    return rows.filter(**{f"{column}__isnull": True}) if worker == "none" else rows


def _names(rows: list[Referral], *, is_sent: bool) -> dict[UUID, str]:
    if is_sent:
        persons = {row.pk: row.source.person_id for row in rows}
        named = names_of(persons.values())
        return {key: named.get(person, "") for key, person in persons.items()}
    handed = handed_over(row.pk for row in rows)
    return {key: found.package.name for key, found in handed.items() if found.package}


def _worker(row: Referral, *, is_sent: bool) -> UUID | None:
    side = getattr(row, "source" if is_sent else "reception", None)
    found = getattr(side, "worker_id" if is_sent else "assigned_id", None)
    return found if isinstance(found, UUID) else None


def _is_news(row: Referral) -> bool:
    last = row.ended_at or row.answered_at
    # What the sender ended is no news to them.
    return (
        last is not None
        and row.state != Referral.State.CANCELLED
        and (row.source.seen_at is None or row.source.seen_at < last)
    )
