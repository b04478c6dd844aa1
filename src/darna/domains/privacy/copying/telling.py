"""Telling a cell: in the reader's words for print, and as a plain value for machines. Nothing here asks the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from unicodedata import bidirectional
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from darna.base.codelists.queries import has, label
from darna.base.places.queries import commune_name, country_name
from darna.domains.assessments.instruments import checked, language_for, title_in
from darna.domains.entitlements.asking import right_of, title_of
from darna.domains.entitlements.queries.telling import facts_in_words
from darna.domains.people.values import HEAD
from darna.domains.privacy.copying import lists, wording
from darna.domains.privacy.copying.values import Answered, Column, Known, Missing, Shape
from darna.domains.referrals.values import NO_LONGER_SHARED
from darna.domains.referrals.wording import ENDED_BY_CONSENT
from darna.kernel.clock import now
from darna.kernel.dates import PartialDate
from darna.kernel.locales import day_in_words, locale_of
from darna.kernel.text import LocalText
from darna.methods.xlsform import Circumstances, Form, Run
from darna.rules.engine.words import Teller
from darna.rules.telling import teller

Pairs = Iterable[tuple[str, str]]


def said(column: Column, value: object, known: Known) -> str:
    """A cell in the language that is spoken now."""
    if value is Missing.ANOTHER_PERSON:
        return str(wording.ANOTHER_PERSON)
    if value is Missing.KEY_IS_GONE:
        return str(wording.KEY_IS_GONE)
    return _WORDS[column.shape](value, column, known)


def plain(column: Column, value: object, known: Known) -> object:
    """A cell as text, number, yes or no, list or mapping; None for what cannot be told."""
    if isinstance(value, Missing):
        return None
    if column.shape is Shape.EXPLANATION:
        return _in_language(value)
    return _plain(value)


def direction_of(text: str) -> str:
    """As the first letter is read; what has no letters, such as a phone number, from left to right.

    >>> direction_of("مرحبا Fatima"), direction_of("+212 661")
    ('rtl', 'ltr')
    """
    strong = (sign for letter in text if (sign := bidirectional(letter)) in ("L", "R", "AL"))
    return "ltr" if next(strong, "L") == "L" else "rtl"


def language() -> str:
    """The language that is spoken now."""
    return (get_language() or "fr")[:2]


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date():
            return value.isoformat()
        case LocalText():
            return value.in_(language())
        case Decimal() | PartialDate() | UUID():
            return str(value)
        case Answered():
            return dict(value.answers)
        case list() | tuple():
            return [_plain(one) for one in value]
    return value


def _text(value: Any, _column: Column, _known: Known) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _choice(value: Any, column: Column, _known: Known) -> str:
    choices = dict(column.choices)
    return ", ".join(str(choices.get(one, one)) for one in (value if isinstance(value, list) else [value]))


def _code(value: Any, column: Column, _known: Known) -> str:
    # The first person of a household stands in no list of ties.
    return str(wording.HEAD_OF_HOUSEHOLD) if value == HEAD else label(column.by, value)


def _codes(value: Any, column: Column, _known: Known) -> str:
    return ", ".join(label(column.by, one) for one in value)


def _reason(value: Any, _column: Column, _known: Known) -> str:
    if value == NO_LONGER_SHARED:
        return str(ENDED_BY_CONSENT)
    return next((label(one, value) for one in lists.REASONS if has(one, value)), str(value))


def _day(value: Any, _column: Column, _known: Known) -> str:
    return day_in_words(value, locale_of(language()))


def _moment(value: Any, _column: Column, _known: Known) -> str:
    local = timezone.localtime(value)
    return f"{day_in_words(local.date(), locale_of(language()))} {local:%H:%M}"


def _of_law(value: Any, column: Column, known: Known) -> str:
    return _teller(known).sentence(f"{column.by}.{value}")


def _value(value: Any, _column: Column, known: Known) -> str:
    return _teller(known).value(value)


def _country(value: Any, _column: Column, _known: Known) -> str:
    return ", ".join(country_name(one, language()) for one in (value if isinstance(value, list) else [value]))


def _commune(value: Any, _column: Column, _known: Known) -> str:
    return commune_name(value, language())


def _recipients(value: Any, _column: Column, _known: Known) -> str:
    return ", ".join(one.in_(language()) for one in (value if isinstance(value, list) else [value]))


def _question(value: Any, _column: Column, known: Known) -> str:
    return title_of(value, known.law, language())


def _part_of_claim(value: Any, _column: Column, known: Known) -> str:
    right = right_of(value["right"], known.law)
    names = {one.id: one.name for one in right.documents} if right else {}
    names |= {one.id: one.do for one in right.steps} if right else {}
    name = names.get(value["code"])
    # One that the catalogue has no more keeps its code in plain letters.
    return name.in_(language()) if name else value["code"].replace("_", " ")


def _titles(value: Any, _column: Column, _known: Known) -> str:
    return title_in(value, language())


def _lines(pairs: Pairs) -> str:
    return "\n".join(f"{name}: {text}" for name, text in pairs if text)


def _inside(name: str) -> str:
    return str(wording.INSIDE.get(name, name))


def _names(value: Any, _column: Column, _known: Known) -> str:
    return _lines((_inside(name), text) for name, text in value.items())


def _points(value: Any, _column: Column, _known: Known) -> str:
    return _lines((label("review_point", point), label("review_answer", told)) for point, told in value.items())


def _facts(value: Any, _column: Column, known: Known) -> str:
    return _lines(facts_in_words(value, _teller(known)))


def _explanation(value: Any, _column: Column, _known: Known) -> str:
    told = _in_language(value)
    return "\n".join(line for name, part in told.items() for line in _explained(name, part))


def _explained(name: str, part: Any) -> Iterable[str]:
    if name == "title" or not part:
        return
    yield _inside(name)
    for one in part:
        texts = one.values() if isinstance(one, dict) else one if isinstance(one, list) else [one]
        yield "– " + " · ".join(str(text) for text in texts if text)


def _in_language(value: Any) -> dict[str, Any]:
    """What was told, in the words that were kept in the reader's language."""
    words: Mapping[str, Any] = value.get("words", {})
    return dict(words.get(language()) or words.get("fr") or {})


