"""The seven doors of the welcome page: what a person may come and ask about, and what to bring.

Nothing here decides a right; each line names a question that the Maison answers face to face.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Room:
    """Something one can do on these pages: the name of its address, and how it is called on a button."""

    url_name: str
    icon: str
    title: str | Promise


RIGHTS = Room("portal:rights", "scale", _("What my years of work open"))


@dataclass(frozen=True, slots=True)
class Door:
    """One situation in plain words: the questions one may ask, a last word of care, and what services could answer.

    Shape: `needs` are codes of the list of needs, by which the services are filtered; `rooms` can be used at once.
    """

    key: str
    icon: str
    title: str | Promise
    questions: tuple[str | Promise, ...]
    note: str | Promise
    needs: tuple[str, ...] = ()
    rooms: tuple[Room, ...] = ()


#: What the needs named below are called here.
NEEDS: dict[str, str | Promise] = {
    "civil_status": _("Registering a birth, civil status"),
    "consular_papers": _("Papers and consulates"),
    "cooperative_creation": _("Starting a cooperative"),
    "customs_clearance": _("Customs: car and household goods"),
    "diploma_recognition": _("Recognition of a diploma"),
    "employment": _("Finding work"),
    "enterprise_creation": _("Starting a business"),
    "health_care": _("Health care"),
    "health_cover": _("Health cover"),
    "housing": _("A place to stay"),
    "legal_help": _("Legal help"),
    "portability": _("Years of work in several countries"),
    "psychosocial_support": _("Someone to talk to"),
    "regular_ways_abroad": _("Regular ways abroad"),
    "residence_card": _("Residence card"),
    "school_enrolment": _("School"),
    "social_aid": _("Social support"),
    "studies_abroad": _("Studies abroad"),
    "training": _("Training"),
}

# The national child line, open day and night (National Observatory for the Rights of the Child).
CHILD_LINE = "2511"

DOORS: tuple[Door, ...] = (
    Door(
        "returned",
        "home",
        _("I came back to Morocco"),
        (
            _("A pension or contributions from the countries where I worked"),
            _("Customs when I move home for good, with my car and my tools"),
            _("Health cover and direct social support"),
            _("Recognition of a diploma, a school for my children"),
        ),
        _(
            "Bring what you have: social-security numbers, pay slips, identity papers. "
            "Missing papers are no reason to stay away."
        ),
        ("health_cover", "health_care", "customs_clearance", "school_enrolment", "diploma_recognition", "social_aid"),
        (RIGHTS,),
    ),
    Door(
        "abroad",
        "globe",
        _("I live abroad"),
        (
            _("My years of work in several countries, and what they open"),
            _("Papers to prepare with the consulate: civil status, powers of attorney, life certificates"),
            _("My family in Morocco, my return, my holidays with a car"),
        ),
        _(
            "Some countries have a social-security agreement with Morocco and others do not. "
            "Ask before you give up a right."
        ),
        ("portability", "consular_papers", "legal_help", "customs_clearance"),
        (RIGHTS,),
    ),
    Door(
        "living-here",
        "people",
        _("I am a foreigner living here"),
        (
            _("A residence card: where to apply, which papers, by when"),
            _("Registering a birth, enrolling a child at school"),
            _("Care at the health centre, work and its contract"),
            _("Asylum, and safety when going back would be dangerous"),
        ),
        _(
            "You can come whatever your papers. "
            "A missing residence card does not make a child's place at school impossible."
        ),
        ("residence_card", "health_care", "school_enrolment", "civil_status", "housing", "legal_help"),
    ),
    Door(
        "going",
        "map",
        _("I would like to go abroad"),
        (
            _("Regular ways: seasonal work, a job, studies, training, family"),
            _("Conditions, papers, dates and official addresses"),
            _("Checking a contract or an offer before signing"),
        ),
        _("Recruitment is free for the worker. Ask before you pay anyone."),
        ("regular_ways_abroad", "studies_abroad", "employment"),
    ),
    Door(
        "work",
        "work",
        _("I want to work or start something here"),
        (
            _("A cooperative, self-employment, a craft or a small company: which one suits me"),
            _("The steps, the papers and the offices, one after the other"),
            _("Training, and support to begin"),
        ),
        _("You may come with only an idea, alone or with others."),
        ("cooperative_creation", "enterprise_creation", "training", "employment"),
    ),
    Door(
        "child",
        "child",
        _("I am under 18, or worried about a child"),
        (
            _("School, family, health, a place that is safe"),
            _("Someone is pushing me to leave, or asks me for money"),
            _("A child I know has left or is in danger"),
        ),
        _("You are not in trouble for asking. Someone will listen to you first."),
        ("school_enrolment", "psychosocial_support", "health_care"),
    ),
    Door(
        "invest",
        "chart",
        _("I want to invest"),
        (
            _("A project in the region, from here or from abroad"),
            _("Which office does what, and in which order"),
            _("People here to meet: cooperatives, craftspeople, young companies"),
        ),
        _("The Maison introduces you; it neither takes money nor promises a return."),
        ("enterprise_creation", "cooperative_creation"),
    ),
)


def door_of(key: str) -> Door | None:
    """The door of that key."""
    return next((door for door in DOORS if door.key == key), None)
