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
from darna.base.audit.verbs import SENTENCES
from darna.base.codelists.queries import has, label
from darna.base.places.queries import commune_name, country_name
from darna.kernel.dates import PartialDate, Precision
from darna.kernel.errors import Invalid
from darna.kernel.locales import day_in_words, locale_of

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


_ANSWERS: Final = {
    "requested": _("asked, no answer yet"),
    "given": _("given"),
    "refused": _("refused"),
    "withdrawn": _("withdrawn"),
    "expired": _("expired"),
}
_RULES: Final = {
    "on_request": _("The person asked for it"),
    "case_closed_plus_24_months": _("The time to keep it is over"),
    "registered_by_mistake": _("The file was made by mistake"),
}
#: What may be changed of an agency: the office's form calls it so.
_OF_AGENCY: Final = {
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
    "agency.changed.fields": Field(_("Changed"), among(_OF_AGENCY)),
    "agency.kind": Field(_KIND, among({str(kind): kind.label for kind in Agency.Kind})),
    "before": Field(_("Before")),
    "birth": Field(_("Date of birth"), _birth),
    "case": Field(_("Case")),
    "case.assigned.from": Field(pgettext_lazy("worker who had the case", "From"), empty=_NOBODY),
    "case.assigned.to": Field(pgettext_lazy("worker who has the case now", "To"), empty=_NOBODY),
    "cases": Field(_("Cases")),
    "channel": Field(_("Way of contact"), listed("contact_channel")),
    "commune": Field(_("Commune"), _commune),
    "consent": Field(_("Consent"), among(_ANSWERS)),
    "consents": _COUNT(_("Consents that ended")),
    "country_of_residence": Field(_("Country where they live"), _country),
    "created": Field(_("New persons")),
    "direction": Field(_("Direction"), listed("migration_direction")),
    "dropped": Field(_("Tasks dropped")),
    "current": Field(_("Number of the master key in use")),
    "rewrapped": Field(_("Keys of persons wrapped anew")),
    "forgotten": Field(_("Numbers of the master keys forgotten")),
    "due_on": Field(_("By which day")),
    "encounter.kind": Field(_("How you met"), listed("encounter_kind")),
    "ended": _COUNT(_("Consents that ended")),
    "family_name": Field(_("Family name")),
    "family_name_ar": Field(_("Family name in Arabic letters")),
    "given_name": Field(_("Given name")),
    "given_name_ar": Field(_("Given name in Arabic letters")),
    "happened_at": Field(_("When")),
    "household": Field(_("Household")),
    "household.role": Field(_("Relationship"), _role_at_home),
    "identifier.kind": Field(_("Document"), listed("identifier_type")),
    "is_assigned": Field(_("Accompanies the person")),
    "is_safe": Field(_("Safe to use")),
    "journey.from": Field(_("From which country"), _country),
    "journey.to": Field(_("To which country"), _country),
    "kept": Field(_("Rows that stay")),
    "kind": Field(_KIND),
    "known": Field(_("Known before, or a further visit of somebody known")),
    "languages": Field(_("Languages"), listed("language")),
    "member": Field(pgettext_lazy("member who acted", "Who")),
    "membership": Field(_("Member")),
    "nationalities": Field(_("Nationality"), _country),
    "need.kind": Field(_("Need"), listed("need_type")),
    "needs": Field(_("Needs"), listed("need_type")),
    "needs_interpreter": Field(_("Needs an interpreter")),
    "note": Field(_("What was written")),
    "number": Field(_("Its number")),
    "on": Field(_("Last day")),
    "other": _PERSON(_FILE),
    "other_name": Field(_("Name")),
    "outcome": Field(_("Outcome"), listed("case_outcome")),
    "person.kind": Field(_("Relationship"), listed("relationship")),
    "person.searched.persons": _PERSON(_("Files found"), empty=_("none")),
    "persons": Field(_("Persons")),
    "priority": Field(_("Priority"), listed("priority")),
    "programme": Field(_("Programme"), listed("programme")),
    "proposed": Field(_("New persons who may have a file already")),
    "purposes": Field(_("Purposes"), listed("consent_purpose")),
    # The whole mark is of no use to a reader; its beginning tells whether two searches were for the same words.
    "query": Field(_("Mark of the words searched for"), lambda mark: mark[:8]),
    "reason": Field(_("Why")),
    "recipients": Field(_("May be shown to")),
    "record": _PERSON(_("File")),
    "reference": Field(_("Reference")),
    "refused": Field(_("Refused")),
    "relationship.kind": Field(_("Relationship"), listed("relationship")),
    "result": Field(_("What came of it"), listed("register_outcome")),
    "role": Field(_("Role"), among({str(role): role.label for role in Role})),
    "rows": Field(_("Rows")),
    "rule": Field(_("Why"), among(_RULES)),
    "same": Field(_("The same person")),
    "sex": Field(_("Sex"), listed("sex")),
    "shares_ended": Field(_("Agencies that no longer see the case")),
    "since": Field(_("Since")),
    "slug": Field(_("Short name")),
    "state": Field(_("Answer"), among(_ANSWERS)),
    "target_on": Field(_("Target")),
    "title": Field(_("What is to do")),
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
