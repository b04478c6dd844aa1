"""What is said about definitions: problems by their code, and differences in whole sentences."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages.wording import said
from darna.domains.programmes.differences import Difference, How
from darna.domains.programmes.values import Kind

SENTENCES: Final[dict[str, str | Promise]] = {
    "draft_is_begun": _("Your agency works on a draft of this programme already. Go on with it, or throw it away."),
    "draft_says_the_same": _("The draft says the same as what is in force. Change something first, or throw it away."),
    "no_stage": _("A programme needs at least one stage that is offered."),
    "too_many_stages": _("These are more than fifteen stages. Retire one first."),
    "too_many_items": _("This stage has more than thirty items. Retire one first."),
    "too_many_parts": _("This list has more than forty entries. Retire one first."),
    "ceiling_out_of_bounds": _("Write a number from 1 to 500, or leave it empty."),
    "code_twice": _("Two entries have the same code. Remove one of them."),
    "code_is_not_plain": _("This code is not made of small letters, digits and underscores."),
    "code_lost": _("An entry that was in force cannot be removed, for cases refer to it. Retire it instead."),
    "label_missing": _("Write it in all four languages."),
    "label_too_long": _("This is longer than 160 letters. Shorten it."),
    "label_twice": _("Another entry is called the same in French. Choose another name."),
    "unknown_part": _("This entry is not in the draft any more. Look at the draft again."),
}

_DIFFERENCES: Final[dict[tuple[How, Kind | None], Promise]] = {
    (How.ADDED, Kind.STAGE): _("New stage: %(after)s"),
    (How.ADDED, Kind.ITEM): _("New item of a checklist: %(after)s"),
    (How.ADDED, Kind.DOCUMENT): _("New expected document: %(after)s"),
    (How.ADDED, Kind.INDICATOR): _("New indicator: %(after)s"),
    (How.RETIRED, Kind.STAGE): _("Stage no longer offered: %(before)s"),
    (How.RETIRED, Kind.ITEM): _("Item no longer offered: %(before)s"),
    (How.RETIRED, Kind.DOCUMENT): _("Document no longer expected: %(before)s"),
    (How.RETIRED, Kind.INDICATOR): _("Indicator no longer asked: %(before)s"),
    (How.RESTORED, Kind.STAGE): _("Stage offered again: %(after)s"),
    (How.RESTORED, Kind.ITEM): _("Item offered again: %(after)s"),
    (How.RESTORED, Kind.DOCUMENT): _("Document expected again: %(after)s"),
    (How.RESTORED, Kind.INDICATOR): _("Indicator asked again: %(after)s"),
    (How.REMOVED, Kind.STAGE): _("Stage removed: %(before)s"),
    (How.REMOVED, Kind.ITEM): _("Item removed: %(before)s"),
    (How.REMOVED, Kind.DOCUMENT): _("Document removed: %(before)s"),
    (How.REMOVED, Kind.INDICATOR): _("Indicator removed: %(before)s"),
    (How.RENAMED, Kind.STAGE): _("Stage called otherwise: %(before)s → %(after)s"),
    (How.RENAMED, Kind.ITEM): _("Item called otherwise: %(before)s → %(after)s"),
    (How.RENAMED, Kind.DOCUMENT): _("Document called otherwise: %(before)s → %(after)s"),
    (How.RENAMED, Kind.INDICATOR): _("Indicator called otherwise: %(before)s → %(after)s"),
    (How.MOVED, Kind.STAGE): _("Stage in another place: %(after)s"),
    (How.MOVED, Kind.ITEM): _("Item in another place: %(after)s"),
    (How.MOVED, Kind.DOCUMENT): _("Document in another place: %(after)s"),
    (How.MOVED, Kind.INDICATOR): _("Indicator in another place: %(after)s"),
    (How.CEILING, None): _("Open cases for each worker: %(before)s → %(after)s"),
}
_NO_CEILING: Final = _("no ceiling")


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page."""
    return said(code, SENTENCES)


def told(difference: Difference, language: str) -> str:
    """A difference as a sentence; an entry whose name is the same in this language is told as it is called now."""
    if difference.how is How.CEILING:
        figures = (difference.ceiling_before, difference.ceiling_after)
        before, after = (str(_NO_CEILING) if one is None else str(one) for one in figures)
    else:
        before, after = (one.in_(language) if one else "" for one in (difference.before, difference.after))
    return str(_DIFFERENCES[difference.how, difference.kind]) % {"before": before, "after": after}
