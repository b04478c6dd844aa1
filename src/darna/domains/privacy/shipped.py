"""What a house does with personal data as soon as it works with this software, as entries of the register begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Persons(models.TextChoices):
    """Whose data."""

    RETURNED = "returned", _("Moroccans who came back")
    ABROAD = "abroad", _("Moroccans who live abroad")
    FOREIGN = "foreign", _("people of other nationalities living here")
    CANDIDATES = "candidates", _("people who want to go abroad")
    MINORS = "minors", _("children")
    FAMILIES = "families", _("families and guardians")
    VISITORS = "visitors", _("visitors without a file")
    STAFF = "staff", _("members of staff")
    PARTNERS = "partners", _("people who work at partners")


class Categories(models.TextChoices):
    """Which data."""

    IDENTITY = "identity", _("name, birth, nationality, identity numbers")
    CONTACT = "contact", _("ways to reach the person, address")
    FAMILY = "family", _("family and household")
    JOURNEYS = "journeys", _("journeys and residence")
    PAPERS = "papers", _("papers and their pictures")
    WORK = "work", _("work, training, insured periods")
    MEANS = "means", _("income and housing")
    HEALTH = "health", _("health and disability")
    PROTECTION = "protection", _("circumstances that ask for protection")
    WORDS = "words", _("notes of conversations")
    OPINIONS = "opinions", _("complaints and opinions")
    TECHNICAL = "technical", _("what was done by whom, sign-ins")


@dataclass(frozen=True, slots=True)
class Activity:
    """One kind of processing: its name, what it is for, of whom, which data; sensitive where the law calls data so."""

    name: Promise
    purpose: Promise
    ground: str
    persons: tuple[Persons, ...]
    categories: tuple[Categories, ...]
    kept: Promise
    is_sensitive: bool = False
    recipients: str | Promise = ""


_EVERYBODY: Final = (Persons.RETURNED, Persons.ABROAD, Persons.FOREIGN, Persons.CANDIDATES, Persons.MINORS)
_AS_FILE: Final = _("as long as the file, see the retention rule")
_AS_CASE: Final = _("as long as the case, see the retention rule")

ACTIVITIES: Final[dict[str, Activity]] = {
    "register": Activity(
        _("Register of persons"),
        _("Know again whom the house met, and reach them safely."),
        "consent",
        _EVERYBODY,
        (Categories.IDENTITY, Categories.CONTACT, Categories.FAMILY, Categories.JOURNEYS, Categories.PROTECTION),
        _AS_FILE,
        is_sensitive=True,
    ),
    "accompaniment": Activity(
        _("Accompaniment in cases"),
        _("Accompany a person until they have their right: needs, meetings, plans, tasks, closing."),
        "consent",
        _EVERYBODY,
        (Categories.WORDS, Categories.MEANS, Categories.WORK, Categories.HEALTH),
        _AS_CASE,
        is_sensitive=True,
    ),
    "referral": Activity(
        _("Referral and transfer to partners"),
        _("Hand the least that is needed to a partner who can help, as the person agreed."),
        "consent",
        _EVERYBODY,
        (Categories.IDENTITY, Categories.CONTACT, Categories.WORDS),
        _AS_CASE,
        is_sensitive=True,
        recipients=_("the agencies and partners that the person named in the consent"),
    ),
    "rights": Activity(
        _("Claims to rights and insured periods"),
        _("Find out which rights a person has, and pursue them."),
        "consent",
        _EVERYBODY,
        (Categories.WORK, Categories.MEANS, Categories.FAMILY),
        _AS_CASE,
    ),
    "papers": Activity(
        _("Papers and their pictures"),
        _("Keep the papers a procedure asks for, sealed, and know when they expire."),
        "consent",
        _EVERYBODY,
        (Categories.PAPERS, Categories.IDENTITY),
        _AS_FILE,
        is_sensitive=True,
    ),
    "questionnaires": Activity(
        _("Questionnaires"),
        _("Assess a situation in the same way for everybody."),
        "consent",
        _EVERYBODY,
        (Categories.WORDS, Categories.MEANS, Categories.HEALTH, Categories.PROTECTION),
        _AS_CASE,
        is_sensitive=True,
    ),
    "protection": Activity(
        _("Child protection"),
        _("Find out what is in the best interests of a child, and see that it is done."),
        "vital",
        (Persons.MINORS, Persons.FAMILIES),
        (Categories.PROTECTION, Categories.FAMILY, Categories.HEALTH, Categories.WORDS),
        _AS_FILE,
        is_sensitive=True,
    ),
    "appointments": Activity(
        _("Appointments and reception"),
        _("Receive people in turn, keep appointments, remind without saying what of."),
        "consent",
        (*_EVERYBODY, Persons.VISITORS),
        (Categories.CONTACT, Categories.TECHNICAL),
        _("tickets twelve months; appointments as long as the case"),
    ),
    "questions": Activity(
        _("Questions asked without an account"),
        _("Answer people who ask on the public pages, without knowing who they are."),
        "consent",
        (Persons.VISITORS,),
        (Categories.WORDS,),
        _("ninety days after the last word, thirty after it was closed"),
    ),
    "complaints": Activity(
        _("Complaints and opinions"),
        _("Take complaints without names, answer them, and learn from them."),
        "public",
        (Persons.VISITORS, Persons.STAFF),
        (Categories.OPINIONS,),
        _("the days the agency set after the end"),
        is_sensitive=True,
    ),
    "requests": Activity(
        _("Requests of persons about their data"),
        _("Answer who asks for a copy, a correction, an end of a use, or an erasure, and prove it."),
        "duty",
        _EVERYBODY,
        (Categories.IDENTITY, Categories.WORDS),
        _("five years after the answer"),
    ),
    "trail": Activity(
        _("Audit trail"),
        _("Know who looked at and changed what, and find out when somebody tampered with it."),
        "duty",
        (Persons.STAFF, *_EVERYBODY),
        (Categories.TECHNICAL,),
        _("ten years; what it tells of an erased person cannot be opened"),
    ),
    "staff": Activity(
        _("Accounts of members of staff"),
        _("Let members sign in safely, and each see only what their role asks for."),
        "contract",
        (Persons.STAFF,),
        (Categories.IDENTITY, Categories.CONTACT, Categories.TECHNICAL),
        _("as long as the membership"),
    ),
    "directory": Activity(
        _("Directory of services and address book of partners"),
        _("Know whom to refer to, and how to reach them."),
        "interest",
        (Persons.PARTNERS,),
        (Categories.CONTACT,),
        _("as long as the entry is published"),
    ),
    "imports": Activity(
        _("Bringing in registers and carrying lists out"),
        _("Bring in the register of before, and carry lists out for a purpose that is written down."),
        "interest",
        _EVERYBODY,
        (Categories.IDENTITY, Categories.CONTACT, Categories.JOURNEYS),
        _("a workbook that waits two days, the file of an export one day, its record two years"),
    ),
}
