"""What support an investment would get, as far as published rates allow to work it out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from darna.rules.amounts import MONEY, PERCENT, part_of, percent_of, sure, table, told
from darna.rules.engine.bounds import Between
from darna.rules.engine.decisions import Figure
from darna.rules.engine.inquiry import Inquiry
from darna.rules.engine.rights import Formula

NOTHING: Final = Decimal(0)


def mdm_invest_grant(ask: Inquiry) -> Figure | None:
    """The part of the person's own contribution that MDM Invest gives, no more than its largest grant."""
    amount, share = told(ask, "project_amount"), told(ask, "own_share_percent")
    rate, most = sure(ask, "mdm_invest.grant"), sure(ask, "mdm_invest.most_grant")
    if amount is None or share is None or rate is None or most is None:
        return None
    return Figure(Between.exactly(min(percent_of(rate, percent_of(share, amount)), most)), MONEY)


def charter_rate(ask: Inquiry) -> Figure | None:
    """The premiums of the charter's main scheme in percent: those that are certain, up to the cap.

    The premiums for the number of jobs and others rest on thresholds that were not read, hence the range.
    """
    rates = _charter_rates(ask)
    return None if rates is None else Figure(rates, PERCENT)


def charter_premiums(ask: Inquiry) -> Figure | None:
    """The premiums of the main scheme on the amount that counts for them."""
    return _on_eligible_amount(ask, _charter_rates(ask))


def small_enterprise_rate(ask: Inquiry) -> Figure | None:
    """The premiums for a small enterprise in percent: that for jobs, up to the cap."""
    rates = _small_enterprise_rates(ask)
    return None if rates is None else Figure(rates, PERCENT)


def small_enterprise_premiums(ask: Inquiry) -> Figure | None:
    """The premiums for a small enterprise on the amount that counts for them."""
    return _on_eligible_amount(ask, _small_enterprise_rates(ask))


def job_premium_of(jobs: int, rates: Mapping[str, Decimal]) -> Decimal:
    """The premium for so many jobs; the source gives two rates for five jobs, of which the lower is certain.

    >>> rates = {"few": 5, "some": 7, "many": 10}
    >>> [int(job_premium_of(jobs, rates)) for jobs in (1, 2, 5, 6, 10, 11)]
    [0, 5, 5, 7, 7, 10]
    """
    for least, name in ((11, "many"), (6, "some"), (2, "few")):
        if jobs >= least:
            return rates[name]
    return NOTHING


def _charter_rates(ask: Inquiry) -> Between | None:
    cap, territorial = sure(ask, "charter_main_scheme.cap"), table(ask, "charter_main_scheme.territorial")
    province = ask.fact("project_province")
    if cap is None or territorial is None or province is None:
        return None
    certain = territorial.get(str(province), NOTHING) + _for_the_field(ask) + _for_women(ask)
    return Between(min(certain, cap), cap)


def _for_the_field(ask: Inquiry) -> Decimal:
    return _rate(ask, "sectoral") if ask.fact("sector_is_listed") is True else NOTHING


def _for_women(ask: Inquiry) -> Decimal:
    share, above = told(ask, "women_payroll_percent"), sure(ask, "charter_main_scheme.women_payroll_above")
    if share is None or above is None or share <= above:
        return NOTHING
    return _rate(ask, "women")


def _rate(ask: Inquiry, name: str) -> Decimal:
    return sure(ask, f"charter_main_scheme.{name}") or NOTHING


def _small_enterprise_rates(ask: Inquiry) -> Between | None:
    cap, rates = sure(ask, "small_enterprise_scheme.cap"), table(ask, "small_enterprise_scheme.job_premium")
    jobs = told(ask, "jobs_created")
    if cap is None or rates is None or jobs is None:
        return None
    return Between(job_premium_of(int(jobs), rates), cap)


def _on_eligible_amount(ask: Inquiry, rates: Between | None) -> Figure | None:
    amount = told(ask, "eligible_amount")
    return None if rates is None or amount is None else Figure(part_of(rates, amount), MONEY)


FORMULAS: Final[Mapping[str, Formula]] = {
    "mdm_invest_grant": mdm_invest_grant,
    "charter_rate": charter_rate,
    "charter_premiums": charter_premiums,
    "small_enterprise_rate": small_enterprise_rate,
    "small_enterprise_premiums": small_enterprise_premiums,
}
