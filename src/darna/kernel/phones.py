"""Phone numbers as the world dials and writes them; Moroccan unless they say otherwise."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

REGION: Final = "MA"

Fault = Literal["phone_too_short", "phone_too_long", "phone_unreadable"]


# A register asks for each number several times in a row; the plans of the world are slow, and few numbers stay in memory.
@lru_cache(maxsize=32)
def dialled(written: str, region: str = REGION) -> tuple[str | None, Fault | None]:
    """The number as it is dialled from anywhere, or why it cannot be.

    >>> dialled("0523000000"), dialled("12")
    (('+212523000000', None), (None, 'phone_too_short'))
    """
    # The plans of all countries are loaded with the first number that is read, not before the first page is shown.
    from phonenumbers import phonenumberutil as plans

    try:
        number = plans.parse(written, region)
    except plans.NumberParseException as problem:
        return None, _fault_of(problem.error_type)
    # Length only: lists of allotted prefixes lag behind the operators.
    match plans.is_possible_number_with_reason(number):
        case plans.ValidationResult.IS_POSSIBLE:
            return plans.format_number(number, plans.PhoneNumberFormat.E164), None
        case plans.ValidationResult.TOO_SHORT | plans.ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
            return None, "phone_too_short"
        case plans.ValidationResult.TOO_LONG:
            return None, "phone_too_long"
        case _:
            return None, "phone_unreadable"


def _fault_of(kind: int) -> Fault:
    from phonenumbers import NumberParseException as Refused

    if kind in {Refused.TOO_SHORT_NSN, Refused.TOO_SHORT_AFTER_IDD}:
        return "phone_too_short"
    return "phone_too_long" if kind == Refused.TOO_LONG else "phone_unreadable"


def grouped(written: str, region: str = REGION) -> str:
    """The number in groups as it is read aloud abroad; what is none is left as it was written.

    >>> grouped("0523000000"), grouped("after five")
    ('+212 5 23 00 00 00', 'after five')
    """
    from phonenumbers import phonenumberutil as plans

    try:
        return plans.format_number(plans.parse(written, region), plans.PhoneNumberFormat.INTERNATIONAL)
    except plans.NumberParseException:
        return written
