"""Writing: for which need, to which partner without an account, what shall be told; nothing leaves the agency yet."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import countries_of
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import require_code, require_text, save
from darna.base.keys.queries import cipher_of
from darna.domains.cases.queries import need_card
from darna.domains.directory.queries import service_option
from darna.domains.links import access
from darna.domains.links.models import LinkReferral, Partner
from darna.domains.links.values import DAYS, MOST_DAYS, PartnerDraft, Terms
from darna.domains.people.drawing import add_with_reference
from darna.domains.people.queries import person_card
from darna.domains.people.values import PersonCard
from darna.domains.referrals import packages
from darna.domains.referrals.access import require_ordinary
from darna.domains.referrals.actions.saving import require_due, require_note
from darna.domains.referrals.values import DAYS_TO_ANSWER, PARTS, Draft, Question
from darna.kernel.clock import today
from darna.kernel.codes import CountryCode, Language
from darna.kernel.errors import Invalid, NotFound, Refused

#: What the sealed columns of a link are bound to.
DRAFT = "links.draft"


@transaction.atomic
def begin_link(
    need_id: UUID,
    *,
    by: Actor,
    partner: UUID | None = None,
    service: UUID | None = None,
    typed: PartnerDraft | None = None,
) -> LinkReferral:
    """Begin to refer a person to a partner without an account: one of the address book, of the directory, or typed.

    Raises: Refused for a protected file, a settled need, a service that answers in Darna; NotFound, Invalid.
    """
    by.require(Verb.REFER)
    need, case = need_card(by, need_id)
    if case.is_shared_in or not case.rights.writes:
        raise Refused("case_is_not_yours_to_write" if case.is_open else "case_is_closed", reference=case.reference)
    if not need.is_open:
        raise Refused("need_is_settled", reference=case.reference)
    card = person_card(by, case.person_id)
    require_ordinary(card)
    chosen = _partner(by, partner, service, typed)
    days = DAYS_TO_ANSWER.get(need.urgency, DAYS_TO_ANSWER["normal"])
    cipher = cipher_of(card.id)
    link = add_with_reference(
        LinkReferral(
            agency_id=by.agency_id,
            person_id=card.id,
            case_id=case.id,
            partner=chosen,
            need_id=need.id,
            need=need.kind,
            purpose="service",
            urgency=need.urgency,
            due_on=today() + timedelta(days=days),
            worker_id=by.membership_id,
            channel="email" if chosen.email else "paper",
            language=chosen.language,
            days=DAYS,
            sealed_draft=cipher.seal(packages.draft_text(packages.first_draft(card)), field=DRAFT),
        ),
        f"{by.reference_prefix}-L" if by.reference_prefix else "L",
        "link_reference_is_unique",
    )
    told = {"case": case.reference, "need": need.kind, "partner": chosen.name}
    record("link.drafted", subject=named(link), person_id=card.id, detail=told, cipher=cipher)
    return link


@transaction.atomic
def write_link(
    link_id: UUID, question: Question, draft: Draft, terms: Terms, *, seen_version: int, by: Actor
) -> LinkReferral:
    """Say what is asked, what the partner shall be told, and how the link travels.

    Raises: Refused, NotFound, Invalid, StaleVersion.
    """
    link = draft_to_change(link_id, seen_version, by, summary=draft.summary)
    require_code("purpose", question.purpose, "referral_purpose")
    require_code("urgency", question.urgency, "urgency")
    require_due(question.due_on)
    summary = require_note(draft.summary, field="summary", is_needed=True)
    card = person_card(by, link.person_id)
    _require_known(draft, card)
    _require_terms(terms)
    kept = Draft(summary, draft.parts, draft.contacts, draft.documents)
    cipher = cipher_of(link.person_id)
    if link.partner.email != terms.email:
        save(link.partner, email=terms.email)
    save(
        link,
        sealed_draft=cipher.seal(packages.draft_text(kept), field=DRAFT),
        purpose=question.purpose,
        urgency=question.urgency,
        due_on=question.due_on,
        channel=terms.channel,
        language=terms.language,
        days=terms.days,
    )
    told = {"urgency": question.urgency, "due_on": question.due_on, "parts": sorted(kept.parts), "note": summary}
    record("link.draft_changed", subject=named(link), person_id=link.person_id, detail=told, cipher=cipher)
    return link


@transaction.atomic
def drop_link(link_id: UUID, *, seen_version: int, by: Actor) -> None:
    """Throw away what was never sent. Raises: Refused, NotFound, StaleVersion."""
    link = draft_to_change(link_id, seen_version, by)
    record("link.draft_dropped", subject=named(link), person_id=link.person_id)
    # Past Django's collector: a draft has no steps.
    if not LinkReferral.objects.filter(pk=link_id, state="draft")._raw_delete("default"):
        raise NotFound("referral", link_id)


def draft_to_change(link_id: UUID, seen_version: int, by: Actor, **kept: object) -> LinkReferral:
    """A link that was not sent, held, of somebody who may write it. Raises: Refused, NotFound, StaleVersion."""
    link = access.held(by, link_id, None)
    access.require(link.state == "draft", "referral_is_sent_already", link)
    return access.held(by, link_id, seen_version, **kept)


def named(link: LinkReferral) -> tuple[str, UUID]:
    """How the trail calls it."""
    return "links.linkreferral", link.pk


def _partner(by: Actor, partner: UUID | None, service: UUID | None, typed: PartnerDraft | None) -> Partner:
    if partner is not None:
        found = Partner.objects.filter(pk=partner, agency_id=by.agency_id).first()
        if found is None:
            raise Invalid("partner", "unknown_recipient")
        return found
    if service is not None:
        return _of_directory(service, by)
    if typed is None:
        raise Invalid("name", "empty")
    return _added(by, PartnerDraft(require_text("name", typed.name, most=160), *_told(typed)), None)


def _told(typed: PartnerDraft) -> tuple[str, str, str]:
    return typed.email.strip(), str(Language(typed.language)), str(CountryCode(typed.country))


def _of_directory(service_id: UUID, by: Actor) -> Partner:
    service = service_option(service_id, by.language)
    if service is None:
        raise NotFound("service", service_id)
    if service.is_information_only:
        raise Refused("service_is_for_information")
    if service.agency_id is not None:
        raise Refused("service_answers_in_darna")
    if not service.is_offered:
        raise Refused("service_is_not_offered")
    known = Partner.objects.filter(agency_id=by.agency_id, organisation_id=service.organisation_id).first()
    own = countries_of([by.agency_id]).get(by.agency_id, "MA")
    spoken = {"IT": "it"}.get(service.country, "fr")
    return known or _added(
        by, PartnerDraft(service.organisation[:160], "", spoken, service.country or own), service.organisation_id
    )


def _added(by: Actor, draft: PartnerDraft, organisation_id: UUID | None) -> Partner:
    made = Partner(
        agency_id=by.agency_id,
        organisation_id=organisation_id,
        name=draft.name,
        email=draft.email,
        language=draft.language,
        country=draft.country,
    )
    made.save(force_insert=True)
    return made


def _require_terms(terms: Terms) -> None:
    if terms.channel not in LinkReferral.Channel.values:
        raise Invalid("channel", "unknown_code")
    if terms.language not in set(Language):
        raise Invalid("language", "unknown_code")
    if not 1 <= terms.days <= MOST_DAYS:
        raise Invalid("days", "link_days_out_of_range")
    if terms.channel == "email" and not terms.email:
        raise Invalid("email", "link_email_missing")


def _require_known(draft: Draft, card: PersonCard) -> None:
    material = packages.material_of(card)
    if not draft.parts <= set(PARTS):
        raise Invalid("parts", "part_is_unknown")
    if not set(draft.contacts) <= {choice.id for choice in material.contacts}:
        raise Invalid("contacts", "part_is_unknown")
    if not set(draft.documents) <= {code for code, _label in material.documents}:
        raise Invalid("documents", "part_is_unknown")
