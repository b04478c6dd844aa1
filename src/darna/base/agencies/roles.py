"""The roles of decision 17 and what each may do: data in memberships, verbs in code."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a membership makes of an account inside one agency."""

    RECEPTIONIST = "receptionist", _("Receptionist")
    CASEWORKER = "caseworker", _("Caseworker")
    SUPERVISOR = "supervisor", _("Supervisor")
    MOBILITY_ADVISER = "mobility_adviser", _("Mobility adviser")
    ENTERPRISE_ADVISER = "enterprise_adviser", _("Enterprise adviser")
    SESSION_ORGANISER = "session_organiser", _("Session organiser")
    CONTENT_MANAGER = "content_manager", _("Content manager")
    DIRECTORY_KEEPER = "directory_keeper", _("Directory keeper")
    LAW_KEEPER = "law_keeper", _("Law keeper")
    COMPLAINTS_OFFICER = "complaints_officer", _("Complaints officer")
    PLANNER = "planner", _("Planner")
    RESEARCHER = "researcher", _("Researcher")
    DONOR = "donor", _("Donor")
    DATA_OFFICER = "data_officer", _("Data-protection officer")
    AGENCY_ADMINISTRATOR = "agency_administrator", _("Agency administrator")
    PLATFORM_ADMINISTRATOR = "platform_administrator", _("Platform administrator")


class Verb(models.TextChoices):
    """What somebody may do; each verb guards at least one route and one action."""

    SEARCH_PERSONS = "person.search", _("search persons")
    REGISTER_PERSON = "person.register", _("register a person")
    OPEN_FILE = "person.open", _("open a person's file")
    EDIT_PERSON = "person.edit", _("change a person's data")
    PROTECT_PERSON = "person.protect", _("protect a file and name its workers")
    RECORD_CONSENT = "consent.record", _("record and withdraw consent")
    REMOVE_SIGNED_PAGE = "consent.remove_page", _("take a page of a signed form away")
    KEEP_PAPERS = "paper.keep", _("ask a person for papers and take them in")
    READ_PAPERS = "paper.read", _("open, check and hand back a person's papers")
    REMOVE_PAPER = "paper.remove", _("take a paper out of a file for good")
    ERASE_PERSON = "person.erase", _("erase a person's data")
    MERGE_PERSONS = "person.merge", _("unite two files of one person")
    PART_PERSONS = "person.part", _("part two files that were united")
    OPEN_IN_EMERGENCY = "emergency.open", _("open a protected file in an emergency, for some hours")
    REVIEW_EMERGENCY = "emergency.review", _("review protected files that were opened in an emergency")
    TAKE_REQUEST = "privacy.take", _("take down what a person asks about their data")
    COMPARE_ACROSS = "match.compare", _("compare a file with one of another agency, where both agree")
    KEEP_PRIVACY = "privacy.keep", _("keep the room of data protection")
    OPEN_CASE = "case.open", _("open a case")
    READ_NARRATIVE = "case.read", _("read notes of a case")
    WRITE_CASE = "case.write", _("write notes, needs and tasks")
    CLOSE_CASE = "case.close", _("close a case with an outcome")
    ASSIGN_CASE = "case.assign", _("assign and reopen cases")
    SHARE_CASE = "case.share", _("share a file with another agency")
    REFER = "referral.send", _("refer a person to another agency")
    RECEIVE_REFERRAL = "referral.receive", _("open referrals that came in, and give them to a colleague")
    ANSWER_REFERRAL = "referral.answer", _("answer referrals that came in")
    SUPERVISE = "case.supervise", _("approve plans and watch the workload")
    MEASURE_ACCESS = "access.measure", _("see how long rights take, in counts")
    ANSWER_QUESTIONS = "questions.answer", _("read and answer questions asked without an account")
    KEEP_QUESTIONS = "questions.keep", _("decide whether the house takes questions without an account")
    ANSWER_COMPLAINTS = "complaints.answer", _("read and answer complaints about the agency")
    COUNT_COMPLAINTS = "complaints.count", _("see how many complaints there are, and nothing else of them")
    KEEP_COMPLAINTS = "complaints.keep", _("decide whether and how the agency takes complaints")
    RECEIVE = "reception.receive", _("receive visitors, call tickets and count questions")
    KEEP_INTERPRETERS = "interpreters.keep", _("keep the list of interpreters")
    SEE_COHORTS = "cohorts.see", _("see training actions and how far their cohorts are")
    REVIEW_COHORTS = "cohorts.review", _("review the cases of a cohort as its coach")
    KEEP_COHORTS = "cohorts.keep", _("plan training actions and name their cohorts")
    FILL_COHORTS = "cohorts.fill", _("name the coach of a cohort and choose its cases")
    IMPORT_REGISTER = "register.import", _("bring in a register")
    EXPORT_LIST = "list.export", _("carry a list out as a file, for a purpose")
    READ_AUDIT = "audit.read", _("read the audit trail")
    KEEP_PROGRAMMES = "programmes.keep", _("change how the agency works in a programme")
    KEEP_INSTRUMENTS = "instruments.keep", _("bring in questionnaires, and publish what somebody else brought in")
    KEEP_MEMBERS = "members.keep", _("invite members and reset second factors")
    KEEP_AGENCIES = "agencies.keep", _("add agencies and their first administrator")
    KEEP_DIRECTORY = "directory.keep", _("keep entries of the directory of services")
    READ_ADDRESSES = "directory.addresses", _("read where a confidential place lies")
    KEEP_PAGES = "pages.keep", _("write public pages and propose them")
    PUBLISH_PAGES = "pages.publish", _("read drafts of public pages, publish what somebody else wrote, retire pages")
    KEEP_LAW = "law.keep", _("propose values of the law and note that they were read again")
    APPROVE_LAW = "law.approve", _("read the law's values and sources, approve what somebody else proposed")


