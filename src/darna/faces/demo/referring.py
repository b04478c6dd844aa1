"""Referrals between the demo's agencies, in every state a day may show; all of it fictional."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.rowsecurity.context import acting
from darna.domains.cases import actions as cases
from darna.domains.cases.queries import case_list
from darna.domains.cases.values import CaseFilters, CaseLine, NeedDraft
from darna.domains.directory.queries import find, services_for
from darna.domains.directory.values import DirectoryFilters
from darna.domains.people.actions import record_consent
from darna.domains.people.queries import person_card
from darna.domains.people.values import ACCOMPANIMENT, SHARING, ConsentTerms
from darna.domains.referrals import actions, journeys, queries
from darna.domains.referrals.values import CONTACT, LANGUAGE, NAME, Draft, Question, TransferTerms

#: More services than any agency of the demo offers.
MANY: Final = 500


@dataclass(frozen=True, slots=True)
class Asking:
    """One referral of the demo: from whom, to whom, for what, and how far it went."""

    sender: str
    receiver: str
    need: str
    urgency: str
    summary: str
    state: str
    answer: str = ""


ASKED: Final = (
    Asking(
        "maison",
        "entraide",
        "social_aid",
        "urgent",
        "Deux enfants à charge, aucun revenu depuis le retour. Nous demandons une évaluation pour une aide.",
        "sent",
    ),
    Asking(
        "maison",
        "odco",
        "cooperative_creation",
        "normal",
        "Veut fonder une coopérative de tissage avec quatre personnes du village. Demande : les statuts.",
        "linked",
        "Premier rendez-vous mardi à 10 h, avec les cinq membres.",
    ),
    Asking(
        "maison",
        "aideca",
        "training",
        "normal",
        "A travaillé dix ans en menuiserie ; cherche une formation courte qui le fasse reconnaître.",
        "completed",
        "La formation est terminée et l’attestation remise.",
    ),
    Asking(
        "maison",
        "entraide",
        "housing",
        "immediate",
        "Sans logement depuis hier, avec un enfant. Une nuit est assurée ; il faut une place dès demain.",
        "declined",
        "Toutes les places sont prises jusqu’à lundi.",
    ),
    Asking(
        "maison",
        "anolf-piemonte",
        "pension_italy",
        "normal",
        "Onze années de travail à Turin. Nous demandons l’extrait des contributions et l’état de la demande.",
        "accepted",
        "Abbiamo chiesto l’estratto contributivo; risposta entro due settimane.",
    ),
    Asking(
        "maison",
        "aideca",
        "psychosocial_support",
        "urgent",
        "Dort mal et ne sort plus depuis le retour. Souhaite parler à quelqu’un.",
        "cancelled",
    ),
    Asking(
        "maison",
        "odco",
        "enterprise_creation",
        "normal",
        "Vend du pain à domicile, voudrait sortir de l’informel.",
        "draft",
    ),
    Asking(
        "aideca",
        "maison",
        "residence_card",
        "urgent",
        "Demande de l’aide pour préparer un dossier avant la fin du mois.",
        "sent",
    ),
    Asking(
        "entraide",
        "maison",
        "regular_ways_abroad",
        "normal",
        "Études de soins infirmiers terminées ; veut connaître les voies régulières.",
        "received",
    ),
    Asking(
        "entraide",
        "maison",
        "portability",
        "normal",
        "A cotisé en France et en Italie. Quels droits réunir ?",
        "accepted",
        "Rendez-vous jeudi matin, avec les relevés.",
    ),
)


def refer(members: Mapping[tuple[str, Role], Actor]) -> None:
    """Write, send and answer them, each as somebody of the agency that does it."""
    lines: dict[str, Iterator[CaseLine]] = {}
    for asked in ASKED:
        sender, receiver = (members[slug, Role.CASEWORKER] for slug in (asked.sender, asked.receiver))
        # A separate person for each: whoever agreed to one partner did not agree to the next.
        line = next(lines.setdefault(asked.sender, adults(sender)), None)
        if line is not None:
            _play(asked, line, sender, receiver)


def adults(by: Actor) -> Iterator[CaseLine]:
    """Grown persons whom the actor accompanies, once each, without protected files."""
    with acting(by.context, seconds=120):
        found = case_list(by, CaseFilters(worker="mine")).lines
        cards = {line.person_id: person_card(by, line.person_id) for line in found}
    seen: set[UUID] = set()
    for line in found:
        card = cards[line.person_id]
        if card.birth and not (card.is_minor or card.is_protected or line.is_shared_in or line.person_id in seen):
            seen.add(line.person_id)
            yield line


def _play(asked: Asking, line: CaseLine, sender: Actor, receiver: Actor) -> None:
    with acting(sender.context, seconds=120):
        service = _service_of(receiver.agency_id, asked.need, sender)
        if service is None:
            return
        terms = ConsentTerms(
            purposes=(ACCOMPANIMENT, SHARING),
            recipients=(receiver.agency_id,),
            notice_version="2026-1",
            notice_language="ar",
        )
        record_consent(line.person_id, terms, by=sender)
        need = cases.note_need(line.id, NeedDraft(asked.need, asked.urgency), by=sender)
        referral = _sent(asked, need.pk, service, sender)
    if asked.state in {"received", "accepted", "linked", "completed", "declined", "cancelled"}:
        with acting(receiver.context, seconds=120):
            _answer(asked, referral, receiver)
    if asked.state == "cancelled":
        with acting(sender.context):
            version = queries.referral_card(sender, referral).version
            actions.cancel_referral(referral, "changed_mind", seen_version=version, by=sender)


def _sent(asked: Asking, need: UUID, service: UUID, by: Actor) -> UUID:
    made = actions.begin_referral(need, service, by=by)
    contacts = tuple(choice.id for choice in queries.material(by, made.pk).contacts)[:1]
    parts = frozenset({NAME, LANGUAGE, *([CONTACT] if contacts else [])})
    question = Question("service", asked.urgency, made.due_on)
    draft = Draft(asked.summary, parts, contacts)
    actions.write_draft(made.pk, question, draft, seen_version=made.version, by=by)
    if asked.state == "draft":
        return made.pk
    shown = queries.preview(by, made.pk)
    ground = TransferTerms("explicit_consent") if shown.country else None
    version = shown.card.version
    actions.send_referral(made.pk, seen_version=version, seen_mark=shown.mark, transfer=ground, by=by)
    return made.pk


def _answer(asked: Asking, referral: UUID, by: Actor) -> None:
    version = actions.open_referral(referral, by=by).version
    if asked.state == "declined":
        actions.decline_referral(referral, "no_place", asked.answer, seen_version=version, by=by)
    if asked.state not in {"accepted", "linked", "completed"}:
        return
    note = "" if asked.state == "completed" else asked.answer
    version = actions.accept_referral(referral, note, seen_version=version, by=by).version
    if asked.state == "linked":
        journeys.open_own_case(referral, None, "informal_to_formal", by=by)
    if asked.state == "completed":
        actions.complete_referral(referral, asked.answer, seen_version=version, by=by)


def _service_of(agency_id: UUID, need: str, by: Actor) -> UUID | None:
    fitting = services_for(by, need=need, limit=MANY).lines
    others = find(by, DirectoryFilters(), limit=MANY).lines
    of_agency = [one.id for one in (*fitting, *others) if one.agency_id == agency_id and not one.is_information_only]
    return next(iter(of_agency), None)
