"""Amounts that belong to a right: what stays to be taxed, what is left, what is paid each month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from darna.rules.amounts import MONEY, above, sure, table, told
from darna.rules.engine.bounds import Between
from darna.rules.engine.decisions import Figure
from darna.rules.engine.inquiry import Inquiry
from darna.rules.engine.rights import Formula

Amounts = Mapping[str, Decimal]

#: How many children are paid at the first amounts, and how many after them at the further ones.
FIRST: Final = 3
FURTHER: Final = 3


def taxed_tools(ask: Inquiry) -> Figure | None:
    """The part of the used tools' value on which duty is paid at a definitive return."""
    return _taxed(ask, "tools_value", "customs_definitive_return.tools_limit")


def taxed_other_goods(ask: Inquiry) -> Figure | None:
    """The part of the varied goods' value on which duty is paid at a definitive return."""
    return _taxed(ask, "other_goods_value", "customs_definitive_return.other_goods_limit")


def _taxed(ask: Inquiry, fact: str, limit_name: str) -> Figure | None:
    worth, limit = told(ask, fact), sure(ask, limit_name)
    if worth is None or limit is None:
        return None
    return Figure(Between.exactly(above(worth, limit)), MONEY)


def vehicle_days_left(ask: Inquiry) -> Figure | None:
    """The days of this year for which a vehicle from abroad may still stay without duty."""
    used, allowed = told(ask, "vehicle_days_in_morocco"), sure(ask, "temporary_admission.days_in_a_year")
    if used is None or allowed is None:
        return None
    return Figure(Between.exactly(above(allowed, used)), "days")


def monthly_aid(ask: Inquiry) -> Figure | None:
    """The direct social aid of a month.

    Not told for a widow, for whom the source names another amount without saying of what, nor for months whose
    amounts were not read.
    """
    first, further = table(ask, "direct_social_aid.first_children"), table(ask, "direct_social_aid.further_children")
    least = sure(ask, "direct_social_aid.least_a_month")
    schooled, unschooled = told(ask, "small_or_schooled_children"), told(ask, "unschooled_children")
    if first is None or further is None or least is None or schooled is None or unschooled is None:
        return None
    if ask.fact("is_widowed") is not False:
        return None
    return Figure(aid_for(int(schooled), int(unschooled), first, further, least=least), MONEY)


def aid_for(schooled: int, unschooled: int, first: Amounts, further: Amounts, *, least: Decimal) -> Between:
    """The aid for so many children: three at the first amounts, three at the further ones, never below the least.

    The source does not say whether children at school are counted first, so it lies between both orders.

    >>> first, further = {"schooled": 300, "unschooled": 200}, {"schooled": 36, "unschooled": 24}
    >>> str(aid_for(2, 0, first, further, least=500)), str(aid_for(3, 1, first, further, least=500))
    ('600', '836–924')
    """
    at_school, at_home = ["schooled"] * schooled, ["unschooled"] * unschooled
    totals = [max(least, _for_children(order, first, further)) for order in (at_school + at_home, at_home + at_school)]
    return Between(min(totals), max(totals))


def _for_children(children: list[str], first: Amounts, further: Amounts) -> Decimal:
    return _sum(children[:FIRST], first) + _sum(children[FIRST : FIRST + FURTHER], further)


def _sum(children: Iterable[str], amounts: Amounts) -> Decimal:
    return sum((amounts[child] for child in children), start=Decimal(0))


FORMULAS: Final[Mapping[str, Formula]] = {
    "taxed_tools": taxed_tools,
    "taxed_other_goods": taxed_other_goods,
    "vehicle_days_left": vehicle_days_left,
    "monthly_aid": monthly_aid,
}
