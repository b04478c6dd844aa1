"""What is said of an agreement that is supposed to come into force: the counts, what they rest on, where it is written."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from darna.base.places.queries import country_name
from darna.domains.entitlements.law import LawInForce
from darna.domains.entitlements.queries.telling import language, reader_of
from darna.domains.entitlements.values import FEWEST_TOLD, Gained, Supposed
from darna.kernel.locales import day_in_words, locale_of
from darna.rules.telling import citation_in_words


def counts_in_words(supposed: Supposed, gained: Gained) -> list[tuple[str, str]]:
    """Each count with what is counted, in the language of the reader."""
    named = {"country": country_name(supposed.country, language())}
    labels = {
        "persons": _("Persons with insured periods in the register"),
        "in_both": _("Of these, insured in Morocco and in this country: %(country)s") % named,
        "there": _("Would have a pension of this country, and have no certain one today: %(country)s") % named,
        "here": _("Would have a pension of Morocco, and have no certain one today"),
        "either": _("Would gain at least one of the two"),
        "open": _("May gain one: it cannot be told for certain"),
    }
    told = gained.told()
    return [(label, few(told[name])) for name, label in labels.items()]


def few(number: int | None) -> str:
    """A count, or the words that stand for a small one."""
    if number is None:
        return _("fewer than %(fewest)s") % {"fewest": FEWEST_TOLD}
    return str(number_format(number, use_l10n=True, force_grouping=True))


def assumed(supposed: Supposed) -> list[str]:
    """What the counting supposes, a sentence each."""
    named = {
        "country": country_name(supposed.country, language()),
        "day": day_in_words(supposed.on, locale_of(language())),
    }
    told = {**named, "months": supposed.needs_there, "short": max(supposed.short_months)}
    there = (
        _("How many months this country asks for is not known, so a pension there is never certain: %(country)s.")
        if supposed.needs_there is None
        else _("%(country)s asks for %(months)s insured months, by its own law of that day.")
    )
    return [
        _(
            "It is supposed that the agreement is in force on %(day)s, covers old age, and adds the periods of both "
            "countries; its text may say less. Other branches are not counted."
        )
        % told,
        there % told,
        _here(supposed),
        _(
            "With less than %(short)s months in this country it cannot be told, because agreements have rules of "
            "their own for short periods: %(country)s."
        )
        % told,
        _(
            "Only the length of insured periods is counted. Age, the end of work, periods in other countries and ways "
            "without an agreement, such as law 189/2002 of Italy, are not."
        ),
        _("Periods without dates may lie at the same time as others. Where that decides, it cannot be told."),
    ]


def _here(supposed: Supposed) -> str:
    own, together = supposed.needs_here
    if own is None or together is None:
        return _("How many days Morocco asks for on that day is not known.")
    if own == together:
        return _("Morocco asks for %(days)s days.") % {"days": own}
    told = {"days": own, "together": together}
    return (
        _(
            "Morocco asks for %(days)s days on its own. Whether that is also enough with periods of another country has "
            "not been published: %(together)s days together are certain, what lies between is not."
        )
        % told
    )


def source_in_words(supposed: Supposed, law: LawInForce) -> str:
    """Where it is written that the agreement is not in force, how sure that is, and when it was last read."""
    return citation_in_words(reader_of(law), supposed.state.citation)
