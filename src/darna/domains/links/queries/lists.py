"""Lists of links: fifty rows at a time, a fixed number of questions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import choices
from darna.base.pages.lines import page_of_rows
from darna.base.prepared import DAY, ID, Prepared
from darna.domains.links import access, wording
from darna.domains.links.models import LinkReferral
from darna.domains.links.values import ENDED, LIVE, UNANSWERED, LinkFilters, LinkLine, LinkPage
from darna.domains.people.queries import names_of
from darna.kernel.clock import today

_ORDER: Final[dict[str, tuple[str, ...]]] = {
    "due": ("due_on", "id"),
    "-due": ("-due_on", "id"),
    "sent": ("-sent_at", "id"),
    "-sent": ("sent_at", "id"),
}
SORTS: Final = frozenset(_ORDER)
_GROUPS: Final = {"open": LIVE, "unanswered": UNANSWERED, "ended": ENDED}
#: Links of a day that a page shows at the most.
MOST: Final = 50
_NEWS = Q(step__in=("asked", "accepted", "declined", "completed", "not_completed", "expired", "revoked")) & (
    Q(seen_at__isnull=True) | Q(seen_at__lt=F("answered_at")) | Q(seen_at__lt=F("ended_at"))
)
_TODAY = Prepared(
    lambda agency, member, day: (
        access.links_of_agency(agency)
        .filter(
            Q(is_asking=True) | _NEWS | Q(state__in=list(UNANSWERED), due_on__lt=day),
            worker_id=member,
        )
        .select_related("partner")
        .order_by("due_on", "id")[:MOST]
    ),
    agency=ID,
    member=ID,
    day=DAY,
)
_OF_PERSON = Prepared(
    lambda agency, person: (
        access.links_of_agency(agency)
        .filter(person_id=person, ended_at__isnull=True)
        .select_related("partner")
        .order_by("due_on", "id")
    ),
    agency=ID,
    person=ID,
)


def link_list(actor: Actor, filters: LinkFilters, page: int = 1) -> LinkPage:
    """One page of the agency's links. Five queries. Raises: Refused."""
    rows = _narrowed(access.links_of(actor), filters, actor).select_related("partner")
    ordered = rows.order_by(*_ORDER.get(filters.sort, _ORDER["due"]))
    return page_of_rows(ordered, page, lambda found: lines_of(actor, found))


def links_today(actor: Actor, *, limit: int = 8) -> tuple[LinkLine, ...]:
    """The actor's own: questions asked, answers not seen yet, answers overdue. One query, three when there are some."""
    if not actor.may(Verb.REFER):
        return ()
    rows = _TODAY.rows(agency=actor.agency_id, member=actor.membership_id, day=today())[:limit]
    return lines_of(actor, rows)


def links_of_person(actor: Actor, person_id: UUID) -> tuple[LinkLine, ...]:
    """A person's links that are not over, and drafts. One query, three when there are some. Raises: Refused."""
    actor.require(Verb.OPEN_FILE)
    return lines_of(actor, _OF_PERSON.rows(agency=actor.agency_id, person=person_id))


def lines_of(actor: Actor, rows: Iterable[LinkReferral]) -> tuple[LinkLine, ...]:
    """Rows as lines, with their partners loaded. Two queries, four with a protected file, none without rows."""
    rows = list(rows)
    if not rows:
        return ()
    names = names_of({row.person_id for row in rows})
    members = names_of_members({row.worker_id for row in rows})
    needs, day = dict(choices("need_type", actor.language)), today()
    return tuple(
        LinkLine(
            id=row.pk,
            reference=row.reference,
            person_name=names.get(row.person_id, ""),
            partner=row.partner.name,
            need_label=needs.get(row.need, row.need),
            state=row.state,
            state_label=str(wording.STATES[row.state]),
            sent_at=row.sent_at,
            expires_at=row.expires_at,
            due_on=row.due_on,
            worker=members.get(row.worker_id, ""),
            is_overdue=row.state in UNANSWERED and row.due_on < day,
            is_asking=row.is_asking,
            is_new=_is_news(row),
        )
        for row in rows
    )


def _narrowed(rows: QuerySet[LinkReferral], filters: LinkFilters, actor: Actor) -> QuerySet[LinkReferral]:
    if filters.state == "asking":
        rows = rows.filter(is_asking=True)
    elif filters.state == "overdue":
        rows = rows.filter(state__in=UNANSWERED, due_on__lt=today())
    elif filters.state:
        rows = rows.filter(state__in=_GROUPS.get(filters.state, {filters.state}))
    if filters.need:
        rows = rows.filter(need=filters.need)
    return rows.filter(worker_id=actor.membership_id) if filters.worker == "mine" else rows


def _is_news(row: LinkReferral) -> bool:
    last = row.ended_at or row.answered_at
    return last is not None and row.state != "cancelled" and (row.seen_at is None or row.seen_at < last)
