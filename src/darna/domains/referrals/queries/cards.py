"""One referral for its page: what both agencies see, the own side of it, the package where it may be read."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import countries_of, names_of_agencies, names_of_members
from darna.base.codelists.queries import label
from darna.base.keys.queries import ciphers_of, package_ciphers_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.cases.queries.lists import references_of_cases
from darna.domains.directory.queries import service_option
from darna.domains.people.queries import has_consent, names_of, person_card
from darna.domains.people.values import SHARING
from darna.domains.referrals import access, packages
from darna.domains.referrals.access import Seen
from darna.domains.referrals.models import Referral, ReferralEvent, ReferralPackage
from darna.domains.referrals.queries.handed import handed_over
from darna.domains.referrals.values import (
    UNANSWERED,
    Draft,
    Material,
    Package,
    PackageView,
    Preview,
    ReferralCard,
    StepLine,
)
from darna.domains.referrals.wording import STEPS, reason_label, state_label
from darna.kernel.clock import today
from darna.kernel.errors import NotFound


def referral_card(actor: Actor, referral_id: UUID) -> ReferralCard:
    """One referral as the reader's agency sees it. Fourteen queries at most. Raises: Refused, NotFound.

    Looking is a deed of its own: whoever shows the card calls `open_referral` first.
    """
    found = access.seen(actor, referral_id)
    cipher, package = _words(found)
    view = packages.view_of(package, hides_summary=not access.reads_words(actor)) if package else None
    return card_of(actor, found, view, cipher)


def package_of(actor: Actor, referral_id: UUID) -> Package:
    """What was sent, for the agency that received it. Three queries. Raises: NotFound when it is closed."""
    found = access.seen(actor, referral_id)
    _cipher, package = _words(found)
    if found.is_sender or package is None:
        raise NotFound("referral", referral_id)
    return package


def material(actor: Actor, referral_id: UUID) -> Material:
    """What of the person may be told. At most seventeen queries. Raises: Refused, NotFound."""
    source = access.seen(actor, referral_id).source
    if source is None:
        raise NotFound("referral", referral_id)
    return packages.material_of(person_card(actor, source.person_id))


def preview(actor: Actor, referral_id: UUID) -> Preview:
    """A draft as the partner would see it, and what is decided before sending. At most thirty queries.

    Raises: Refused, NotFound.
    """
    found = access.seen(actor, referral_id)
    if found.source is None or found.referral.state != Referral.State.DRAFT:
        raise NotFound("referral", referral_id)
    referral, person = found.referral, person_card(actor, found.source.person_id)
    access.require_ordinary(person)
    package = packages.compose(person, draft_in(found), need=referral.need, asked_by=actor.name)
    card = card_of(actor, found, packages.view_of(package), None)
    countries = countries_of([referral.agency_id, referral.to_agency_id])
    there = countries.get(referral.to_agency_id, "")
    asked = (referral.to_agency_id, referral.service_id, referral.purpose, referral.urgency, referral.due_on)
    return Preview(
        card=card,
        mark=packages.mark(package, *asked),
        has_consent=has_consent(person.id, SHARING, referral.to_agency_id),
        country=there if there != countries.get(referral.agency_id) else "",
        is_offered=bool(card.service and card.service.is_offered),
    )


def draft_in(found: Seen) -> Draft:
    """What was written so far. One query. Raises: NotFound when the file's key is gone."""
    source = found.source
    cipher = ciphers_of([source.person_id]).get(source.person_id) if source else None
    if source is None or cipher is None:
        raise NotFound("referral", found.referral.pk)
    return packages.draft_of(cipher.open(source.sealed_draft, field=packages.DRAFT))


