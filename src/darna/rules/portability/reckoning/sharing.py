"""Sharing a pension between institutions: what the whole life would be worth, and each one's part of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from darna.rules.portability.reckoning.money import Number


def denominator(total: Number, most: Number | None = None) -> Fraction:
    """The length by which a theoretical pension is divided: all periods, but no more than a full career.

    Units: months, or any one unit. `most` is the longest career the institution's own law counts, where the
    agreement caps by it; None where it does not.
    """
    return Fraction(total) if most is None else min(Fraction(total), Fraction(most))


def share(own: Number, total: Number, most: Number | None = None) -> Fraction:
    """The part of the theoretical pension that one institution pays: never more than the whole.

    >>> share(18, 42), share(18, 42, most=40), share(41, 42, most=40)
    (Fraction(3, 7), Fraction(9, 20), Fraction(1, 1))

    Raises: ValueError when own periods are more than all periods, or negative.
    """
    if not 0 <= own <= total:
        raise ValueError(f"{own} of {total} is not a part")
    divided_by = denominator(total, most)
    return min(Fraction(1), Fraction(own) / divided_by) if divided_by else Fraction(0)


def pro_rata(theoretical: Number, own: Number, total: Number, most: Number | None = None) -> Fraction:
    """One institution's part of what the whole life would have been worth under its law.

    Source: agreement France–Morocco of 22 October 2007; the same pattern as Regulation (EC) 883/2004.
    """
    return Fraction(theoretical) * share(own, total, most)


class By(StrEnum):
    """Which of two calculations is paid."""

    OWN = "own"
    PRO_RATA = "pro_rata"


@dataclass(frozen=True, slots=True)
class Payment:
    """What an institution pays, and by which calculation it came out higher."""

    amount: Fraction
    by: By


def compare(independent: Number | None, proportional: Number) -> Payment:
    """The more favourable of the pension on own periods and the part of the theoretical one.

    `independent` is None where the person has no right on own periods alone. When both are equal the own
    pension is paid: it needs no second institution.
    """
    if independent is not None and independent >= proportional:
        return Payment(Fraction(independent), By.OWN)
    return Payment(Fraction(proportional), By.PRO_RATA)
