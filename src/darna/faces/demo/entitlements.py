"""What the law says in the demo: working lives of persons who came back, saved answers, and a claim under way.

No rule is of the demo: each answer is the one that the law in force gives. No answer has changed, for no figure has.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.cases.queries import case_list
from darna.domains.cases.values import CaseFilters, CaseLine
from darna.domains.entitlements import actions
from darna.domains.entitlements.queries import asking_of, claim_card
from darna.domains.entitlements.values import PeriodDraft
from darna.domains.people.queries.known import known_facts
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate

_OLD_AGE: Final = "portability.old_age."


def _years(country: str, first: str, last: str, evidence: str = "told", scheme: str = "") -> PeriodDraft:
    return PeriodDraft(country, PartialDate.parse(first), PartialDate.parse(last), scheme=scheme, evidence=evidence)


#: One working life for one case after the other, with the questions whose answers were saved.
LIVES: Final = (
    (
        (
            _years("FR", "1985-03-01", "1999-12-31", scheme="CNAV"),
            PeriodDraft("MA", amount=Decimal(1400), unit="days", scheme="CNSS"),
        ),
        (f"{_OLD_AGE}FR", f"{_OLD_AGE}MA"),
    ),
    (
        (
            _years("IT", "1998", "2008-06", scheme="INPS"),
            PeriodDraft("MA", amount=Decimal(900), unit="days", scheme="CNSS"),
        ),
        (f"{_OLD_AGE}IT",),
    ),
    ((_years("DE", "1992-01-01", "1995-12-31"),), (f"{_OLD_AGE}DE",)),
)
_BORN_BEFORE: Final = 1967
#: Years in Italy and days in Morocco of further persons: no agreement adds them, and supervisors ask what one would do.
ITALY: Final = (
    ("1990-04", "2007-09", 2100),
    ("1988", "2004", 2400),
    ("1991-02", "2009-06", 1900),
    ("1993", "2010", 1800),
    ("1989-10", "2006-03", 2250),
    ("1999", "2004", 800),
)
#: What the file of the first of these persons says beside the periods.
OWN_FILE: Final = {"returned_on": "2026-03", "lives_in": "MA"}
#: The right that is pursued in the first of these cases.
PURSUED: Final = "rights.customs_definitive_return"
#: The right that is pursued by hand in the second.
BY_HAND: Final = "rights.social_registers"
PARTS_DONE: Final = 2


def ask_the_law(worker: Actor) -> None:
    """Write the working lives into cases of the caseworker, save what the law answers, and pursue one right."""
    with acting(worker.context, seconds=600):
        filters = CaseFilters(worker="mine", programme="returned_mre", sort="opened")
        cases = [line.id for line in case_list(worker, filters).lines if _is_of_age(line, worker)]
        for case_id, (periods, questions) in zip(cases, LIVES, strict=False):
            for period in periods:
                actions.add_period(case_id, period, by=worker)
            for question in questions:
                _save(case_id, question, worker)
        for case_id, (first, last, days) in zip(cases[len(LIVES) :], ITALY, strict=False):
            actions.add_period(case_id, _years("IT", first, last, scheme="INPS"), by=worker)
            spent = PeriodDraft("MA", amount=Decimal(days), unit="days", scheme="CNSS")
            actions.add_period(case_id, spent, by=worker)
        for case_id in cases[:1]:
            actions.bring_periods(case_id, (), OWN_FILE, by=worker)
            _pursue(case_id, worker)
        for case_id in cases[1:2]:
            _appeal(case_id, worker)


def _is_of_age(line: CaseLine, worker: Actor) -> bool:
    """Born early enough for the working lives above."""
    birth = known_facts(worker, line.person_id).birth
    return birth is None or birth.latest.year <= _BORN_BEFORE


def _save(case_id: UUID, question: str, worker: Actor) -> UUID:
    """Keep the answer by what the register and the insured periods tell."""
    known = asking_of(worker, case_id, question).known
    return actions.save_decision(case_id, question, known, today(), by=worker).pk


def _appeal(case_id: UUID, worker: Actor) -> None:
    """Opened by hand, sent to the office, refused, with a last day for the appeal."""
    claim = actions.open_claim_by_hand(case_id, BY_HAND, by=worker)
    card = claim_card(worker, claim.pk)
    papers = {part.id: "sent" for part in card.documents}
    actions.mark_claim(claim.pk, [card.steps[0].id], papers, seen_version=card.version, by=worker)
    told = (claim.pk, "refused", today(), "Il manque l'original d'une pièce.", today() + timedelta(days=20))
    actions.move_claim(*told, seen_version=card.version + 1, by=worker)


def _pursue(case_id: UUID, worker: Actor) -> None:
    claim = actions.open_claim(_save(case_id, PURSUED, worker), by=worker)
    card = claim_card(worker, claim.pk)
    done = [part.id for part in (*card.documents, *card.steps)][:PARTS_DONE]
    actions.mark_claim(claim.pk, done, seen_version=card.version, by=worker)
