"""Writing a referral: for which need, to which service, what shall be told; nothing leaves the agency yet."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import require_code, save
from darna.base.keys.queries import cipher_of
from darna.domains.cases.queries import need_card
from darna.domains.directory.queries import service_option
from darna.domains.directory.values import ServiceOption
from darna.domains.people.drawing import add_with_reference
from darna.domains.people.queries import person_card
from darna.domains.people.values import PersonCard
from darna.domains.referrals import access, packages
from darna.domains.referrals.access import Seen
from darna.domains.referrals.actions.saving import held, require_due, require_note
from darna.domains.referrals.models import Referral, ReferralSource
from darna.domains.referrals.values import DAYS_TO_ANSWER, PARTS, Draft, Question
from darna.kernel.clock import today
from darna.kernel.errors import Invalid, NotFound, Refused


@transaction.atomic
def begin_referral(need_id: UUID, service_id: UUID, *, by: Actor) -> Referral:
    """Begin to refer a person with a need to a service of another agency; proposes what to tell, sends nothing.

    Raises: Refused for a protected file, a settled need, a service that cannot be asked; NotFound.
    """
    by.require(Verb.REFER)
    need, case = need_card(by, need_id)
    if case.is_shared_in or not case.rights.writes:
        raise Refused("case_is_not_yours_to_write" if case.is_open else "case_is_closed", reference=case.reference)
    if not need.is_open:
        raise Refused("need_is_settled", reference=case.reference)
    card = person_card(by, case.person_id)
    access.require_ordinary(card)
    service = service_to_ask(service_id, by)
    assert service.agency_id is not None
    referral = add_with_reference(
        Referral(
            agency_id=by.agency_id,
            to_agency_id=service.agency_id,
            service_id=service.id,
            need=need.kind,
            purpose="service",
            urgency=need.urgency,
            due_on=today() + timedelta(days=DAYS_TO_ANSWER.get(need.urgency, DAYS_TO_ANSWER["normal"])),
        ),
        f"{by.reference_prefix}-R" if by.reference_prefix else "R",
        "referral_reference_is_unique",
    )
    cipher = cipher_of(card.id)
    source = ReferralSource(
        agency_id=by.agency_id,
        referral_id=referral.pk,
        person_id=card.id,
        case_id=case.id,
        need_id=need.id,
        worker_id=by.membership_id,
        sealed_draft=cipher.seal(packages.draft_text(packages.first_draft(card)), field=packages.DRAFT),
    )
    source.save(force_insert=True)
    told = {"case": case.reference, "need": need.kind, "to": service.agency_id}
    record("referral.drafted", subject=_named(referral), person_id=card.id, detail=told, cipher=cipher)
    return referral


@transaction.atomic
def write_draft(referral_id: UUID, question: Question, draft: Draft, *, seen_version: int, by: Actor) -> Referral:
    """Say what is asked and what the partner shall be told. Raises: Refused, NotFound, Invalid, StaleVersion."""
    found, source = draft_to_change(referral_id, seen_version, by, summary=draft.summary)
    require_code("purpose", question.purpose, "referral_purpose")
    require_code("urgency", question.urgency, "urgency")
    require_due(question.due_on)
    summary = require_note(draft.summary, field="summary", is_needed=True)
    card = person_card(by, source.person_id)
    _require_known(draft, card)
    draft = Draft(summary, draft.parts, draft.contacts, draft.documents)
    cipher = cipher_of(source.person_id)
    save(source, sealed_draft=cipher.seal(packages.draft_text(draft), field=packages.DRAFT))
    referral = found.referral
    save(referral, purpose=question.purpose, urgency=question.urgency, due_on=question.due_on)
    told = {"urgency": question.urgency, "due_on": question.due_on, "parts": sorted(draft.parts), "note": summary}
    record("referral.draft_changed", subject=_named(referral), person_id=source.person_id, detail=told, cipher=cipher)
    return referral


@transaction.atomic
def drop_draft(referral_id: UUID, *, seen_version: int, by: Actor) -> None:
    """Throw away what was never sent. Raises: Refused, NotFound, StaleVersion."""
    found, source = draft_to_change(referral_id, seen_version, by)
    record("referral.draft_dropped", subject=_named(found.referral), person_id=source.person_id)
    # Past Django's collector: PostgreSQL removes the sender's side with it.
    removed = Referral.objects.filter(pk=referral_id, state=Referral.State.DRAFT)._raw_delete("default")
    if not removed:
        raise NotFound("referral", referral_id)


def draft_to_change(referral_id: UUID, seen_version: int, by: Actor, **kept: object) -> tuple[Seen, ReferralSource]:
    """A referral that was not sent, held, of somebody who may write it. Raises: Refused, NotFound, StaleVersion."""
    by.require(Verb.REFER)
    found = access.seen(by, referral_id)
    if found.source is None:
        raise Refused("referral_is_sent_already", reference=found.referral.reference)
    access.require(access.sends(by, found), "referral_is_not_yours", found)
    access.require(found.referral.state == Referral.State.DRAFT, "referral_is_sent_already", found)
    found = held(by, referral_id, seen_version, **kept)
    access.require(found.referral.state == Referral.State.DRAFT, "referral_is_sent_already", found)
    assert found.source is not None
    return found, found.source


def service_to_ask(service_id: UUID, by: Actor) -> ServiceOption:
    """A service of another agency that answers in Darna. Raises: NotFound, Refused."""
    service = service_option(service_id, by.language)
    if service is None:
        raise NotFound("service", service_id)
    if service.is_information_only:
        raise Refused("service_is_for_information")
    if service.agency_id is None:
        raise Refused("service_is_not_in_darna")
    if service.agency_id == by.agency_id:
        raise Refused("service_is_of_your_agency")
    if not service.is_offered:
        raise Refused("service_is_not_offered")
    return service


def _require_known(draft: Draft, card: PersonCard) -> None:
    if not draft.parts <= set(PARTS):
        raise Invalid("parts", "part_is_unknown")
    material = packages.material_of(card)
    if not set(draft.contacts) <= {choice.id for choice in material.contacts}:
        raise Invalid("contacts", "part_is_unknown")
    if not set(draft.documents) <= {code for code, _label in material.documents}:
        raise Invalid("documents", "part_is_unknown")


def _named(referral: Referral) -> tuple[str, UUID]:
    return "referrals.referral", referral.pk
