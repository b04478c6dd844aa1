"""What was told in plain sentences, for somebody who reads it: the text of a question to the Maison."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext

from darna.domains.asking.values import LONGEST
from darna.faces.portal.rights.naming import country_in_words
from darna.faces.portal.rights.timeline import UNIT_NAMES
from darna.rules.engine.words import Teller
from darna.rules.portability.careers import Career, Period

#: Room for what the person adds.
_LEFT_FREE: Final = 200


def as_question(career: Career, told: dict[str, object], tell: Teller) -> str:
    """The periods and what was asked, as somebody would say it; the person sees and may change every word."""
    lines = [
        gettext("I would like to know my rights from my years of work in several countries."),
        *_of_the_person(told, tell),
        *(f"- {_sentence(period, tell)}" for period in career),
    ]
    end = gettext("I agree that a worker of the Maison reads this and opens a file with me to help me.")
    return "\n".join([*_fitting(lines, LONGEST - _LEFT_FREE - len(end)), end])


def _of_the_person(told: dict[str, object], tell: Teller) -> list[str]:
    lines = []
    if born := told.get("birth_date"):
        lines.append(gettext("Year of birth: %(year)s") % {"year": str(born)[:4]})
    if country := told.get("lives_in"):
        lines.append(gettext("I live in: %(country)s") % {"country": country_in_words(str(country), tell)})
    return lines


def _sentence(period: Period, tell: Teller) -> str:
    told = {
        "country": country_in_words(period.country, tell),
        "first": _year(period.first) or gettext("not known"),
        "last": _year(period.last) or (gettext("still insured") if period.goes_on else gettext("not known")),
    }
    if period.amount is not None:
        amount = str(UNIT_NAMES[period.unit]) % {"amount": tell.number(period.amount)}
        return gettext("%(country)s, %(amount)s") % {**told, "amount": amount}
    return gettext("%(country)s, from %(first)s until %(last)s") % told


def _year(told: object) -> str:
    # The year alone: more of a date says more of who somebody is than a first question needs.
    return str(told)[:4] if told else ""


def _fitting(lines: list[str], most: int) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if sum(len(one) + 1 for one in kept) + len(line) > most:
            break
        kept.append(line)
    return kept