_RECEPTION = frozenset(
    {
        Verb.SEARCH_PERSONS,
        Verb.REGISTER_PERSON,
        Verb.OPEN_FILE,
        Verb.EDIT_PERSON,
        Verb.RECORD_CONSENT,
        Verb.OPEN_CASE,
        Verb.RECEIVE_REFERRAL,
        Verb.RECEIVE,
        Verb.ANSWER_QUESTIONS,
        Verb.KEEP_PAPERS,
        Verb.TAKE_REQUEST,
    }
)
_CASEWORK = _RECEPTION | {
    Verb.SEE_COHORTS,
    Verb.REVIEW_COHORTS,
    Verb.OPEN_IN_EMERGENCY,
    Verb.READ_PAPERS,
    Verb.READ_NARRATIVE,
    Verb.WRITE_CASE,
    Verb.CLOSE_CASE,
    Verb.SHARE_CASE,
    Verb.READ_ADDRESSES,
    Verb.REFER,
    Verb.ANSWER_REFERRAL,
    Verb.MERGE_PERSONS,
}
_SUPERVISION = _CASEWORK | {
    Verb.COMPARE_ACROSS,
    Verb.KEEP_COHORTS,
    Verb.FILL_COHORTS,
    Verb.ASSIGN_CASE,
    Verb.SUPERVISE,
    Verb.MEASURE_ACCESS,
    Verb.PROTECT_PERSON,
    Verb.REVIEW_EMERGENCY,
    Verb.REMOVE_SIGNED_PAGE,
    Verb.REMOVE_PAPER,
    Verb.PART_PERSONS,
    Verb.IMPORT_REGISTER,
    Verb.EXPORT_LIST,
    Verb.KEEP_INTERPRETERS,
    Verb.KEEP_INSTRUMENTS,
    Verb.KEEP_QUESTIONS,
    Verb.COUNT_COMPLAINTS,
}

