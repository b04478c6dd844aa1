"""Where each sealed column is bound, as its own app says it, and which columns name somebody else."""

from __future__ import annotations

from typing import Final

from darna.domains.assessments import sealed as assessments
from darna.domains.cases import sealed as cases
from darna.domains.closing import sealed as closing
from darna.domains.cohorts import sealed as cohorts
from darna.domains.documents import sealed as documents
from darna.domains.entitlements import sealed as entitlements
from darna.domains.links.actions.drafting import DRAFT as LINK_DRAFT
from darna.domains.people import reading as people
from darna.domains.planning import sealed as planning
from darna.domains.privacy import sealed as requests
from darna.domains.privacy.copying.values import Place, Shape
from darna.domains.referrals import packages as referrals
from darna.domains.retention import sealed as retention
from darna.domains.safeguarding import sealed as safeguarding
from darna.domains.transfers import sealed as transfers

#: The sealed columns of each table. A new one without its place fails a test.
PLACES: Final[dict[str, dict[str, Place]]] = {
    "assessments.Questionnaire": {
        "sealed_answers": Place(assessments.ANSWERS, Shape.ANSWERS),
        "sealed_reason": Place(assessments.REASON),
    },
    "cases.Case": {"sealed_closing_note": Place(cases.CLOSING_NOTE)},
    "cases.Encounter": {"sealed_note": Place(cases.NOTE), "sealed_present": Place(cases.PRESENT)},
    "cases.Reopening": {
        "sealed_closing_note": Place(cases.CLOSING_NOTE),
        "sealed_reason": Place(cases.REASON),
    },
    "cases.Task": {"sealed_title": Place(cases.TITLE), "sealed_end_note": Place(cases.END_NOTE)},
    "closing.Closing": {
        "sealed_note": Place(closing.NOTE),
        "sealed_remark": Place(closing.REMARK),
        "sealed_opinion": Place(closing.OPINION),
        "sealed_check": Place(closing.CHECK),
    },
    "cohorts.CaseReview": {
        "sealed_remark": Place(cohorts.REMARK),
        "sealed_next_step": Place(cohorts.NEXT_STEP),
    },
    "documents.Paper": {"sealed_label": Place(documents.LABEL), "sealed_reason": Place(documents.REASON)},
    "entitlements.Claim": {
        "sealed_authority": Place(entitlements.AUTHORITY),
        "sealed_note": Place(entitlements.CLAIM_NOTE),
    },
    "entitlements.ClaimPart": {"sealed_words": Place(entitlements.STEP_WORDS)},
    "entitlements.ClaimStep": {"sealed_note": Place(entitlements.STEP_NOTE)},
    "entitlements.Decision": {
        "sealed_facts": Place(entitlements.FACTS, Shape.FACTS),
        "sealed_explanation": Place(entitlements.EXPLANATION, Shape.EXPLANATION),
    },
    "entitlements.InsurancePeriod": {"sealed_note": Place(entitlements.PERIOD_NOTE)},
    "entitlements.LaterAnswer": {"sealed_explanation": Place(entitlements.LATER, Shape.EXPLANATION)},
    "entitlements.ToldFacts": {"sealed_facts": Place(entitlements.TOLD, Shape.FACTS)},
    "links.LinkReferral": {
        "sealed_draft": Place(LINK_DRAFT, Shape.DRAFT),
        "sealed_body": Place(referrals.BODY, Shape.PACKAGE, package="id"),
        "sealed_note": Place(referrals.NOTE, package="id"),
    },
    "links.LinkStep": {"sealed_note": Place(referrals.NOTE, package="link_id")},
    "people.Consent": {
        "sealed_guardian": Place(people.SEALED_GUARDIAN),
        "sealed_witness": Place(people.SEALED_WITNESS),
        "sealed_best_interest": Place(people.SEALED_BEST_INTEREST),
        "sealed_evidence": Place(people.SEALED_EVIDENCE),
    },
    "people.Person": {
        "sealed_names": Place(people.SEALED_NAMES, Shape.NAMES),
        "sealed_address": Place(people.SEALED_ADDRESS),
    },
    "people.PersonContact": {
        "sealed_value": Place(people.SEALED_CONTACT),
        "sealed_advice": Place(people.SEALED_ADVICE),
    },
    "people.PersonIdentifier": {"sealed_number": Place(people.SEALED_NUMBER)},
    "people.Relationship": {"sealed_other_name": Place(people.SEALED_RELATIVE)},
    "planning.Appointment": {
        "sealed_place": Place(planning.PLACE),
        "sealed_end_note": Place(planning.END_NOTE),
    },
    "planning.DocumentSeen": {"sealed_name": Place(planning.DOCUMENT)},
    "planning.Plan": {
        "sealed_goal": Place(planning.GOAL),
        "sealed_commitment": Place(planning.COMMITMENT),
        "sealed_remark": Place(planning.REMARK),
        "sealed_result": Place(planning.RESULT),
    },
    "planning.PlanItem": {
        "sealed_action": Place(planning.ACTION),
        "sealed_outcome": Place(planning.OUTCOME),
    },
    "privacy.PersonRequest": {
        "sealed_words": Place(requests.WORDS),
        "sealed_delay": Place(requests.DELAY),
        "sealed_answer": Place(requests.ANSWER),
    },
    "referrals.Referral": {"sealed_note": Place(referrals.NOTE, package="id")},
    "referrals.ReferralEvent": {"sealed_note": Place(referrals.NOTE, package="referral_id")},
    "referrals.ReferralPackage": {"sealed_body": Place(referrals.BODY, Shape.PACKAGE, package="referral_id")},
    "referrals.ReferralSource": {"sealed_draft": Place(referrals.DRAFT, Shape.DRAFT)},
    "safeguarding.Assent": {"sealed_words": Place(safeguarding.WORDS)},
    "safeguarding.Guardianship": {
        "sealed_name": Place(safeguarding.NAME),
        "sealed_source": Place(safeguarding.SOURCE),
        "sealed_conflict": Place(safeguarding.CONFLICT),
        "sealed_end_note": Place(safeguarding.END_NOTE),
    },
    "safeguarding.Option": {
        "sealed_for": Place(safeguarding.FOR),
        "sealed_against": Place(safeguarding.AGAINST),
    },
    "safeguarding.Procedure": {
        "sealed_concern": Place(safeguarding.CONCERN),
        "sealed_decision": Place(safeguarding.DECISION),
        "sealed_despite": Place(safeguarding.DESPITE),
        "sealed_remark": Place(safeguarding.REMARK),
        "sealed_closing_note": Place(safeguarding.CLOSING_NOTE),
    },
    "safeguarding.Review": {
        "sealed_words": Place(safeguarding.REVIEW),
        "sealed_decision": Place(safeguarding.DECISION),
    },
    "safeguarding.Step": {"sealed_words": Place(safeguarding.STEP)},
    "safeguarding.Talk": {"sealed_answers": Place(safeguarding.ANSWERS, Shape.TALK)},
    "safeguarding.Urgency": {
        "sealed_words": Place(safeguarding.URGENT),
        "sealed_stop_note": Place(safeguarding.STOP_NOTE),
    },
    "retention.RetentionHold": {
        "sealed_reason": Place(retention.REASON),
        "sealed_asker": Place(retention.ASKED_BY),
    },
    "retention.RetentionNotice": {"sealed_reason": Place(retention.POSTPONED)},
    "transfers.Handover": {
        "sealed_note": Place(transfers.NOTE),
        "sealed_remark": Place(transfers.REMARK),
    },
    "transfers.TransferSource": {"sealed_body": Place(transfers.BODY, Shape.BODY, package="transfer_id")},
}

#: Who somebody else is: the copy says that something is written there, and no more.
OF_ANOTHER: Final = frozenset(
    {
        ("cases.Encounter", "sealed_present"),
        ("people.Consent", "sealed_guardian"),
        ("people.Consent", "sealed_witness"),
        ("people.Relationship", "sealed_other_name"),
        ("retention.RetentionHold", "sealed_asker"),
        ("safeguarding.Guardianship", "sealed_name"),
        # Which paper was seen, or who says so: it may be somebody who spoke in confidence.
        ("safeguarding.Guardianship", "sealed_source"),
    }
)
