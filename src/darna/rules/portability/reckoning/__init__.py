"""What insured periods are worth: exact arithmetic, rounded to the cent only where an amount is told."""

from darna.rules.portability.reckoning.accrual import fortieths, residence_percent, whole_years
from darna.rules.portability.reckoning.cnss import Cnss
from darna.rules.portability.reckoning.money import cents
from darna.rules.portability.reckoning.schemes import Scheme
from darna.rules.portability.reckoning.sharing import Payment, compare, denominator, pro_rata, share

__all__ = [
    "Cnss",
    "Payment",
    "Scheme",
    "cents",
    "compare",
    "denominator",
    "fortieths",
    "pro_rata",
    "residence_percent",
    "share",
    "whole_years",
]
