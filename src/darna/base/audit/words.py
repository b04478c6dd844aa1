"""Closed sets of codes in the trail, in words; a code that a list of codes knows stands there and not here."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.pages.doors import Door

ANSWERS: Final = {
    "requested": _("asked, no answer yet"),
    "given": _("given"),
    "refused": _("refused"),
    "withdrawn": _("withdrawn"),
    "expired": _("expired"),
}
RULES: Final = {
    "on_request": _("The person asked for it"),
    "case_closed_plus_24_months": _("The time to keep it is over"),
    "registered_by_mistake": _("The file was made by mistake"),
}
#: The same words as those of the form that asks; the trail lies below it.
OF_EMERGENCIES: Final = {
    "life": _("Somebody's life or health is in danger"),
    "child": _("A child is at risk now"),
    "care": _("Care or shelter is needed now, and nobody named can be reached"),
    "court": _("A court or the prosecutor asks within hours"),
}
OF_REQUESTS: Final = {
    "copy": _("a copy of what is kept about me"),
    "rectification": _("something is wrong and shall be corrected"),
    "objection": _("I object to a use of my data"),
    "erasure": _("my data shall be erased"),
}
OF_IDENTITIES: Final = {
    "paper": _("an identity document was seen"),
    "known": _("whoever accompanies them knows them"),
    "questions": _("they answered questions only they can answer"),
    "proxy": _("the written authority and both identities were seen"),
}
OF_ANSWERS: Final = {
    "granted": pgettext_lazy("request about data", "granted"),
    "partly": pgettext_lazy("request about data", "granted in part"),
    "refused": pgettext_lazy("request about data", "refused"),
}
OF_WAYS: Final = {
    "desk": _("at the desk"),
    "letter": _("by letter"),
    "phone": _("by telephone"),
    "mail": _("by e-mail"),
    "portal": _("by a question on the portal"),
}
OF_FINDINGS: Final = {"justified": _("it was needed"), "not_justified": _("it was not needed")}
#: Why a page of a signed form was taken away; the form that asks calls it so.
PAGES: Final = {
    "wrong_person": _("It is another person's paper"),
    "wrong_answer": _("It belongs to another answer"),
    "unreadable": _("It cannot be read"),
    "not_needed": _("It is not needed any more"),
    "on_request": _("The person asked for it"),
}
#: What somebody may sign in with; the sessions of accounts call it so.
STEPS: Final = {
    "password": _("password"),
    "code": _("one-time code"),
    "passkey": _("passkey"),
    "organisation": _("organisation"),
}
#: What may be changed of an agency: the office's form calls it so.
OF_PERSON: Final = {
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "given_name_ar": _("Given name in Arabic letters"),
    "family_name_ar": _("Family name in Arabic letters"),
    "sex": _("Sex"),
    "birth": _("Date of birth"),
    "nationalities": _("Nationality"),
    "languages": _("Languages"),
    "needs_interpreter": _("Needs an interpreter"),
    "country_of_residence": _("Country where they live"),
    "commune": _("Commune"),
    "address": _("Address"),
}
OF_AGENCY: Final = {
    "name_ar": _("Name in Arabic"),
    "name_fr": _("Name in French"),
    "name_it": _("Name in Italian"),
    "name_en": _("Name in English"),
    "kind": _("Kind"),
    "slug": _("Short name"),
    "reference_prefix": _("Letters that begin its references"),
    "country": _("Country"),
    "province": _("Province"),
    "time_zone": _("Time zone"),
    "is_active": _("The agency works in Darna"),
}
#: What an administrator did to the draft of a programme.
OF_PROGRAMME: Final = {
    "added": _("something was added"),
    "retired": _("something is no longer offered"),
    "restored": _("something is offered again"),
    "removed": _("something was removed"),
    "renamed": _("something is called otherwise"),
    "moved": _("the order was changed"),
    "ceiling": _("the ceiling of open cases was changed"),
}
#: What may be changed of an entry of the directory: the keeper's forms call it so.
OF_DIRECTORY: Final = {
    "name_ar": _("Name in Arabic"),
    "name_fr": _("Name in French"),
    "name_it": _("Name in Italian"),
    "name_en": _("Name in English"),
    "description_ar": _("Description in Arabic"),
    "description_fr": _("Description in French"),
    "description_it": _("Description in Italian"),
    "description_en": _("Description in English"),
    "note_ar": _("What else decides, in Arabic"),
    "note_fr": _("What else decides, in French"),
    "note_it": _("What else decides, in Italian"),
    "note_en": _("What else decides, in English"),
    "name": _("Name"),
    "kind": _("Kind"),
    "region": _("Region"),
    "website": _("Web site"),
    "is_information_only": _("Only to inform"),
    "source": _("Source"),
    "certainty": _("Certainty"),
    "needs": _("Needs"),
    "languages": _("Languages"),
    "serves": _("For whom"),
    "cost": _("Cost"),
    "cost_note": _("About the cost"),
    "age_from": _("From which age"),
    "age_to": _("Up to which age"),
    "sex": _("Sex"),
    "needs_documents": _("Documents are needed"),
    "country": _("Country"),
    "commune": _("Commune"),
    "locality": _("Town"),
    "address": _("Address"),
    "phone": _("Phone"),
    "is_confidential": _("Confidential place"),
    "accessibility": _("Accessibility"),
    "time_zone": _("Time zone"),
    "note": _("Note"),
}
#: What may be changed of a public page: the editor's form calls it so.
OF_PAGE: Final = {
    "door": _("Behind which door"),
    "position": _("Place behind the door"),
    "is_sensitive": _("Speaks of danger"),
    "for_minors": _("For readers under 18"),
    "owner_id": _("Who keeps it"),
    "review_every_days": _("Read again every so many days"),
}
#: The situations of the welcome page.
DOORS: Final = {str(door): door.label for door in Door}
#: The lists that may be kept under a name or carried out.
LISTS: Final = {
    "cases": _("Cases"),
    "persons": _("Persons registered"),
    "retention": _("Files whose time ends"),
    "days_to_access": _("Days to access"),
    "data_requests": _("Requests about personal data"),
    "consents": _("Consents"),
    "disclosures": _("What was shown to others"),
    "team": _("Team"),
    "partners": _("Answers of partners"),
    "handovers": _("Hand-overs"),
    "import_rows": _("Rows of an import"),
}
STATES_OF_ENTRIES: Final = {"draft": _("draft"), "active": _("in the directory"), "closed": _("closed")}
#: What a referral may tell a partner of a person.
OF_PACKAGE: Final = {
    "name": _("Name"),
    "contact": _("How to reach the person safely"),
    "birth": _("Year of birth"),
    "language": _("Languages, and whether an interpreter is needed"),
    "documents": _("Papers at hand, by kind only"),
}
#: What a calendar by subscription shows.
OF_CALENDARS: Final = {"mine": _("My appointments"), "team": _("The appointments of the whole agency")}
#: How a partner without an account gets a link.
OF_LINKS: Final = {"email": _("by e-mail"), "paper": _("on paper, with a code to scan")}
#: How somebody agreed to a plan.
OF_AGREEMENT: Final = {
    "aloud": _("It was read to them, and they said yes"),
    "signed": _("They signed the sheet"),
    "guardian": _("They agreed, and their parent or guardian signed the sheet"),
    "witness": _("They agreed before a witness, who signed the sheet"),
}
#: Who does an item of a plan.
OF_ITEMS: Final = {
    "worker": _("A worker of the agency"),
    "person": _("The person"),
    "institution": _("An institution"),
}
#: The steps of a best-interests procedure.
OF_PROTECTION: Final = {
    "safety": _("Urgent needs and safety"),
    "guardian": _("Guardian or representative sought and confirmed"),
    "heard": _("The child is heard"),
    "tracing": _("Family found or in touch, where that is safe"),
    "assessment": _("Assessment"),
    "panel": _("Meeting of those who weigh the decision"),
}
#: What a child says when asked.
OF_ASSENT: Final = {
    "agrees": pgettext_lazy("assent", "agrees"),
    "disagrees": pgettext_lazy("assent", "does not agree"),
    "cannot_say": pgettext_lazy("assent", "cannot say"),
}
#: Why an urgent clock stopped.
OF_CLOCKS: Final = {
    "referral": pgettext_lazy("urgency", "A referral was made in Darna"),
    "called": pgettext_lazy("urgency", "An authority or a service was called in another way"),
    "not_referred": pgettext_lazy("urgency", "Nobody was called in"),
}
