"""The links of one person: for the timeline, for closing a case, for consent; and the names of partners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.urls import NoReverseMatch
from django.utils.translation import gettext

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.base.pages.ways import way
from darna.base.prepared import ID, IDS, Prepared
from darna.domains.cases.values import TimelineItem
from darna.domains.links import access, wording
from darna.domains.links.models import LinkReferral, LinkStep, Partner
from darna.domains.links.values import LIVE

_STEPS = Prepared(
    lambda person, agency: (
        LinkStep.objects.filter(person_id=person, agency_id=agency, what__in=tuple(wording.IN_TIMELINE))
        .select_related("link__partner")
        .order_by("at", "id")
    ),
    person=ID,
    agency=ID,
)
_NAMED = Prepared(lambda partners: Partner.objects.filter(pk__any=partners).values_list("pk", "name"), partners=IDS)


def happenings_of(actor: Actor, person_id: UUID) -> Iterator[TimelineItem]:
    """What the timeline of a file tells of links; every opening is told. One query, none without the right."""
    if not actor.may(Verb.OPEN_FILE):
        return
    for row in _STEPS.rows(person=person_id, agency=actor.agency_id):
        named = {"partner": row.link.partner.name, "need": label("need_type", row.link.need)}
        address = _address(row.link_id)
        yield TimelineItem(
            kind="referral",
            title=str(wording.IN_TIMELINE[row.what]) % named,
            at=row.at,
            body=wording.reason_label(row.what, row.reason),
            url=address,
            url_label=gettext("Open the referral") if address else "",
            order=(row.at, 9),
        )


def links_left_open(actor: Actor, case_id: UUID) -> list[str]:
    """The links of a case that are not over, and drafts, in a sentence each. One query. Raises: Refused."""
    rows = access.links_of(actor).filter(case_id=case_id, ended_at__isnull=True).select_related("partner")
    told = gettext("The link to %(partner)s for %(need)s is still open: %(state)s.")
    return [
        told
        % {
            "partner": row.partner.name,
            "need": label("need_type", row.need),
            "state": str(wording.STATES[row.state]),
        }
        for row in rows.order_by("due_on", "id")
    ]


def linked_now(persons: Collection[UUID]) -> set[UUID]:
    """Those among these for whom a link is not over; drafts too. One query."""
    return set(
        LinkReferral.objects.filter(person_id__in=persons, ended_at__isnull=True).values_list("person_id", flat=True)
    )


def open_links_under(person_id: UUID, consent_id: UUID | None) -> Counter[UUID]:
    """How many links stand open before each partner, under one consent or under any. One query."""
    rows = LinkReferral.objects.filter(person_id=person_id, state__in=LIVE)
    rows = rows if consent_id is None else rows.filter(consent_id=consent_id)
    return Counter(rows.values_list("partner_id", flat=True))


def known_recipients(actor: Actor, wanted: set[UUID]) -> set[UUID]:
    """Those of the wanted that are partners of the actor's agency. One query."""
    return set(Partner.objects.filter(agency_id=actor.agency_id, pk__in=wanted).values_list("pk", flat=True))


def partner_names(partner_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of partners of the own agency. One query, none without any."""
    wanted = list(set(partner_ids))
    return dict(_NAMED.rows(partners=wanted)) if wanted else {}


def _address(link_id: UUID) -> str:
    try:
        return way("links:show", link_id)
    except NoReverseMatch:
        # Addresses of a test that knows no links.
        return ""
