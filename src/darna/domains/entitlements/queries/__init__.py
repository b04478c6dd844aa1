"""Reads of entitlements, one file per noun; each says how many queries it makes."""

from darna.domains.entitlements.queries.asked import address_of, answered, asking_of, question_at, survey
from darna.domains.entitlements.queries.cases import case_law, period_card
from darna.domains.entitlements.queries.changed import SORTS, changed_answers, last_asking, questions_asked
from darna.domains.entitlements.queries.claims import claim_card, letter_of_claim, papers_of_claims, rights_to_claim
from darna.domains.entitlements.queries.decisions import decision_card, later_place
from darna.domains.entitlements.queries.due import claims_due_between, due_claims
from darna.domains.entitlements.queries.gains import countries_to_suppose, gained, supposed
from darna.domains.entitlements.queries.told import told_of

__all__ = [
    "SORTS",
    "address_of",
    "answered",
    "asking_of",
    "case_law",
    "changed_answers",
    "claim_card",
    "claims_due_between",
    "countries_to_suppose",
    "decision_card",
    "due_claims",
    "gained",
    "last_asking",
    "later_place",
    "letter_of_claim",
    "papers_of_claims",
    "period_card",
    "question_at",
    "questions_asked",
    "rights_to_claim",
    "supposed",
    "survey",
    "told_of",
]
