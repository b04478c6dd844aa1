"""What an auto-entrepreneur pays in a year."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from darna.rules.amounts import MONEY, above, part_of, sure, told
from darna.rules.engine.bounds import Between
from darna.rules.engine.decisions import Figure
from darna.rules.engine.inquiry import Inquiry
from darna.rules.engine.rights import Formula

_GOODS: Final = ("trade", "industry", "craft")
_HERE: Final = "auto_entrepreneur"


def yearly_tax(ask: Inquiry) -> Figure | None:
    """The tax on a year's turnover; what clients withheld as final tax is not taxed again."""
    turnover, activity = told(ask, "yearly_turnover"), ask.fact("activity")
    if turnover is None:
        return None
    if activity in _GOODS:
        return _taxed(ask, "rate_goods", Between.exactly(turnover))
    exceeding = _exceeding(ask)
    if activity != "services" or exceeding is None:
        return None
    return _taxed(ask, "rate_services", Between.exactly(turnover) - exceeding)


def withheld_by_clients(ask: Inquiry) -> Figure | None:
    """What clients withhold from services above the yearly limit for one client; nothing before that rule."""
    rate = sure(ask, f"{_HERE}.withheld_above")
    if rate is None or ask.fact("activity") != "services":
        return None
    if rate == 0:
        return Figure(Between.exactly(Decimal(0)), MONEY)
    exceeding = _exceeding(ask)
    if exceeding is None:
        return None
    return Figure(part_of(rate, exceeding), MONEY)


def exceeding_of(turnover: Decimal, largest: Decimal, limit: Decimal) -> Between:
    """The turnover above the limit for one client, when only the largest client's part is known.

    The other clients may all be small, or each as large as the largest.

    >>> exceeding_of(Decimal(120000), Decimal(100000), Decimal(80000))
    Between(low=Decimal('20000'), high=Decimal('20000'))
    >>> exceeding_of(Decimal(200000), Decimal(100000), Decimal(80000))
    Between(low=Decimal('20000'), high=Decimal('40000'))
    """
    first = above(largest, limit)
    if first == 0:
        return Between.exactly(first)
    as_large, remainder = divmod(turnover - largest, largest)
    return Between(first, first + as_large * first + above(remainder, limit))


def _exceeding(ask: Inquiry) -> Between | None:
    turnover, largest = told(ask, "yearly_turnover"), told(ask, "largest_client_year")
    limit = sure(ask, f"{_HERE}.one_client_limit")
    if turnover is None or largest is None or limit is None:
        return None
    return exceeding_of(turnover, min(largest, turnover), limit)


def _taxed(ask: Inquiry, rate_name: str, turnover: Between) -> Figure | None:
    rate = sure(ask, f"{_HERE}.{rate_name}")
    return None if rate is None else Figure(part_of(rate, turnover), MONEY)


FORMULAS: Final[Mapping[str, Formula]] = {"yearly_tax": yearly_tax, "withheld_by_clients": withheld_by_clients}
