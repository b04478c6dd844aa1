"""After sending: looking, replying to a question, a longer or new link, the sheet, taking it back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import require_code, save
from darna.base.keys.queries import package_ciphers_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.links import access
from darna.domains.links.actions.drafting import named
from darna.domains.links.actions.sending import country_abroad, house_in, write_letter
from darna.domains.links.models import LinkReferral
from darna.domains.links.tokens import hash_of, token_of
from darna.domains.links.values import ABROAD, LIVE, MOST_DAYS
from darna.domains.people.actions import require_consent
from darna.domains.people.queries import person_card
from darna.domains.people.values import SHARING
from darna.domains.referrals.access import require_ordinary
from darna.domains.referrals.actions.saving import require_note
from darna.domains.referrals.packages import NOTE
from darna.kernel.clock import now, today
from darna.kernel.errors import Invalid, NotFound, Refused


@transaction.atomic
def look_at_link(link_id: UUID, *, by: Actor) -> LinkReferral:
    """Look at a link: what its sender has seen is news no longer. Raises: Refused, NotFound."""
    link = access.seen(by, link_id)
    if access.sends(by, link) and link.state != "draft":
        LinkReferral.objects.filter(pk=link.pk).update(seen_at=now())
    record("link.looked_at", subject=named(link), person_id=link.person_id)
    return link


@transaction.atomic
def print_link(link_id: UUID, *, by: Actor) -> LinkReferral:
    """Write the sheet with the code that opens the link. Raises: Refused, NotFound."""
    link = access.held(by, link_id, None)
    access.require(link.state in LIVE, "referral_is_not_open", link)
    record("link.printed", subject=named(link), person_id=link.person_id)
    return link


@transaction.atomic
def reply_by_link(link_id: UUID, note: str, *, seen_version: int, by: Actor) -> LinkReferral:
    """Answer what the partner asked; they read it behind the same link. Raises: Refused, NotFound, Invalid."""
    note = require_note(note, is_needed=True)
    link = access.held(by, link_id, seen_version, note=note)
    access.require(link.state in LIVE, "referral_is_not_open", link)
    access.require(link.is_asking, "link_asks_nothing", link)
    sealed = cipher_of_link(link).seal(note, field=NOTE)
    save(link, step="replied", step_id=uuid4(), reason="", sealed_note=sealed, is_asking=False)
    record("link.replied", subject=named(link), person_id=link.person_id)
    return link


@transaction.atomic
def renew_link(link_id: UUID, days: int, *, seen_version: int, root: str, by: Actor) -> LinkReferral:
    """Make the link anew for so many days; the old one opens nothing from then on.

    Raises: Refused, NotFound, StaleVersion, ConsentMissing; Invalid for too many days.
    """
    link = access.held(by, link_id, seen_version)
    access.require(link.state in LIVE or link.state == "expired", "referral_is_not_open", link)
    if not 1 <= days <= MOST_DAYS:
        raise Invalid("days", "link_days_out_of_range")
    require_ordinary(person_card(by, link.person_id))
    consent = require_consent(link.person_id, SHARING, link.partner_id)
    if country_abroad(link) and ABROAD not in consent.purposes:
        raise Refused("link_abroad_is_not_agreed", reference=link.reference)
    number = link.number + 1
    before = "accepted" if link.answered_at else "opened" if link.opened_at else "sent"
    save(
        link,
        state=before if link.state == "expired" else link.state,
        step="renewed",
        step_id=uuid4(),
        number=number,
        token_hash=hash_of(token_of(link.pk, number)),
        past_hashes=[*link.past_hashes, hash_of(token_of(link.pk, link.number))],
        expires_at=now() + timedelta(days=days),
        due_on=max(link.due_on, today() + timedelta(days=min(days, 7))),
        consent_id=consent.pk,
        ended_at=None,
        reminded_at=None,
        escalated_at=None,
        reason="",
        sealed_note=b"",
    )
    record("link.renewed", subject=named(link), person_id=link.person_id)
    if link.channel == "email":
        write_letter(link, house_in(link), root)
    return link


@transaction.atomic
def cancel_link(link_id: UUID, reason: str, *, seen_version: int, by: Actor) -> LinkReferral:
    """Take it back; whoever opens the link is told at once that it is no longer available.

    Raises: Refused, NotFound, Invalid, StaleVersion.
    """
    require_code("reason", reason, "referral_cancel_reason")
    link = access.held(by, link_id, seen_version)
    access.require(link.state in LIVE, "referral_is_not_open", link)
    told = {"state": "cancelled", "step": "cancelled", "step_id": uuid4(), "reason": reason, "sealed_note": b""}
    save(link, **told, is_asking=False, ended_at=now())
    record("link.cancelled", subject=named(link), person_id=link.person_id, detail={"reason": reason})
    return link


def cipher_of_link(link: LinkReferral) -> PersonCipher:
    """The key of the package and of the words about it. One query. Raises: NotFound when it is gone."""
    found = package_ciphers_of([link.pk]).get(link.pk)
    if found is None:
        raise NotFound("referral", link.pk)
    return found
