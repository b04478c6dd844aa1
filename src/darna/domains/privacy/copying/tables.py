"""The sections of a copy and their tables, with what they are called."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.domains.privacy.copying.wording import Words

#: Each section with its title and its tables, in the order of the copy. A new table without its place fails a test.
SECTIONS: Final[dict[str, tuple[Words, dict[str, Words]]]] = {
    "person": (
        _("Who the person is and how to reach them"),
        {
            "people.Person": _("About the person"),
            "people.PersonContact": _("How to reach them"),
            "people.PersonIdentifier": _("Identity numbers"),
            "people.MigrationEpisode": _("Journeys"),
        },
    ),
    "ties": (
        _("Household and family"),
        {
            "people.HouseholdMembership": _("Household"),
            "people.Relationship": _("Ties to other persons"),
        },
    ),
    "consent": (
        _("Consent, and what was shown to others"),
        {
            "people.Consent": _("Consent"),
            "people.SignedPage": _("Pages of the signed form"),
            "people.DisclosureEvent": _("What was shown to others"),
        },
    ),
    "visits": (_("Visits"), {"reception.Visit": _("Visit")}),
    "cases": (
        _("Cases"),
        {
            "cases.Case": _("Case"),
            "cases.Reopening": _("Case reopened"),
            "cases.CaseShare": _("Agencies that see this case"),
            "cohorts.CohortCase": _("Training actions"),
            "cohorts.CaseReview": _("Reviews of a case"),
            "transfers.Handover": _("Hand-overs between workers"),
        },
    ),
    "notes": (_("What was talked of"), {"cases.Encounter": _("Encounters")}),
    "needs": (
        _("Needs and tasks"),
        {"cases.Need": _("Needs"), "cases.Task": _("Tasks")},
    ),
    "plan": (
        _("Plan and progress"),
        {
            "planning.Plan": _("Plan"),
            "planning.PlanItem": _("What is to do"),
            "planning.CaseProgress": _("Stages of this case"),
            "planning.StageStep": _("Steps so far"),
            "planning.CheckMark": _("Points of the checklist"),
            "planning.DocumentSeen": _("Papers we saw"),
        },
    ),
    "appointments": (_("Appointments"), {"planning.Appointment": _("Appointment")}),
    "papers": (_("Papers"), {"documents.Paper": _("Paper"), "documents.PaperFile": _("Pages of papers")}),
    "questionnaires": (_("Questionnaires"), {"assessments.Questionnaire": _("Answered questionnaires")}),
    "rights": (
        _("Rights"),
        {
            "entitlements.InsurancePeriod": _("Insured periods"),
            "entitlements.ToldFacts": _("Facts that were told"),
            "entitlements.Decision": _("Answer of the law"),
            "entitlements.LaterAnswer": _("Answers asked again"),
            "entitlements.Claim": _("Claims"),
            "entitlements.ClaimPart": _("Papers and steps of claims"),
            "entitlements.ClaimStep": _("How far claims are"),
        },
    ),
    "passed_on": (
        _("What was passed on to other offices"),
        {
            "referrals.Referral": _("Referrals"),
            "referrals.ReferralEvent": _("Steps of referrals"),
            "referrals.ReferralSource": _("Drafts of referrals"),
            "referrals.ReferralPackage": _("What was told with a referral"),
            "referrals.Reception": _("Referrals received"),
            "referrals.TransferRecord": _("What went to another country"),
            "links.LinkReferral": _("Referral by a link"),
            "links.LinkStep": _("Steps of referrals by a link"),
            "transfers.Transfer": _("Transfer of a case"),
            "transfers.TransferSource": _("What went along with a case"),
        },
    ),
    "protection": (
        _("Protection of a child"),
        {
            "safeguarding.Procedure": _("Procedure"),
            "safeguarding.Step": _("Steps before the decision"),
            "safeguarding.Option": _("Options for the child"),
            "safeguarding.Review": _("Reviews"),
            "safeguarding.Guardianship": _("Who stands for the child"),
            "safeguarding.Assent": _("What the child says"),
            "safeguarding.Urgency": _("What does not wait"),
            "safeguarding.Talk": _("A conversation about leaving"),
        },
    ),
    "keeping": (
        _("How long your file is kept"),
        {
            "retention.RetentionNotice": _("The time to keep this file"),
            "retention.RetentionHold": _("The hold"),
        },
    ),
    "requests": (
        _("Requests about your data, and emergencies"),
        {
            "privacy.PersonRequest": _("Requests about personal data"),
            "people.EmergencyAccess": _("Opened in an emergency"),
        },
    ),
    "closing": (_("Closing of the case"), {"closing.Closing": pgettext_lazy("of a case", "Closing")}),
}
