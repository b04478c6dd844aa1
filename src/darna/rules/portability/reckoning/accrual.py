"""Pensions that grow with each year lived or insured in a country: fortieths, and so many per cent a year."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from darna.rules.engine.bounds import Between
from darna.rules.portability.reckoning.money import Number


def whole_years(months: Between) -> Between:
    """Complete years.

    >>> str(whole_years(Between(191, 192)))
    '15–16'
    """
    return Between(floor(Fraction(months.low) / 12), floor(Fraction(months.high) / 12))


def fortieths(months: Between, *, full_years: int = 40) -> Between:
    """The part of a full pension that complete years of residence give, one fortieth for each.

    Source: Canada's Old Age Security: one fortieth of the full amount for each year, as the agreement applies it.

    >>> str(fortieths(Between.exactly(15 * 12)))
    '3/8'
    """
    years = whole_years(months).capped(full_years)
    return Between(Fraction(years.low) / full_years, Fraction(years.high) / full_years)


def residence_percent(months: Between, *, per_year: Number = 2) -> Between:
    """The per cent of a full pension built up by complete insured years, at most all of it.

    Source: the Netherlands' AOW: two per cent for each insured year.

    >>> str(residence_percent(Between.exactly(130)))
    '20'
    """
    years = whole_years(months)
    built = (Fraction(per_year) * Fraction(bound) for bound in (years.low, years.high))
    return Between(*built).capped(Fraction(100))
