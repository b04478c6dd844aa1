"""A letter to an institution, in its language and in Arabic: what a person asks, from when until when, by which texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from darna.base.paper import pdf_of
from darna.faces.portal.rights.agreements import (
    EU,
    HOME,
    OF_A_STATE,
    agreement_with,
    first_sure,
    texts_of,
    union_agreement,
)
from darna.faces.portal.rights.letter_forms import LINES
from darna.faces.portal.rights.naming import country_in_words
from darna.kernel.dates import PartialDate
from darna.kernel.locales import locale_of
from darna.kernel.text import LocalText
from darna.rules.book import Book
from darna.rules.engine.citations import Certainty
from darna.rules.engine.parameters import Instrument
from darna.rules.engine.reading import load
from darna.rules.engine.words import Teller
from darna.rules.portability.careers import Career, Period


@dataclass(frozen=True, slots=True)
class Tongue:
    """The languages of a letter: the institution's own, and the one that stands beside the Arabic."""

    own: str
    written: str

    @property
    def is_own(self) -> bool:
        """Whether the institution is written to in its own language."""
        return self.own in ("ar", self.written)

    def named(self, language: str) -> tuple[str, str]:
        """Both languages by their names in the reader's."""
        names = Locale.parse(locale_of(language)).languages
        return str(names[self.own]), str(names[self.written])


@dataclass(frozen=True, slots=True)
class Side:
    """The letter in one language: headings by their key, and its lines."""

    language: str
    direction: str
    words: Mapping[str, str]
    to: str
    lines: tuple[tuple[str, str], ...]
    periods: tuple[tuple[str, str, str, str], ...]
    asks: tuple[str, ...]
    basis: tuple[tuple[str, ...], ...]
    written_on: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The whole letter, the institution's language first."""

    sides: tuple[Side, Side]

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that stand side by side, in their order."""
        return ("head", "who", "periods", "asks", "basis", "foot")


@dataclass(frozen=True, slots=True)
class Told:
    """What the letter is made of."""

    country: str
    career: Career
    birth_date: PartialDate | None
    lines: Mapping[str, str]
    is_legal_in_union: bool
    on: date


def tongue_of(country: str) -> Tongue:
    """In which languages an institution of that country is written to.

    >>> tongue_of("IT"), tongue_of("ES"), tongue_of("MA")
    (Tongue(own='it', written='it'), Tongue(own='es', written='fr'), Tongue(own='ar', written='fr'))
    """
    own = _data()["reads"].get(country, "en")
    return Tongue(own, _data()["instead"].get(own, own))


def letter(told: Told, known: Book) -> Letter:
    """The letter in both languages. No query once warm."""
    return Letter((_side(told, known, tongue_of(told.country).written), _side(told, known, "ar")))


def letter_as_pdf(one: Letter) -> bytes:
    """The letter on A4. Raises: NoPDF."""
    return pdf_of("portal/rights/letter_pdf.html", {"letter": one}, style="portal/rights/letter_pdf.css")


def _side(told: Told, known: Book, language: str) -> Side:
    tell = Teller(known.words, known.facts, language)
    return Side(
        language,
        "rtl" if language == "ar" else "ltr",
        {key: text.in_(language) for key, text in _words().items()},
        _say("to", language, body=_body(told, known, tell)),
        _who(told, tell),
        tuple(_period(period, tell) for period in told.career),
        tuple(_asks(told, known, tell)),
        tuple(_basis(told, known, language)),
        tell.value(told.on),
    )


def _who(told: Told, tell: Teller) -> tuple[tuple[str, str], ...]:
    born = tell.value(told.birth_date) if told.birth_date else ""
    lines = [(name, told.lines.get(name, "")) for name in LINES if told.country != HOME or name != "own_number"]
    lines.insert(1, ("birth_date", born))
    return tuple((_say(name, tell.language), value) for name, value in lines)


def _period(period: Period, tell: Teller) -> tuple[str, str, str, str]:
    language = tell.language
    last = "still" if period.goes_on else "not_known"
    return (
        country_in_words(period.country, tell),
        tell.value(period.first) if period.first else _say("not_known", language),
        tell.value(period.last) if period.last else _say(last, language),
        "" if period.amount is None else _say(period.unit.value, language, amount=tell.number(period.amount)),
    )


def _asks(told: Told, known: Book, tell: Teller) -> Iterator[str]:
    language = tell.language
    yield _say("ask_statement", language)
    yield from _added_up(told, known, tell)
    if told.country == HOME:
        yield _say("ask_refund", language)
    else:
        yield _say("ask_export", language)
    yield _say("ask_reply", language)


def _added_up(told: Told, known: Book, tell: Teller) -> Iterator[str]:
    language, others = tell.language, _others_that_count(told, known)
    if told.country == HOME and others:
        yield _say("ask_totalise_with", language, countries=_listed(others, tell))
    elif told.country != HOME and others and HOME in told.career.countries:
        yield _say("ask_totalise", language)
    else:
        yield _say("ask_own", language)
    if members := _members(told):
        yield _say("ask_members", language, countries=_listed(members, tell))


def _basis(told: Told, known: Book, language: str) -> Iterator[tuple[str, ...]]:
    """The texts the letter rests on: those certainly in force, each with its article where one was read."""
    for instrument, names in _texts(told, known):
        dated = first_sure(known, instrument, names, told.on)
        if dated is not None:
            certainty = "" if dated.citation.certainty is Certainty.VERIFIED else _say("not_verified", language)
            parts = (instrument.title.in_(language), dated.citation.article, certainty)
            yield tuple(part for part in parts if part)


def _texts(told: Told, known: Book) -> Iterator[tuple[Instrument, tuple[str, ...]]]:
    others = _others_that_count(told, known)
    for country in others if told.country == HOME else [told.country]:
        found = agreement_with(known, country, told.on)
        if found:
            yield found, ("totalises",)
    yield from ((one, OF_A_STATE) for one in texts_of(known, told.country))
    if _members(told) and (union := union_agreement(known, told.on)):
        yield union, ("aggregates_member_states", "in_force")


def _others_that_count(told: Told, known: Book) -> list[str]:
    """The countries whose periods an agreement in force adds to Morocco's; one alone when one is written to."""
    asked = told.career.countries if told.country == HOME else (told.country,)
    return [
        country
        for country in asked
        if country != HOME
        and (found := agreement_with(known, country, told.on)) is not None
        and (adds := known.law.value(f"{found.id}.totalises", told.on)).is_sure
        and adds.value is True
    ]


