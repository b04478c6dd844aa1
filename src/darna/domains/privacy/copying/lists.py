"""Which code list says each column that holds codes, and which columns hold places, recipients and questions."""

from __future__ import annotations

from typing import Final

from darna.domains.links.wording import STEPS
from darna.domains.privacy.copying.values import Shape
from darna.domains.privacy.copying.wording import SHOWN, Words
from darna.domains.referrals.wording import STEPS as OF_REFERRALS

#: Table and column → code list.
CODES: Final[dict[str, str]] = {
    "privacy.PersonRequest.purposes": "consent_purpose",
    "privacy.PersonRequest.language": "language",
    "planning.Appointment.interpreter": "language",
    "cases.Case.programme": "programme",
    "cases.Case.outcome": "case_outcome",
    "cases.Encounter.kind": "encounter_kind",
    "cases.Need.kind": "need_type",
    "cases.Need.urgency": "urgency",
    "cases.Need.oriented_to": "partner_institution",
    "cases.Need.result": "register_outcome",
    "cases.Reopening.outcome": "case_outcome",
    "closing.Closing.outcome": "case_outcome",
    "documents.Paper.kind": "paper_kind",
    "documents.PaperFile.paper__kind": "paper_kind",
    "links.LinkReferral.need": "need_type",
    "links.LinkReferral.purpose": "referral_purpose",
    "links.LinkReferral.urgency": "urgency",
    "links.LinkReferral.language": "language",
    "people.Consent.purposes": "consent_purpose",
    "people.Consent.method": "consent_method",
    "people.Consent.notice_language": "language",
    "people.DisclosureEvent.purpose": "consent_purpose",
    "people.HouseholdMembership.role": "relationship",
    "people.MigrationEpisode.direction": "migration_direction",
    "people.MigrationEpisode.return_manner": "return_manner",
    "people.Person.sex": "sex",
    "people.Person.languages": "language",
    "people.PersonContact.channel": "contact_channel",
    "people.PersonIdentifier.kind": "identifier_type",
    "people.Relationship.kind": "relationship",
    "planning.Appointment.mode": "appointment_mode",
    "planning.Appointment.purpose": "appointment_purpose",
    "planning.CaseProgress.stage": "case_stage",
    "planning.PlanItem.institution": "partner_institution",
    "planning.StageStep.from_stage": "case_stage",
    "planning.StageStep.to_stage": "case_stage",
    "referrals.Referral.need": "need_type",
    "referrals.Referral.purpose": "referral_purpose",
    "referrals.Referral.urgency": "urgency",
    "referrals.TransferRecord.ground": "transfer_ground",
    "safeguarding.Assent.subject": "assent_subject",
    "safeguarding.Guardianship.basis": "guardianship_basis",
    "safeguarding.Option.kind": "care_option",
    "safeguarding.Procedure.closing": "protection_closing",
    "safeguarding.Procedure.reason": "protection_reason",
    "safeguarding.Step.manner": "hearing_manner",
    "safeguarding.Step.present": "panel_role",
    "safeguarding.Talk.offers": "support_offer",
    "safeguarding.Urgency.concern": "urgent_concern",
    "transfers.Transfer.programme": "programme",
}

#: Codes whose list depends on the step that was taken: the first list that knows the code says it.
REASONS: Final = (
    "referral_decline_reason",
    "referral_cancel_reason",
    "referral_outcome",
    "consent_withdrawal_reason",
)
REASONED: Final = frozenset(
    {
        "links.LinkReferral.reason",
        "links.LinkStep.reason",
        "referrals.Referral.reason",
        "referrals.ReferralEvent.reason",
        "transfers.Transfer.reason",
    }
)

#: Columns whose codes stand in the program.
WORDED: Final[dict[str, dict[str, Words]]] = {
    "cases.CaseShare.revoked_because": SHOWN,
    "people.DisclosureEvent.what": SHOWN,
    "referrals.TransferRecord.categories": SHOWN,
    "links.LinkStep.what": STEPS,
    "referrals.ReferralEvent.what": OF_REFERRALS,
}
#: Columns that the law tells, by the sentence of their code.
OF_LAW: Final[dict[str, str]] = {
    "entitlements.Decision.answer": "engine.answer",
    "entitlements.Decision.certainty": "engine.certainty",
    "entitlements.LaterAnswer.answer": "engine.answer",
    "entitlements.LaterAnswer.was": "engine.answer",
}
#: Columns whose words depend on another column too.
DEPENDING: Final[dict[str, tuple[Shape, str]]] = {
    "entitlements.ClaimPart.code": (Shape.PART_OF_CLAIM, "claim__right"),
}
#: The rows of the workbook by which answers are told.
SHEETS: Final = "instrument_version__sheets"

#: Points and papers of a programme: their codes are plain words, their labels stand in its versions.
PLAIN: Final = frozenset({"planning.CheckMark.item", "planning.DocumentSeen.document"})

#: All columns that are told in a way of their own.
OTHERWISE: Final[dict[str, tuple[Shape, str]]] = {
    **dict.fromkeys(REASONED, (Shape.REASON, "")),
    **dict.fromkeys(WORDED, (Shape.CHOICE, "")),
    **dict.fromkeys(PLAIN, (Shape.LETTERS, "")),
    **{column: (Shape.LAW, sentences) for column, sentences in OF_LAW.items()},
    **DEPENDING,
}

#: Columns that mean the same wherever they stand.
SHAPES: Final[dict[str, Shape]] = {
    "nationalities": Shape.COUNTRY,
    "country": Shape.COUNTRY,
    "country_of_residence": Shape.COUNTRY,
    "from_country": Shape.COUNTRY,
    "to_country": Shape.COUNTRY,
    "issuer_country": Shape.COUNTRY,
    "commune": Shape.COMMUNE,
    "from_commune": Shape.COMMUNE,
    "to_commune": Shape.COMMUNE,
    "agency_id": Shape.RECIPIENT,
    "to_agency_id": Shape.RECIPIENT,
    "by_agency_id": Shape.RECIPIENT,
    "recipient_id": Shape.RECIPIENT,
    "recipients": Shape.RECIPIENTS,
    "question": Shape.QUESTION,
    "right": Shape.QUESTION,
    "claim__right": Shape.QUESTION,
    "instrument_version__titles": Shape.TITLES,
}
