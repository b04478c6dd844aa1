"""What the words of a register stand for: places by the gazetteer, everything else by the code lists."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Final

from darna.base.codelists import queries as codelists
from darna.base.imports.reading.text import fold
from darna.base.places.queries import find_commune, find_country
from darna.base.places.recognition import How, Match

#: Names of communes repeat across Morocco; the region of the houses that keep such registers comes first.
HOME_REGION: Final = "05"
#: Between the countries of a double nationality.
BETWEEN: Final = ","

LIST_OF: Final = {
    "profile": "programme",
    "need": "need_type",
    "referred_to": "partner_institution",
    "outcome": "register_outcome",
}


def recognise(field: str, text: str) -> str | None:
    """The code of a register's words, or none when it is not certain; several countries are joined by a comma."""
    match field:
        case "nationality":
            return _nationalities(find_country(text))
        case "country_abroad":
            return _code(find_country(text))
        case "commune":
            return _code(find_commune(text, region=HOME_REGION))
        case _:
            return codelists.recognise(LIST_OF[field], text)


def asks_not_to_be_called(note: str) -> str:
    """Whether a remark asks not to be called: `never`, `sometimes`, or nothing."""
    folded = f" {fold(note)} "
    return next((says for phrase, says in _phrases() if f" {phrase} " in folded), "")


def _nationalities(match: Match | None) -> str | None:
    if match is not None and match.how is How.SEVERAL:
        return BETWEEN.join(candidate.code for candidate in match.candidates)
    return _code(match)


def _code(match: Match | None) -> str | None:
    return match.code if match else None


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    """The longest first: "not in the evening" is not "not at all"."""
    text = (files("darna.domains.cases.registers") / "data" / "do_not_call.csv").read_text(encoding="utf-8")
    told = [(fold(row["phrase"]), row["says"]) for row in csv.DictReader(text.splitlines())]
    return tuple(sorted(told, key=lambda pair: -len(pair[0])))
