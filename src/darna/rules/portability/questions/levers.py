"""What might be otherwise in a working life: months more, dates that become known, an agreement in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from darna.kernel.dates import PartialDate
from darna.rules.engine.circumstances import Circumstances, day_of_months
from darna.rules.engine.inquiry import Inquiry, Lever, fact_lever
from darna.rules.engine.parameters import Law
from darna.rules.portability.careers import Career, Period
from darna.rules.portability.careers.counting import day_at, place
from darna.rules.portability.careers.units import DAYS_OF_A_MONTH
from darna.rules.portability.questions.life import Life
from darna.rules.portability.questions.world import country

#: Nobody is told to work fifty years more.
MOST_MONTHS = 480


def offer_months(ask: Inquiry, code: str, months: int) -> None:
    """Try so many insured months more in a country, from tomorrow on."""
    if not 0 < months <= MOST_MONTHS:
        return

    def later(now: Circumstances, law: Law) -> tuple[Circumstances, Law]:
        begin = now.on + timedelta(days=1)
        end = day_at(place(now.on) + months * DAYS_OF_A_MONTH) - timedelta(days=1)
        career = now.known("career")
        told = career if isinstance(career, Career) else Career()
        more = told.told_by(now.on).with_period(Period(code, PartialDate(begin), PartialDate(end)))
        return now.with_fact("career", more).on_day(end), law

    values: dict[str, object] = {"country": country(code).name, "months": months}
    ask.lever(Lever("portability.lever.months_more", values, later, "career"))


def offer_dates(ask: Inquiry, life: Life) -> None:
    """Try the longest and the shortest life that vague dates and statements allow."""
    career = life.career
    if career is None or career.are_known:
        return
    if not career.never_at_once and len(career.countries) > 1:
        ask.lever(fact_lever("insured_at_once", False))
    _offer_life(ask, "portability.lever.longest", Career.longest)
    _offer_life(ask, "portability.lever.shortest", Career.shortest)


def _offer_life(ask: Inquiry, key: str, otherwise: Callable[[Career], Career]) -> None:
    def so(now: Circumstances, law: Law) -> tuple[Circumstances, Law]:
        told = now.known("career")
        return (now.with_fact("career", otherwise(told)), law) if isinstance(told, Career) else (now, law)

    ask.lever(Lever(key, {"fact": "career"}, so, "career"))


def offer_agreement(ask: Inquiry, name: str, code: str, branch: str) -> None:
    """Try the law as it would be if that agreement were in force and added periods together."""

    def in_force(now: Circumstances, law: Law) -> tuple[Circumstances, Law]:
        changed = law.supposing(f"{name}.in_force", True, since=now.on)
        changed = changed.supposing(f"{name}.totalises", True, since=now.on)
        return now, changed.supposing(f"{name}.covers", {branch: True}, since=now.on)

    ask.lever(Lever("portability.lever.agreement_in_force", {"country": country(code).name}, in_force, "law"))


def offer_age(ask: Inquiry, months: int) -> None:
    """Try the day on which the person will have that age."""
    born = ask.circumstances.facts.get("birth_date")
    if not isinstance(born, PartialDate):
        return
    day = day_of_months(born, months)
    if day > ask.circumstances.on:
        values: dict[str, object] = {"day": day, "years": months // 12, "months": months % 12}
        ask.lever(Lever("portability.lever.on_age", values, lambda now, law: (now.on_day(day), law), "time"))
