"""Morocco's own pension: days of the CNSS alone or with another country's, and the amount as far as it is published."""

from __future__ import annotations

from datetime import date, timedelta

from darna.kernel.dates import PartialDate
from darna.rules.engine.answers import Answer, both, opposite
from darna.rules.engine.bounds import Between
from darna.rules.engine.circumstances import months_lived
from darna.rules.engine.decisions import Decision, all_of, any_of
from darna.rules.engine.inquiry import Inquiry, fact_lever
from darna.rules.portability.careers import Unit
from darna.rules.portability.questions.ages import lived_months
from darna.rules.portability.questions.conditions import (
    agreement_applies,
    counted_together,
    has_periods,
    long_enough,
    not_read,
    together,
)
from darna.rules.portability.questions.levers import offer_age, offer_dates, offer_months
from darna.rules.portability.questions.life import Life
from darna.rules.portability.questions.needs import Need, need_of
from darna.rules.portability.questions.pension import tell_pension
from darna.rules.portability.questions.stated import stated
from darna.rules.portability.questions.world import COUNTRIES, MOROCCO, country


def morocco(ask: Inquiry) -> Decision:
    """The CNSS old-age pension: enough days alone or with a country of an agreement, sixty years old, work ended.

    Source: dahir 1-72-184 as amended by law 02-24 and decree 2.25.265.
    """
    life = Life(ask)
    some = has_periods(ask, life, MOROCCO)
    need = need_of(ask, "ma_cnss.qualifying_days")
    own = own_days(ask, life, need)
    alone = all_of(own, *_retired_since_the_reform(ask, need))
    ways = [alone, *(with_country(ask, life, code) for code in partners(life))]
    decision = all_of(some, any_of(*ways), _age(ask), _work_ended(ask))
    _offer_days(ask, life, need)
    offer_dates(ask, life)
    if alone.answer is Answer.YES:
        tell_pension(ask, life)
    elif decision.answer is not Answer.NO:
        ask.note("portability.note.ma_amount_not_computed")
    _notes(ask, decision)
    return decision


def partners(life: Life) -> list[str]:
    """The countries of the working life with which Morocco has signed an agreement."""
    return [code for code in life.countries if code in COUNTRIES]


def own_days(ask: Inquiry, life: Life, need: Need) -> Decision:
    """Whether the days of the CNSS are enough alone."""
    has = life.days({MOROCCO})
    if has is not None:
        ask.figure("own_days", has, "days")
    return need.judged(ask, "portability.ma.own_days", has)


def _retired_since_the_reform(ask: Inquiry, need: Need) -> list[Decision]:
    """The lower number of days holds for who retires since the reform; asked only of who may have retired before.

    Retired is who has the age and has stopped working, so nobody who reached the age since is asked.
    Source: law 02-24 and decree 2.25.265, for retirements since 1 January 2023.
    """
    since, told = ask.peek("ma_cnss.reform_retirements_since"), ask.figures.get("own_days")
    if since is None or told is None or not isinstance(since.value, date):
        return []
    had_the_age = _had_the_age(ask, since.value)
    needs_reform = need_of(ask, "ma_cnss.former_qualifying_days").answer(told.value) is not Answer.YES
    retired = ask.circumstances.known("stopped_work") is not False
    if not (needs_reform and retired) or Answer.NO in (had_the_age, need.answer(told.value)):
        return []
    stated(ask, since.name)
    stopped = ask.fact("stopped_work_on")
    before = _is_before(stopped, since.value) if isinstance(stopped, PartialDate) else Answer.UNKNOWN
    return [ask.holds("portability.ma.retired_since_reform", opposite(both(had_the_age, before)), day=since.value)]


def _had_the_age(ask: Inquiry, day: date) -> Answer:
    """Whether the person already had the ordinary age on the eve of that day; no where the birth is not known."""
    born, needed = ask.circumstances.known("birth_date"), ask.peek("ma_cnss.pension_age")
    if not isinstance(born, PartialDate) or needed is None or not isinstance(needed.value, int):
        return Answer.NO
    return months_lived(born, day - timedelta(days=1)).at_least(needed.value)


def _is_before(told: PartialDate, day: date) -> Answer:
    if told.latest < day:
        return Answer.YES
    return Answer.NO if told.earliest >= day else Answer.UNKNOWN


