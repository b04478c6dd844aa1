"""The seven doors of the welcome page: what a person may come and ask about, and what to bring.

Nothing here decides a right; each line names a question that the Maison answers face to face.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Door:
    """One situation in plain words, with the questions one may ask and a last word of care."""

    key: str
    icon: str
    title: str | Promise
    questions: tuple[str | Promise, ...]
    note: str | Promise


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
    ),
)