def _members(told: Told) -> list[str]:
    """The Member States of the career, when there are two at least and one of them is written to."""
    members = [country for country in told.career.countries if country in EU]
    return members if told.is_legal_in_union and told.country in members and len(members) > 1 else []


def _body(told: Told, known: Book, tell: Teller) -> str:
    """The liaison body the agreement is known to name; otherwise the institution without a name."""
    found = agreement_with(known, _abroad(told), told.on)
    name = _liaison(known, found, told, tell.language) if found else ""
    return name or _say("to_the_institution_of", tell.language, country=country_in_words(told.country, tell))


def _abroad(told: Told) -> str:
    """The other party of the agreement by which the institution is looked up."""
    return told.country if told.country != HOME else next((c for c in told.career.countries if c != HOME), "")


def _liaison(known: Book, found: Instrument, told: Told, language: str) -> str:
    if not known.law.knows(f"{found.id}.liaison"):
        return ""
    dated = known.law.value(f"{found.id}.liaison", told.on)
    names = dated.value if dated.is_sure and isinstance(dated.value, Mapping) else {}
    return LocalText.of(names[told.country]).in_(language) if told.country in names else ""


def _listed(countries: Iterable[str], tell: Teller) -> str:
    return tell.sentence("engine.listed").join(country_in_words(country, tell) for country in countries)


def _say(key: str, language: str, **values: str) -> str:
    return _words()[key].in_(language).format(**values)


@cache
def _words() -> dict[str, LocalText]:
    return {key: LocalText.of(text) for key, text in _data()["words"].items()}


@cache
def _data() -> dict[str, Any]:
    read: dict[str, Any] = load(Path(__file__).with_name("letter.yaml"))
    return read
