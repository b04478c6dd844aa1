"""Reasons in the reader's language: the sentence of a key, filled with days, numbers and countries as they are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from string import Formatter

from babel import Locale
from babel.dates import format_skeleton
from babel.numbers import format_decimal

from darna.kernel.dates import PartialDate, Precision
from darna.kernel.locales import day_in_words, locale_of
from darna.kernel.text import LocalText
from darna.rules.engine.bounds import Between
from darna.rules.engine.facts import Vocabulary


@dataclass(frozen=True)
class Teller:
    """Tells keys and values in one language.

    `prepare` is done to every sentence before its values are put in, `around` to every value: a page escapes
    the one and isolates the other in a right-to-left line.
    """

    words: Mapping[str, LocalText]
    facts: Vocabulary
    language: str
    around: Callable[[str], str] = str
    prepare: Callable[[str], str] = str

    def sentence(self, key: str, values: Mapping[str, object] | None = None) -> str:
        """The sentence of that key with its values; the key itself where nobody wrote the sentence."""
        text = self.words.get(key)
        if text is None:
            return key
        return Formatter().vformat(self.prepare(text.in_(self.language)), (), _Told(self, values or {}))

    def value(self, value: object) -> str:
        """A value as it is read in this language."""
        match value:
            case bool():
                return self.sentence("engine.yes" if value else "engine.no")
            case Between():
                return self._between(value)
            case int() | Decimal() | Fraction():
                return self.number(value)
            case PartialDate():
                return self._partial(value)
            case date():
                return day_in_words(value, locale_of(self.language))
            case LocalText():
                return value.in_(self.language)
            case None:
                return self.sentence("engine.not_known")
            case list() | tuple():
                return self.sentence("engine.listed").join(self.value(one) for one in value)
            case _:
                return str(value)

    def number(self, number: int | Decimal | Fraction) -> str:
        """A number with the language's own signs; never more than two places."""
        shown = Decimal(number.numerator) / Decimal(number.denominator) if isinstance(number, Fraction) else number
        return format_decimal(shown, format="#,##0.##", locale=locale_of(self.language))

    def country(self, code: str) -> str:
        """A country's name."""
        return str(Locale.parse(locale_of(self.language)).territories.get(code, code))

    def fact_value(self, name: str, value: object) -> str:
        """A fact's value in words: the choice's label, the country's name."""
        fact = self.facts.find(name)
        if fact is not None and isinstance(value, str):
            if value in fact.choices:
                return fact.choices[value].in_(self.language)
            if fact.kind == "country":
                return self.country(value)
        return self.value(value)

    def question(self, name: str) -> str:
        """The question that asks for a fact; a name with a country says which."""
        if name not in self.facts:
            return name
        _, _, country = name.partition(".")
        asks = self.facts[name].asks.in_(self.language)
        return f"{asks} ({self.country(country)})" if country else asks

    def _between(self, value: Between) -> str:
        if value.is_known:
            return self.number(value.low)
        filled = {"low": value.low, "high": value.high}
        return self.sentence("engine.between", filled)

    def _partial(self, value: PartialDate) -> str:
        locale = locale_of(self.language)
        match value.precision:
            case Precision.DAY:
                return day_in_words(value.value, locale)
            case Precision.MONTH:
                return str(format_skeleton("yMMMM", value.value, locale=locale))
            case _:
                return str(value.value.year)


class _Told(dict[str, str]):
    """Values of a sentence, told when the sentence asks for them; countries and facts by their names."""

    def __init__(self, teller: Teller, values: Mapping[str, object]) -> None:
        self._teller, self._values = teller, values

    def __getitem__(self, name: str) -> str:
        return self._teller.around(self._worded(name))

    def _worded(self, name: str) -> str:
        value = self._values.get(name)
        fact = self._values.get("fact")
        if name == "country" and isinstance(value, str):
            return self._teller.country(value)
        if name == "countries" and isinstance(value, list | tuple):
            return self._teller.sentence("engine.listed").join(self._teller.country(str(one)) for one in value)
        if name == "fact" and isinstance(value, str):
            return self._teller.question(value)
        if name == "value" and isinstance(fact, str):
            return self._teller.fact_value(fact, value)
        if isinstance(value, str) and value in self._teller.words:
            return self._teller.sentence(value)
        return self._teller.value(value)
