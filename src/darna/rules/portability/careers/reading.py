"""A working life as plain data: in situations, in forms, in a file one can bring back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import islice
from typing import Any, Final

from darna.kernel.dates import PartialDate
from darna.kernel.errors import Invalid
from darna.rules.portability.careers.career import Career
from darna.rules.portability.careers.periods import Period
from darna.rules.portability.careers.units import Number, Unit

_KNOWN: Final = {"country", "scheme", "from", "to", "amount", "unit", "evidence", *(unit.value for unit in Unit)}

#: No life has more periods than that; what a stranger sends is not counted for hours.
MOST_PERIODS: Final = 200
#: More than a hundred years of days.
MOST_AMOUNT: Final = 40_000
LONGEST_NUMBER: Final = 24


def read_career(told: Iterable[Mapping[str, Any]]) -> Career:
    """The working life written as a list of periods.

    Shape: `{country: FR, from: 1970-01-01, to: 1987-12}` or `{country: MA, days: 1320}`, also
    `{country: MA, amount: 44, unit: months}`, with `scheme` and `evidence` where they are known.
    Raises: Invalid with the field and what is wrong with it.
    """
    listed = list(islice(told, MOST_PERIODS + 1))
    if len(listed) > MOST_PERIODS:
        raise Invalid("career", "too_many_periods", most=MOST_PERIODS)
    return Career(tuple(_period(one) for one in listed))


def written(career: Career) -> list[dict[str, str]]:
    """The same life as plain text values; `read_career` gives it back.

    >>> written(read_career([{"country": "MA", "days": 1320}]))
    [{'country': 'MA', 'amount': '1320', 'unit': 'days'}]
    """
    return [_written(period) for period in career.periods]


def _period(told: Mapping[str, Any]) -> Period:
    for name in told:
        if name not in _KNOWN:
            raise Invalid("career", "unknown_field", value=name)
    country = str(told.get("country") or "")
    if not (len(country) == 2 and country.isascii() and country.isupper()):
        raise Invalid("country", "not_a_country", value=country)
    amount, unit = _amount(told)
    words = {name: str(told.get(name) or "") for name in ("scheme", "evidence")}
    return Period(country, _date(told, "from"), _date(told, "to"), amount, unit, **words)


def _amount(told: Mapping[str, Any]) -> tuple[Number | None, Unit]:
    named = [unit for unit in Unit if told.get(unit.value) not in (None, "")]
    if len(named) > 1:
        raise Invalid("amount", "several_amounts", value=[unit.value for unit in named])
    if named:
        return _number(told[named[0].value]), named[0]
    raw = told.get("amount")
    return (None if raw in (None, "") else _number(raw)), _unit(told.get("unit") or Unit.MONTHS)


def _unit(raw: object) -> Unit:
    try:
        return Unit(str(raw))
    except ValueError:
        raise Invalid("unit", "not_a_unit", value=raw) from None


def _number(raw: object) -> Number:
    number: Number = raw if isinstance(raw, int | Fraction) else _decimal(raw)
    if not -MOST_AMOUNT <= number <= MOST_AMOUNT:
        raise Invalid("amount", "out_of_range", least=0, most=MOST_AMOUNT)
    if isinstance(number, Decimal) and number == number.to_integral_value():
        return int(number)
    return number


def _decimal(raw: object) -> Decimal:
    text = str(raw).strip().replace(",", ".")
    try:
        number = Decimal(text) if len(text) <= LONGEST_NUMBER else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise Invalid("amount", "not_a_number", value=text[:LONGEST_NUMBER])
    return number


def _date(told: Mapping[str, Any], name: str) -> PartialDate | None:
    raw = told.get(name)
    match raw:
        case None | "":
            return None
        case PartialDate():
            return raw
        case date():
            return PartialDate(raw)
        case _:
            return PartialDate.parse(str(raw), field=name)


def _written(period: Period) -> dict[str, str]:
    told = {
        "country": period.country,
        "scheme": period.scheme,
        "from": str(period.first or ""),
        "to": str(period.last or ""),
        "amount": "" if period.amount is None else str(period.amount),
        "unit": "" if period.amount is None else period.unit.value,
        "evidence": period.evidence,
    }
    return {name: value for name, value in told.items() if value}
