"""How the directory says things: opening hours, whom a service is for, and why something cannot be done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Final

from babel.dates import get_day_names
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_lazy as _

from darna.base.codelists.queries import label
from darna.base.pages.wording import said
from darna.domains.directory.hours import Opening
from darna.domains.directory.models import Certainty, Service, Suggestion
from darna.domains.directory.values import EVERYBODY
from darna.kernel.locales import day_in_words, locale_of

SENTENCES: Final[dict[str, str | Promise]] = {
    "entry_is_published_already": _("This entry is in the directory already. Nothing was changed."),
    "entry_is_closed_already": _("This entry was closed before. Nothing was changed."),
    "organisation_is_closed": _("This organisation is closed. Reopen it first."),
    "offered_there_already": _("This service is offered there already. Nothing was changed."),
    "not_offered_already": _("This service is no longer offered there. Nothing was changed."),
    "agency_is_behind_already": _("An agency stands behind this organisation already. Nothing was changed."),
    "suggestion_is_decided_already": _("Somebody decided about this suggestion before. Nothing was changed."),
    "assured_today_already": _("This was assured today already. Nothing was changed."),
    "name_missing": _("Write a name in at least one language."),
    "need_missing": _("Choose at least one need that this service answers."),
    "place_missing": _("Choose at least one place where it is offered."),
    "ages_out_of_order": _("The second age is below the first. Check both."),
    "not_a_web_address": _("This is not a web address. It begins with https:// or http://."),
    "season_needs_both_days": _("Write the first and the last day, or leave both empty for the usual hours."),
    "seasons_overlap": _("Other hours hold on some of these days already. Change those, or choose other days."),
    "season_is_empty": _("No hours are written. If the place is closed then, write closing days instead."),
    "opens_without_closing": _("Write both when it opens and when it closes."),
    "hours_overlap": _("These hours overlap those before them. Check them."),
    "not_a_time_zone": _("This time zone does not exist. Choose one of the list."),
    "not_an_agency": _("This agency cannot be chosen. Choose one of the list."),
}


def sentence(code: str) -> str:
    """The sentence of a code, in the language of the page."""
    return said(code, SENTENCES)


def opening_words(opening: Opening) -> str:
    """Open until when, or when it opens next, by the clock of the place."""
    if not opening.is_known:
        return gettext("Hours to be confirmed with the institution")
    if opening.is_open:
        if opening.until is None:
            return gettext("Open day and night")
        return gettext("Open until %(time)s") % {"time": clock(opening.until.time())}
    if opening.next is None:
        return gettext("Closed; no opening is known for the next weeks")
    return _next(opening.now, opening.next)


def _next(now: datetime, opens: datetime) -> str:
    told = {"time": clock(opens.time()), "day": "", "weekday": weekday(opens.isoweekday())}
    days = (opens.date() - now.date()).days
    if days == 0:
        return gettext("Closed; opens today at %(time)s") % told
    if days == 1:
        return gettext("Closed; opens tomorrow at %(time)s") % told
    if days < 7:
        return gettext("Closed; opens on %(weekday)s at %(time)s") % told
    told["day"] = day_in_words(opens.date(), locale_of(get_language()))
    return gettext("Closed; opens on %(day)s at %(time)s") % told


def clock(at: time) -> str:
    """A time of day: 08:30."""
    return f"{at:%H:%M}"


def hours_words(opens: time, closes: time) -> str:
    """From when to when: 08:30 – 16:30."""
    if opens == closes == time(0):
        return gettext("all day")
    return f"{clock(opens)} – {clock(closes)}"


def weekday(number: int) -> str:
    """A day of the week by its number; 1 is Monday."""
    return str(get_day_names(locale=locale_of(get_language()))[number - 1])


def weekdays() -> list[tuple[int, str]]:
    """The seven days, Monday first."""
    return [(number, weekday(number)) for number in range(1, 8)]


def who_for(serves: Iterable[str], ages: tuple[int | None, int | None], sex: str, language: str) -> str:
    """Whom a service is for, in one line."""
    restricted = []
    if age := _ages(*ages):
        restricted.append(age)
    if sex:
        restricted.append(_SEXES[sex]() if sex in _SEXES else label("sex", sex, language))
    groups = [label("served_group", code, language) for code in serves if code != EVERYBODY or not restricted]
    return gettext(", ").join([*groups, *restricted])


def apart(words: str) -> str:
    """Words that keep their own direction beside words of another script."""
    return f"\N{FIRST STRONG ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}"


_SEXES: Final = {
    "F": lambda: pgettext("whom a service is for", "women and girls"),
    "M": lambda: pgettext("whom a service is for", "men and boys"),
}


def _ages(first: int | None, last: int | None) -> str:
    told = {"first": first, "last": last}
    if first is not None and last is not None:
        return gettext("from %(first)s to %(last)s years of age") % told
    if first is not None:
        return gettext("from %(first)s years of age") % told
    return gettext("up to %(last)s years of age") % told if last is not None else ""


def cost_words(cost: str, note: str) -> str:
    """What it costs; what the keeper wrote about it stands behind."""
    known = str(Service.Cost(cost).label)
    return gettext("%(cost)s: %(note)s") % {"cost": known, "note": note} if note else known


def certainty_words(certainty: str) -> str:
    """How well founded an entry is."""
    return str(Certainty(certainty).label)


def about_choices() -> list[tuple[str, object]]:
    """What of an entry a reader may say is wrong."""
    return list(Suggestion.About.choices)
