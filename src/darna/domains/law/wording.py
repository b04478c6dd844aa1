"""What is said about the law on its keepers' pages: problems by their code, areas and units by their names."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from darna.base.pages.wording import said
from darna.rules import statements
from darna.rules.book import book
from darna.rules.engine.decisions import Decision
from darna.rules.engine.words import Teller
from darna.rules.telling import figure_in_words, teller

SENTENCES: Final[dict[str, str | Promise]] = {
    "gap_before_it": _(
        "The value before it has ended earlier: begin the day after, so that no day is left without law."
    ),
    "law_is_kept_by_houses": _("The law is kept by houses of migrants. Tell one of them what is not right."),
    "law_says_so_already": _("The law says so already, from the same source. Mark the value as read again instead."),
    "linter_refuses": _("This value does not fit the law as it is written. What is wrong is listed above."),
    "more_sure_than_its_source": _("This is more than its source gives. Choose a weaker certainty, or another source."),
    "no_source": _("Choose a text that is known, or describe a new one."),
    "value_is_no_choice": _("Write the code of the choice in small letters, such as own_periods_only."),
    "value_is_no_date": _("Write a day such as 2026-03-01."),
    "value_is_no_list": _("Write a list such as [old_age, family]."),
    "value_is_no_number": _("Write a number, zero or more, such as 1320 or 0.5."),
    "value_is_no_table": _("Write a table such as {old_age: true, family: false}."),
    "value_is_no_yes_no": _("Write yes or no."),
    "only_who_proposed_withdraws": _("Only whoever proposed a value takes it back. You can say why it is not right."),
    "read_later_already": _("The value of that day was read later than this one. Read the source again first."),
    "revision_is_under_way": _("Another value is proposed here already. It is decided first."),
    "revision_was_decided": _("This proposal was decided already. Nothing was changed."),
    "says_not_where_it_was_read": _("Say where it was read: an address, or the number of the bulletin."),
    "second_person_needed_for_the_law": _(
        "You proposed this value, so somebody else must decide: another keeper of the law, or your administrator."
    ),
    "sentence_in_four_languages": _(
        "Write the sentence in this language too: whoever reads the value reads it in one of the four."
    ),
    "sentence_without_braces": _("Write the sentence without braces."),
    "unknown_value_is_not_sure": _("Without a value the law is not known: choose the certainty that decides nothing."),
    "value_is_not_named": _("Say which value was read, by the day from which it is law."),
    "value_was_read_today": _("This value was read today already. Nothing was changed."),
}

AREAS: Final[dict[str, Promise]] = {
    "portability": _("Social security between countries"),
    "entitlements": _("Rights in Morocco"),
    "enterprise": _("Work and enterprise"),
    "investment": _("Investment"),
}

UNITS: Final[dict[str, Promise]] = {
    "yes_no": _("yes or no"),
    "years": _("years"),
    "months": _("months"),
    "weeks": _("weeks"),
    "days": _("days"),
    "quarters": _("quarters"),
    "percent": _("per cent"),
    "money:MAD": _("dirhams"),
    "money:EUR": _("euros"),
    "money:CAD": _("Canadian dollars"),
    "count": _("number"),
    "score": _("points"),
    "choice": _("one of several codes"),
    "list": _("list"),
    "table": _("table"),
    "date": _("day"),
}

LANGUAGES: Final[dict[str, Promise]] = {
    "ar": _("Arabic"),
    "fr": _("French"),
    "it": _("Italian"),
    "en": _("English"),
}


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page."""
    return said(code, SENTENCES)


def value_in_words(unit: str, value: object) -> str:
    """A value of the law in the language of the page, a table with its entries one after another."""
    return gettext("; ").join(value_lines(unit, value))


def value_lines(unit: str, value: object) -> tuple[str, ...]:
    """A value of the law in the language of the page, a line for each entry of a table."""
    return statements.value_in_words(_tell(), value, unit)


def answer_in_words(decision: Decision | None) -> str:
    """The answer of a situation; what cannot be asked under a law is said so."""
    if decision is None:
        return gettext("the law cannot be asked")
    return _tell().sentence(f"engine.answer.{decision.answer}")


def figures_in_words(decision: Decision | None) -> list[str]:
    """The figures of a situation, each with its name."""
    tell, figures = _tell(), decision.figures if decision else {}
    return [
        gettext("%(name)s: %(value)s") % {"name": tell.sentence(f"figure.{name}"), "value": figure_in_words(tell, one)}
        for name, one in figures.items()
    ]


def _tell() -> Teller:
    return teller(book(), (get_language() or "fr")[:2])
