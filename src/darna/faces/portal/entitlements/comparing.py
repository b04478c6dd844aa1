"""Several rights asked the same questions at once: legal forms side by side, and every support of an investment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.faces.portal.entitlements.answering import ask
from darna.faces.portal.entitlements.catalogue import all_rights
from darna.faces.portal.rights.answering import ShownAnswer, shown_answer
from darna.rules.book import Book
from darna.rules.engine.answers import Answer
from darna.rules.engine.rights import Right

#: Those that seem open come first, then those of which it cannot be told.
_ORDER: Final = (Answer.YES.value, Answer.UNKNOWN.value, Answer.NO.value)


@dataclass(frozen=True, slots=True)
class Compared:
    """One of several rights with its answer; `against` are the conditions that do not hold."""

    address: str
    title: str
    summary: str
    authority: str
    shown: ShownAnswer
    against: tuple[str, ...]
    open_conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A page that asks several rights the same."""

    name: str
    title: str | Promise
    lead: str | Promise
    asks: str | Promise
    found: str | Promise


FORMS: Final = Comparison(
    "access_forms",
    _("Which legal form suits my activity"),
    _("A cooperative, an auto-entrepreneur, a craftsperson, a company: say what you know, and see them side by side."),
    _("What do you want to do?"),
    _("The legal forms side by side"),
)
SUPPORT: Final = Comparison(
    "access_invest",
    _("What support could my investment get"),
    _("Say what you know of your project: each kind of support answers, with its amount where it can be worked out."),
    _("What is your project?"),
    _("Each kind of support"),
)


def legal_forms() -> tuple[Right, ...]:
    """The forms in which one may work for oneself here."""
    return tuple(right for right in all_rights() if right.area == "enterprise" and right.id in _FORMS)


def supports() -> tuple[Right, ...]:
    """What an investment may get."""
    return tuple(right for right in all_rights() if right.area == "investment")


def compared(rights: Iterable[Right], told: Mapping[str, object], language: str, known: Book) -> list[Compared]:
    """Each right's answer to the same situation, those that seem open first."""
    found = [_one(right, told, language, known) for right in rights]
    return sorted(found, key=lambda one: _ORDER.index(one.shown.answer))


def _one(right: Right, told: Mapping[str, object], language: str, known: Book) -> Compared:
    shown = shown_answer(ask(right, told, known), language, known)
    return Compared(
        address=right.address,
        title=right.title.in_(language),
        summary=right.summary.in_(language),
        authority=right.authority.in_(language),
        shown=shown,
        against=_conditions(shown, Answer.NO),
        open_conditions=_conditions(shown, Answer.UNKNOWN),
    )


def _conditions(shown: ShownAnswer, answer: Answer) -> tuple[str, ...]:
    return tuple(one.words for one in shown.reasons if one.answer == answer)


#: The rights of the enterprise that are forms of it; others are what a form may do or get.
_FORMS: Final = frozenset({"cooperative", "auto_entrepreneur", "artisan", "sarl", "sarl_au"})
