"""What a case holds of the law: insured periods, saved answers and claims."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.domains.cases import access as of_cases
from darna.domains.cases.queries.blocks import brief_of
from darna.domains.cases.values import CaseBrief
from darna.domains.entitlements import access, asking
from darna.domains.entitlements.law import LawInForce, law_in_force
from darna.domains.entitlements.models import Claim, Decision, InsurancePeriod, LaterAnswer
from darna.domains.entitlements.queries.telling import answer_label, period_line, reader_of, reading_cipher
from darna.domains.entitlements.values import CaseLaw, ClaimLine, DecisionLine, PeriodLine
from darna.domains.people.queries.known import known_facts
from darna.rules.engine.words import Teller

if TYPE_CHECKING:
    from darna.domains.cases.models import Case

#: So many saved answers are shown, the newest first.
SHOWN = 40


def case_law(actor: Actor, case_id: UUID) -> CaseLaw:
    """Everything of the law in one case. Eight queries. Raises: Refused, NotFound."""
    case, law = access.case_to_read(actor, case_id), law_in_force()
    tell = reader_of(law)
    periods = list(InsurancePeriod.objects.filter(case_id=case_id).order_by("from_on", "noted_at", "id"))
    decisions = list(Decision.objects.filter(case_id=case_id).order_by("-decided_at", "id")[: SHOWN + 1])
    later = {row.decision_id: row for row in LaterAnswer.objects.filter(case_id=case_id)}
    claims = Claim.objects.filter(case_id=case_id).order_by("-opened_on", "id")
    members = {row.noted_by for row in periods} | {row.decided_by for row in decisions}
    names, cipher = names_of_members(members), reading_cipher(case.person_id)
    return CaseLaw(
        case=brief_of(actor, case),
        periods=tuple(period_line(row, tell, names, cipher) for row in periods),
        decisions=tuple(
            decision_line(row, law, tell, names.get(row.decided_by, ""), later.get(row.pk)) for row in decisions[:SHOWN]
        ),
        claims=tuple(claim_line(row, law, tell) for row in claims),
        may_write=may_write(actor, case),
        others=max(0, len(decisions) - SHOWN),
        is_protected=known_facts(actor, case.person_id).is_protected,
    )


def period_card(actor: Actor, period_id: UUID) -> tuple[PeriodLine, CaseBrief]:
    """One insured period with its case. Four queries. Raises: Refused, NotFound."""
    row = access.visible_row(actor, InsurancePeriod, period_id)
    case, law = access.case_to_read(actor, row.case_id), law_in_force()
    cipher, names = reading_cipher(row.person_id), names_of_members([row.noted_by])
    return period_line(row, reader_of(law), names, cipher), brief_of(actor, case)


def career_of(case_id: UUID, tell: Teller) -> tuple[PeriodLine, ...]:
    """The insured periods of a case without their notes, in order. One query."""
    rows = InsurancePeriod.objects.filter(case_id=case_id).order_by("from_on", "noted_at", "id")
    return tuple(period_line(row, tell, {}, None) for row in rows)


def may_write(actor: Actor, case: Case) -> bool:
    """Whether the actor asks, notes and claims in this case now."""
    return case.state == "open" and of_cases.may_write(actor, case)


def decision_line(
    row: Decision, law: LawInForce, tell: Teller, decided_by: str, later: LaterAnswer | None
) -> DecisionLine:
    """A saved decision in a line, with the answer of today where it is another."""
    changed = later.answer if later and later.changed_on else ""
    return DecisionLine(
        id=row.pk,
        question=row.question,
        title=asking.title_of(row.question, law.book, tell.language),
        asked_on=row.asked_on,
        answer=row.answer,
        answer_label=answer_label(tell, row.answer),
        decided_at=row.decided_at,
        decided_by=decided_by,
        is_of_this_law=row.law == law.mark,
        later=changed,
        later_label=answer_label(tell, changed) if changed else "",
    )


def claim_line(row: Claim, law: LawInForce, tell: Teller) -> ClaimLine:
    """A claim in a line."""
    return ClaimLine(
        id=row.pk,
        case_id=row.case_id,
        title=asking.title_of(row.right, law.book, tell.language),
        state=row.state,
        state_label=str(Claim.State(row.state).label),
        state_on=row.state_on,
        opened_on=row.opened_on,
        due_on=row.due_on,
    )
