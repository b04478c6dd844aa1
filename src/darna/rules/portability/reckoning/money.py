"""Amounts as people are told them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Final

Number = int | Fraction | Decimal

_CENT: Final = Decimal("0.01")


def cents(amount: Number) -> Decimal:
    """The amount to the cent, half a cent upwards.

    >>> cents(Fraction(24, 42) * 920)
    Decimal('525.71')
    """
    exact = Fraction(amount)
    with localcontext() as context:
        context.prec = 40
        return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_CENT, ROUND_HALF_UP)
