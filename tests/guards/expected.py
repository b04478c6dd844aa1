"""The reviewed table: which context may do which verbs on the home agency's rows, by raw SQL.

S reads, I adds, U changes, D removes. A context that is not named may do nothing.
"""

from __future__ import annotations

DESKS = "own named own_without_persons directory editor complaints"
STAFF = f"{DESKS} office"
#: Members of any agency: whoever is signed in, and the jobs they start.
JURISTS = "jurist sister_jurist other_jurist former_jurist"
EDITORS = "other_editor house_editor"
ELSEWHERE = f"other_office shared_with other operator other_directory house_directory sender other_complaints {EDITORS} {JURISTS}"
MEMBERS = f"{STAFF} job {ELSEWHERE}"
EVERYBODY = f"{MEMBERS} link"
PERSONS = "own named"

#: table (or table#protected) → {contexts: verbs}
MAY: dict[str, dict[str, str]] = {
    "agencies_agency": {f"{EVERYBODY} public house": "S", "operator": "IU"},
    "agencies_membership": {f"{DESKS} job link operator": "S", "office": "SIU"},
    "agencies_membership#administrator": {f"{DESKS} job link": "S", "office operator": "SIU"},
    # Only the invited place, and only for the invited address.
    "agencies_membership#invited": {f"{DESKS} job link operator": "S", "link": "I", "office": "SIU"},
    "agencies_invitation": {"office": "SIU", "link": "S"},
    "agencies_invitation#administrator": {"office operator": "SIU"},
    # A letter to a person who is accompanied: sent, and read by nobody.
    "outbox_message#private": {f"{STAFF} link": "I", "job": "SIU", "house": "SUD"},
    "outbox_message": {f"{DESKS} link": "I", "office": "SI", "job": "SIU", "house": "SUD"},
    "audit_change": {f"{STAFF} job": "S"},
    "audit_entry": {f"{STAFF} job": "S"},
    "audit_seal": {EVERYBODY: "S"},
    "imports_importbatch": {PERSONS: "SIU"},
    "imports_importedrow": {PERSONS: "SIUD"},
    "imports_stagedregister": {PERSONS: "SIUD"},
    "imports_keptmapping": {PERSONS: "SIUD"},
    # A kept list is of its member alone; an export is read by the agency, made by its member.
    "lists_savedlist": {"own": "SIUD"},
    "lists_exportrecord": {PERSONS: "S", "own": "IU"},
    "keys_personkey": {PERSONS: "SID"},
    "keys_erasure": {PERSONS: "SI"},
    "people_personvisible": {PERSONS: "S"},
    "people_person": {PERSONS: "SIU", "shared_with": "S"},
    "people_personcontact": {PERSONS: "SIUD"},
    "people_personidentifier": {PERSONS: "SIUD"},
    "people_vulnerability": {PERSONS: "SIUD"},
    "people_consent": {PERSONS: "SIU"},
    # Added or taken away, and never changed; whoever is shown a case of the file does not see them.
    "people_signedpage": {PERSONS: "SID"},
    "people_disclosureevent": {PERSONS: "SIU"},
    "people_household": {PERSONS: "SIU"},
    "people_householdmembership": {PERSONS: "SIUD"},
    "people_relationship": {PERSONS: "SIUD"},
    "people_migrationepisode": {PERSONS: "SIUD"},
    "people_duplicateproposal": {PERSONS: "SIUD"},
    "people_namekey": {PERSONS: "SID"},
    # Two files are merged and parted by one function; what moved is read by nobody.
    "people_merge": {PERSONS: "SD"},
    "people_mergedrow": {},
    "cases_case": {PERSONS: "SIU", "shared_with": "S"},
    "cases_casevisible": {PERSONS: "S"},
    "cases_need": {PERSONS: "SIU", "shared_with": "S"},
    "cases_encounter": {PERSONS: "SIU", "shared_with": "S"},
    "cases_task": {PERSONS: "SIU", "shared_with": "S"},
    "cases_reopening": {PERSONS: "SIU", "shared_with": "S"},
    "cases_caseshare": {PERSONS: "SIU", "shared_with": "S"},
    # Planning stays with the agency that keeps the case, whoever else is shown it.
    "documents_paper": {PERSONS: "SIUD"},
    # Added or taken out, and never changed.
    "documents_paperfile": {PERSONS: "SID"},
    "documents_paperpiece": {PERSONS: "SID"},
    "planning_caseprogress": {PERSONS: "SIU"},
    "planning_stagestep": {PERSONS: "SI"},
    "planning_checkmark": {PERSONS: "SID"},
    "planning_documentseen": {PERSONS: "SID"},
    "planning_plan": {PERSONS: "SIU"},
    "planning_planitem": {PERSONS: "SIUD"},
    "planning_appointment": {PERSONS: "SIU"},
    # A calendar's address is its owner's alone.
    "planning_calendarfeed": {"own": "SIU"},
    "closing_closing": {PERSONS: "SIU"},
    # Opened through one function; told by whoever did it, who is named, and who reviews.
    "people_emergencyaccess#protected": {"named": "SU"},
    "people_emergencyaccess": {PERSONS: "SU"},
    "privacy_processing": {PERSONS: "SIU"},
    "privacy_safeguard": {PERSONS: "SIU"},
    "privacy_requestclock": {PERSONS: "SIU"},
    "privacy_personrequest": {PERSONS: "SIU"},
    "privacy_personrequest#protected": {"named": "SIU"},
    "privacy_certificate": {PERSONS: "SIU"},
    "privacy_certificate#protected": {"named": "SIU"},
    "closing_closingrule": {PERSONS: "SIU"},
    # How cases move stays with the agency; what another agency is to take on is shown to it without the person.
    # Times to keep are shown to the desk of the agency, written by its officer; since when they run is nobody's to read.
    # Families are proposed inside the desk, of files that its reader sees both of.
    "families_familyproposal": {PERSONS: "SIUD"},
    # What a register taught, and when it was looked through; neither names anybody.
    "linkage_learntmodel": {PERSONS: "SI"},
    "linkage_run": {PERSONS: "SIU"},
    # Marks are nobody's to read; of a possible match each desk sees that there is one, and its own side.
    "matches_mark": {},
    "matches_possiblematch": {PERSONS: "S"},
    "matches_matchside": {PERSONS: "SU"},
    "retention_retentionrule": {PERSONS: "SIU"},
    "retention_retentionterm": {},
    "retention_retentionnotice": {PERSONS: "SU"},
    "retention_retentionhold": {PERSONS: "SIU"},
    "transfers_transferrule": {PERSONS: "SIU"},
    "transfers_workerceiling": {PERSONS: "SIUD"},
    "transfers_handover": {PERSONS: "SIU"},
    "transfers_transfersource": {PERSONS: "SIU"},
    "transfers_transfer": {PERSONS: "SIU"},
    # Child protection stays with the agency that keeps the file; of a restricted one it is the named workers' alone.
    "safeguarding_procedure": {PERSONS: "SIU"},
    "safeguarding_step": {PERSONS: "SIU"},
    "safeguarding_option": {PERSONS: "SIUD"},
    "safeguarding_review": {PERSONS: "SIU"},
    "safeguarding_guardianship": {PERSONS: "SIU"},
    "safeguarding_assent": {PERSONS: "SIU"},
    "safeguarding_urgency": {PERSONS: "SIU"},
    "safeguarding_talk": {PERSONS: "SIU"},
    "safeguarding_urgenthours": {PERSONS: "SIU"},
    # What the law said of a person stays with the agency that asked, whoever else is shown the case.
    "entitlements_insuranceperiod": {PERSONS: "SIUD"},
    "entitlements_toldfacts": {PERSONS: "SIUD"},
    "entitlements_decision": {PERSONS: "SIU"},
    "entitlements_lateranswer": {PERSONS: "SIU"},
    "entitlements_askingagain": {PERSONS: "SIU"},
    "entitlements_claim": {PERSONS: "SIU"},
    "entitlements_claimpart": {PERSONS: "SIUD"},
    "entitlements_claimstep": {PERSONS: "SIU"},
    # An agency's definitions of its programmes, changed while they are drafts; those shipped are everybody's to read.
    # Every agency reads what was shipped; an agency's keepers bring in its own, its members read it.
    "assessments_instrumentversion": {f"{STAFF} job link": "S", "named": "IUD", "office": "UD"},
    "assessments_instrumentversion#shipped": {EVERYBODY: "S"},
    "assessments_questionnaire": {PERSONS: "SIUD"},
    "programmes_programmeversion": {f"{STAFF} job link": "S", "office": "IUD"},
    "programmes_programmeversion#published": {f"{STAFF} job link": "S"},
    "programmes_programmeversion#shipped": {EVERYBODY: "S"},
    "directory_organisation": {MEMBERS: "S", "directory": "IU"},
    "directory_service": {MEMBERS: "S", "directory": "IU"},
    "directory_location": {MEMBERS: "S", "directory": "IU"},
    "directory_serviceatlocation": {MEMBERS: "S", "directory": "IU"},
    "directory_schedule": {MEMBERS: "S", "directory": "ID"},
    "directory_closure": {MEMBERS: "S", "directory": "ID"},
    # Where a confidential place lies: whoever sends people there, and whoever keeps the entry.
    "directory_confidentialplace": {"sender": "S", "directory": "SIUD"},
    # What readers say of an entry comes in through a door of its own; its keepers alone read and decide it.
    "directory_suggestion": {"directory": "SU"},
    "directory_suggestion#open": {"house_directory": "SU"},
    "directory_organisation#draft": {"directory other_directory house_directory": "S", "directory": "IU"},
    # What no agency stands behind is kept by the house of its region, or by every house where it is of no region.
    "directory_organisation#open": {MEMBERS: "S", "house_directory": "IU"},
    "directory_organisation#region": {MEMBERS: "S"},
    "directory_service#open": {MEMBERS: "S", "house_directory": "IU"},
    "directory_location#open": {MEMBERS: "S", "house_directory": "IU"},
    "directory_serviceatlocation#open": {MEMBERS: "S", "house_directory": "IU"},
    "directory_schedule#open": {MEMBERS: "S", "house_directory": "ID"},
    "directory_closure#open": {MEMBERS: "S", "house_directory": "ID"},
    "directory_confidentialplace#open": {"sender": "S", "house_directory": "SIUD"},
    # Public pages: who edits those of the agency, and of the house those that were shipped; others read the views.
    "pages_page": {"editor": "SIUD"},
    "pages_pageversion": {"editor": "SIUD"},
    "pages_pagetext": {"editor": "SIUD"},
    "pages_pageimage": {"editor": "SIUD"},
    "pages_pageversion#published": {"editor": "SU"},
    "pages_pagetext#published": {"editor": "S"},
    "pages_pageimage#published": {"editor": "S"},
    "pages_page#shipped": {"house_editor": "SIUD"},
    "pages_pageversion#shipped": {"house_editor": "SIUD"},
    "pages_pagetext#shipped": {"house_editor": "SIUD"},
    "pages_pageimage#shipped": {"house_editor": "SIUD"},
    "pages_pageversion#published#shipped": {"house_editor": "SU"},
    "pages_pagetext#published#shipped": {"house_editor": "S"},
    "pages_pageimage#published#shipped": {"house_editor": "S"},
    # The law is one for all houses: a keeper proposes and reads again in their own name, any house decides.
    "law_rulerevision": {"jurist": "SIU", "sister_jurist": "SU"},
    "law_rulerevision#approved": {"jurist sister_jurist": "S"},
    "law_recheck": {"jurist": "SI", "sister_jurist": "S"},
    # Asked through functions alone; the desk answers and moves it on, a job removes it when its time is over.
    "asking_questiondesk": {f"{PERSONS} office": "SIU"},
    "asking_question": {PERSONS: "SU"},
    "asking_question#expired": {PERSONS: "SU", "job": "SD"},
    "asking_questionmessage": {PERSONS: "S"},
    "asking_questionmessage#answer": {"own": "SI", "named": "S"},
    # Complaints: of officers alone, whatever the rank of others; the desk has what was agreed, and nothing else.
    "complaints_complaintdesk": {f"{DESKS} job link": "S", "office": "SIU"},
    "complaints_complaint": {"complaints": "SU"},
    "complaints_complaintmessage": {"complaints": "S"},
    "complaints_complaintmessage#answer": {"complaints": "SI"},
    "complaints_exclusion": {"complaints": "S"},
    "complaints_handover": {"complaints": "SI"},
    "complaints_handover#given": {PERSONS: "SU", "complaints": "S"},
    # Of the member who typed it alone; a job sees it when its time is over.
    "drafts_draft": {"own": "SIUD"},
    # Both agencies take the steps that are theirs, by a trigger; the file, the package and its key are the sender's.
    # A link stays with the agency that sent it; whoever holds it speaks through functions alone.
    "links_partner": {PERSONS: "SIU"},
    "links_linkreferral": {PERSONS: "SU"},
    "links_linkreferral#draft": {PERSONS: "SIUD"},
    "links_linkstep": {PERSONS: "S"},
    "referrals_referral": {f"{PERSONS} shared_with": "SU"},
    "referrals_referral#draft": {PERSONS: "SIUD"},
    "referrals_referralsource": {PERSONS: "SIU"},
    "referrals_referralsource#draft": {PERSONS: "SIU"},
    "referrals_referralevent": {f"{PERSONS} shared_with": "S"},
    "referrals_referralpackage": {PERSONS: "SIU"},
    "referrals_transferrecord": {PERSONS: "SI"},
    "referrals_reception": {PERSONS: "SIU"},
    "keys_packagekey": {PERSONS: "SID"},
    "reception_ticketcounter": {PERSONS: "SIU"},
    "reception_arrival": {PERSONS: "SIU"},
    "reception_visit": {PERSONS: "SIUD"},
    "reception_enquiry": {PERSONS: "SI"},
    # Kept by the office too, which meets nobody.
    "reception_interpreter": {f"{PERSONS} office": "SIU"},
    "reception_interpreterrequest": {PERSONS: "SIU"},
    "reception_visit#protected": {"named": "SIUD"},
    # Who takes part in a training action reads it; who leads it brings agencies in; its own agency reads a cohort.
    "cohorts_programmeaction": {"own named office": "SIU", "shared_with": "S"},
    "cohorts_cohort": {"own named office": "SIU"},
    "cohorts_programmeaction#other": {"own named office": "SIU"},
    "cohorts_cohort#theirs": {"own named office": "SIU"},
    "cohorts_cohort#partner": {"own named office": "I", "shared_with": "SU"},
    # The caseworker coaches the one cohort and not the other; the supervisor chooses the cases of both.
    "cohorts_cohortcase": {"own": "SU", "named": "SIU"},
    "cohorts_cohortcase#theirs": {"named": "SIU"},
    "cohorts_cohortcase#protected": {"named": "SIU"},
    "cohorts_casereview": {PERSONS: "SIU"},
    "cohorts_casereview#theirs": {"named": "SIU"},
    "cohorts_casereview#protected": {"named": "SIU"},
    # How far a learner is, is for the learner alone.
    "training_attempt": {"own": "SIU"},
    # A protected file: its named worker and nobody else of the agency.
    "people_person#protected": {"named": "SIU", "own": "I"},
    "people_personvisible#protected": {"named": "S"},
    "people_consent#protected": {"named": "SIU"},
    "people_signedpage#protected": {"named": "SID"},
    "people_namedworker#protected": {"named": "SIUD"},
    "people_protectedtoken#protected": {"named": "SID"},
    "keys_personkey#protected": {"named": "SID", "own": "I"},
    "cases_case#protected": {"named": "SIU"},
    "cases_need#protected": {"named": "SIU"},
    "cases_encounter#protected": {"named": "SIU"},
    "cases_task#protected": {"named": "SIU"},
    "cases_reopening#protected": {"named": "SIU"},
    "safeguarding_procedure#protected": {"named": "SIU"},
    "safeguarding_step#protected": {"named": "SIU"},
    "safeguarding_option#protected": {"named": "SIUD"},
    "safeguarding_review#protected": {"named": "SIU"},
    "safeguarding_guardianship#protected": {"named": "SIU"},
    "safeguarding_assent#protected": {"named": "SIU"},
    "safeguarding_urgency#protected": {"named": "SIU"},
    "safeguarding_talk#protected": {"named": "SIU"},
    "documents_paper#protected": {"named": "SIUD"},
    "documents_paperfile#protected": {"named": "SID"},
    "documents_paperpiece#protected": {"named": "SID"},
    "planning_caseprogress#protected": {"named": "SIU"},
    "planning_stagestep#protected": {"named": "SI"},
    "planning_checkmark#protected": {"named": "SID"},
    "planning_documentseen#protected": {"named": "SID"},
    "planning_plan#protected": {"named": "SIU"},
    "assessments_questionnaire#protected": {"named": "SIUD"},
    "planning_planitem#protected": {"named": "SIUD"},
    "planning_appointment#protected": {"named": "SIU"},
    "closing_closing#protected": {"named": "SIU"},
    "transfers_handover#protected": {"named": "SIU"},
    "matches_mark#protected": {},
    "matches_possiblematch#protected": {"named": "S"},
    "matches_matchside#protected": {"named": "SU"},
    "retention_retentionterm#protected": {},
    "retention_retentionnotice#protected": {"named": "SU"},
    "retention_retentionhold#protected": {"named": "SIU"},
    "entitlements_insuranceperiod#protected": {"named": "SIUD"},
    "entitlements_toldfacts#protected": {"named": "SIUD"},
    "entitlements_decision#protected": {"named": "SIU"},
    "entitlements_lateranswer#protected": {"named": "SIU"},
    "entitlements_claim#protected": {"named": "SIU"},
    "entitlements_claimpart#protected": {"named": "SIUD"},
    "entitlements_claimstep#protected": {"named": "SIU"},
}

_LETTERS = {"S": "select", "I": "insert", "U": "update", "D": "delete"}


def expected(name: str, context: str, verb: str) -> str:
    """What one cell of the table must answer."""
    if context in {"expired", "forged"}:
        return "raises"
    for contexts, letters in MAY[name].items():
        if context in contexts.split() and verb in {_LETTERS[letter] for letter in letters}:
            return "yes"
    return "no"
