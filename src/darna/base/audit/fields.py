"""The details that verbs leave in the trail: how each is called, and what its codes mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from babel.dates import format_skeleton
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.models import Agency
from darna.base.agencies.roles import Role
from darna.base.audit import words
from darna.base.audit.verbs import SENTENCES
from darna.base.codelists.queries import has, label
from darna.base.places.queries import commune_name, country_name, region_name
from darna.kernel.dates import PartialDate, Precision
from darna.kernel.errors import Invalid
from darna.kernel.locales import day_in_words, locale_of
from darna.rules.book import book

Words = str | Promise
Say = Callable[[str], str]

#: Of persons and records; of members and agencies it is said that nobody knows them any more.
CLOSED_FILE: Final = _("protected or removed file")
FORGOTTEN: Final = _("not known any more")


@dataclass(frozen=True, slots=True)
class Field:
    """One detail: its label, what its codes say, and what is said when it is empty or names what is not to be seen.

    A detail that says nothing when it is empty is left out. Of a counted one only the number is told.
    """

    label: Words
    say: Say = str
    empty: Words = ""
    absent: Words = FORGOTTEN
    is_counted: bool = False


def plain(code: str) -> str:
    """A code that no list knows, in words as near as it allows.

    >>> plain("goals_achieved")
    'goals achieved'
    """
    return code.replace("_", " ") if code.isascii() and code.replace("_", "").isalnum() else code


def listed(list_code: str) -> Say:
    """How the codes of a list are said."""
    return partial(_listed, list_code)


def _listed(list_code: str, code: str) -> str:
    return label(list_code, code) if has(list_code, code) else plain(code)


def among(words: Mapping[str, Words]) -> Say:
    """How the codes of a closed set are said."""
    return lambda code: str(words[code]) if code in words else plain(code)


def _parameter(name: str) -> str:
    law = book().law
    return law.parameter(name).says.in_(_language()) if law.knows(name) else plain(name)


def _country(code: str) -> str:
    return country_name(code, _language())


def _commune(code: str) -> str:
    return commune_name(code, _language())


def _language() -> str:
    return (get_language() or "fr")[:2]


def _role_at_home(code: str) -> str:
    return gettext("First person of the household") if code == "self" else _listed("relationship", code)


def _birth(text: str) -> str:
    try:
        told = PartialDate.parse(text)
    except Invalid:
        return text
    if told.precision is Precision.ESTIMATED:
        return gettext("about %(year)s") % {"year": told.value.year}
    return text if told.precision is Precision.YEAR else _day_or_month(told.value, told.precision)


def _day_or_month(day: date, precision: Precision) -> str:
    locale = locale_of(get_language())
    if precision is Precision.MONTH:
        return str(format_skeleton("yMMMM", day, locale=locale))
    return day_in_words(day, locale)


def _place(code: str) -> str:
    # A place without a name of its own is told by its commune, region or country; a name is no code.
    language = _language()
    return country_name(region_name(commune_name(code, language), language), language)


#: With what a question was closed.
_OF_QUESTION: Final = {
    "answered": _("answered"),
    "comes": _("comes to the Maison"),
    "directed": _("directed to another service"),
    "silent": _("nothing more was heard"),
    "misuse": _("not a question"),
}
#: What the law answers.
_OF_LAW: Final = {"yes": _("yes"), "no": _("no"), "unknown": _("cannot be told")}
#: How far a claim to a right is.
_OF_CLAIMS: Final = {
    "open": _("under way"),
    "obtained": _("obtained"),
    "partly": _("obtained in part"),
    "refused": _("refused"),
    "appealed": _("appealed"),
    "withdrawn": _("withdrawn"),
}
#: Who brings a paper of a claim or takes a step.
_DOERS: Final = {
    "person": pgettext_lazy("who does it", "the person"),
    "together": pgettext_lazy("who does it", "the person and the house together"),
    "house": pgettext_lazy("who does it", "the house"),
    "office": pgettext_lazy("who does it", "the office"),
}
_NOBODY: Final = _("Nobody for now")
_COUNTRY: Final = _("Country")
_KIND: Final = _("Kind")
_UNTIL: Final = _("Until")
_FILE: Final = _("Another file")
_PERSON: Final = partial(Field, absent=CLOSED_FILE)
_COUNT: Final = partial(Field, is_counted=True)

#: A detail is looked for under its verb, then under the thing the verb is of, then under its own name.
FIELDS: Final[dict[str, Field]] = {
    "address": Field(_("Address")),
    "after": Field(_("Afterwards")),
    "agency": Field(_("Agency")),
    "answer": Field(_("Answer given"), listed("enquiry_answer")),
    "authority_reference": Field(_("Number of the data-protection authority's receipt or authorisation")),
    "arrival.reason": Field(_("Reason"), listed("arrival_reason")),
    "agency.changed.fields": Field(_("Changed"), among(words.OF_AGENCY)),
    "agency.kind": Field(_KIND, among({str(kind): kind.label for kind in Agency.Kind})),
    "before": Field(_("Before")),
    "birth": Field(_("Date of birth"), _birth),
    "calendar.scope": Field(_("What it shows"), among(words.OF_CALENDARS)),
    "case": Field(_("Case")),
    "case.assigned.from": Field(pgettext_lazy("worker who had the case", "From"), empty=_NOBODY),
    "case.assigned.to": Field(pgettext_lazy("worker who has the case now", "To"), empty=_NOBODY),
    "cases": Field(_("Cases")),
    "channel": Field(_("Way of contact"), listed("contact_channel")),
    "claim.authority": Field(_("Authority")),
    "claim.asked": Field(_("Papers and steps in all")),
    "claim.doer": Field(_("Who does it"), among(_DOERS)),
    "claim.words": Field(_("What is to be done")),
    "claim.done": Field(_("Done")),
    "claim.moved.before": Field(_("Before"), among(_OF_CLAIMS)),
    "claim.moved.state": Field(_("Afterwards"), among(_OF_CLAIMS)),
    "claim.on": Field(_("Day")),
    "claim.right": Field(_("Right")),
    "decision.answer": Field(_("Answer of the law"), among(_OF_LAW)),
    "decision.on": Field(_("Law of the day")),
    "decision.question": Field(_("Question")),
    "decisions.asked": Field(_("Answers asked again")),
    "decisions.changed": Field(_("Answers that are others now")),
    "decisions.law": Field(_("Mark of the law")),
    "insurance.amount": Field(_("How long")),
    "insurance.country": Field(_COUNTRY, _country),
    "insurance.first": Field(_("From")),
    "insurance.periods": Field(_("Insured periods")),
    "insurance.facts": Field(_("Other facts")),
    "insurance.last": Field(_("To")),
    "later_answer.answer": Field(_("Afterwards"), among(_OF_LAW)),
    "later_answer.was": Field(_("Before"), among(_OF_LAW)),
    "closing.check_days": Field(_("Days after which somebody asks how the person is")),
    "closing.needs_approval": Field(_("A second person agrees before a case is closed")),
    "commune": Field(_("Commune"), _commune),
    "consent": Field(_("Consent"), among(words.ANSWERS)),
    "coach": Field(_("Coach"), empty=_NOBODY),
    "consent.page": Field(_("Page")),
    "consent.page_removed.reason": Field(_("Why"), among(words.PAGES)),
    "consents": _COUNT(_("Consents that ended")),
    "country_of_residence": Field(_("Country where they live"), _country),
    "created": Field(_("New persons")),
    "days": Field(_("Closing days")),
    "direction": Field(_("Direction"), listed("migration_direction")),
    "dropped": Field(_("Tasks dropped")),
    "current": Field(_("Number of the master key in use")),
    "rewrapped": Field(_("Keys of persons wrapped anew")),
    "forgotten": Field(_("Numbers of the master keys forgotten")),
    "due_on": Field(_("By which day")),
    "encounter.kind": Field(_("How you met"), listed("encounter_kind")),
    "entry.before": Field(_("Before"), among(words.STATES_OF_ENTRIES)),
    "entry.state": Field(_("Afterwards"), among(words.STATES_OF_ENTRIES)),
    "request.kind": Field(_("What was asked for"), among(words.OF_REQUESTS)),
    "request.received_on": Field(_("Came on")),
    "request.due_on": Field(_("To be answered by")),
    "request.identity": Field(_("How they are known"), among(words.OF_IDENTITIES)),
    "request.outcome": Field(_("Answer"), among(words.OF_ANSWERS)),
    "request.way": Field(_("How the person was told"), among(words.OF_WAYS)),
    "request.on": Field(_("Day")),
    "request.worker": Field(_("Who corrects the file")),
    "request.due": Field(_("Requests that are due")),
    "request.late": Field(_("Requests that are late")),
    "request.copy_days": Field(_("Days for a copy")),
    "request.rectification_days": Field(_("Days for a correction")),
    "request.objection_days": Field(_("Days for an objection")),
    "request.erasure_days": Field(_("Days for an erasure")),
    "person.exported.form": Field(_("File"), str.upper),
    "person.exported.left_out": Field(_("Parts that were left out"), plain),
    "certificate.on": Field(_("Older copies until")),
    "processing.activity": Field(_("What is done"), plain),
    "processing.count": Field(_("Entries added")),
    "processing.fields": Field(_("Changed"), plain),
    "processing.on": Field(_("Day")),
    "emergency.cause": Field(_("What kind of emergency"), among(words.OF_EMERGENCIES)),
    "emergency.finding": Field(_("What was found"), among(words.OF_FINDINGS)),
    "emergency.hours": Field(_("For how many hours")),
    "emergency.remark": Field(_("Remark")),
    "ended": _COUNT(_("Consents that ended")),
    "family_name": Field(_("Family name")),
    "family_name_ar": Field(_("Family name in Arabic letters")),
    "given_name": Field(_("Given name")),
    "given_name_ar": Field(_("Given name in Arabic letters")),
    "happened_at": Field(_("When")),
    "ground": Field(_("On what ground the data leave the country"), listed("transfer_ground")),
    "household": Field(_("Household")),
    "household.role": Field(_("Relationship"), _role_at_home),
    "enquiry.reason": Field(_("Reason"), listed("need_type")),
    "identifier.kind": Field(_("Document"), listed("identifier_type")),
    "is_confidential": Field(_("Confidential place")),
    "interpreter.is_active": Field(_("On the list")),
    "interpreter.outcome": Field(_("Outcome"), listed("interpreter_outcome")),
    "is_assigned": Field(_("Accompanies the person")),
    "is_safe": Field(_("Safe to use")),
    "journey.from": Field(_("From which country"), _country),
    "journey.to": Field(_("To which country"), _country),
    "kept": Field(_("Rows that stay")),
    "kind": Field(_KIND),
    "known": Field(_("Known before, or a further visit of somebody known")),
    "language": Field(_("Language"), listed("language")),
    "languages": Field(_("Languages"), listed("language")),
    "lines": Field(_("Hours written")),
    "list": Field(_("List"), among(words.LISTS)),
    "list.columns": Field(_("Columns"), plain),
    "list.form": Field(_("File"), str.upper),
    "instrument.instrument": Field(_("Questionnaire")),
    "instrument.number": Field(_("Version")),
    "questionnaire.instrument": Field(_("Questionnaire")),
    "questionnaire.page": Field(_("Page")),
    "questionnaire.form": Field(_("File")),
    "questionnaire.purpose": Field(_("What it is for"), listed("export_purpose")),
    "list.purpose": Field(_("What it is for"), listed("export_purpose")),
    "member": Field(pgettext_lazy("member who acted", "Who")),
    "membership": Field(_("Member")),
    "nationalities": Field(_("Nationality"), _country),
    "name": Field(_("Name")),
    "need.kind": Field(_("Need"), listed("need_type")),
    "need.oriented_to": Field(_("Oriented to"), listed("partner_institution")),
    "needed_at": Field(_("Needed at")),
    "needs": Field(_("Needs"), listed("need_type")),
    "needs_interpreter": Field(_("Needs an interpreter")),
    "note": Field(_("What was written")),
    "number": Field(_("Its number")),
    "on": Field(_("Last day")),
    "organisation.changed.fields": Field(_("Changed"), among(words.OF_DIRECTORY)),
    "organisation.kind": Field(_KIND, listed("organisation_kind")),
    "organisation": Field(_("Organisation")),
    "other": _PERSON(_FILE),
    "other_name": Field(_("Name")),
    "outcome": Field(_("Outcome"), listed("case_outcome")),
    "law.parameter": Field(_("What the law says"), _parameter),
    "law.valid_from": Field(_("From")),
    "page.door": Field(_("Door"), among(words.DOORS)),
    "page.changed.fields": Field(_("Changed"), among(words.OF_PAGE)),
    "page.image": Field(_("Picture")),
    "page.number": Field(_("Version")),
    "page.publish_at": Field(_("Shown from")),
    "page.slug": Field(_("Address")),
    "page.sources": Field(_("Sources")),
    "page.unready": Field(_("To be looked over"), listed("language")),
    "person.kind": Field(_("Relationship"), listed("relationship")),
    "person.merged.moved": Field(_("Entries that moved")),
    "person.merged.taken": Field(_("Taken from the other file"), among(words.OF_PERSON)),
    "person.searched.persons": _PERSON(_("Files found"), empty=_("none")),
    "persons": Field(_("Persons")),
    "place": Field(_("Place"), _place),
    "place.changed.fields": Field(_("Changed"), among(words.OF_DIRECTORY)),
    "question.count": Field(_("Questions removed")),
    "question.days": Field(_("Answers within so many days")),
    "question.outcome": Field(_("Outcome"), among(_OF_QUESTION)),
    "question.state": Field(
        _("Questions without an account"), among({"open": _("are taken"), "closed": _("are not taken")})
    ),
    "priority": Field(_("Priority"), listed("priority")),
    "programme": Field(_("Programme"), listed("programme")),
    "programme.changes": Field(_("Changed"), among(words.OF_PROGRAMME)),
    "programme.number": Field(_("Version")),
    "progress.number": Field(_("Version of the programme")),
    "paper.count": Field(_("Papers")),
    "paper.days": Field(_("Days ahead")),
    "paper.due_on": Field(_("Until which day")),
    "paper.file": Field(_("File of the paper")),
    "paper.kind": Field(_("Kind of paper"), listed("paper_kind")),
    "paper.kinds": Field(_("Kinds of papers"), listed("paper_kind")),
    "progress.papers_removed": Field(_("Papers taken off the list")),
    "plan.number": Field(_("Plan")),
    "plan.replaced": Field(_("Plan it takes the place of")),
    "plan_item.number": Field(_("Plan")),
    "plan_item.on": Field(_("Day")),
    "plan_item.title": Field(_("What is done")),
    "plan.agreed_how": Field(_("How they agreed"), among(words.OF_AGREEMENT)),
    "plan.agreed_on": Field(_("The person agreed on")),
    "case.appointments_ended": Field(_("Appointments cancelled")),
    "plan.commitment": Field(_("What the person says they will do")),
    "progress.done": Field(_("Done")),
    "plan.goal": Field(_("What we want to reach together")),
    "plan_item.institution": Field(_("Institution"), listed("partner_institution")),
    "appointment.minutes": Field(_("How many minutes")),
    "appointment.interpreter": Field(_("Interpreter needed for"), listed("language")),
    "appointment.mode": Field(_("How to meet"), listed("appointment_mode")),
    "progress.other_paper": Field(_("Another paper we saw")),
    "appointment.purpose": Field(_("Purpose"), listed("appointment_purpose")),
    "appointment.reminds_person": Field(_("The person was written to")),
    "progress.seen": Field(_("Papers we saw")),
    "progress.stage": Field(_("Stage")),
    "appointment.starts_at": Field(_("When")),
    "progress.undone": Field(_("Not done after all")),
    "progress.unseen": Field(_("Papers not seen after all")),
    "plan_item.who": Field(_("Who does it"), among(words.OF_ITEMS)),
    "procedure.reason": Field(_("Reason"), listed("protection_reason")),
    "procedure.outcome": Field(_("How it ended"), listed("protection_closing")),
    "procedure_step.kind": Field(_("Step"), among(words.OF_PROTECTION)),
    "procedure_option.kind": Field(_("Option"), listed("care_option")),
    "procedure_option.speaks_for": Field(_("What speaks for it")),
    "procedure_option.speaks_against": Field(_("What speaks against it")),
    "guardianship.basis": Field(_("On which ground"), listed("guardianship_basis")),
    "assent.subject": Field(_("What the child was asked about"), listed("assent_subject")),
    "assent.answer": Field(_("What the child says"), among(words.OF_ASSENT)),
    "urgency.concern": Field(_("What does not wait"), listed("urgent_concern")),
    "urgency.stop": Field(_("What was done"), among(words.OF_CLOCKS)),
    "urgency.hours": Field(_("Hours until somebody is called in")),
    "urgency.count": Field(_("Clocks that ran out")),
    "talk.offers": Field(_("What the child chose"), listed("support_offer")),
    "proposed": Field(_("New persons who may have a file already")),
    "purposes": Field(_("Purposes"), listed("consent_purpose")),
    # The whole mark is of no use to a reader; its beginning tells whether two searches were for the same words.
    "query": Field(_("Mark of the words searched for"), lambda mark: mark[:8]),
    "reason": Field(_("Why")),
    "recipients": Field(_("May be shown to")),
    "record": _PERSON(_("File")),
    "reference": Field(_("Reference")),
    "register.columns": Field(_("Columns")),
    "references": Field(_("References")),
    "referral.assigned.from": Field(pgettext_lazy("worker who had the case", "From"), empty=_NOBODY),
    "referral.assigned.to": Field(pgettext_lazy("worker who has the case now", "To"), empty=_NOBODY),
    "referral.cancelled.reason": Field(_("Why"), listed("referral_cancel_reason")),
    "link.cancelled.reason": Field(_("Why"), listed("referral_cancel_reason")),
    "link.channel": Field(_("How the partner gets the link"), among(words.OF_LINKS)),
    "link.country": Field(_COUNTRY, _country),
    "link.need": Field(_("Need"), listed("need_type")),
    "link.partner": Field(_("Partner")),
    "link.parts": Field(_("What was told"), among(words.OF_PACKAGE)),
    "referral.country": Field(_COUNTRY, _country),
    "referral.declined.reason": Field(_("Why"), listed("referral_decline_reason")),
    "referral.need": Field(_("Need"), listed("need_type")),
    "referral.not_completed.reason": Field(_("Why"), listed("referral_outcome")),
    "referral.parts": Field(_("What was told"), among(words.OF_PACKAGE)),
    "refused": Field(_("Refused")),
    "relationship.kind": Field(_("Relationship"), listed("relationship")),
    "review.answered_no": Field(_("Answered no"), listed("review_point")),
    "review.answered_not_yet": Field(_("Answered not yet"), listed("review_point")),
    "review.answered_yes": Field(_("Answered yes"), listed("review_point")),
    "review.on": Field(_("Day of the review")),
    "review.round": Field(_("Round")),
    "result": Field(_("What came of it"), listed("register_outcome")),
    "role": Field(_("Role"), among({str(role): role.label for role in Role})),
    "rows": Field(_("Rows")),
    "rule": Field(_("Why"), among(words.RULES)),
    "same": Field(_("The same person")),
    "service.changed.fields": Field(_("Changed"), among(words.OF_DIRECTORY)),
    "sex": Field(_("Sex"), listed("sex")),
    "shares_ended": Field(_("Agencies that no longer see the case")),
    "since": Field(_("Since")),
    "slug": Field(_("Short name")),
    "state": Field(_("Answer"), among(words.ANSWERS)),
    "steps": Field(_("Signed in with"), among(words.STEPS)),
    "target": Field(_("How many cases")),
    "target_on": Field(_("Target")),
    "ticket": Field(_("Ticket")),
    "title": Field(_("What is to do")),
    "handover.asked.from": Field(pgettext_lazy("worker who had the case", "From"), empty=_NOBODY),
    "handover.asked.to": Field(pgettext_lazy("worker who has the case now", "To"), empty=_NOBODY),
    "linkage.count": Field(_("Pairs that wait for a decision")),
    "family.count": Field(_("Pairs of persons found")),
    "match.count": Field(_("Possible matches noticed")),
    "match.verdict": Field(_("What was seen")),
    "retention.acts_alone": Field(_("Darna erases by itself what nobody decided about")),
    "retention.asked_by": Field(_("Who asked for it")),
    "retention.dropped": Field(_("Files that left the list")),
    "retention.months_after_case": Field(_("Months after the last case was closed")),
    "retention.months_without_case": Field(_("Months for persons registered without any case")),
    "retention.warn_days": Field(_("Days of warning before")),
    "retention.warned": Field(_("Files whose time ends")),
    "transfer.ceiling_kept.to": Field(_("Worker")),
    "transfer.declined.reason": Field(_("Why"), listed("referral_decline_reason")),
    "transfer.refused.reason": Field(_("Why"), listed("referral_decline_reason")),
    "transfer.workers_give": Field(_("Workers give their cases to each other directly")),
    "transfer.needs_approval": Field(_("A second person agrees before a case leaves the agency")),
    "transfer.ceiling": Field(_("Open cases that one worker carries at the most")),
    "transfer.most": Field(_("Open cases that one worker carries at the most")),
    "to": Field(_("Agency")),
    "undone": Field(_("Rows taken back")),
    "until": Field(_UNTIL),
    "urgency": Field(_("Urgency"), listed("urgency")),
    "value": Field(_("Number or address")),
    "verb": Field(_("What happened"), among(SENTENCES)),
    "vulnerability.kind": Field(_("Circumstance"), listed("vulnerability")),
    "worker": Field(_("Worker")),
    "workers": Field(_("Workers")),
}


def field_of(verb: str, name: str) -> Field:
    """The detail of this name under this verb; one that nobody described is called by its name in plain words."""
    thing = verb.partition(".")[0]
    for key in (f"{verb}.{name}", f"{thing}.{name}", name):
        if key in FIELDS:
            return FIELDS[key]
    return Field(plain(name).capitalize(), plain)