def _talk(value: Any, _column: Column, _known: Known) -> str:
    return _lines((label("departure_question", question), words) for question, words in value.items())


def _package(value: Any, _column: Column, _known: Known) -> str:
    return _lines((_inside(name), _in_package(name, part)) for name, part in value.items() if part not in (None, ""))


def _in_package(name: str, part: Any) -> str:
    match name:
        case "need":
            return label("need_type", part)
        case "needs":
            return ", ".join(label("need_type", one) for one in part)
        case "languages":
            return ", ".join(label("language", one) for one in part)
        case "documents":
            return ", ".join(label("referral_document", one) for one in part)
        case "ways":
            return ", ".join(_way(one) for one in part)
        case "needs_interpreter":
            return str(wording.YES if part else wording.NO)
    return str(part)


def _way(way: Mapping[str, str]) -> str:
    told = f"{label('contact_channel', way['channel'])} {way['value']}"
    return f"{told} ({way['advice']})" if way.get("advice") else told


def _answers(value: Answered, _column: Column, _known: Known) -> str:
    """Every question that was asked, in the words of its questionnaire."""
    form = checked(value.sheets).form
    if form is None:
        # A newer Darna no longer reads what an older one checked.
        return ", ".join(f"{name}: {told}" for name, told in value.answers.items())
    run = Run(form, dict(value.answers), Circumstances(now().replace(tzinfo=None), "", ""), _spoken(form))
    asked = ((item, path) for item in form.questions if item.is_asked for path in run.paths(item))
    return _lines((run.said(item.labels, item, path), run.told(item, path)) for item, path in asked)


def _spoken(form: Form) -> str:
    return language_for(form.languages, language())


def _teller(known: Known) -> Teller:
    return teller(known.law, language())


_WORDS: Final[dict[Shape, Callable[[Any, Column, Known], str]]] = {
    Shape.TEXT: _text,
    Shape.LETTERS: lambda value, _column, _known: str(value).replace("_", " "),
    Shape.CHOICE: _choice,
    Shape.CODE: _code,
    Shape.CODES: _codes,
    Shape.REASON: _reason,
    Shape.LAW: _of_law,
    Shape.DAY: _day,
    Shape.PART_OF_DAY: _value,
    Shape.MOMENT: _moment,
    Shape.NUMBER: _value,
    Shape.YES_NO: lambda value, _column, _known: str(wording.YES if value else wording.NO),
    Shape.COUNTRY: _country,
    Shape.COMMUNE: _commune,
    Shape.RECIPIENT: _recipients,
    Shape.RECIPIENTS: _recipients,
    Shape.QUESTION: _question,
    Shape.PART_OF_CLAIM: _part_of_claim,
    Shape.TITLES: _titles,
    Shape.NAMES: _names,
    Shape.POINTS: _points,
    Shape.FACTS: _facts,
    Shape.EXPLANATION: _explanation,
    Shape.TALK: _talk,
    Shape.ANSWERS: _answers,
    Shape.DRAFT: _package,
    Shape.PACKAGE: _package,
    Shape.BODY: _package,
}
