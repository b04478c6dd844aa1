"""Which agreement binds Morocco and another country on a day, as far as it is certain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from darna.kernel.errors import NotFound
from darna.rules.book import Book
from darna.rules.engine.parameters import Dated, Instrument

HOME: Final = "MA"
#: The Member States of the European Union, which treaties of the Union bind.
EU: Final = frozenset(
    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split()  # noqa: SIM905
)

#: What a State's own law may say of an old-age pension, the most telling first.
OF_A_STATE: Final = ("qualifying_days", "below_minimum_paid", "own_periods_only", "qualifying_months", "pension_age")


def agreements_with(known: Book, country: str) -> list[Instrument]:
    """Every agreement between the two alone, in force or not."""
    return [one for one in known.instruments.values() if set(one.parties) == {HOME, country}]


def agreement_with(known: Book, country: str, on: date) -> Instrument | None:
    """The agreement that is certainly in force between the two on that day, the newest where there are several."""
    found = [one for one in agreements_with(known, country) if is_in_force(known, one, on)]
    return max(found, key=lambda one: one.id.rpartition("_")[2], default=None)


def union_agreement(known: Book, on: date) -> Instrument | None:
    """The association agreement of Morocco with the European Union, when it is in force on that day."""
    found = [one for one in known.instruments.values() if set(one.parties) == {HOME, "EU"}]
    return next((one for one in found if is_in_force(known, one, on)), None)


def is_in_force(known: Book, instrument: Instrument, on: date) -> bool:
    """Whether it certainly binds on that day."""
    dated = value_of(known, f"{instrument.id}.in_force", on)
    return dated is not None and dated.is_sure and dated.value is True


def texts_of(known: Book, country: str) -> list[Instrument]:
    """What is known of that State's own law on pensions."""
    return [one for one in known.instruments.values() if tuple(one.parties) == (country,) and _is_of_pensions(one)]


def first_sure(known: Book, instrument: Instrument, names: Iterable[str], on: date) -> Dated | None:
    """The first of these statements that is certain on that day, None where none is."""
    found = (value_of(known, f"{instrument.id}.{name}", on) for name in names)
    return next((dated for dated in found if dated is not None and dated.is_sure), None)


def _is_of_pensions(instrument: Instrument) -> bool:
    # Rights in Morocco that hold values of their own stand among the instruments too.
    return "pension_age" in instrument.parameters


def value_of(known: Book, name: str, on: date) -> Dated | None:
    """What the law says, None where it says nothing that day."""
    try:
        return known.law.value(name, on)
    except NotFound:
        return None
