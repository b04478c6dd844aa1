"""Numbers of the law and of a person, as amounts are worked out from them."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from darna.rules.engine.bounds import Between, Number
from darna.rules.engine.inquiry import Inquiry

MONEY: Final = "money:MAD"
PERCENT: Final = "percent"


def sure(ask: Inquiry, name: str) -> Decimal | None:
    """A number of the law on the day that is asked about; None where the law is not certain."""
    found = ask.law(name)
    return Decimal(str(found.value)) if found.is_sure and not isinstance(found.value, bool) else None


def table(ask: Inquiry, name: str) -> dict[str, Decimal] | None:
    """Numbers of the law by code on that day; None where the law is not certain."""
    found = ask.law(name)
    if not found.is_sure or not isinstance(found.value, dict):
        return None
    return {str(code): Decimal(str(number)) for code, number in found.value.items()}


def told(ask: Inquiry, name: str) -> Decimal | None:
    """A number of the person; None where it is not known exactly."""
    found = ask.quantity(name)
    return Decimal(str(found.low)) if found is not None and found.is_known else None


def percent_of(rate: Decimal, amount: Decimal) -> Decimal:
    """So many hundredths of an amount.

    >>> percent_of(Decimal("0.5"), Decimal(500000))
    Decimal('2500.0')
    """
    return rate * amount / 100


def above(worth: Decimal, limit: Decimal) -> Decimal:
    """What lies above a limit, nothing when all is below.

    >>> above(Decimal(200000), Decimal(150000)), above(Decimal(1), Decimal(150000))
    (Decimal('50000'), Decimal('0'))
    """
    return max(Decimal(0), worth - limit)


def part_of(rate: Between | Decimal, amount: Between | Decimal) -> Between:
    """So many hundredths of an amount, where only bounds of one or the other are known.

    >>> part_of(Between(5, 30), Decimal(1000000)).high
    Decimal('300000')
    """
    rates, amounts = Between.of(rate), Between.of(amount)
    return Between(
        percent_of(_exact(rates.low), _exact(amounts.low)), percent_of(_exact(rates.high), _exact(amounts.high))
    )


def _exact(number: Number) -> Decimal:
    return Decimal(str(number))
