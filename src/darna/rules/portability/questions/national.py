"""Countries whose old-age pension is found in their own way: Italy, Canada, the Netherlands."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from darna.kernel.dates import PartialDate
from darna.rules.engine.answers import Answer
from darna.rules.engine.bounds import Between
from darna.rules.engine.circumstances import months_lived
from darna.rules.engine.decisions import Decision, all_of
from darna.rules.engine.inquiry import Inquiry, fact_lever
from darna.rules.portability.questions.ages import pension_age
from darna.rules.portability.questions.amounts import as_percent, multiplied
from darna.rules.portability.questions.conditions import has_periods, not_read
from darna.rules.portability.questions.life import Life
from darna.rules.portability.questions.needs import Need, need_of
from darna.rules.portability.questions.old_age import decided
from darna.rules.portability.questions.stated import stated
from darna.rules.portability.questions.world import country
from darna.rules.portability.reckoning import cents, fortieths, residence_percent


def italy(ask: Inquiry) -> Decision:
    """Italy's pension: its own periods, the Union's, or the right kept by law 189/2002; never with Morocco's.

    Source: law 335/1995 for the ordinary pension, law 189/2002 for those who went back for good; the agreement of
    18 February 1994 was never ratified by Italy.
    """
    kept = _kept_by_law_189(ask)
    age = pension_age(ask, "IT", "it_law_335_1995")
    decision = decided(ask, "IT", need_of(ask, "it_law_335_1995.qualifying_months"), age, kept)
    if ask.peek("it_law_189_2002.refunds_contributions"):
        stated(ask, "it_law_189_2002.refunds_contributions")
        ask.note("portability.note.it_no_refund")
    if kept.answer is Answer.YES:
        stated(ask, "it_law_189_2002.minimum_amount_applies")
        ask.note("portability.note.it_minimum_amount_disputed")
    return decision


def _kept_by_law_189(ask: Inquiry) -> Decision:
    """The pension below the minimum of years, for who worked under the contributory system and went back for good."""
    if ask.peek("it_law_189_2002.below_minimum_paid") is None:
        return ask.holds("portability.it.law_189", Answer.NO)
    stated(ask, "it_law_189_2002.below_minimum_paid")
    in_force = ask.holds("portability.it.law_189", Answer.YES)
    return all_of(in_force, _contributory(ask), _went_back(ask), pension_age(ask, "IT", "it_law_189_2002"))


def _contributory(ask: Inquiry) -> Decision:
    """Whether the first Italian period began when the contributory system did, or later."""
    since = stated(ask, "it_law_189_2002.work_started_from")
    earliest, latest = Life(ask).begins("IT")
    answer = Answer.UNKNOWN
    if isinstance(since, date) and earliest is not None and latest is not None:
        answer = Answer.YES if earliest >= since else Answer.NO if latest < since else Answer.UNKNOWN
    return ask.holds("portability.it.began_contributory", answer, day=since)


def _went_back(ask: Inquiry) -> Decision:
    stated(ask, "it_law_189_2002.needs_definitive_return")
    back = ask.circumstances.known("returned_on")
    if isinstance(back, PartialDate):
        ask.fact("returned_on")
        return ask.holds("portability.it.went_back", _is_past(back, ask.circumstances.on))
    ask.lever(fact_lever("returned_on", PartialDate(ask.circumstances.on)))
    # Whoever lives in Italy has not gone home for good; of anybody else the day has to be asked.
    if ask.circumstances.known("lives_in") == "IT":
        ask.fact("lives_in")
        return ask.holds("portability.it.went_back", Answer.NO)
    ask.fact("returned_on")
    return ask.holds("portability.it.went_back", Answer.UNKNOWN)


def _is_past(day: PartialDate, on: date) -> Answer:
    if day.latest <= on:
        return Answer.YES
    return Answer.NO if day.earliest > on else Answer.UNKNOWN


def canada(ask: Inquiry) -> Decision:
    """Canada's Old Age Security: ten years to be paid there, twenty to be paid abroad, Morocco's years helping.

    Source: Canada's page on living outside the country; the agreement of 1 July 1998.
    """
    from_age = ask.peek("ca_oas.counts_from_age")
    life = Life(ask)
    if from_age is not None and isinstance(from_age.value, int):
        life.counted_from("CA", from_age.value)
    decision = decided(ask, "CA", _canadian_need(ask), pension_age(ask, "CA", "ca_oas"), life=life)
    months = life.quiet.months({"CA"})
    if months is not None and decision.answer is not Answer.NO:
        stated(ask, "ca_oas.fortieths")
        part = fortieths(months)
        ask.figure("share", as_percent(part), "percent")
        _of_the_full(ask, "CA", part, "money:CAD")
        if all(one.key != "portability.note.fortieths" for one in ask.notes):
            ask.note("portability.note.fortieths", country="CA")
    return decision


def _canadian_need(ask: Inquiry) -> Need:
    here, abroad = need_of(ask, "ca_oas.years_in_canada"), need_of(ask, "ca_oas.years_to_export")
    if here.surely is None or abroad.surely is None:
        return here
    lives = ask.circumstances.known("lives_in")
    least = here.surely if lives in ("CA", None) else abroad.surely
    surely = here.surely if lives == "CA" else abroad.surely

    def rest(one: Inquiry, answer: Answer) -> None:
        # Who has enough for both, or too little for either, is not asked where they live.
        if least == surely or answer is Answer.UNKNOWN:
            one.fact("lives_in")
        stated(one, "ca_oas.years_in_canada" if lives == "CA" or answer is Answer.NO else "ca_oas.years_to_export")

    return Need(least * 12, surely * 12, rest)


def netherlands(ask: Inquiry) -> Decision:
    """The Netherlands' AOW: each insured year builds up a part, so any insured time opens it without totalisation.

    Source: the Dutch rule of two per cent a year, not read in the text.
    """
    life = Life(ask)
    need = Need(1, 1, lambda one, _: stated(one, "nl_aow.percent_per_year"))
    decision = decided(ask, "NL", need, pension_age(ask, "NL", "nl_aow"))
    months, per_year = life.quiet.months({"NL"}), ask.peek("nl_aow.percent_per_year")
    if months is not None and per_year is not None and isinstance(per_year.value, int):
        percent = residence_percent(months, per_year=per_year.value)
        ask.figure("percent_of_full", percent, "percent")
        _of_the_full(ask, "NL", Between(Fraction(percent.low) / 100, Fraction(percent.high) / 100), "money:EUR")
    return decision


def _of_the_full(ask: Inquiry, code: str, part: Between, unit: str) -> None:
    """The part of the full pension that the institution told the person."""
    name = f"full_amount.{code}"
    full = ask.quantity(name) if ask.circumstances.known(name) is not None else None
    if full is not None:
        amount = multiplied(full, part)
        ask.figure("paid", Between(cents(amount.low), cents(amount.high)), unit)


def italian_survivors(ask: Inquiry) -> Decision:
    """Survivors of somebody insured in Italy: due where the death came after the pension age of law 189/2002."""
    some = has_periods(ask, Life(ask), "IT")
    if ask.peek("it_law_189_2002.pension_age") is None:
        return all_of(some, not_read(ask, "portability.it.died_after_age", country="IT", years=None, months=None))
    born, died = ask.fact("insured_person_born_on"), ask.fact("died_on")
    needed = stated(ask, "it_law_189_2002.pension_age")
    stated(ask, "it_law_189_2002.survivors_if_death_after_age")
    answer = Answer.UNKNOWN
    if isinstance(born, PartialDate) and isinstance(died, PartialDate) and isinstance(needed, int):
        answer = _age_at(born, died).at_least(needed)
    values = (
        {"years": needed // 12, "months": needed % 12} if isinstance(needed, int) else {"years": None, "months": None}
    )
    return all_of(some, ask.holds("portability.it.died_after_age", answer, country=country("IT").name, **values))


def _age_at(born: PartialDate, died: PartialDate) -> Between:
    return Between(months_lived(born, died.earliest).low, months_lived(born, died.latest).high)
