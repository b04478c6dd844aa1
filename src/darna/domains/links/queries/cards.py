"""One link for its page, and the partners of the address book."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import countries_of, names_of_agencies, names_of_members
from darna.base.codelists.queries import label
from darna.base.keys.queries import ciphers_of, package_ciphers_of
from darna.base.keys.sealing import PersonCipher
from darna.base.places.queries import country_name
from darna.domains.links import access, wording
from darna.domains.links.models import LinkReferral, LinkStep, Partner
from darna.domains.links.values import ABROAD, UNANSWERED, LinkCard, LinkPreview, PartnerLine, StepLine
from darna.domains.people.queries import has_consent, names_of, person_card
from darna.domains.people.queries.consents import consent_for
from darna.domains.people.values import SHARING
from darna.domains.referrals import packages
from darna.domains.referrals.access import reads_words, require_ordinary
from darna.domains.referrals.values import Draft, Material, PackageView
from darna.kernel.clock import now, today
from darna.kernel.errors import NotFound

#: What the draft of a link is bound to.
_DRAFT = "links.draft"


def link_card(actor: Actor, link_id: UUID) -> LinkCard:
    """One link as its sender sees it. Twelve queries at most. Raises: Refused, NotFound."""
    link = access.seen(actor, link_id)
    cipher = package_ciphers_of([link.pk]).get(link.pk)
    view = None
    if cipher is not None and link.sealed_body:
        package = packages.read(cipher.open(link.sealed_body, field=packages.BODY))
        view = packages.view_of(package, hides_summary=not reads_words(actor))
    return _card(actor, link, view, cipher)


def material_of_link(actor: Actor, link_id: UUID) -> Material:
    """What of the person may be told. Raises: Refused, NotFound."""
    return packages.material_of(person_card(actor, access.seen(actor, link_id).person_id))


def preview_link(actor: Actor, link_id: UUID) -> LinkPreview:
    """A draft as the partner would see it, and what is decided before sending. Raises: Refused, NotFound."""
    link = access.seen(actor, link_id)
    if link.state != "draft":
        raise NotFound("referral", link_id)
    person = person_card(actor, link.person_id)
    require_ordinary(person)
    draft = _draft_in(link)
    package = packages.compose(person, draft, need=link.need, asked_by=actor.name)
    country = shows_abroad(link)
    consent = consent_for(person.id, SHARING, link.partner_id) if country else None
    asked = (link.partner_id, link.partner.email, link.purpose, link.urgency, link.due_on, link.channel)
    return LinkPreview(
        card=_card(actor, link, packages.view_of(package), None),
        mark=packages.mark(package, *asked, link.language, link.days),
        has_consent=has_consent(person.id, SHARING, link.partner_id),
        country=country_name(country, actor.language) if country else "",
        has_consent_abroad=not country or (consent is not None and ABROAD in consent.purposes),
    )


def shows_abroad(link: LinkReferral) -> str:
    """The country of the partner where it is not the sender's own, else nothing. One query."""
    own = countries_of([link.agency_id]).get(link.agency_id, "")
    return link.partner.country if link.partner.country != own else ""


def partners_of(actor: Actor) -> dict[UUID, str]:
    """The address book of the agency, by name. One query."""
    rows = Partner.objects.filter(agency_id=actor.agency_id).order_by("name", "id")
    return dict(rows.values_list("pk", "name"))


def _draft_in(link: LinkReferral) -> Draft:
    cipher = ciphers_of([link.person_id]).get(link.person_id)
    if cipher is None:
        raise NotFound("referral", link.pk)
    return packages.draft_of(cipher.open(link.sealed_draft, field=_DRAFT))


def _card(actor: Actor, link: LinkReferral, view: PackageView | None, cipher: PersonCipher | None) -> LinkCard:
    steps = list(LinkStep.objects.filter(link_id=link.pk).order_by("at", "id"))
    members = names_of_members({link.worker_id, *(row.by_member_id for row in steps if row.by_member_id)})
    partner, is_draft = link.partner, link.state == "draft"
    hides = not reads_words(actor)
    return LinkCard(
        id=link.pk,
        version=link.version,
        reference=link.reference,
        state=link.state,
        state_label=str(wording.STATES[link.state]),
        person_id=link.person_id,
        person_name=names_of([link.person_id]).get(link.person_id, ""),
        case_id=link.case_id,
        need_id=link.need_id,
        partner=PartnerLine(partner.pk, partner.name, partner.email, partner.language, partner.country),
        need_label=label("need_type", link.need),
        purpose=link.purpose,
        purpose_label=label("referral_purpose", link.purpose),
        urgency=link.urgency,
        urgency_label=label("urgency", link.urgency),
        due_on=link.due_on,
        channel=link.channel,
        channel_label=str(LinkReferral.Channel(link.channel).label),
        language=link.language,
        days=link.days,
        sent_at=link.sent_at,
        expires_at=link.expires_at,
        is_open=link.state in {"sent", "opened", "accepted"} and bool(link.expires_at and link.expires_at > now()),
        is_overdue=link.state in UNANSWERED and link.due_on < today(),
        is_asking=link.is_asking,
        reason_label=wording.reason_label(link.state, link.reason),
        worker=members.get(link.worker_id, ""),
        from_agency=names_of_agencies([link.agency_id], actor.language).get(link.agency_id, ""),
        package=view,
        steps=tuple(_step(row, partner.name, members, None if hides else cipher) for row in steps),
        rights=access.rights_of(actor, link),
        draft=_draft_in(link) if is_draft else None,
    )


def _step(row: LinkStep, partner: str, members: Mapping[UUID, str], cipher: PersonCipher | None) -> StepLine:
    by = partner if row.is_partner else members.get(row.by_member_id, "") if row.by_member_id else ""
    note = cipher.open(row.sealed_note, field=packages.NOTE) if cipher and row.sealed_note else ""
    return StepLine(
        row.what, str(wording.STEPS[row.what]), row.at, by, wording.reason_label(row.what, row.reason), note
    )