def with_country(ask: Inquiry, life: Life, code: str) -> Decision:
    """Whether days of Morocco and of one other country are enough together, under the agreement of that day.

    Since the reform it has not been published whether 1,320 or 3,240 days are then asked for: what reaches both is
    a yes, what reaches neither a no, and in between the CNSS has to be asked.
    """
    applies = agreement_applies(ask, code, "old_age", totalises=True)
    if applies.answer is Answer.NO:
        return applies
    short = long_enough(ask, life, code, "ma_cnss.short_foreign_period_months")
    certain, possible = counted_together(ask, life, code)
    has = _days(life, certain, possible)
    if has is not None and applies.answer is Answer.YES:
        ask.figure("total_days", has, "days")
    listed = [country(one).name for one in possible]
    enough = _target(ask).judged(ask, "portability.ma.total_days", has, countries=listed)
    if applies.answer is Answer.UNKNOWN and enough.answer is not Answer.NO:
        # Where nobody knows whether the agreement adds them, no sum is shown as if it did.
        return applies
    return all_of(applies, *([short] if short else []), enough)


def _days(life: Life, certain: tuple[str, ...], possible: tuple[str, ...]) -> Between | None:
    low, high = life.days(certain), life.days(possible)
    if low is None or high is None or together(life, certain, possible) is None:
        return None
    return Between(low.low, max(low.high, high.high))


def _target(ask: Inquiry) -> Need:
    now, before = need_of(ask, "ma_cnss.qualifying_days"), need_of(ask, "ma_cnss.former_qualifying_days")

    def rest(one: Inquiry, answer: Answer) -> None:
        if answer is Answer.YES:
            stated(one, "ma_cnss.former_qualifying_days")
        elif answer is Answer.NO:
            stated(one, "ma_cnss.qualifying_days")
        elif one.circumstances.known("career") is not None:
            stated(one, "ma_cnss.totalisation_target_days")

    return Need(now.least, before.surely, rest)


def _age(ask: Inquiry) -> Decision:
    """Sixty, or fifty-five after five years underground in a mine; who said nothing of a mine is not asked."""
    ordinary = _at_age(ask, "ma_cnss.pension_age")
    if ask.circumstances.known("underground_months") is None:
        return ordinary
    underground = ask.quantity("underground_months")
    needed = stated(ask, "ma_cnss.miners_underground_months")
    enough = ask.at_least("portability.ma.underground", underground, needed if isinstance(needed, int) else 0)
    return any_of(ordinary, all_of(enough, _at_age(ask, "ma_cnss.miners_pension_age")))


def _at_age(ask: Inquiry, name: str) -> Decision:
    needed = stated(ask, name)
    if not isinstance(needed, int):
        return not_read(ask, "portability.pension_age_not_known", country=MOROCCO)
    offer_age(ask, needed)
    lived = lived_months(ask)
    answer = Answer.UNKNOWN if lived is None else lived.at_least(needed)
    return ask.holds("portability.pension_age", answer, country=MOROCCO, years=needed // 12, months=needed % 12)


def _work_ended(ask: Inquiry) -> Decision:
    stated(ask, "ma_cnss.stops_salaried_work")
    stopped = ask.truth("stopped_work")
    if stopped is not Answer.YES:
        ask.lever(fact_lever("stopped_work", True))
    return ask.holds("portability.ma.stopped_work", stopped)


def _offer_days(ask: Inquiry, life: Life, need: Need) -> None:
    """The months more in Morocco after which its own days would be enough."""
    short_by = need.lacking(life.quiet.days({MOROCCO}))
    if short_by:
        months = life.conversion.months(short_by, Unit.DAYS)
        offer_months(ask, MOROCCO, -(-months.numerator // months.denominator))


def _notes(ask: Inquiry, decision: Decision) -> None:
    if decision.answer is Answer.NO:
        return
    within = stated(ask, "ma_cnss.claim_within_months")
    ask.note("portability.note.ma_claim_within", months=within)
    if ask.peek("ma_cnss.health_cover_included"):
        stated(ask, "ma_cnss.health_cover_included")
        ask.note("portability.note.ma_health_included")
