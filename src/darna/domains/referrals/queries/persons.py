"""The referrals of one person: for the sender's file and its timeline, and for the receiver's own file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import NoReverseMatch
from django.utils.translation import gettext

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_agencies
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.base.pages.ways import way
from darna.base.prepared import ID, Prepared
from darna.domains.cases.values import TimelineItem
from darna.domains.referrals import access
from darna.domains.referrals.models import Referral, ReferralEvent
from darna.domains.referrals.values import OPEN, TAGS, UNANSWERED
from darna.domains.referrals.wording import IN_TIMELINE, reason_label, state_label
from darna.kernel.clock import today

#: Steps that a file tells; the rest stands on the referral's own page.
TOLD = tuple(IN_TIMELINE)
#: States of a referral that is over and whose receiver may still read its package.
FINISHED = frozenset({"completed", "not_completed"})
#: What came of a person's referrals is read in one question, however many there are.
_STEPS = Prepared(
    lambda person, agency: (
        ReferralEvent.objects.filter(
            referral__source__person_id=person, referral__agency_id=agency, referral__source__agency_id=agency
        )
        .filter(what__in=TOLD)
        .select_related("referral")
        .order_by("at", "id")
    ),
    person=ID,
    agency=ID,
)
_SENT = Prepared(
    lambda agency, person: Referral.objects.filter(agency_id=agency, source__person_id=person, ended_at__isnull=True),
    agency=ID,
    person=ID,
)
_CAME = Prepared(
    lambda agency, person: Referral.objects.filter(
        to_agency_id=agency, reception__person_id=person, ended_at__isnull=True
    ),
    agency=ID,
    person=ID,
)


@dataclass(frozen=True, slots=True)
class PersonReferral:
    """A referral in one line of a file."""

    id: UUID
    agency: str
    need_label: str
    state: str
    state_label: str
    due_on: date
    is_overdue: bool
    is_sender: bool

    @property
    def tag_kind(self) -> str:
        """The look of its state."""
        return TAGS[self.state]


def happenings_of(actor: Actor, person_id: UUID) -> Iterator[TimelineItem]:
    """What the timeline of a file tells of referrals. Two queries, one when there is none, none without the right."""
    if not actor.may(Verb.OPEN_FILE):
        return
    rows = _STEPS.rows(person=person_id, agency=actor.agency_id)
    agencies = names_of_agencies({row.referral.to_agency_id for row in rows}, actor.language) if rows else {}
    for row in rows:
        named = {"agency": agencies.get(row.referral.to_agency_id, ""), "need": label("need_type", row.referral.need)}
        address = _address(row.referral_id)
        yield TimelineItem(
            kind="referral",
            title=str(IN_TIMELINE[row.what]) % named,
            at=row.at,
            body=reason_label(row.what, row.reason),
            url=address,
            url_label=gettext("Open the referral") if address else "",
            order=(row.at, 8),
        )


def referrals_of(actor: Actor, person_id: UUID) -> tuple[PersonReferral, ...]:
    """A person's referrals that are not over, and drafts, from this agency and to it. Three queries, two without any.

    Raises: Refused.
    """
    actor.require(Verb.OPEN_FILE)
    sent = _SENT.rows(agency=actor.agency_id, person=person_id)
    rows = [*sent, *_CAME.rows(agency=actor.agency_id, person=person_id)]
    others = {row.to_agency_id if row.agency_id == actor.agency_id else row.agency_id for row in rows}
    agencies = names_of_agencies(others, actor.language)
    lines = (_line(row, actor, agencies) for row in rows)
    return tuple(sorted(lines, key=lambda line: (line.due_on, line.id)))


def referrals_left_open(actor: Actor, case_id: UUID) -> list[str]:
    """The referrals of a case that are not over, and drafts, in a sentence each. Two queries, one when there is none.

    Raises: Refused.
    """
    rows = list(access.sent_by(actor).filter(source__case_id=case_id, ended_at__isnull=True).order_by("due_on", "id"))
    agencies = names_of_agencies({row.to_agency_id for row in rows}, actor.language) if rows else {}
    told = gettext("The referral to %(agency)s for %(need)s is still open: %(state)s.")
    return [
        told
        % {
            "agency": agencies.get(row.to_agency_id, ""),
            "need": label("need_type", row.need),
            "state": state_label(row.state, is_sender=True),
        }
        for row in rows
    ]


def referred_now(persons: Collection[UUID]) -> set[UUID]:
    """Those among these of whom a referral, from this agency or to it, is not over; drafts too. Two queries."""
    rows = Referral.objects.filter(ended_at__isnull=True)
    return {
        person
        for side in ("source__person_id", "reception__person_id")
        for person in rows.filter(**{f"{side}__in": persons}).values_list(side, flat=True)
    }


def ending_with(person_id: UUID, consent_id: UUID | None = None) -> tuple[Counter[UUID], Counter[UUID]]:
    """By receiver, how many referrals under way would end, and of how many finished ones the package would close.

    Under one consent, or all of the person. One query.
    """
    rows = Referral.objects.filter(source__person_id=person_id, state__in=[*OPEN, *FINISHED])
    if consent_id is not None:
        rows = rows.filter(source__consent_id=consent_id)
    found = list(rows.values_list("to_agency_id", "state", "package_closed_at"))
    return (
        Counter(to for to, state, _closed in found if state in OPEN),
        Counter(to for to, state, closed in found if state in FINISHED and closed is None),
    )


def _line(row: Referral, actor: Actor, agencies: dict[UUID, str]) -> PersonReferral:
    is_sender = row.agency_id == actor.agency_id
    return PersonReferral(
        id=row.pk,
        agency=agencies.get(row.to_agency_id if is_sender else row.agency_id, ""),
        need_label=label("need_type", row.need),
        state=row.state,
        state_label=state_label(row.state, is_sender=is_sender),
        due_on=row.due_on,
        is_overdue=row.state in UNANSWERED and row.due_on < today(),
        is_sender=is_sender,
    )


def _address(referral_id: UUID) -> str:
    try:
        return way("referrals:show", referral_id)
    except NoReverseMatch:
        # Addresses of a test that knows no referrals.
        return ""
