"""Insured periods of a person: noted, changed and taken out in a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.editing import locked, optional_text, save
from darna.base.keys.queries import cipher_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.entitlements import access
from darna.domains.entitlements.actions.told import keep_told
from darna.domains.entitlements.models import InsurancePeriod
from darna.domains.entitlements.sealed import PERIOD_NOTE
from darna.domains.entitlements.values import PeriodDraft
from darna.kernel.clock import today
from darna.kernel.codes import CountryCode
from darna.kernel.dates import PartialDate
from darna.kernel.errors import AlreadyDone, Invalid, Refused

if TYPE_CHECKING:
    from darna.domains.cases.models import Case

MOST_PERIODS = 60
_SAME = ("country", "from_on", "from_precision", "to_on", "to_precision", "amount", "unit")
#: No amount is more than a hundred years.
MOST = {"days": 36_600, "weeks": 5_300, "months": 1_200, "quarters": 400, "years": 100}


@transaction.atomic
def add_period(case_id: UUID, draft: PeriodDraft, *, by: Actor) -> InsurancePeriod:
    """Note that the person was insured somewhere. Raises: Refused, NotFound, Invalid."""
    case = access.case_to_write(by, case_id)
    _check(draft)
    if InsurancePeriod.objects.filter(case_id=case_id).count() >= MOST_PERIODS:
        raise Refused("too_many_periods")
    cipher = cipher_of(case.person_id)
    period = InsurancePeriod.objects.create(
        agency_id=case.agency_id,
        case_id=case.pk,
        person_id=case.person_id,
        noted_by=by.membership_id,
        **_columns(draft, cipher),
    )
    record("insurance.noted", subject=period, detail=_told(case, draft), cipher=cipher)
    return period


@transaction.atomic
def bring_periods(
    case_id: UUID, drafts: Sequence[PeriodDraft], facts: Mapping[str, str] = MappingProxyType({}), *, by: Actor
) -> int:
    """Note the periods of a file the person made for themselves, and keep its other facts for later questions.

    What is noted already is left. How many periods. Raises: Refused, NotFound, Invalid; AlreadyDone when all is noted.
    """
    case = access.case_to_write(by, case_id)
    for draft in drafts:
        _check(draft)
    rows = [_identity(row.__dict__) for row in InsurancePeriod.objects.filter(case_id=case_id)]
    cipher = cipher_of(case.person_id)
    columns = [_columns(draft, cipher) for draft in dict.fromkeys(drafts)]
    fresh = [told for told in columns if _identity(told) not in rows]
    kept = keep_told(case, facts, cipher, by=by)
    if not fresh and not kept:
        raise AlreadyDone("nothing_new_in_the_file")
    if len(rows) + len(fresh) > MOST_PERIODS:
        raise Refused("too_many_periods")
    of = {"agency_id": case.agency_id, "case_id": case.pk, "person_id": case.person_id, "noted_by": by.membership_id}
    InsurancePeriod.objects.bulk_create(InsurancePeriod(**of, **told) for told in fresh)
    detail = {"case": case.reference, "periods": len(fresh), "facts": kept}
    record("insurance.brought", subject=("entitlements.insuranceperiod", None), person_id=case.person_id, detail=detail)
    return len(fresh)


@transaction.atomic
def change_period(period_id: UUID, draft: PeriodDraft, *, seen_version: int, by: Actor) -> InsurancePeriod:
    """Put right what was noted of an insured period. Raises: Refused, NotFound, Invalid, StaleVersion."""
    period = access.visible_row(by, InsurancePeriod, period_id)
    case = access.case_to_write(by, period.case_id)
    _check(draft)
    period, cipher = locked(period, seen_version), cipher_of(case.person_id)
    save(period, **_columns(draft, cipher))
    record("insurance.changed", subject=period, detail=_told(case, draft), cipher=cipher)
    return period


@transaction.atomic
def remove_period(period_id: UUID, *, seen_version: int, by: Actor) -> None:
    """Take out an insured period that was noted by mistake. Raises: Refused, NotFound, StaleVersion."""
    period = access.visible_row(by, InsurancePeriod, period_id)
    case = access.case_to_write(by, period.case_id)
    period = locked(period, seen_version)
    told = ("entitlements.insuranceperiod", period.pk)
    detail = {"case": case.reference, "country": period.country}
    period.delete()
    record("insurance.removed", subject=told, person_id=case.person_id, detail=detail)


def _identity(told: Mapping[str, Any]) -> tuple[object, ...]:
    """What makes two periods the same: where, when and how long."""
    return tuple(told[name] for name in _SAME)


def _check(draft: PeriodDraft) -> None:
    """Raises: Invalid beside the field that cannot be right."""
    CountryCode(draft.country)
    optional_text("scheme", draft.scheme, most=80)
    optional_text("note", draft.note, most=2_000)
    if draft.first is None and draft.amount is None:
        raise Invalid("first", "neither_days_nor_amount")
    if draft.evidence not in InsurancePeriod.Evidence.values:
        raise Invalid("evidence", "not_in_the_list", value=draft.evidence)
    _check_days(draft.first, draft.last)
    _check_amount(draft.amount, draft.unit)


def _check_days(first: PartialDate | None, last: PartialDate | None) -> None:
    if first and first.earliest > today():
        raise Invalid("first", "in_the_future", value=str(first))
    if first and last and last.latest < first.earliest:
        raise Invalid("last", "ends_before_it_begins")


def _check_amount(amount: Decimal | None, unit: str) -> None:
    if amount is None:
        return
    if unit not in MOST:
        raise Invalid("unit", "amount_without_unit")
    if not 0 < amount <= MOST[unit]:
        raise Invalid("amount", "amount_out_of_bounds")


def _columns(draft: PeriodDraft, cipher: PersonCipher) -> dict[str, Any]:
    return {
        "country": draft.country,
        "scheme": draft.scheme.strip(),
        **_day("from", draft.first),
        **_day("to", draft.last),
        "amount": draft.amount,
        "unit": draft.unit if draft.amount is not None else "",
        "evidence": draft.evidence,
        "sealed_note": cipher.seal(draft.note.strip(), field=PERIOD_NOTE),
    }


def _day(name: str, told: PartialDate | None) -> dict[str, object]:
    return {f"{name}_on": told.value if told else None, f"{name}_precision": str(told.precision) if told else ""}


def _told(case: Case, draft: PeriodDraft) -> dict[str, object]:
    amount = "" if draft.amount is None else f"{draft.amount.normalize():f} {draft.unit}"
    return {
        "case": case.reference,
        "country": draft.country,
        "first": str(draft.first or ""),
        "last": str(draft.last or ""),
        "amount": amount,
        "note": draft.note.strip(),
    }