VERBS_OF: dict[Role, frozenset[Verb]] = {
    Role.RECEPTIONIST: _RECEPTION,
    Role.CASEWORKER: _CASEWORK,
    Role.SUPERVISOR: _SUPERVISION,
    Role.MOBILITY_ADVISER: _CASEWORK,
    Role.ENTERPRISE_ADVISER: _CASEWORK,
    Role.SESSION_ORGANISER: frozenset(),
    Role.CONTENT_MANAGER: frozenset({Verb.KEEP_PAGES, Verb.PUBLISH_PAGES}),
    Role.DIRECTORY_KEEPER: frozenset({Verb.KEEP_DIRECTORY}),
    Role.LAW_KEEPER: frozenset({Verb.KEEP_LAW, Verb.APPROVE_LAW}),
    Role.COMPLAINTS_OFFICER: frozenset(),
    Role.PLANNER: frozenset({Verb.MEASURE_ACCESS}),
    Role.COMPLAINTS_OFFICER: frozenset({Verb.ANSWER_COMPLAINTS, Verb.COUNT_COMPLAINTS}),
    Role.RESEARCHER: frozenset(),
    Role.DONOR: frozenset(),
    Role.DATA_OFFICER: frozenset(
        {
            Verb.SEARCH_PERSONS,
            Verb.OPEN_FILE,
            Verb.RECORD_CONSENT,
            Verb.REMOVE_SIGNED_PAGE,
            Verb.REMOVE_PAPER,
            Verb.ERASE_PERSON,
            Verb.REVIEW_EMERGENCY,
            Verb.TAKE_REQUEST,
            Verb.KEEP_PRIVACY,
            Verb.READ_AUDIT,
            Verb.EXPORT_LIST,
        }
    ),
    Role.AGENCY_ADMINISTRATOR: frozenset(
        {
            Verb.KEEP_MEMBERS,
            Verb.KEEP_PROGRAMMES,
            Verb.KEEP_INSTRUMENTS,
            Verb.KEEP_INTERPRETERS,
            Verb.KEEP_QUESTIONS,
            Verb.KEEP_COMPLAINTS,
            Verb.COUNT_COMPLAINTS,
            Verb.SEE_COHORTS,
            Verb.KEEP_COHORTS,
            Verb.PUBLISH_PAGES,
            Verb.APPROVE_LAW,
        }
    ),
    Role.PLATFORM_ADMINISTRATOR: frozenset({Verb.KEEP_AGENCIES, Verb.KEEP_MEMBERS}),
}

#: Roles whose signed context opens the rows of persons at all; PostgreSQL holds the others out.
MEETS_PERSONS = frozenset(role for role, verbs in VERBS_OF.items() if Verb.OPEN_FILE in verbs)

#: Roles whose signed context keeps memberships and reads the letters of the agency; PostgreSQL holds the others out.
KEEPS_MEMBERS = frozenset(role for role, verbs in VERBS_OF.items() if Verb.KEEP_MEMBERS in verbs)

#: Roles whose signed context writes entries of the directory; PostgreSQL holds the others out.
KEEPS_DIRECTORY = frozenset(role for role, verbs in VERBS_OF.items() if Verb.KEEP_DIRECTORY in verbs)

#: Roles whose signed context reads the addresses of confidential places; PostgreSQL holds the others out.
READS_ADDRESSES = frozenset(role for role, verbs in VERBS_OF.items() if Verb.READ_ADDRESSES in verbs)

#: Roles whose signed context reads drafts of public pages and moves them on; PostgreSQL holds the others out.
EDITS_PAGES = frozenset(role for role, verbs in VERBS_OF.items() if Verb.PUBLISH_PAGES in verbs)

#: Roles whose signed context keeps or approves the law; PostgreSQL holds the others out.
KEEPS_LAW = frozenset(role for role, verbs in VERBS_OF.items() if Verb.APPROVE_LAW in verbs)

#: Roles whose signed context opens complaints; PostgreSQL holds the others out, whatever their rank.
ANSWERS_COMPLAINTS = frozenset(role for role, verbs in VERBS_OF.items() if Verb.ANSWER_COMPLAINTS in verbs)

#: Advisers write only in cases of these programmes, or in cases assigned to them.
PROGRAMMES_OF: dict[Role, frozenset[str]] = {
    Role.MOBILITY_ADVISER: frozenset({"mobility_candidate", "youth_orientation"}),
    Role.ENTERPRISE_ADVISER: frozenset({"informal_to_formal"}),
}
