"""Sending: the package as it was shown, by the person's consent, frozen; the letter says nothing of the person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID, uuid4

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import countries_of, names_of_agencies
from darna.base.audit.actions import record
from darna.base.editing import save
from darna.base.keys.actions import make_package_key
from darna.base.keys.queries import cipher_of
from darna.base.messages.backends import PRIVATE
from darna.domains.links.actions.drafting import DRAFT, draft_to_change, named
from darna.domains.links.models import LinkReferral
from darna.domains.links.tokens import hash_of, token_of
from darna.domains.links.values import ABROAD
from darna.domains.people.actions import record_disclosure, require_consent
from darna.domains.people.queries import person_card
from darna.domains.people.values import SHARING
from darna.domains.referrals import packages
from darna.domains.referrals.access import require_ordinary
from darna.domains.referrals.actions.abroad import Abroad, record_transfer
from darna.domains.referrals.actions.saving import require_due, require_note
from darna.domains.referrals.values import Package, TransferTerms
from darna.kernel.clock import now
from darna.kernel.errors import Invalid, Refused

#: What the package of a link is bound to, and the words about it.
BODY = packages.BODY


@transaction.atomic
def send_link(
    link_id: UUID,
    *,
    seen_version: int,
    seen_mark: str,
    root: str,
    by: Actor,
    transfer: TransferTerms | None = None,
) -> LinkReferral:
    """Freeze exactly what was shown, bind it to the consent, and make the link; by e-mail a letter leaves with it.

    Shape: `root` is the address of this site without a stroke at its end.
    To a partner abroad it leaves a record with its ground. Raises: Refused for a partner abroad without consent to it;
    NotFound, StaleVersion; ConsentMissing; Invalid when the package would differ from what was shown, or without a
    ground.
    """
    link = draft_to_change(link_id, seen_version, by)
    card = person_card(by, link.person_id)
    require_ordinary(card)
    consent = require_consent(card.id, SHARING, link.partner_id)
    country = country_abroad(link)
    if country and ABROAD not in consent.purposes:
        raise Refused("link_abroad_is_not_agreed", reference=link.reference)
    require_due(link.due_on)
    if link.channel == "email" and not link.partner.email:
        raise Invalid("email", "link_email_missing")
    cipher = cipher_of(card.id)
    draft = packages.draft_of(cipher.open(link.sealed_draft, field=DRAFT))
    require_note(draft.summary, field="summary", is_needed=True)
    package = packages.compose(card, draft, need=link.need, asked_by=by.name)
    if mark_of(link, package) != seen_mark:
        raise Invalid("seen_mark", "package_has_changed")
    sealing = make_package_key(link.pk, card.id, link.agency_id)
    number = link.number + 1
    save(
        link,
        sealed_body=sealing.seal(packages.written(package), field=BODY),
        sealed_draft=b"",
        consent_id=consent.pk,
        worker_id=by.membership_id,
        number=number,
        token_hash=hash_of(token_of(link.pk, number)),
        expires_at=now() + timedelta(days=link.days),
        state="sent",
        sent_at=now(),
        step="sent",
        step_id=uuid4(),
    )
    if country:
        abroad = Abroad(link.partner_id, country, consent.pk, package.parts)
        record_transfer(card.id, abroad, transfer, by=by, link_id=link.pk)
    record_disclosure(card.id, purpose=SHARING, to=link.partner_id, what="link", by=by)
    told: dict[str, object] = {
        "reference": link.reference,
        "partner": link.partner.name,
        "need": link.need,
        "channel": link.channel,
    }
    told |= {"parts": sorted(package.parts)} | ({"country": country} if country else {})
    record("link.sent", subject=named(link), person_id=card.id, detail=told, cipher=cipher)
    if link.channel == "email":
        write_letter(link, house_in(link), root)
    return link


def mark_of(link: LinkReferral, package: Package) -> str:
    """The mark of what would be sent: the package, the question, to whom and how."""
    asked = (link.partner_id, link.partner.email, link.purpose, link.urgency, link.due_on, link.channel)
    return packages.mark(package, *asked, link.language, link.days)


def country_abroad(link: LinkReferral) -> str:
    """The country of the partner where it is not the sender's own, else nothing. One query."""
    own = countries_of([link.agency_id]).get(link.agency_id, "")
    return link.partner.country if link.partner.country != own else ""


def address_of(link: LinkReferral, root: str) -> str:
    """Where the link leads, in the partner's language; nothing of the person is in it."""
    with translation.override(link.language):
        return root + reverse("link:open", args=[token_of(link.pk, link.number)])


def write_letter(link: LinkReferral, house: str, root: str) -> None:
    """The letter to the partner: who asks and the link. It is kept from everybody's eyes, for it opens the package."""
    told = {"house": house, "address": address_of(link, root), "expires_at": link.expires_at}
    send_to_partner(link, "links/email/request", told)


def send_to_partner(link: LinkReferral, template: str, told: Mapping[str, object]) -> None:
    """One letter in the partner's language, under a subject that says nothing."""
    with translation.override(link.language):
        body = render_to_string(f"{template}.txt", dict(told)).strip() + "\n"
        subject = gettext("A request waits for your answer")
        EmailMessage(subject, body, None, [link.partner.email], headers={PRIVATE: "yes"}).send()


def house_in(link: LinkReferral) -> str:
    """The sender's name in the partner's language. One query."""
    return names_of_agencies([link.agency_id], link.language).get(link.agency_id, "")
