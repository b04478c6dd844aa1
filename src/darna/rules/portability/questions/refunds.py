"""Contributions given back: by the CNSS to who cannot have a pension, by Germany at the price of all rights."""

from __future__ import annotations

from darna.kernel.dates import PartialDate
from darna.rules.engine.answers import Answer, opposite
from darna.rules.engine.circumstances import months_lived
from darna.rules.engine.decisions import Decision, all_of
from darna.rules.engine.inquiry import Inquiry
from darna.rules.portability.questions.cnss import own_days, partners, with_country
from darna.rules.portability.questions.conditions import has_periods, not_read
from darna.rules.portability.questions.levers import offer_dates
from darna.rules.portability.questions.life import Life
from darna.rules.portability.questions.needs import need_of
from darna.rules.portability.questions.stated import stated
from darna.rules.portability.questions.world import MOROCCO


def moroccan_refund(ask: Inquiry) -> Decision:
    """Whether the CNSS gives back the contributions of employee and employer: too few days for a pension.

    Source: law 02-24; decree 2.25.265.
    """
    life = Life(ask)
    some = has_periods(ask, life, MOROCCO)
    few = own_days(ask, life, need_of(ask, "ma_cnss.qualifying_days")).reversed()
    decision = all_of(some, _refunds(ask), few)
    offer_dates(ask, life)
    if decision.answer is not Answer.NO:
        _warn_of_totalisation(ask, life)
    return decision


def _refunds(ask: Inquiry) -> Decision:
    if ask.peek("ma_cnss.refunds_below") is None:
        return not_read(ask, "portability.ma.refunds")
    value = stated(ask, "ma_cnss.refunds_below")
    return ask.holds("portability.ma.refunds", Answer.of(value if isinstance(value, bool) else None))


def _warn_of_totalisation(ask: Inquiry, life: Life) -> None:
    """Who might have a pension with another country's periods is told before they claim a refund."""
    with_others = [with_country(ask, life, code).answer for code in partners(life)]
    if Answer.YES in with_others or Answer.UNKNOWN in with_others:
        ask.note("portability.note.ma_totalise_before_refund")


def german_refund(ask: Inquiry) -> Decision:
    """Whether Germany gives contributions back: two years after leaving, without a right to voluntary insurance.

    Source: German Social Code VI, section 210.
    """
    life = Life(ask)
    some = has_periods(ask, life, "DE")
    if ask.peek("de_rv.refund_wait_months") is None:
        return all_of(some, not_read(ask, "portability.de.waited", has=None, needed=None))
    stated(ask, "de_rv.refund_only_without_voluntary")
    voluntary = opposite(ask.truth("may_insure_voluntarily.DE"))
    alone = ask.holds("portability.de.no_voluntary_insurance", voluntary)
    stated(ask, "de_rv.refund_extinguishes")
    ask.note("portability.note.de_refund_ends_rights")
    return all_of(some, _waited(ask), alone)


def _waited(ask: Inquiry) -> Decision:
    left = ask.fact("left_on.DE")
    since = months_lived(left, ask.circumstances.on) if isinstance(left, PartialDate) else None
    need = need_of(ask, "de_rv.refund_wait_months")
    return need.judged(ask, "portability.de.waited", since)


def italian_refund(ask: Inquiry) -> Decision:
    """Italy gives no contributions back since law 189/2002."""
    some = has_periods(ask, Life(ask), "IT")
    if ask.peek("it_law_189_2002.refunds_contributions") is None:
        return all_of(some, not_read(ask, "portability.it.refunds"))
    value = stated(ask, "it_law_189_2002.refunds_contributions")
    return all_of(some, ask.holds("portability.it.refunds", Answer.of(bool(value))))
