"""One claim with its papers and steps, named as the catalogue of rights names them today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.utils.translation import gettext

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.keys.sealing import PersonCipher
from darna.domains.cases.queries.blocks import brief_of
from darna.domains.entitlements import access, asking
from darna.domains.entitlements.law import law_in_force
from darna.domains.entitlements.models import Claim, ClaimPart, ClaimStep
from darna.domains.entitlements.models.claims import UNENDED
from darna.domains.entitlements.queries.cases import claim_line, may_write
from darna.domains.entitlements.queries.telling import language, opened, reader_of, reading_cipher
from darna.domains.entitlements.sealed import AUTHORITY, CLAIM_NOTE, STEP_NOTE, STEP_WORDS
from darna.domains.entitlements.values import ClaimCard, ClaimLetter, PartLine, TurnLine
from darna.domains.people.queries import names_of
from darna.kernel.clock import today
from darna.rules.engine.rights import Right
from darna.rules.telling import citation_in_words, teller

#: Answers of an office that are appealed.
ANSWERED: Final = ("partly", "refused")


def claim_card(actor: Actor, claim_id: UUID) -> ClaimCard:
    """A claim with its papers and steps. Six queries. Raises: Refused, NotFound."""
    row = access.visible_row(actor, Claim, claim_id)
    case, law = access.case_to_read(actor, row.case_id), law_in_force()
    tell, cipher = reader_of(law), reading_cipher(row.person_id)
    parts = list(ClaimPart.objects.filter(claim_id=claim_id).order_by("position"))
    turns = list(ClaimStep.objects.filter(claim_id=claim_id).order_by("noted_at", "id"))
    members = {row.opened_by, *(part.done_by for part in parts if part.done_by), *(turn.noted_by for turn in turns)}
    names = names_of_members(members)
    right = asking.right_of(row.right, law.book)
    lines = [_part(part, right, names, tell.language, cipher) for part in parts]
    return ClaimCard(
        line=claim_line(row, law, tell),
        case=brief_of(actor, case),
        version=row.version,
        authority=opened(cipher, row.sealed_authority, AUTHORITY),
        note=opened(cipher, row.sealed_note, CLAIM_NOTE),
        opened_by=names.get(row.opened_by, ""),
        decision_id=row.decision_id,
        if_refused=right.if_refused.in_(tell.language) if right else "",
        documents=tuple(line for line in lines if line.kind == "document"),
        steps=tuple(line for line in lines if line.kind == "step"),
        may_write=may_write(actor, case),
        right=row.right,
        turns=tuple(_turn(turn, names, cipher) for turn in turns),
        sources=tuple(dict.fromkeys(citation_in_words(tell, one) for one in asking.cited(right))) if right else (),
    )


def letter_of_claim(actor: Actor, claim_id: UUID, language: str) -> ClaimLetter:
    """What the letter of a claim says in a language. Six queries, eight for a protected file. Raises: Refused, NotFound."""
    row = access.visible_row(actor, Claim, claim_id)
    case, law = access.case_to_read(actor, row.case_id), law_in_force()
    right, tell = asking.right_of(row.right, law.book), teller(law.book, language)
    there = ClaimPart.objects.filter(claim_id=claim_id, kind="document", done_on__isnull=False).order_by("position")
    refusals = ClaimStep.objects.filter(claim_id=claim_id, state__in=ANSWERED).order_by("-noted_at")
    return ClaimLetter(
        language=language,
        person=names_of([row.person_id]).get(row.person_id, ""),
        reference=case.reference,
        right=asking.title_of(row.right, law.book, language),
        authority=opened(reading_cipher(row.person_id), row.sealed_authority, AUTHORITY),
        is_appeal=row.state in (*ANSWERED, "appealed"),
        answered_on=refusals.values_list("on", flat=True).first(),
        papers=tuple(_said(part, right, language)[0] for part in there),
        sources=tuple(dict.fromkeys(citation_in_words(tell, one) for one in asking.cited(right))) if right else (),
    )


def papers_of_claims(actor: Actor, case_id: UUID) -> list[tuple[UUID, str, str]]:
    """The papers that the claims pursued in a case ask for: claim, code and name. Two queries. Raises: Refused, NotFound."""
    access.case_to_read(actor, case_id)
    law = law_in_force()
    language = reader_of(law).language
    parts = ClaimPart.objects.filter(case_id=case_id, kind="document", claim__state__in=UNENDED)
    rows = parts.select_related("claim").order_by("claim__opened_on", "claim_id", "position")
    return [
        (part.claim_id, part.code, _said(part, asking.right_of(part.claim.right, law.book), language)[0])
        for part in rows
    ]


def rights_to_claim(actor: Actor, case_id: UUID) -> list[tuple[str, str]]:
    """The rights of the catalogue by name, for a claim that is opened by hand. One query. Raises: Refused, NotFound."""
    access.case_to_write(actor, case_id)
    known, spoken = law_in_force().book, language()
    named = [(right.question, right.title.in_(spoken)) for right in known.rights.values()]
    return sorted(named, key=lambda pair: pair[1])


def _turn(turn: ClaimStep, names: Mapping[UUID, str], cipher: PersonCipher | None) -> TurnLine:
    return TurnLine(
        gettext("opened again") if turn.state == Claim.State.OPEN else str(Claim.State(turn.state).label),
        turn.on,
        turn.due_on,
        opened(cipher, turn.sealed_note, STEP_NOTE),
        names.get(turn.noted_by, ""),
    )


def _part(
    part: ClaimPart, right: Right | None, names: Mapping[UUID, str], language: str, cipher: PersonCipher | None
) -> PartLine:
    label, where = _said(part, right, language)
    label = opened(cipher, part.sealed_words, STEP_WORDS) or label
    return PartLine(
        id=part.pk,
        kind=part.kind,
        label=label,
        where=where,
        is_certain=part.is_certain,
        due_on=part.due_on,
        done_on=part.done_on,
        done_by=names.get(part.done_by, "") if part.done_by else "",
        is_late=part.done_on is None and part.due_on is not None and part.due_on < today(),
        state=part.state,
        state_label=str(ClaimPart.State(part.state).label) if part.state else "",
        doer=part.doer,
        doer_label=str(ClaimPart.Doer(part.doer).label) if part.doer else "",
    )


def _said(part: ClaimPart, right: Right | None, language: str) -> tuple[str, str]:
    """What the part is and where it is done; one the catalogue has no more keeps its code in plain letters."""
    for document in right.documents if right and part.kind == "document" else ():
        if document.id == part.code:
            return document.name.in_(language), ""
    for step in right.steps if right and part.kind == "step" else ():
        if step.id == part.code:
            return step.do.in_(language), step.where.in_(language)
    return part.code.replace("_", " "), ""