def card_of(actor: Actor, found: Seen, view: PackageView | None, cipher: PersonCipher | None) -> ReferralCard:
    """A referral in words. Ten queries at most."""
    referral, source, reception = found.referral, found.source, found.reception
    reads = access.reads_words(actor)
    rows = list(ReferralEvent.objects.filter(referral_id=referral.pk).order_by("at", "id"))
    members = names_of_members(_members(rows, found))
    agencies = names_of_agencies(
        {referral.agency_id, referral.to_agency_id, *(row.by_agency_id for row in rows if row.by_agency_id)},
        actor.language,
    )
    worker = source.worker_id if source else reception.assigned_id if reception else None
    case_id = source.case_id if source else None
    return ReferralCard(
        id=referral.pk,
        version=referral.version,
        reference=referral.reference,
        state=referral.state,
        state_label=state_label(referral.state, is_sender=found.is_sender),
        is_sender=found.is_sender,
        from_agency=agencies.get(referral.agency_id, ""),
        to_agency=agencies.get(referral.to_agency_id, ""),
        to_agency_id=referral.to_agency_id,
        from_agency_id=referral.agency_id,
        service=service_option(referral.service_id, actor.language),
        need_label=label("need_type", referral.need),
        purpose=referral.purpose,
        purpose_label=label("referral_purpose", referral.purpose),
        urgency=referral.urgency,
        urgency_label=label("urgency", referral.urgency),
        due_on=referral.due_on,
        sent_at=referral.sent_at,
        answered_at=referral.answered_at,
        is_overdue=referral.state in UNANSWERED and referral.due_on < today(),
        reason_label=reason_label(referral.state, referral.reason),
        note=_note(referral.sealed_note, cipher if reads else None),
        package=view,
        steps=tuple(_step(row, members, agencies, cipher if reads else None) for row in rows),
        rights=access.rights_of(actor, found),
        person_id=source.person_id if source else None,
        person_name=names_of([source.person_id]).get(source.person_id, "") if source else "",
        case_id=case_id,
        need_id=source.need_id if source else None,
        case_reference=references_of_cases([case_id]).get(case_id, "") if case_id else "",
        worker=members.get(worker, "") if worker else "",
        assigned_id=reception.assigned_id if reception else None,
        reception_version=reception.version if reception else 0,
        linked_case_id=reception.case_id if reception else None,
        draft=draft_in(found) if source and referral.state == Referral.State.DRAFT else None,
    )


def _members(rows: Iterable[ReferralEvent], found: Seen) -> set[UUID]:
    mine = {row.by_member_id for row in rows}
    mine |= {found.source.worker_id} if found.source else set()
    mine |= {found.reception.assigned_id} if found.reception else set()
    return {member for member in mine if member}


def _step(
    row: ReferralEvent, members: dict[UUID, str], agencies: dict[UUID, str], cipher: PersonCipher | None
) -> StepLine:
    # Names of members are those of the own agency; of another one only the agency is told.
    by = members.get(row.by_member_id, "") if row.by_member_id else ""
    agency = agencies.get(row.by_agency_id, "") if row.by_agency_id else ""
    return StepLine(
        what=row.what,
        title=str(STEPS.get(row.what, row.what)),
        at=row.at,
        by=by or agency,
        reason=reason_label(row.what, row.reason),
        note=_note(row.sealed_note, cipher),
    )


def _note(sealed: bytes | memoryview, cipher: PersonCipher | None) -> str:
    return cipher.open(sealed, field=packages.NOTE) if cipher and sealed else ""


def _words(found: Seen) -> tuple[PersonCipher | None, Package | None]:
    """The key of the notes, and the package, as far as this side reads them. Two queries, one for the receiver."""
    key = found.referral.pk
    if found.referral.state == Referral.State.DRAFT:
        return None, None
    if not found.is_sender:
        handed = handed_over([key]).get(key)
        return (handed.cipher, handed.package) if handed else (None, None)
    cipher = package_ciphers_of([key]).get(key)
    row = ReferralPackage.objects.filter(referral_id=key).first()
    if cipher is None or row is None or not row.sealed_body:
        return cipher, None
    return cipher, packages.read(cipher.open(row.sealed_body, field=packages.BODY))
